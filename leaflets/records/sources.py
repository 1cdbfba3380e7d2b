"""What a list is written in: each source gives its rows, and any of them again at its place."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, Never, Protocol

from leaflets.cells import from_cell
from leaflets.errors import UsageFault
from leaflets.model.vocabulary import Vocabulary
from leaflets.records.answers import Refusal
from leaflets.records.columns import RETURNED_COLUMNS, UNNAMED, Columns, column_name
from leaflets.records.words import Translator


def is_unread(heading: str) -> bool:
    """Whether what stands under ``heading`` belongs to no column of the list."""
    return heading == UNNAMED or heading.startswith(f"{UNNAMED} ")


_NOTHING: Mapping[str, Never] = MappingProxyType({})


class Found(NamedTuple):
    """A row before it is read: its place, its line, its columns, and what is wrong with it.

    ``places`` gives the number of each column, where columns have one.
    """

    place: int
    line: int
    columns: Columns = _NOTHING
    refusals: tuple[Refusal, ...] = ()
    places: Mapping[str, int] = _NOTHING


class Mark(NamedTuple):
    """Where a row begins: its number in the list, its place and its line."""

    number: int
    place: int
    line: int


class Source(Protocol):
    """A list in a file. ``headings`` and ``encoding`` are known once the first row was read."""

    @property
    def headings(self) -> tuple[str, ...]:
        """What its columns are called."""

    @property
    def encoding(self) -> str:
        """What it is written in."""

    def rows(self) -> Iterator[Found]:
        """Every row, in order."""

    def again(self, place: int) -> Found:
        """The row at ``place``; its headings are known."""

    def given(self, place: int) -> dict[str, str]:
        """The cells of the row at ``place``, as they were given, by their headings."""

    def close(self) -> None:
        """Let go of the file."""


class PagedSource(Source, Protocol):
    """A list that can be read from the middle, by several processes at once."""

    def marks(self, every: int) -> Iterator[Mark]:
        """Where every so many rows begin, from the first row on."""

    def rows_from(self, mark: Mark) -> Iterator[Found]:
        """The rows from ``mark`` on; :meth:`marks` has given one, here or before a fork."""


class Grid:
    """Reads rows of cells by the headings above them.

    Rows that were ``given_back``, with a column and a reason before each, are read as they were at
    first.
    """

    def __init__(self, path: Path, translator: Translator, vocabulary: Vocabulary) -> None:
        self.headings: tuple[str, ...] = ()
        self._path = path
        self._translator = translator
        self._vocabulary = vocabulary
        self._columns: tuple[tuple[str, str, bool], ...] = ()
        self._places: dict[str, int] = {}
        self.given_back = False

    def begin(self, headings: Sequence[str]) -> None:
        """Take the first row, which names the columns.

        Raises:
            UsageFault: It can't be the first row of a list of records, rather than read every
                row as not known: a column stands twice, or none is known.
        """
        while headings and not headings[-1].strip():
            headings = headings[:-1]
        if not headings:
            raise UsageFault(f"{self._path} is empty", hint="its first line names the columns")
        self.given_back = tuple(headings[: len(RETURNED_COLUMNS)]) == RETURNED_COLUMNS
        self.headings = tuple(self.plain(headings))
        known = self._translator.known
        names = tuple(
            self._translator.column(heading) if heading.strip() else "" for heading in self.headings
        )
        named = [name for name in names if name]
        twice = sorted({name for name in named if named.count(name) > 1})
        if twice:
            raise UsageFault(
                f"{self._path}: the column {twice[0]} stands twice", hint="keep one of them"
            )
        if not known & set(named):
            raise UsageFault(
                f"{self._path}: none of its columns is known",
                hint="the first line names the columns, with commas between them: "
                f"record_id, {', '.join(self._vocabulary.record_names[:4])} ...",
            )
        self._columns = tuple(
            (
                name if name in known else heading,
                name,
                bool(name) and self._translator.takes_whole(name),
            )
            for name, heading in zip(names, self.headings, strict=True)
        )
        before = len(RETURNED_COLUMNS) if self.given_back else 0
        self._places = {n: i for i, n in enumerate(names, before + 1) if n}

    def plain(self, cells: Sequence[str]) -> list[str]:
        """The cells of a row as they were before the row was given back."""
        if not self.given_back:
            return list(cells)
        return [from_cell(cell) for cell in cells[len(RETURNED_COLUMNS) :]]

    def is_empty(self, cells: Sequence[str]) -> bool:
        """Whether nothing stands in a row."""
        own = self.plain(cells) if self.given_back else cells
        return not "".join(own).strip()

    def row(self, place: int, line: int, cells: Sequence[str]) -> Found | None:
        """A row by its columns; ``None`` if it is empty."""
        own = self.plain(cells) if self.given_back else cells
        if not "".join(own).strip():
            return None
        columns: dict[str, tuple[str, ...]] = {}
        for (heading, name, one), cell in zip(self._columns, own, strict=False):
            if one:
                columns[heading] = (cell,) if cell else ()
            elif name:
                columns[heading] = self._translator.words(name, cell)
        if len(own) > len(self.headings) and "".join(own[len(self.headings) :]).strip():
            refusal = Refusal(
                "",
                f"has {len(own)} cells, but the table has {len(self.headings)} columns",
                "put a cell with a comma in it in quotes",
            )
        elif self.given_back and (heading := self._still_unread(own)):
            refusal = Refusal(
                "",
                f'what stands under "{heading}" has not been put into its column',
                f'put it where it belongs, and empty the cell under "{heading}"',
            )
        else:
            return Found(place, line, columns, (), self._places)
        # The cells may stand one column off, so that none but the first is to be trusted.
        first = {h: w for h, w in list(columns.items())[:1] if column_name(h) == "record_id"}
        return Found(place, line, first, (refusal,), self._places)

    def _still_unread(self, own: Sequence[str]) -> str:
        """What stands in a row that was given back since it could not be taken apart."""
        cells = zip(self.headings, own, strict=False)
        return next((h for h, cell in cells if is_unread(h) and cell.strip()), "")

    def given(self, cells: Sequence[str]) -> dict[str, str]:
        """The cells of a row by their headings, as they were given."""
        own = self.plain(cells)
        more = own[len(self.headings) :]
        given = dict(zip(self.headings, own, strict=False))
        return given | {f"{UNNAMED} {n}": cell for n, cell in enumerate(more, 1)}
