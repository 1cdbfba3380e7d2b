"""A site's words and what a clinician says in; one record, or a list of them, read, out.

The command line and the browser's page read through this, so that a file means the same in both.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from leaflets.errors import UsageFault
from leaflets.model.vocabulary import Vocabulary
from leaflets.records.columns import Columns, Reading, answered, read_columns
from leaflets.records.fhir.found import Said
from leaflets.records.files import read_record_file
from leaflets.records.words import TableWords

if TYPE_CHECKING:
    from leaflets.records.tables import Row, Table

_NOTHING: Columns = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReader:
    """Reads records. ``vocabulary`` has the products of the site's own lists in it already.

    What is wrong with a record is in its :class:`Reading`: the refusals, each with its column.
    Whoever prints one looks at these first.
    """

    vocabulary: Vocabulary
    words: TableWords = field(default_factory=TableWords)
    said: Said = field(default_factory=Said)

    def is_fhir(self, path: Path) -> bool:
        """Whether ``path`` is read as FHIR.

        Raises:
            UsageFault: It can't be read.
        """
        from leaflets.records.fhir.files import is_fhir

        try:
            return is_fhir(path)
        except OSError as error:
            raise UsageFault(f"{path} can't be read: {error.strerror or error}") from error

    def typed(self, columns: Columns) -> Reading:
        """The record that somebody typed, column by column."""
        return read_columns(columns, self.vocabulary)

    def record(self, path: Path, typed: Columns = _NOTHING) -> Reading:
        """The one record in a file or a folder of FHIR, with what somebody ``typed`` besides.

        What is typed answers what the record leaves open; where both say something, and not the
        same, it is refused.

        Raises:
            UsageFault: The file can't be read.
            RecordFault: It is not the record of one person.
        """
        if self.is_fhir(path):
            from leaflets.records.fhir.reading import complete, import_person

            imported = import_person(path, self.vocabulary, self.said)
            return complete(answered(imported.columns, typed), imported, self.vocabulary)
        return self.typed(answered(read_record_file(path, self.vocabulary), typed))

    def table(self, path: Path) -> "Table":
        """The list of people at ``path``; nothing is read yet."""
        from leaflets.records.tables import Table

        return Table(path, self.vocabulary, words=self.words, said=self.said)

    def rows(self, path: Path) -> "Iterator[Row]":
        """Each row of the list; a second one of the same record_id is refused.

        Raises:
            UsageFault: It can't be read, or is no list of people.
        """
        from leaflets.records.tables import unrepeated

        return unrepeated(self.table(path))
