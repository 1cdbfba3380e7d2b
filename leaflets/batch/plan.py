"""Rows that were checked in; what is to be made, leaflet by leaflet, and what came of it, out.

Kept in a temporary SQLite file that has no name from its birth, so that nothing is left of it,
however the run ends. SQLite writes to it only what does not fit its cache, so that a short list
never touches a disk. It holds places of rows and digests; names are read from the list again.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from heapq import merge
from itertools import islice
from typing import Any, NamedTuple

_CACHE_KIB = 8 * 1024
_PAGE = 1000
_MERGED = 50
"""Rows of each leaflet that are read at a time where many are read side by side."""

_SCHEMA = """
CREATE TABLE before (token TEXT PRIMARY KEY, inputs BLOB, sha256 BLOB, file_id TEXT, size INTEGER,
    day TEXT, sheet TEXT, fresh INTEGER) WITHOUT ROWID;
CREATE TABLE sheets (sheet TEXT PRIMARY KEY, printed TEXT) WITHOUT ROWID;
CREATE TABLE refusals (number INTEGER, field TEXT, message TEXT, hint TEXT);
CREATE INDEX refusals_of ON refusals (number);
CREATE TABLE rows (number INTEGER PRIMARY KEY, place INTEGER, line INTEGER, token TEXT,
    leaflet INTEGER, inputs BLOB, day TEXT, fate INTEGER, sha256 BLOB DEFAULT x'',
    file_id TEXT DEFAULT '', size INTEGER DEFAULT 0, sheet TEXT DEFAULT '', reason TEXT DEFAULT '');
