"""A list in; of each of its rows whether it can be printed, what it asks, and every fault, out.

A row is looked at as a batch looks at it, and again whenever it is shown or was mended: of a long
list nothing is kept but where each row is, how it stands, and the token of its id.
"""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from threading import RLock

from leaflets.batch.choose import Chooser, Chosen, Open
from leaflets.batch.plan import RowRefusal
from leaflets.batch.survey import told
from leaflets.batch.watch import Interrupted, Watch
from leaflets.desk.desk import ENGINE
from leaflets.desk.lists.fault import ListFault
from leaflets.desk.lists.spec import BatchSpec
from leaflets.desk.words import marked
from leaflets.records.tables import Row, repeated
from leaflets.release.token import token as token_of

MOST_ROWS = 200_000
"""Rows of one list; for longer ones there is the command line."""

_KEYED = (".json", ".jsonl", ".ndjson")
"""Lists of which each row has headings of its own."""

_MOST_WARNINGS = 20
_NO_TOKEN = 0


class Standing(IntEnum):
    """How a row stands: it can be printed; it can, but something it asks is open; it can not."""

    READY = 0
    ASKS = 1
    REFUSED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedRow:
    """A row as it is now. ``cells`` are by their headings, ``mended`` the headings of mended ones.

    ``line`` is its line in the file, 0 where there are none.
    """

    number: int
    line: int
    record_id: str = field(repr=False)
    cells: Mapping[str, str] = field(repr=False)
    standing: Standing
    refusals: tuple[RowRefusal, ...] = field(default=(), repr=False)
    open: tuple[Open, ...] = ()
    warnings: tuple[str, ...] = field(default=(), repr=False)
    mended: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Warned:
    first: int
    rows: int = 0


