"""A desk and a port in; a running program that one browser on this computer can reach, out."""

import asyncio
import socket
from dataclasses import dataclass, field

import uvicorn

from leaflets.desk.app import make_app
from leaflets.desk.desk import Desk
from leaflets.desk.door import Door
from leaflets.errors import UsageFault

HOST = "127.0.0.1"
"""This computer and no other."""

PATIENCE = 5
"""How many seconds an answer may still take when the desk has been told to end."""


class _Program(uvicorn.Server):
    """A server that hangs up on everybody before it ends."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await super().shutdown(sockets)
        # Who does not take an answer, or came in while others were sent away, is left connected
        # by uvicorn, and waits on a line with nobody at its end.
        for connection in list(self.server_state.connections):
            if connection.transport is not None:
                connection.transport.abort()
        await asyncio.sleep(0)


@dataclass(slots=True, kw_only=True)
class DeskServer:
    """A desk that is bound to a port. ``address`` opens it, once."""

    bound: socket.socket
    door: Door
    program: uvicorn.Server = field(repr=False)

    @property
    def address(self) -> str:
        """What to open in the browser; the token in it is good once."""
        return f"{self.root}/?token={self.door.token}"

    @property
    def root(self) -> str:
        """The desk's address without the token."""
        return f"http://{HOST}:{self.bound.getsockname()[1]}"

    def run(self) -> None:
        """Answer until the page says to end, or a signal comes."""
        try:
            self.program.run(sockets=[self.bound])
        finally:
            self.bound.close()

    def end(self) -> None:
        """Stop answering, once what is being answered is done."""
        self.program.should_exit = True


def bind(desk: Desk, port: int = 0) -> DeskServer:
    """The desk on ``port`` of this computer, or on any free one.

    Raises:
        UsageFault: Another program has the port.
    """
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((HOST, port))
        bound.listen()  # whoever opens the address at once waits, and is not turned away
    except OSError as error:
        bound.close()
        raise UsageFault(
            f"port {port} can't be used: {error.strerror or error}",
            hint="give another with --port, or none for any that is free",
        ) from error
    door = Door()

    def end() -> None:
        server.end()

    config = uvicorn.Config(
        make_app(desk, door, end),
        access_log=False,
        log_config=None,
        log_level="critical",
        lifespan="on",
        server_header=False,
        timeout_graceful_shutdown=PATIENCE,
    )
    server = DeskServer(bound=bound, door=door, program=_Program(config))
    return server