CREATE TABLE asked (token TEXT);
CREATE TABLE seen (token TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID;
"""


class Fate(IntEnum):
    """What is to become, or became, of a row."""

    TO_MAKE = 0
    MADE = 1
    UNCHANGED = 2
    REFUSED = 3
    FAILED = 4


class Kept(NamedTuple):
    """A leaflet that is on disk already.

    ``inputs`` stands for all that decided its bytes, ``sheet`` for what its manifest line shares
    with others. ``fresh``: it was made by this run, before it was cut short.
    """

    token: str
    inputs: bytes
    sha256: bytes
    file_id: str
    size: int
    day: str
    sheet: str
    fresh: bool = False


class PlannedRow(NamedTuple):
    """A row of the list as it stands in the plan."""

    number: int
    place: int
    line: int = 0
    token: str | None = None
    leaflet: str = ""
    inputs: bytes = b""
    day: str = ""
    fate: int = Fate.TO_MAKE
    sha256: bytes = b""
    file_id: str = ""
    size: int = 0
    sheet: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RowRefusal:
    """Why a row was refused. The message may quote the row, and goes to the operator alone."""

    column: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        return self.message + (f" ({self.hint})" if self.hint else "")


PlaceOf = Callable[[PlannedRow], tuple[int, ...]]

_COLUMNS = ", ".join(PlannedRow._fields)
_LEAFLET = PlannedRow._fields.index("leaflet")
_PLANNED = PlannedRow._fields.index("fate") + 1
"""The columns that are known before a copy is made come first."""


class Plan:
    """Every row of the list and its fate."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.executescript(_SCHEMA)
        self._db.execute("BEGIN")
        self._remembers: bool | None = None
        self._leaflets: list[str] = []
        """Leaflets as they came; rows have their numbers, which are far shorter."""
        self._numbers: dict[str, int] = {}

    def close(self) -> None:
        """Let go of it; its file goes with it."""
        self._db.close()

    # What earlier runs left.

    def remember(self, kept: Iterable[Kept]) -> None:
        """Take in leaflets that are on disk; a later one replaces an earlier one of its token."""
        self._remembers = None
        self._db.executemany(
            "INSERT OR REPLACE INTO before VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (k.token, k.inputs, k.sha256, k.file_id, k.size, k.day, k.sheet, k.fresh)
                for k in kept
            ),
        )

    def kept(self, token: str) -> Kept | None:
        """The leaflet of ``token`` that is on disk already."""
        found = self._db.execute("SELECT * FROM before WHERE token = ?", (token,)).fetchone()
        if found is None:
            return None
        return Kept(
            token=found[0],
            inputs=found[1],
            sha256=found[2],
            file_id=found[3],
            size=found[4],
            day=found[5],
            sheet=found[6],
            fresh=bool(found[7]),
        )

    def day_of(self, token: str) -> str:
        """The day that is on the leaflet of ``token`` that is on disk already."""
        kept = self.kept(token) if self.remembers else None
        return kept.day if kept else ""

    @property
    def remembers(self) -> bool:
        """Whether there is any leaflet on disk already."""
        if self._remembers is None:
            found = self._db.execute("SELECT 1 FROM before LIMIT 1").fetchone()
            self._remembers = found is not None
        return self._remembers

    def learn(self, sheet: str, printed: str) -> None:
        """Keep the half of a manifest line that many share."""
        self._db.execute("INSERT OR IGNORE INTO sheets VALUES (?, ?)", (sheet, printed))

    def printed(self, sheet: str) -> str:
        """The half of a manifest line that ``sheet`` stands for."""
        found = self._db.execute("SELECT printed FROM sheets WHERE sheet = ?", (sheet,)).fetchone()
        return str(found[0])

    # Rows.

    def repeated(self, tokens: Iterable[tuple[str, int]]) -> frozenset[int]:
        """The numbers of those rows whose token an earlier row had, refused or not.

        ``tokens`` are those of rows in the order of the list, each with the row's number.
        """
        page = list(tokens)
        done = self._db.executemany("INSERT OR IGNORE INTO seen VALUES (?, ?)", page)
        if done.rowcount == len(page):
            return frozenset()
        first = "SELECT number FROM seen WHERE token = ?"
        return frozenset(
            number
            for token, number in page
            if self._db.execute(first, (token,)).fetchone() != (number,)
        )

    def add(
        self, rows: Iterable[PlannedRow], refusals: Iterable[tuple[int, RowRefusal]] = ()
    ) -> None:
        """Add rows; and for those that are not printed every reason, by the row's number."""
        columns = ", ".join(PlannedRow._fields[:_PLANNED])
        self._db.executemany(
            f"INSERT INTO rows ({columns}) VALUES ({', '.join('?' * _PLANNED)})",
            (
                (*row[:_LEAFLET], self._number_of(row.leaflet), *row[_LEAFLET + 1 : _PLANNED])
                for row in rows
            ),
        )
        self._db.executemany(
            "INSERT INTO refusals VALUES (?, ?, ?, ?)",
            ((number, r.column, r.message, r.hint) for number, r in refusals),
        )

    def refusals(self, number: int) -> tuple[RowRefusal, ...]:
        """Why a row was refused."""
        found = self._db.execute(
            "SELECT field, message, hint FROM refusals WHERE number = ? ORDER BY rowid", (number,)
        )
        return tuple(RowRefusal(*reason) for reason in found)

    def have_copies(self, fate: Fate, copies: Iterable[tuple[int, Kept]]) -> None:
        """Write down that the copies of rows are on disk, each with the row's number."""
        self._db.executemany(
            "UPDATE rows SET fate = ?, sha256 = ?, file_id = ?, size = ?, sheet = ?"
            " WHERE number = ?",
            ((fate.value, k.sha256, k.file_id, k.size, k.sheet, number) for number, k in copies),
        )

    def fail(self, number: int, reason: str) -> None:
        """Write down that the copy of a row could not be made, and why."""
        self._db.execute(
            "UPDATE rows SET fate = ?, reason = ? WHERE number = ?",
            (Fate.FAILED.value, reason, number),
        )

    def count(self, fate: Fate) -> int:
        """How many rows have that fate."""
        # Not as a parameter: with it, SQLite may look into the index of fate 0 for any fate.
        found = self._db.execute(f"SELECT count(*) FROM rows WHERE fate = {fate.value}")
        return int(found.fetchone()[0])

    def leaflets_to_make(self) -> int:
        """How many different leaflets there are among those to make."""
        found = self._db.execute(
            f"SELECT count(DISTINCT leaflet) FROM rows WHERE fate = {Fate.TO_MAKE.value}"
        )
        return int(found.fetchone()[0])

    def leaflets_due(self) -> list[tuple[str, int]]:
        """The leaflets of copies to make, with how many those are: the most first."""
        where = self._indexed((Fate.TO_MAKE,))
        found = self._db.execute(
            f"SELECT leaflet, count(*) FROM rows WHERE {where} GROUP BY leaflet"
            " ORDER BY count(*) DESC, leaflet"
        )
        return [(self._leaflets[number], count) for number, count in found]

    def due_of(self, leaflet: str) -> Iterator[PlannedRow]:
        """The rows of a leaflet whose copy is to be made."""
        where = f"{self._indexed((Fate.TO_MAKE,))} AND leaflet = {self._numbers[leaflet]}"
        return self._walk(where, "number", (0,), lambda row: (row.number,), page=_MERGED)

    def in_order(self, *fates: Fate) -> Iterator[PlannedRow]:
        """The rows in the order of the list; all of them, or those with such a fate."""
        wanted = ",".join(str(fate.value) for fate in fates or Fate)
        yield from self._walk(f"fate IN ({wanted})", "number", (0,), lambda row: (row.number,))

    def drawn(self, is_drawn: Callable[[str], bool], *fates: Fate) -> Iterator[PlannedRow]:
        """The rows with such a fate whose token is drawn, in the order of the list."""
        # Asked by SQLite, so that only the rows that are drawn are taken out of the file.
        self._db.create_function("is_drawn", 1, is_drawn, deterministic=True)
        wanted = ",".join(str(fate.value) for fate in fates)
        where = f"fate IN ({wanted}) AND token IS NOT NULL AND is_drawn(token)"
        yield from self._walk(where, "number", (0,), lambda row: (row.number,))

    def by_leaflet(self, *fates: Fate) -> Iterator[PlannedRow]:
        """The rows with such a fate, or those to make, leaflet by leaflet, as these came."""
        yield from self._walk(
            self._indexed(fates or (Fate.TO_MAKE,)),
            "leaflet, number",
            (-1, 0),
            lambda row: (self._numbers[row.leaflet], row.number),
        )

    def merged(self, leaflets: Iterable[str], *fates: Fate) -> Iterator[PlannedRow]:
        """The rows of some leaflets with such a fate, in the order of the list."""
        where = self._indexed(fates)
        walks = (
            self._walk(
                f"{where} AND leaflet = {self._numbers[leaflet]}",
                "number",
                (0,),
                lambda row: (row.number,),
                page=_MERGED,
            )
            for leaflet in leaflets
        )
        yield from merge(*walks, key=lambda row: row.number)

    def last_number(self) -> int:
        """The number of the last row."""
        found = self._db.execute("SELECT max(number) FROM rows").fetchone()
        return int(found[0] or 0)

    def _indexed(self, fates: Iterable[Fate]) -> str:
        """What picks the rows with such a fate, which are indexed by leaflet from now on."""
        wanted = ",".join(str(fate.value) for fate in fates)
        where = f"fate IN ({wanted})"
        name = f"by_leaflet_{wanted.replace(',', '_')}"
        self._db.execute(
            f"CREATE INDEX IF NOT EXISTS {name} ON rows (leaflet, number) WHERE {where}"
        )
        return where

    def without_copy(self, tokens: Iterable[str]) -> Iterator[str]:
        """Those of ``tokens`` that are of no row of this list whose copy is whole."""
        every = iter(tokens)
        fates = f"{Fate.MADE.value}, {Fate.UNCHANGED.value}"
        while page := list(islice(every, _PAGE)):
            self._db.execute("DELETE FROM asked")
            self._db.executemany("INSERT INTO asked VALUES (?)", ((token,) for token in page))
            found = self._db.execute(
                "SELECT token FROM asked WHERE NOT EXISTS (SELECT 1 FROM seen JOIN rows"
                " ON rows.number = seen.number"
                f" WHERE seen.token = asked.token AND fate IN ({fates}))"
            )
            yield from (token for (token,) in found.fetchall())

    def digest(self, token: str) -> bytes | None:
        """The SHA-256 of the copy of ``token``, if this list has it and it is whole."""
        fates = f"{Fate.MADE.value}, {Fate.UNCHANGED.value}"
        found = self._db.execute(
            "SELECT sha256 FROM rows WHERE number = (SELECT number FROM seen WHERE token = ?)"
            f" AND fate IN ({fates})",
            (token,),
        ).fetchone()
        return None if found is None else bytes(found[0])

    def _walk(
        self,
        where: str,
        order: str,
        start: tuple[int, ...],
        place_of: PlaceOf,
        page: int = _PAGE,
    ) -> Iterator[PlannedRow]:
        """Rows a page at a time, so that fates may change meanwhile."""
        marks = ", ".join("?" * len(start))
        place = start
        while found := self._db.execute(
            f"SELECT {_COLUMNS} FROM rows WHERE {where} AND ({order}) > ({marks})"
            f" ORDER BY {order} LIMIT {page}",
            place,
        ).fetchall():
            for row in map(self._row, found):
                yield row
            place = place_of(row)

    def _row(self, found: tuple[Any, ...]) -> PlannedRow:
        """A row as it was put in; its columns are those of the table, in their order."""
        leaflet = self._leaflets[found[_LEAFLET]]
        return PlannedRow._make((*found[:_LEAFLET], leaflet, *found[_LEAFLET + 1 :]))

    def _number_of(self, leaflet: str) -> int:
        number = self._numbers.get(leaflet)
        if number is None:
            number = self._numbers[leaflet] = len(self._leaflets)
            self._leaflets.append(leaflet)
        return number
