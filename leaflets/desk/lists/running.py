"""A batch in; its leaflets made by a process of its own, and what came of it, out.

It is a process of its own so that the desk answers meanwhile, and sets other pages. It ends when it
is told to, and when the desk is gone.
"""

import multiprocessing
import signal
import time
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from multiprocessing.synchronize import Event
from pathlib import Path
from threading import Thread

from leaflets.batch.run import run
from leaflets.batch.totals import Totals
from leaflets.batch.watch import Interrupted
from leaflets.desk.lists.meter import Meter
from leaflets.desk.lists.spec import BatchSpec
from leaflets.errors import LeafletsError

_EVERY = 0.1
"""Seconds between two words to the desk."""

_LONGEST = 20.0
"""Seconds that a batch may take to stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """It came to its end. ``warnings``: each with the number of the first row it is about."""

    totals: Totals
    warnings: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """It was stopped: ``done`` of ``total`` leaflets are there; 0 of 0 while none was due."""

    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Broke:
    """It can't go on, and why."""

    message: str
    hint: str = ""


Outcome = Ended | Stopped | Broke


class Running:
    """A batch that is being made. ``outcome`` is there once it has ended."""

    def __init__(self, spec: BatchSpec, output: Path) -> None:
        self.meter = Meter()
        self.stopping = False
        self.outcome: Outcome | None = None
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        self._stop = context.Event()
        # It may have processes of its own, which a daemon may not.
        self._process: SpawnProcess = context.Process(
            target=make, args=(theirs, self._stop, spec, output), daemon=False
        )
        self._began = time.monotonic()
        self._process.start()
        theirs.close()
        self._listener = Thread(target=self._listen, args=(ours,), daemon=True)
        self._listener.start()

    def stop(self) -> None:
        """Say that it shall stop after the leaflet in hand."""
        self.stopping = True
        self._stop.set()

    def wait(self) -> None:
        """Wait until it has ended."""
        self._listener.join()

    def end(self) -> None:
        """Have it stop now; one that does not, for longer than a leaflet takes, is ended."""
        self.stop()
        self._listener.join(_LONGEST)
        if self._listener.is_alive():
            self._process.kill()
            self._listener.join()

    def _listen(self, pipe: Connection) -> None:
        outcome: Outcome = Broke(message="the process that made the leaflets ended without a word")
        with suppress(EOFError, OSError):
            while True:
                said = pipe.recv()
                if isinstance(said, Begun):
                    self.meter.begin(said.stage, said.total)
                elif isinstance(said, int):
                    self.meter.step(said)
                else:
                    outcome = said
        pipe.close()
        self._process.join()
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Begun:
    """A stage begins, with so many things to do, if that is known."""

    stage: str
    total: int | None


class _Teller:
    """Tells the desk how far the batch is, and hears whether it shall stop."""

    def __init__(self, pipe: Connection, stop: Event) -> None:
        self._pipe = pipe
        self._stop = stop
        self._parent = multiprocessing.parent_process()
        self._untold = 0
        self._last = 0.0

    def begin(self, what: str, total: int | None) -> None:
        self._say(Begun(what, total))

    def step(self, count: int = 1) -> None:
        self._untold += count
        if time.monotonic() - self._last >= _EVERY:
            self.end()

    def end(self) -> None:
        self._last = time.monotonic()
        self._say(self._untold)
        self._untold = 0

    def stopped(self) -> bool:
        return self._stop.is_set()

    def _say(self, what: Begun | int) -> None:
        try:
            self._pipe.send(what)
        except OSError:
            self._stop.set()  # the desk is gone


def make(pipe: Connection, stop: Event, spec: BatchSpec, output: Path) -> None:
    """Make the batch. Ctrl-C goes to the desk, which says to stop."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    began = time.monotonic()
    try:
        totals, surveyed = run(spec.batch(), output, _Teller(pipe, stop))
        warnings = surveyed.warnings if surveyed else {}
        seconds = time.monotonic() - began
        outcome: Outcome = Ended(totals=totals, warnings=warnings, seconds=seconds)
    except Interrupted as stopped:
        outcome = Stopped(done=stopped.done, total=stopped.total)
    except LeafletsError as fault:
        outcome = Broke(message=fault.message, hint=fault.hint)
    except Exception as error:  # a bug of ours: of it only its kind is told, which names nobody
        outcome = Broke(message=f"a bug of ours: {type(error).__name__}")
    with suppress(OSError):
        pipe.send(outcome)
