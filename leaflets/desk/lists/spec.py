"""A list, how it is read and how its leaflets are wanted in; the batch of it out.

A process of its own makes the batch: what is here can be handed over to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from leaflets.batch.print_run import PrintRun
from leaflets.batch.survey import Site
from leaflets.batch.wanted import Batch
from leaflets.batch.work import FindCatalog, Kit
from leaflets.model.vocabulary import Vocabulary
from leaflets.records.fhir.found import Said
from leaflets.records.mended import Mends
from leaflets.records.tables import Table
from leaflets.records.words import TableWords


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSource:
    """A list in a file, and the words that it is read with. ``mends`` may grow."""

    path: Path
    vocabulary: Vocabulary = field(repr=False)
    words: TableWords
    said: Said
    mends: Mends = field(repr=False)

    def table(self) -> Table:
        """The list; whoever opens it closes it."""
        return Table(self.path, self.vocabulary, words=self.words, said=self.said, mends=self.mends)


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchSpec:
    """All that a batch is made of, with the list still closed. See :class:`Batch`."""

    source: ListSource
    kit: Kit = field(repr=False)
    site: Site = field(repr=False)
    find_catalog: FindCatalog
    source_digest: str
    print_run: PrintRun | None = None
    jobs: int = 1

    def batch(self) -> Batch:
        """The batch, with the list open."""
        return Batch(
            table=self.source.table(),
            kit=self.kit,
            site=self.site,
            find_catalog=self.find_catalog,
            source_digest=self.source_digest,
            jobs=self.jobs,
            print_run=self.print_run,
        )


def frozen(mends: Mapping[int, Mapping[str, str]]) -> Mends:
    """The mends as they are now: what is mended later is not in them."""
    return {place: dict(cells) for place, cells in mends.items()}
