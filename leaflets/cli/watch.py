"""What a long run is at in; a line on standard error that says so, out, and Ctrl-C back in.

Nothing is shown where standard error is no terminal. The first Ctrl-C asks the run to stop where it
is whole; the second one ends it at once.
"""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_EVERY = 0.2  # seconds
_WIDTH = 78


class Watcher:
    """Shows how far a run is, and knows whether it shall stop."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._asked = False
        self._what = ""
        self._total: int | None = None
        self._done = 0
        self._began = self._last = 0.0

    def begin(self, what: str, total: int | None) -> None:
        """A stage begins."""
        self._what, self._total, self._done = what, total, 0
        self._began = self._last = time.monotonic()

    def step(self, count: int = 1) -> None:
        """So many more are done."""
        self._done += count
        if self._shown and (now := time.monotonic()) - self._last >= _EVERY:
            self._last = now
            self._show(now)

    def end(self) -> None:
        """The stage has ended: its line goes."""
        if self._shown and self._done:
            sys.stderr.write("\r" + " " * _WIDTH + "\r")
            sys.stderr.flush()

    def stopped(self) -> bool:
        """Whether Ctrl-C was pressed."""
        return self._asked

    def _show(self, now: float) -> None:
        rate = self._done / max(now - self._began, 0.001)
        text = f"{self._what}: {self._done:,}"
        if self._total is not None:
            left = (self._total - self._done) / max(rate, 0.001)
            text += f" of {self._total:,}, {rate:,.0f} a second, {_duration(left)} left"
        else:
            text += f", {rate:,.0f} a second"
        sys.stderr.write("\r" + text[:_WIDTH].ljust(_WIDTH))
        sys.stderr.flush()

    @contextmanager
    def minding_signals(self) -> Iterator[None]:
        """Take Ctrl-C, and the signal to end, for a wish to stop; a second one for an order."""

        def ask(_number: int, _frame: FrameType | None) -> None:
            if self._asked:
                raise KeyboardInterrupt
            self._asked = True
            if self._shown:
                sys.stderr.write(
                    "\nStopping after the leaflet in hand. Ctrl-C again ends at once.\n"
                )

        before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _duration(seconds: float) -> str:
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
