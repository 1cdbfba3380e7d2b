"""What became of each record in; how many of each, and that none is missing, out."""

from dataclasses import dataclass

from leaflets.batch.print_run import Printed
from leaflets.errors import LeafletsError


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
