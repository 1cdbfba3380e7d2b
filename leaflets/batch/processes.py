"""Tasks in; each done by one of several processes, and what came of it out.

A process has the next task before it is through with one, so that it waits for nobody. One that
dies takes nothing with it: another gets its tasks. A task that kills two is given up. Where it is
safe, a process is forked off: it has content, fonts and libraries without reading them again.
Elsewhere it starts from nothing.
"""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, SpawnContext
from multiprocessing.process import BaseProcess
from queue import Empty, SimpleQueue
from typing import Protocol

from leaflets.batch.hand import Answer, Hand, Task, Tools
from leaflets.batch.store import Shelf
from leaflets.batch.work import Kit, Maker, Outcome, Unit
from leaflets.errors import LeafletsError
from leaflets.pipeline import Plan

_MOST_DEATHS = 2
"""Processes that a task may end before it is given up."""

_AT_HAND = 2
"""Tasks that a process has at a time: the one it is at, and the next."""

_NO_STEP = object()

_PATIENCE = 0.2
"""Seconds between looks at whether to stop, and whether the starter is still there."""

_LESS_URGENT = 5
"""By how much a process is nicer (nice(2)) than its starter, for whom all of them wait."""

_BETWEEN_COLLECTIONS = 50_000
"""Objects that are made before the young ones are looked at: about as many as of two leaflets."""


def spare_what_stays() -> None:
    """Let the collector of garbage look only at what is made from now on.

    Content, catalogs and fonts stay as long as the process; to walk through them again and again
    takes a tenth of its time, and a process that was forked off would copy them by it.
    """
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
    try:
        maker = Maker(kit, store, stopped, plans)
        for unit in units:
            if stopped():
                return
            yield maker.make(unit)
    finally:
        store.close()


def can_fork() -> bool:
    """Whether a process may be forked off this one: of a thread, it would have only a half."""
    linux = sys.platform.startswith("linux")
    return linux and hasattr(os, "fork") and threading.active_count() == 1


class Tasks(Protocol):
    """What there is to do, and who does what next. Hands are known by their names."""

    def next_task(self, hand: str) -> Task | None:
        """What is to be done next by that hand; ``None`` if there is nothing for it now."""

    def give_up(self, task: Task) -> Answer:
        """What stands for the answer to a task that has ended two processes.

        Raises:
            LeafletsError: There is no going on without.
        """


@dataclass(slots=True, eq=False)
class _Worker:
    process: BaseProcess
    pipe: "Connection[object, object]"
    name: str
    tasks: deque[tuple[Task, int]] = field(default_factory=deque)
    """What it is at, then what comes next; each with how many processes it has ended."""

    def give(self, task: tuple[Task, int]) -> None:
        """Have it do that, too."""
        self.tasks.append(task)
        with suppress(OSError):  # it is dead already: that is seen when it should answer
            self.pipe.send(task[0])


