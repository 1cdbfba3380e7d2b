"""A checked list in; what a page of it shows, in the words of the declarations, out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leaflets.batch.choose import Open
from leaflets.desk.lists.cells import Columns, RowCells
from leaflets.desk.lists.checked import CheckedList, CheckedRow, Standing
from leaflets.model.source import LeafletSource

ROWS_SHOWN = 25
"""Rows of one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in a list a page is: which rows are ``shown``, and the ``page``, from 1."""

    shown: str = ""
    page: int = 1

    def __post_init__(self) -> None:
        if self.shown not in [standing.name.lower() for standing in Standing]:
            object.__setattr__(self, "shown", "")

    @property
    def query(self) -> str:
        """The place as the end of an address."""
        return f"?show={self.shown}&page={self.page}"

    def turned_to(self, page: int) -> "Place":
        """Another page of the same rows."""
        return Place(shown=self.shown, page=page)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenView:
    """What a leaflet does not say yet: its title, what is not known, or the clinician's message."""

    title: str
    missing: tuple[str, ...] = ()
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A row, its cells as fields, and what is open about it."""

    row: CheckedRow
    cells: RowCells
    open: tuple[OpenView, ...] = ()

    @property
    def standing(self) -> str:
        """How it stands, as a word of the address."""
        return self.row.standing.name.lower()

    @property
    def mended(self) -> bool:
        """Whether anything in it was mended here."""
        return bool(self.row.mended)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many rows stand how."""

    all: int
    ready: int
    asks: int
    refused: int

    @property
    def printable(self) -> int:
        """Rows that get a leaflet."""
        return self.ready + self.asks


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """A page of a list, of so many ``pages``."""

    counts: Counts
    place: Place
    pages: int
    rows: tuple[RowView, ...]
    warnings: tuple[tuple[str, int, int], ...] = ()


class ListViewer:
    """Shows a checked list."""

    def __init__(self, checked: CheckedList, columns: Columns, leaflet: LeafletSource) -> None:
        self._checked = checked
        self._columns = columns
        self._leaflet = leaflet

    def counts(self) -> Counts:
        """How many rows stand how, now."""
        return Counts(
            all=len(self._checked),
            ready=self._checked.count(Standing.READY),
            asks=self._checked.count(Standing.ASKS),
            refused=self._checked.count(Standing.REFUSED),
        )

    def page(self, place: Place) -> ListView:
        """The rows of a page; the last one there is, if there are not so many."""
        counts = self.counts()
        wanted = [standing for standing in Standing if standing.name.lower() == place.shown]
        total = self._checked.count(wanted[0]) if wanted else counts.all
        pages = max(1, -(-total // ROWS_SHOWN))
        page = min(max(1, place.page), pages)
        numbers = self._checked.numbers(*wanted, after=(page - 1) * ROWS_SHOWN, most=ROWS_SHOWN)
        headings = self._checked.headings
        return ListView(
            counts=counts,
            place=place.turned_to(page),
            pages=pages,
            rows=tuple(self._view(self._checked.row(number), headings) for number in numbers),
            warnings=self._checked.warnings,
        )

    def row(self, number: int) -> RowView:
        """One row.

        Raises:
            KeyError: There is none.
        """
        return self._view(self._checked.row(number), self._checked.headings)

    def changed(
        self, view: RowView, given: dict[str, str], before: dict[str, str]
    ) -> dict[str, str]:
        """What a form has changed that showed ``before``, by the headings of the cells."""
        return self._columns.changed(view.cells, given, before)

    def _view(self, row: CheckedRow, headings: Sequence[str]) -> RowView:
        return RowView(
            row=row,
            cells=self._columns.of(row, headings),
            open=tuple(self._open(row.open)),
        )

    def _open(self, found: Sequence[Open]) -> Iterator[OpenView]:
        """What is open, once for all parts that are called the same."""
        titles = {each.key: self._title(each.key) for each in found}
        for title in dict.fromkeys(titles.values()):
            called = [each for each in found if titles[each.key] == title]
            missing = dict.fromkeys(name for each in called for name in each.missing)
            raised = {each.conflict for each in called}
            messages = (c.message for c in self._leaflet.conflicts if c.id in raised)
            yield OpenView(
                title=title,
                missing=tuple(map(self._columns.label, missing)),
                message=" ".join(messages),
            )

    def _title(self, key: str) -> str:
        """What a block is called, and a part of it."""
        block = self._leaflet.block(key.partition(".")[0])
        if block is None:
            return key
        part = next((part for part in block.parts if part.key == key), None)
        heading = part.heading.source if part and part.heading else ""
        return f"{block.title.source}: {heading}" if heading else block.title.source
