"""A run in; how far it is, for whoever looks on, out, and their wish to stop back in."""

from typing import Protocol


class Watch(Protocol):
    """Who looks on, and may say to stop."""

    def begin(self, what: str, total: int | None) -> None:
        """A stage begins, with so many things to do, if that is known."""

    def step(self, count: int = 1) -> None:
        """So many more of them are done."""

    def end(self) -> None:
        """The stage has ended."""

    def stopped(self) -> bool:
        """Whether somebody said to stop."""


class Interrupted(Exception):
    """Somebody said to stop: ``done`` of ``total`` copies are there; 0 of 0 while none was due."""

    def __init__(self, done: int, total: int) -> None:
        super().__init__(done, total)
        self.done = done
        self.total = total