class Processes:
    """Several processes that do tasks.

    ``leave`` is called in each that is forked off, to let go of what is the starter's alone.
    """

    def __init__(self, tools: Tools, jobs: int, leave: Callable[[], None]) -> None:
        self._tools = tools
        self._jobs = jobs
        self._leave = leave
        self._forked = can_fork()
        self._context: ForkContext | SpawnContext = (
            multiprocessing.get_context("fork")
            if self._forked
            else multiprocessing.get_context("spawn")
        )
        self._stop = self._context.RawValue("b", 0)
        self._started = 0
        self._workers: list[_Worker] = []

    @property
    def names(self) -> frozenset[str]:
        """Those of the hands that are at work."""
        return frozenset(worker.name for worker in self._workers)

    def answers(
        self, tasks: Tasks, stopped: Callable[[], bool], meanwhile: Iterable[None] = ()
    ) -> Generator[tuple[str, Task, Answer], None, None]:
        """What came of each task, as they come, and which hand did it.

        Steps of ``meanwhile`` are taken here while nothing has come. When somebody says to stop,
        tasks in hand are ended early and no more are handed out.

        Raises:
            LeafletsError: One that nobody could do: the disk is full, say.
        """
        again: deque[tuple[Task, int]] = deque()
        steps = iter(meanwhile)
        while True:
            if stopped():
                self._stop.value = 1
            else:
                self._hand_out(tasks, again)
            busy = [worker for worker in self._workers if worker.tasks]
            if not busy:
                return
            while not (ready := _ready(busy, 0)) and next(steps, _NO_STEP) is None:
                pass
            for worker in ready or _ready(busy, _PATIENCE):
                task, deaths = worker.tasks[0]
                answer = self._take(worker)
                if answer is None:
                    self._bury(worker)
                    if deaths + 1 == _MOST_DEATHS:
                        answer = tasks.give_up(task)
                    else:
                        again.append((task, deaths + 1))
                    again.extend(tuple(worker.tasks)[1:])
                if answer is not None:
                    yield worker.name, task, answer

    def close(self) -> None:
        """Let every process end the copy it is at, and go."""
        self._stop.value = 1
        for worker in self._workers:
            worker.pipe.close()
        for worker in self._workers:
            worker.process.join()
        self._workers.clear()

    def _hand_out(self, tasks: Tasks, again: deque[tuple[Task, int]]) -> None:
        """Give everybody a task, then everybody the next one, as far as there are any."""

        def due(name: str) -> tuple[Task, int] | None:
            if again:
                return again.popleft()
            task = tasks.next_task(name)
            return None if task is None else (task, 0)

        for at_hand in range(_AT_HAND):
            for worker in self._workers:
                if len(worker.tasks) <= at_hand and (found := due(worker.name)):
                    worker.give(found)
            while len(self._workers) < self._jobs and (found := due(str(self._started))):
                self._start(str(self._started)).give(found)

    def _take(self, worker: _Worker) -> Answer | None:
        """What came of what ``worker`` was at; nothing, if it has died.

        Raises:
            LeafletsError: Nobody could do it.
        """
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError):
            return None
        worker.tasks.popleft()
        if isinstance(answer, LeafletsError):
            raise answer
        return answer  # type: ignore[return-value]  # it was pickled by a hand

    def _start(self, name: str) -> _Worker:
        ours, theirs = self._context.Pipe()
        self._started += 1
        target = self._forked_off if self._forked else _serve
        process = self._context.Process(
            target=target, args=(theirs, self._tools, name, self._stop), daemon=True
        )
        worker = _Worker(process, ours, name)
        self._workers.append(worker)
        process.start()
        theirs.close()
        return worker

    def _forked_off(self, *given: object) -> None:
        """Let go of what is the starter's: a lock, and its ends of the pipes, this one's too."""
        for worker in self._workers:
            worker.pipe.close()
        self._leave()
        os.nice(_LESS_URGENT)
        _serve(*given)  # type: ignore[arg-type]

    def _bury(self, worker: _Worker) -> None:
        worker.pipe.close()
        worker.process.join()
        self._workers.remove(worker)


def _ready(busy: list[_Worker], seconds: float) -> list[_Worker]:
    """Those that have answered, or died, in that time."""
    told = wait([worker.pipe for worker in busy], timeout=seconds)
    return [worker for worker in busy if worker.pipe in told]


class _Flag(Protocol):
    value: int


def _serve(pipe: "Connection[object, object]", tools: Tools, name: str, stop: _Flag) -> None:
    """Do tasks until nobody sends one. Ctrl-C goes to the process that sends them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = os.getppid()

    def stopped() -> bool:
        return bool(stop.value) or os.getppid() != parent

    hand = Hand(tools, name, stopped)
    spare_what_stays()
    tasks: SimpleQueue[Task | None] = SimpleQueue()
    # Whoever sends a task never waits for this process to have told what came of another.
    threading.Thread(target=_receive, args=(pipe, tasks), daemon=True).start()
    with suppress(OSError):
        while True:
            try:
                task = tasks.get(timeout=_PATIENCE)
            except Empty:
                if stopped():
                    return
                continue
            if task is None:
                return
            pipe.send(_done(hand, task))


def _receive(pipe: "Connection[object, object]", tasks: "SimpleQueue[Task | None]") -> None:
    """Take in what is sent until nobody sends any more."""
    with suppress(EOFError, OSError):
        while True:
            tasks.put(pipe.recv())  # type: ignore[arg-type]  # it was pickled by the starter
    tasks.put(None)


def _done(hand: Hand, task: Task) -> Answer | LeafletsError:
    try:
        return hand.do(task)
    except LeafletsError as fault:
        return fault
    except Exception as error:  # it is told by its kind: the rest may quote a name
        return LeafletsError(f"a bug of ours: {type(error).__name__}")
