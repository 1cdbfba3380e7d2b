"""Pieces of FHIR with whom they are about in; each person's pieces, in the order of people, out.

The notes are in a database in a temporary folder that only its owner can open. They do not grow in
memory with what was read. All that is on disk is sealed with a key that is nowhere but in memory:
who finds the file, after a crash too, can read no name, no code and no result in it.
"""

import secrets
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b, shake_256
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from leaflets.errors import UsageFault

_AT_ONCE = 1000
_LARGEST_AT_ONCE = 1024 * 1024
_DOUBLE = -1
_COUNT_BYTES = 8


class Notes:
    """Keeps pieces until it is closed. A place is the number that a piece was kept under."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="leaflets-")  # mode 0700
        path = Path(self._folder.name) / "notes"
        path.touch(mode=0o600)
        # Any thread may ask, one at a time.
        self._database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._names = secrets.token_bytes(16)
        self._seal = _Seal()
        self._pieces: list[tuple[int, bytes]] = []
        self._waiting = 0
        self._people: list[tuple[bytes, bytes, int]] = []
        self._others: list[tuple[bytes, int]] = []
        with _room():
            self._database.executescript(
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16384;"
                "CREATE TABLE pieces (place INTEGER PRIMARY KEY, sealed BLOB);"
                "CREATE TABLE people (number INTEGER PRIMARY KEY, name BLOB UNIQUE, sealed BLOB);"
                "CREATE TABLE places (name BLOB, place INTEGER);"
                "CREATE TABLE others (name BLOB PRIMARY KEY, place INTEGER) WITHOUT ROWID;"
                "BEGIN"
            )

    def close(self) -> None:
        """Throw all notes away."""
        self._database.close()
        self._folder.cleanup()

    def piece(self, place: int, raw: bytes) -> None:
        """Keep a piece."""
        self._pieces.append((place, self._seal.closed(raw)))
        self._waiting += len(raw)
        if len(self._pieces) >= _AT_ONCE or self._waiting >= _LARGEST_AT_ONCE:
            self._write()

    def person(self, name: str, place: int) -> None:
        """Note that something about a person stands at ``place``."""
        raw = _bytes(name)
        self._people.append((self._hash(raw), self._seal.closed(raw), place))

    def other(self, name: str, place: int) -> None:
        """Note that a resource which others point to stands at ``place``."""
        self._others.append((self._hash(_bytes(name)), place))

    def finish(self) -> None:
        """Write what is still to be written, and put the places in order."""
        self._write()
        with _room():
            self._database.execute("CREATE INDEX by_name ON places (name, place)")
            self._database.execute("COMMIT")

    def people(self) -> Iterator[tuple[int, list[int]]]:
        """The number of each person, in the order in which they were met, with all their places."""
        ordered = self._database.execute(
            "SELECT people.number, places.place FROM people "
            "JOIN places ON places.name = people.name ORDER BY people.number, places.place"
        )
        for number, rows in groupby(ordered, key=itemgetter(0)):
            yield number, list(dict.fromkeys(place for _, place in rows))

    def places(self, number: int) -> list[int]:
        """All places of one person."""
        rows = self._database.execute(
            "SELECT DISTINCT place FROM people JOIN places ON places.name = people.name "
            "WHERE number = ? ORDER BY place",
            (number,),
        )
        return [place for (place,) in rows]

    def name(self, number: int) -> str:
        """The person of that number."""
        query = "SELECT sealed FROM people WHERE number = ?"
        (sealed,) = self._database.execute(query, (number,)).fetchone()
        return self._seal.opened(sealed).decode("utf-8", "surrogatepass")

    def raw(self, place: int) -> bytes:
        """The piece at ``place``."""
        query = "SELECT sealed FROM pieces WHERE place = ?"
        (sealed,) = self._database.execute(query, (place,)).fetchone()
        return self._seal.opened(sealed)

    def other_place(self, name: str) -> int | None:
        """Where the one resource of that name stands."""
        row = self._database.execute(
            "SELECT place FROM others WHERE name = ?", (self._hash(_bytes(name)),)
        ).fetchone()
        return None if row is None or row[0] == _DOUBLE else int(row[0])

    def _write(self) -> None:
        with _room():
            self._database.executemany("INSERT INTO pieces VALUES (?, ?)", self._pieces)
            self._database.executemany(
                "INSERT OR IGNORE INTO people (name, sealed) VALUES (?, ?)",
                ((name, sealed) for name, sealed, _ in self._people),
            )
            self._database.executemany(
                "INSERT INTO places VALUES (?, ?)",
                ((name, place) for name, _, place in self._people),
            )
            self._database.executemany(
                "INSERT INTO others VALUES (?, ?) ON CONFLICT DO UPDATE SET place = "
                f"CASE WHEN place = excluded.place THEN place ELSE {_DOUBLE} END",
                self._others,
            )
        self._pieces, self._people, self._others, self._waiting = [], [], [], 0

    def _hash(self, raw: bytes) -> bytes:
        return blake2b(raw, digest_size=16, key=self._names).digest()


class _Seal:
    """Closes and opens bytes, with a stream of SHAKE-256 over a key and a count used once."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._count = 0

    def closed(self, raw: bytes) -> bytes:
        self._count += 1
        count = self._count.to_bytes(_COUNT_BYTES, "big")
        return count + self._mixed(raw, count)

    def opened(self, sealed: bytes) -> bytes:
        return self._mixed(sealed[_COUNT_BYTES:], sealed[:_COUNT_BYTES])

    def _mixed(self, raw: bytes, count: bytes) -> bytes:
        size = len(raw)
        stream = shake_256(self._key + count).digest(size)
        both = int.from_bytes(raw, "big") ^ int.from_bytes(stream, "big")
        return both.to_bytes(size, "big")


@contextmanager
def _room() -> Iterator[None]:
    """A full disk is no bug of ours."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise UsageFault(
            f"notes can't be kept in the folder {tempfile.gettempdir()}: {error}",
            hint="make room there, or name another folder with TMPDIR",
        ) from error


def _bytes(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")
