"""The steps of something long in; how far it is, how fast, and what is left, out.

Whoever works tells it; whoever looks on reads it, and may say to stop.
"""

import time
from dataclasses import dataclass
from threading import Event, Lock

_TOO_SOON = 0.5
"""Seconds in which nothing can be said about what is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a stage is: ``done`` of ``total`` things, if that is known.

    ``rate`` is things a second, ``left`` seconds; ``None`` where it can't be told yet.
    """

    stage: str = ""
    done: int = 0
    total: int | None = None
    rate: float | None = None
    left: float | None = None

    @property
    def percent(self) -> int | None:
        """How much of a hundred is done, if that is known."""
        return None if not self.total else min(100, 100 * self.done // self.total)


class Meter:
    """Keeps how far something is, for any thread to see."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._stop = Event()
        self._stage = ""
        self._total: int | None = None
        self._done = 0
        self._first: tuple[float, int] | None = None

    def begin(self, what: str, total: int | None) -> None:
        """A stage begins."""
        with self._lock:
            self._stage, self._total, self._done = what, total, 0
            self._first = None

    def step(self, count: int = 1) -> None:
        """So many more are done."""
        with self._lock:
            self._done += count
            if self._first is None:
                # What it takes to begin says nothing of how it goes on.
                self._first = (time.monotonic(), self._done)

    def end(self) -> None:
        """The stage has ended: what it did stays to be seen until the next one."""

    def stop(self) -> None:
        """Say that it shall stop."""
        self._stop.set()

    def stopped(self) -> bool:
        """Whether somebody said to stop."""
        return self._stop.is_set()

    def progress(self) -> Progress:
        """How far it is now."""
        with self._lock:
            stage, done, total = self._stage, self._done, self._total
            since, before = self._first or (time.monotonic(), done)
        seconds = time.monotonic() - since
        if seconds < _TOO_SOON or done == before:
            return Progress(stage=stage, done=done, total=total)
        rate = (done - before) / seconds
        left = None if total is None else max(0.0, (total - done) / rate)
        return Progress(stage=stage, done=done, total=total, rate=rate, left=left)
