"""A list and cells that somebody mended in it in; the same list with those cells in its rows out.

The file stays as it was given: mends stand beside it, by the place of their row.
"""

from collections.abc import Iterator, Mapping

from leaflets.records.columns import column_name
from leaflets.records.sources import Found, Mark, PagedSource, Source, is_unread
from leaflets.records.words import Translator

Mends = Mapping[int, Mapping[str, str]]
"""The cells that were mended in the row at a place, by their headings. A heading that the list has
not stands for a column that it is given."""


class MendedSource:
    """A list as ``source`` has it, but for ``mends``, which may grow while it is read."""

    def __init__(self, source: Source, mends: Mends, translator: Translator) -> None:
        self._source = source
        self._mends = mends
        self._translator = translator

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the list, and of the columns that mends gave it."""
        own = self._source.headings
        given = (heading for cells in self._mends.values() for heading in cells)
        return (*own, *dict.fromkeys(h for h in given if h not in own and not is_unread(h)))

    @property
    def encoding(self) -> str:
        """What the list is written in."""
        return self._source.encoding

    def rows(self) -> Iterator[Found]:
        """Every row, in order."""
        return map(self._mended, self._source.rows())

    def again(self, place: int) -> Found:
        """The row at ``place``."""
        return self._mended(self._source.again(place))

    def given(self, place: int) -> dict[str, str]:
        """The cells of the row at ``place`` as they are now, by their headings."""
        return {**self._source.given(place), **self._mends.get(place, {})}

    def close(self) -> None:
        """Let go of the file."""
        self._source.close()

    def _mended(self, found: Found) -> Found:
        mends = self._mends.get(found.place)
        if not mends:
            return found
        if all(refusal.column for refusal in found.refusals):
            # What was not mended is read as it was, whatever the list is written in.
            names = {column_name(heading) for heading in mends}
            names |= {self._translator.column(heading) for heading in mends}
            refusals = tuple(r for r in found.refusals if r.column not in names)
            columns = {**found.columns, **self._columns(mends)}
            return found._replace(columns=columns, refusals=refusals)
        cells = self.given(found.place)
        if any(is_unread(heading) and cell.strip() for heading, cell in cells.items()):
            return found  # a cell still stands under no heading: which is whose is not known
        return found._replace(columns=self._columns(cells), refusals=())

    def _columns(self, cells: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
        columns: dict[str, tuple[str, ...]] = {}
        for heading, cell in cells.items():
            name = self._translator.column(heading)
            if name and not is_unread(heading):
                shown = name if name in self._translator.known else heading
                columns[shown] = self._translator.words(name, cell)
        return columns


class MendedPages(MendedSource):
    """The same of a list that can be read from the middle."""

    def __init__(self, source: PagedSource, mends: Mends, translator: Translator) -> None:
        super().__init__(source, mends, translator)
        self._pages = source

    def marks(self, every: int) -> Iterator[Mark]:
        """Where every so many rows begin."""
        return self._pages.marks(every)

    def rows_from(self, mark: Mark) -> Iterator[Found]:
        """The rows from ``mark`` on."""
        return map(self._mended, self._pages.rows_from(mark))
