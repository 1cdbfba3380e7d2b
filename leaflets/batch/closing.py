"""A run whose copies are made in; its reports, and copies that no record has set aside, out.

What only looks and writes anew is done in steps, so that it can go on while other processes read
copies back. Where these find a fault, it is done again.
"""

from collections.abc import Iterator
from itertools import islice

from leaflets.batch.folder import Folder
from leaflets.batch.ledger import Head
from leaflets.batch.plan import Fate, Plan
from leaflets.batch.report import reports
from leaflets.batch.totals import Totals
from leaflets.errors import LeafletsError
from leaflets.records.tables import Table

_STRAYS = 10_000
"""Copies that are set aside in one go: there may be as many as in a list."""

_LOOKED_AT = 1000
"""Copies that are looked at in a step."""


class Closing:
    """Ends a run: every one of :meth:`steps`, :meth:`set_strays_aside`, then :meth:`reconcile`."""

    def __init__(self, folder: Folder, plan: Plan, table: Table) -> None:
        self._folder = folder
        self._plan = plan
        self._table = table
        self._strays: list[str] = []
        self._there = 0

    def steps(self, head: Head) -> Iterator[None]:
        """Find copies of no record, and write the reports into the folder's ``new``.

        The counts of ``head`` are taken from the plan.

        Raises:
            UsageFault: They can't be written.
        """
        records = sum(self._plan.count(fate) for fate in Fate)
        refused, failed = self._plan.count(Fate.REFUSED), self._plan.count(Fate.FAILED)
        yield from self._find_strays()
        yield from reports(
            self._folder,
            self._plan,
            self._table,
            Head(run=head.run, day=head.day, records=records, refused=refused, failed=failed),
        )

    def set_strays_aside(self) -> int:
        """Move away every copy that is of no record of this list, or of one that failed.

        How many those were.
        """
        moved = 0
        while self._strays:
            for token in self._strays:
                self._folder.shelf.set_aside(token)
            moved += len(self._strays)
            for _ in self._find_strays():
                pass
        return moved

    def reconcile(self, totals: Totals) -> None:
        """Hold the files that were there when no stray was found any more against the counts.

        Raises:
            LeafletsError: They do not agree.
        """
        if self._there != totals.made + totals.unchanged:
            raise LeafletsError(
                f"{totals.made + totals.unchanged} leaflets should be there, and {self._there} are",
                hint="hand out nothing of this batch, and give the same command again",
            )

    def _find_strays(self) -> Iterator[None]:
        # None is moved while they are listed.
        self._strays, self._there = [], 0
        tokens = self._folder.shelf.tokens()
        while len(self._strays) < _STRAYS and (page := list(islice(tokens, _LOOKED_AT))):
            self._strays += self._plan.without_copy(page)
            self._there += len(page)
            yield
