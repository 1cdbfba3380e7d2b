"""A list of records in; one reading a row out, in order, as it is read.

CSV, workbooks, lists in JSON, JSON Lines, and FHIR of many people all come out as rows. Nothing of
a row is kept: who needs one again, reads it again at its place.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from leaflets.errors import UsageFault
from leaflets.model.profile import Personal
from leaflets.model.vocabulary import Vocabulary
from leaflets.records.answers import Refusal
from leaflets.records.columns import (
    UNNAMED,
    Answered,
    Reading,
    read_answers,
    read_columns,
    read_id,
    read_personal,
    shown,
)
from leaflets.records.delimited import DelimitedSource
from leaflets.records.fhir.files import files_of, is_fhir, passed_over
from leaflets.records.fhir.found import Said
from leaflets.records.json_records import JsonLinesSource, JsonListSource
from leaflets.records.mended import MendedPages, MendedSource, Mends
from leaflets.records.sheets import SUFFIXES, SheetSource
from leaflets.records.sources import Found, Mark, PagedSource, Source
from leaflets.records.words import TableWords, Translator

if TYPE_CHECKING:
    from leaflets.records.fhir.reading import PeopleSource

__all__ = ["UNNAMED", "Row", "Table", "read_table", "repeated", "unrepeated"]

_LINES = (".jsonl", ".ndjson")
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+")

_ALIKE = 4096
"""How many different rows of answers are kept; lists have the same ones over and over."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its number (from 1, without the heading), id and reading.

    ``place`` is where it can be read again, ``line`` its line in the file, and ``columns`` the
    number of each column; 0 and nothing where there are no lines.
    """

    number: int
    record_id: str
    reading: Reading
    place: int = 0
    line: int = 0
    columns: Mapping[str, int] = field(default_factory=dict)


def read_table(
    path: Path,
    vocabulary: Vocabulary,
    *,
    words: TableWords | None = None,
    said: Said | None = None,
) -> Iterator[Row]:
    """Each row of the table, or each person of the FHIR, at ``path``.

    A second row of the same record_id is refused. ``words`` are the site's own headings and words,
    ``said`` is what a clinician says of records that are FHIR.

    Raises:
        UsageFault: The file can't be read, or is none of those; or ``words`` declare what there is
            not.
    """
    return unrepeated(Table(path, vocabulary, words=words, said=said))


def unrepeated(table: "Table") -> Iterator[Row]:
    """Each row of ``table``, which is closed then. A second one of the same record_id is refused.

    Raises:
        UsageFault: The file can't be read, or is no list of records.
    """
    seen: set[str] = set()
    try:
        for row in table.rows():
            if row.record_id in seen:
                reading = row.reading
                refusals = (*reading.refusals, repeated(row.record_id))
                yield replace(row, reading=reading._replace(refusals=refusals))
            else:
                seen.add(row.record_id)
                yield row
    finally:
        table.close()


def repeated(record_id: str) -> Refusal:
    """Why a second row of the same id is refused."""
    return Refusal("record_id", f"{shown(record_id)} stands in an earlier row too")


class Table:
    """A list of records, read from its start, or one row at its place.

    A repeated record_id is not looked for: that takes memory which grows with the list. Rows that
    were given back, with a column and a reason before each, are read as they were at first.
    ``mends`` are cells that are read in place of those of the file; what is FHIR is not mended.
    """

    def __init__(
        self,
        path: Path,
        vocabulary: Vocabulary,
        *,
        words: TableWords | None = None,
        said: Said | None = None,
        mends: Mends | None = None,
    ) -> None:
        self.path = path
        self._vocabulary = vocabulary
        self._words = words or TableWords()
        self._said = said or Said()
        self._mends = {} if mends is None else mends
        self._warnings: list[str] = []
        self._people: PeopleSource | None = None
        self._source: Source | None = None
        self._pages: MendedPages | None = None

        @lru_cache(maxsize=_ALIKE)
        def answered(columns: tuple[tuple[str, tuple[str, ...]], ...]) -> Answered:
            return read_answers(columns, vocabulary)

        self._answered = answered

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the list; known once the first row was read."""
        opened = self._people or self._source
        return opened.headings if opened else ()

    @property
    def encoding(self) -> str:
        """What the list is written in; known once the first row was read."""
        opened = self._people or self._source
        return opened.encoding if opened else "utf-8"

    def rows(self) -> Iterator[Row]:
        """Every row, in order.

        Raises:
            UsageFault: It can't be read, or is no list of records.
        """
        try:
            self._open()
            for row in self._rows():
                if self._warnings:
                    told = (*self._warnings, *row.reading.warnings)
                    self._warnings.clear()
                    yield replace(row, reading=row.reading._replace(warnings=told))
                else:
                    yield row
        except OSError as error:
            raise _not_read(self.path, error) from error

    def begin_pages(self, every: int) -> Iterator[Mark] | None:
        """Where every so many rows begin; ``None`` where only one process can read the list.

        Once the first is known, :meth:`page` can be asked here, and in processes forked off.

        Raises:
            UsageFault: It can't be read, or is no list of records.
        """
        try:
            if is_fhir(self.path):
                return None
            self._open()
            return None if self._pages is None else self._marks(self._pages.marks(every))
        except OSError as error:
            raise _not_read(self.path, error) from error

    def _marks(self, marks: Iterator[Mark]) -> Iterator[Mark]:
        try:
            yield from marks
        except OSError as error:
            raise _not_read(self.path, error) from error

    def page(self, mark: Mark, most: int) -> Iterator[Row]:
        """So many rows from ``mark`` on, or as many as there are.

        Raises:
            UsageFault: It can't be read, or is no list of records.
        """
        assert self._pages is not None, "begin_pages() comes first"
        try:
            found = islice(self._pages.rows_from(mark), most)
            for number, each in enumerate(found, mark.number):
                yield self._row(number, each)
        except OSError as error:
            raise _not_read(self.path, error) from error

    def warnings(self) -> tuple[str, ...]:
        """What is to be seen of the list as a whole, once; :meth:`rows` tells it with a row."""
        told = tuple(self._warnings)
        self._warnings.clear()
        return told

    def row(self, place: int, number: int) -> Row:
        """The row at ``place``, read again; :meth:`rows` has been read to its end before."""
        if self._people is not None:
            return Row(number, *self._people.again(place), place)
        return self._row(number, self._at(place))

    def personal(self, place: int) -> Personal:
        """What is stamped of the row at ``place``, which has been read before."""
        if self._people is not None:
            return self.row(place, 0).reading.record.personal
        return read_personal(self._at(place).columns)

    def record_ids(self) -> Iterator[str]:
        """The id of every row, in order; it has been read before."""
        self._open()
        if self._people is not None:
            yield from (row.record_id for row in self._rows())
            return
        assert self._source is not None
        for number, found in enumerate(self._source.rows(), 1):
            yield read_id(found.columns) or str(number)

    def _at(self, place: int) -> Found:
        assert self._source is not None, "rows() comes first"
        return self._source.again(place)

    def given(self, place: int) -> dict[str, str]:
        """The cells of the row at ``place``, as they were given, by their headings."""
        opened = self._people or self._source
        assert opened is not None, "rows() comes first"
        return opened.given(place)

    @property
    def said_besides(self) -> str:
        """What decides how the list is read and is not in it: what was said, words, and mends.

        The day is in it only where old results are left out.
        """
        said = self._said if self._said.oldest_days else replace(self._said, today=None)
        mends = [(place, sorted(cells.items())) for place, cells in sorted(self._mends.items())]
        return repr((said, self._words, *mends))

    def digest_into(self, update: Callable[[bytes], None]) -> None:
        """Give ``update`` every byte of the file, or of the files of the folder.

        Raises:
            UsageFault: It can't be read.
        """
        try:
            for path in files_of(self.path):
                with path.open("rb") as stream:
                    while piece := stream.read(1 << 20):
                        update(piece)
        except OSError as error:
            raise _not_read(self.path, error) from error

    def close(self) -> None:
        """Let go of the file."""
        for opened in (self._people, self._source):
            if opened is not None:
                opened.close()

    def _open(self) -> None:
        if self._people is not None:
            return  # it keeps what it has read
        self.close()
        path, vocabulary = self.path, self._vocabulary
        if is_fhir(path):
            self._warnings += passed_over(path)
            from leaflets.records.fhir.reading import PeopleSource

            self._people = PeopleSource(path, vocabulary, self._said)
            return
        translator = Translator(self._words, vocabulary)
        paged = self._paged(translator)
        if paged is not None:
            self._pages = MendedPages(paged, self._mends, translator)
        source = self._pages or MendedSource(self._as_given(translator), self._mends, translator)
        self._source = source

    def _paged(self, translator: Translator) -> PagedSource | None:
        """What reads a list that can be read from the middle."""
        suffix = self.path.suffix.casefold()
        if suffix in _LINES:
            return JsonLinesSource(self.path, translator, self._vocabulary)
        if suffix == ".json" or suffix in SUFFIXES:
            return None
        return DelimitedSource(self.path, translator, self._vocabulary, self._warnings)

    def _as_given(self, translator: Translator) -> Source:
        if self.path.suffix.casefold() in SUFFIXES:
            return SheetSource(self.path, translator, self._vocabulary, self._warnings)
        return JsonListSource(self.path, translator, self._vocabulary)

    def _rows(self) -> Iterator[Row]:
        if self._people is not None:
            for number, (place, record_id, reading) in enumerate(self._people.people(), 1):
                yield Row(number, record_id, reading, place)
            return
        assert self._source is not None
        for number, found in enumerate(self._source.rows(), 1):
            yield self._row(number, found)

    def _row(self, number: int, found: Found) -> Row:
        reading = read_columns(found.columns, self._vocabulary, self._answered)
        faults = (*found.refusals, *_rounded(reading))
        if faults:
            reading = reading._replace(refusals=(*faults, *reading.refusals))
        record_id = reading.record.record_id or str(number)
        return Row(number, record_id, reading, found.place, found.line, found.places)


def _rounded(reading: Reading) -> tuple[Refusal, ...]:
    """A refusal of an id that a spreadsheet has shortened: two people may share it now."""
    if not _ROUNDED.fullmatch(reading.record.record_id or ""):
        return ()
    return (
        Refusal(
            "record_id",
            "is a number that a spreadsheet has rounded",
            "make the column text before you put the numbers in",
        ),
    )


def _not_read(path: Path, error: OSError) -> UsageFault:
    return UsageFault(f"{path} can't be read: {error.strerror or error}")
