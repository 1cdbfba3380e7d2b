"""The desk's program ends, whoever is still connected."""

import socket
from contextlib import suppress

from desk.conftest import running

from leaflets.desk import server


def test_an_ending_desk_hangs_up_on_who_does_not_listen(desk, monkeypatch):
    monkeypatch.setattr(server, "PATIENCE", 0.2)
    with running(desk) as started, socket.socket() as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.connect(started.server.bound.getsockname())
        here = started.root.removeprefix("http://")
        # The page for strangers is no file, which an end in the middle would leave open.
        rest = asked = f"GET / HTTP/1.1\r\nHost: {here}\r\n\r\n".encode() * 1000
        deaf.settimeout(0.01)
        while not waits_to_be_read(started.server):
            with suppress(TimeoutError):
                rest = rest[deaf.send(rest) :] or asked
        started.stop()
        assert hangs_up(deaf)


def hangs_up(line):
    """Whether the other end of ``line`` ends it, once what it has sent is read."""
    line.settimeout(2)
    try:
        while line.recv(65536):
            pass
    except ConnectionResetError:
        return True
    except TimeoutError:
        return False
    return True


def waits_to_be_read(desk_server):
    """Whether so much stands in the desk's memory, as nobody takes it, that it writes no more."""
    connections = list(desk_server.program.server_state.connections)
    return any(has_had_enough(connection.transport) for connection in connections)


def has_had_enough(transport):
    _, high = transport.get_write_buffer_limits()
    return transport.get_write_buffer_size() > high
