"""What a run does, in; who looks on and may say to stop, and the totals at its end, out."""

from dataclasses import dataclass
from typing import Protocol

from leaflets.batch.print_run import Printed
from leaflets.errors import LeafletsError


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What became of the records, each counted once.

    ``resumed``: how many of ``made`` an earlier run, which was cut short, had made. ``set_aside``:
    copies that were moved out, since their record is not printed any more. ``altered``: copies that
    were not as they had been written, and were made again. ``audited``: copies that were read back.
    ``printed`` is what is in the run for a print room, if it was wanted and could be made.
    """

    records: int
    made: int
    refused: int
    failed: int
    unchanged: int
    resumed: int = 0
    set_aside: int = 0
    altered: int = 0
    audited: int = 0
    printed: Printed | None = None

    def __post_init__(self) -> None:
        counted = self.made + self.refused + self.failed + self.unchanged
        if counted != self.records:
            raise LeafletsError(
                f"the counts do not agree: {self.records} records, {counted} accounted for",
                hint="hand out nothing of this batch, and report this",
            )
