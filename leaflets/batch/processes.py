"""Units in; each made by one of several processes, and its outcome out.

A process that dies takes nothing with it but the unit it was at, which another gets once more. A
unit that kills two is given up.
"""

import gc
import multiprocessing
import signal
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from multiprocessing.synchronize import Event

from leaflets.batch.store import Shelf
from leaflets.batch.work import Failed, Kit, Maker, Outcome, Unit
from leaflets.errors import UsageFault
from leaflets.pipeline import Plan

_TRIES = 2
_BETWEEN_COLLECTIONS = 20_000
"""How many objects are made before the young ones are looked at: about as many as of a leaflet."""


def spare_what_stays() -> None:
    """Let the collector of garbage look only at what is made from now on.

    Content, catalogs and fonts stay as long as the process; to walk through them again and again
    takes a tenth of its time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_BETWEEN_COLLECTIONS)


def in_this_process(
    kit: Kit,
    units: Iterator[Unit],
    shelf: Shelf,
    stopped: Callable[[], bool],
    plans: dict[str, Plan],
) -> Generator[Outcome, None, None]:
    """The outcome of each unit, made here. ``plans`` are those of the survey, which are used up."""
    store = shelf.opened_by("0")
    spare_what_stays()
    try:
        maker = Maker(kit, store, stopped, plans)
        for unit in units:
            if stopped():
                return
            yield maker.make(unit)
    finally:
        store.close()


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    unit: Unit | None = None
    tries: int = 0


class Processes:
    """Several processes that make units."""

    def __init__(self, kit: Kit, jobs: int, shelf: Shelf) -> None:
        self._kit = kit
        self._jobs = jobs
        self._shelf = shelf
        self._context = multiprocessing.get_context("spawn")
        self._stop = self._context.Event()
        self._started = 0
        self._workers: list[_Worker] = []

    def outcomes(
        self, units: Iterator[Unit], stopped: Callable[[], bool]
    ) -> Generator[Outcome, None, None]:
        """The outcome of each unit, as they come.

        Raises:
            UsageFault: A worker can't write.
        """
        again: list[tuple[Unit, int]] = []
        try:
            while True:
                if stopped():
                    self._stop.set()
                else:
                    self._hand_out(units, again)
                busy = [worker for worker in self._workers if worker.unit is not None]
                if not busy:
                    return
                for worker in self._ready(busy):
                    outcome = self._take(worker, again)
                    if outcome is not None:
                        yield outcome
        finally:
            self._end()

    def _hand_out(self, units: Iterator[Unit], again: list[tuple[Unit, int]]) -> None:
        while True:
            idle = next((worker for worker in self._workers if worker.unit is None), None)
            if idle is None and len(self._workers) >= self._jobs:
                return
            unit, tries = again.pop(0) if again else (next(units, None), 0)
            if unit is None:
                return
            worker = idle or self._start()
            worker.unit, worker.tries = unit, tries + 1
            with suppress(OSError):  # it is dead already: that is seen when its outcome is awaited
                worker.pipe.send(unit)

    def _ready(self, busy: list[_Worker]) -> list[_Worker]:
        """The workers that have answered, or died."""
        told = wait([worker.pipe for worker in busy], timeout=0.2)
        return [worker for worker in busy if worker.pipe in told]

    def _take(self, worker: _Worker, again: list[tuple[Unit, int]]) -> Outcome | None:
        unit = worker.unit
        assert unit is not None
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(worker)
            if worker.tries < _TRIES:
                again.append((unit, worker.tries))
                return None
            reason = "the process that made it ended twice, without a word"
            failed = tuple(Failed(copy.number, reason) for copy in unit.copies)
            return Outcome(key=unit.key, printed="", done=(), failed=failed)
        worker.unit = None
        if isinstance(answer, UsageFault):
            raise answer
        assert isinstance(answer, Outcome)
        return answer

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        name = str(self._started)
        self._started += 1
        process = self._context.Process(
            target=_serve, args=(theirs, self._kit, self._shelf, name, self._stop), daemon=True
        )
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _bury(self, worker: _Worker) -> None:
        worker.pipe.close()
        worker.process.join()
        self._workers.remove(worker)

    def _end(self) -> None:
        """Let every process end the copy it is at, and go."""
        self._stop.set()
        for worker in self._workers:
            worker.pipe.close()
        for worker in self._workers:
            worker.process.join()
        self._workers.clear()


def _serve(pipe: Connection, kit: Kit, shelf: Shelf, name: str, stop: Event) -> None:
    """Make units until nobody sends one. Ctrl-C goes to the process that sends them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    store = shelf.opened_by(name)

    def stopped() -> bool:
        return stop.is_set() or parent is None or not parent.is_alive()

    spare_what_stays()
    maker = Maker(kit, store, stopped)
    with suppress(EOFError, OSError):
        while True:
            unit = pipe.recv()
            try:
                answer: Outcome | UsageFault = maker.make(unit)
            except UsageFault as fault:
                answer = fault
            pipe.send(answer)