class CheckedList:
    """The rows of a list. Any thread may ask; one row is looked at after the other.

    ``mends`` are those of ``spec``'s list; they are kept here from now on.

    Raises:
        LeafletsError: The language of the list has no catalog, or a format is not known.
    """

    def __init__(self, spec: BatchSpec, mends: dict[int, dict[str, str]]) -> None:
        self._lock = RLock()
        self._mends = mends
        self._table = spec.source.table()
        self._key = spec.site.key
        self._leaflet = spec.kit.leaflet_id
        site = spec.site
        with ENGINE:
            self._chooser = Chooser(spec.kit, site.language, site.page_format, spec.find_catalog)
        self._places: array[int] = array("Q")
        self._lines: array[int] = array("Q")
        self._tokens: array[int] = array("Q")
        self._standings = bytearray()
        self._headings: dict[str, None] = {}
        self._keyed = spec.source.path.suffix in _KEYED
        self._warned: dict[str, _Warned] = {}

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._table.close()

    # The whole list.

    def check(self, watch: Watch) -> None:
        """Look at every row; this comes first.

        Raises:
            UsageFault: It is no list of people, or has more rows than may be.
            Interrupted: ``watch`` said to stop.
        """
        seen: set[int] = set()
        watch.begin("Checking", None)
        for row in self._table.rows():
            if watch.stopped():
                raise Interrupted(0, 0)
            if row.number > MOST_ROWS:
                raise ListFault(
                    marked("This list has more than {most} rows."),
                    hint=marked("Part it, or type `leaflets batch`, which takes any number."),
                    most=f"{MOST_ROWS:,}",
                )
            token = self._token(row)
            again = token != _NO_TOKEN and token in seen
            seen.add(token)
            chosen, refusals = self._look(row, again=again)
            self._places.append(row.place)
            self._lines.append(row.line)
            self._tokens.append(token)
            self._standings.append(_standing(chosen, refusals))
            self._warn(row, chosen)
            if self._keyed or any(not refusal.column for refusal in row.reading.refusals):
                self._headings.update(dict.fromkeys(self._table.given(row.place)))
            watch.step()
        watch.end()

    def __len__(self) -> int:
        return len(self._places)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the list, with those of mends, and of what stands under none."""
        with self._lock:
            return tuple(dict.fromkeys((*self._table.headings, *self._headings)))

    @property
    def warnings(self) -> tuple[tuple[str, int, int], ...]:
        """What is odd but stops nothing: the words, the first row, and how many rows."""
        return tuple((words, told.first, told.rows) for words, told in self._warned.items())

    def count(self, standing: Standing) -> int:
        """How many rows stand so."""
        return self._standings.count(standing)

    def numbers(self, *standings: Standing, after: int = 0, most: int) -> list[int]:
        """The numbers of the first rows that stand so, or of all, after so many of them."""
        wanted = bytes(standings or tuple(Standing))
        found: list[int] = []
        passed = 0
        for number, standing in enumerate(self._standings, 1):
            if standing in wanted:
                passed += 1
                if passed > after:
                    found.append(number)
                    if len(found) == most:
                        break
        return found

    # One row.

    def row(self, number: int) -> CheckedRow:
        """The row of that number, looked at again.

        Raises:
            KeyError: There is none.
        """
        if not 1 <= number <= len(self._places):
            raise KeyError(number)
        with self._lock:
            token = self._tokens[number - 1]
            again = token != _NO_TOKEN and self._tokens.index(token) < number - 1
            return self._row(number, again=again)

    def returned(self) -> Iterator[tuple[tuple[RowRefusal, ...], Mapping[str, str]]]:
        """Why each row is refused, one after the other, and its cells by their headings."""
        seen: set[int] = set()
        for number, token in enumerate(self._tokens, 1):
            refusals: tuple[RowRefusal, ...] = ()
            with self._lock:  # not while somebody else goes on, who may be another thread
                if self._standings[number - 1] == Standing.REFUSED:
                    again = token != _NO_TOKEN and token in seen
                    refusals = self._row(number, again=again).refusals
                cells = self._table.given(self._places[number - 1])
            seen.add(token)
            yield refusals, cells

    def _row(self, number: int, *, again: bool) -> CheckedRow:
        place = self._places[number - 1]
        row = self._table.row(place, number)
        chosen, refusals = self._look(row, again=again)
        everywhere = {words for words, told in self._warned.items() if told.rows == len(self)}
        warnings = (*_warnings(row, chosen), *_conflicts(row))
        return CheckedRow(
            number=number,
            line=self._lines[number - 1],
            record_id=row.record_id,
            cells=self._table.given(place),
            standing=_standing(chosen, refusals),
            refusals=refusals,
            open=chosen.open,
            warnings=tuple(words for words in warnings if words not in everywhere),
            mended=frozenset(self._mends.get(place, ())),
        )

    def mend(self, number: int, cells: Mapping[str, str]) -> CheckedRow:
        """Put ``cells`` in place of those under their headings, and look at the row again.

        Raises:
            KeyError: There is no such row.
        """
        with self._lock:
            place = self._places[self.row(number).number - 1]
            self._mends[place] = self._mends.get(place, {}) | dict(cells)
            before = self._tokens[number - 1]
            after = self._tokens[number - 1] = self._token(self._table.row(place, number))
            changed = {number}
            if after != before:
                # Of rows with one id the first is taken, which may be another one now.
                changed |= {n for token in (before, after) if (n := self._second(token, number))}
            for each in changed:
                self._standings[each - 1] = self.row(each).standing
            return self.row(number)

    def _second(self, token: int, number: int) -> int:
        """The first row with that token but for ``number``; 0 if there is none."""
        if token == _NO_TOKEN:
            return 0
        return next((n for n, t in enumerate(self._tokens, 1) if t == token and n != number), 0)

    def _token(self, row: Row) -> int:
        if any(refusal.column == "record_id" for refusal in row.reading.refusals):
            return _NO_TOKEN
        return int(token_of(self._key, self._leaflet, row.record_id), 16)

    def _look(self, row: Row, *, again: bool) -> tuple[Chosen, tuple[RowRefusal, ...]]:
        """The leaflet for a row, or why there is none; ``again``: an earlier row has its id."""
        faults = (*row.reading.refusals, *((repeated(row.record_id),) if again else ()))
        record = row.reading.record
        if faults:
            return Chosen(), (*map(told, faults), *self._chooser.faults(record))
        with ENGINE:
            chosen = self._chooser.choose(record)
        return chosen, chosen.refusals

    def _warn(self, row: Row, chosen: Chosen) -> None:
        for warning in _warnings(row, chosen):
            if len(self._warned) < _MOST_WARNINGS or warning in self._warned:
                self._warned.setdefault(warning, _Warned(row.number)).rows += 1


def _warnings(row: Row, chosen: Chosen) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*row.reading.warnings, *chosen.warnings)))


def _conflicts(row: Row) -> tuple[str, ...]:
    """What a record says of a person that can't all be so."""
    return tuple(conflict.message for conflict in row.reading.conflicts)


def _standing(chosen: Chosen, refusals: tuple[RowRefusal, ...]) -> Standing:
    if refusals:
        return Standing.REFUSED
    return Standing.ASKS if chosen.open else Standing.READY
