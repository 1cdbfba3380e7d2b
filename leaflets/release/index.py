"""A manifest in; an index of it out, which finds its lines by key, file or token at once.

The index is a file beside the manifest (SQLite, mode 0600) and says nothing that the manifest does
not. It is made again whenever the manifest is no longer the one it was made from, and held in
memory only where nobody may write.
"""

import hashlib
import os
import re
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from leaflets.diagnostics import Diagnostic, Location
from leaflets.errors import UsageFault
from leaflets.release.manifest import (
    LONGEST_LINE,
    ManifestLine,
    Printed,
    foreign,
    halves,
    raw_lines,
    read_head,
    read_printed,
)

INDEX_ENDING = ".index"

_SCHEMA = """
CREATE TABLE made_from (stamp TEXT NOT NULL);
CREATE TABLE leaflets (id INTEGER PRIMARY KEY, language TEXT, program TEXT, version TEXT,
                       content TEXT, catalog TEXT, code TEXT);
CREATE TABLE keys (leaflet INTEGER, key TEXT, revision TEXT, translation TEXT);
CREATE TABLE lines (leaflet INTEGER, number INTEGER, place INTEGER, record_id TEXT, token INTEGER,
                    sha256 INTEGER, file_id INTEGER);
CREATE TABLE faults (number INTEGER, message TEXT);
"""
_INDEXES = """
CREATE INDEX by_leaflet ON lines (leaflet);
CREATE INDEX by_token ON lines (token);
CREATE INDEX by_sha256 ON lines (sha256);
CREATE INDEX by_file_id ON lines (file_id);
"""
_VERSION = 1  # of the tables above
_SAMPLES = 64
_SAMPLE = 4096  # bytes
_AT_ONCE = 10_000  # rows
_MOST_FAULTS = 1_000  # a file that is no manifest at all has one a line
_FEWEST_DIGITS = 6  # of a digest, so that a version such as 0.1 is not taken for one

_PLAIN_HEAD = re.compile(
    rb'\{"record_id":(?:"([^"\\\x00-\x1f]*)"|null),"token":(?:"([0-9a-f]{16})"|null),'
    rb'"state":"(?:made|unchanged)","reasons":\[\],"sha256":"([0-9a-f]{64})",'
    rb'"file_id":"([0-9A-F]{32}|)"'
)
"""Half a line as nearly all are; to read it so saves a third of the time that an index takes."""

_Row = tuple[int, int, int, str | None, int | None, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Holder:
    """A leaflet that was made: whose it is, in words of the operator, and its language."""

    record_id: str | None
    token: str | None
    language: str
    where: Location


class ManifestIndex:
    """Finds lines of one manifest. Close it after use."""

    def __init__(self, path: Path, database: sqlite3.Connection) -> None:
        self.path = path
        self._database = database

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def faults(self) -> tuple[Diagnostic, ...]:
        """What in the manifest is no line of one."""
        rows = self._rows("SELECT number, message FROM faults ORDER BY rowid")
        return tuple(foreign(message, Location(str(self.path), line, 1)) for line, message in rows)

    def keys(self) -> tuple[str, ...]:
        """Every key that some leaflet prints."""
        rows = self._rows("SELECT DISTINCT key FROM keys ORDER BY key")
        return tuple(key for (key,) in rows)

    def languages(self) -> tuple[str, ...]:
        """Every language that some leaflet is in."""
        rows = self._rows("SELECT DISTINCT language FROM leaflets ORDER BY language")
        return tuple(language for (language,) in rows)

    def holders(
        self, *, key: str = "", revision: str = "", language: str = "", version: str = ""
    ) -> Iterator[Holder]:
        """Each leaflet that has all of what is asked for; what is empty is not asked for.

        A block's key covers its parts. ``revision`` and ``version`` may be cut short: the first is
        of the English or of the translation, the second of the program, the content (its version
        or digest), the catalog, or a leaflet code.
        """
        where, values = ["1"], list[str | int]()
        if key:
            where.append(
                "id IN (SELECT leaflet FROM keys WHERE (key = ? OR substr(key, 1, ?) = ?)"
                " AND (substr(revision, 1, ?) = ? OR substr(translation, 1, ?) = ?))"
            )
            begun, digits = f"{key}.", len(revision)
            values += [key, len(begun), begun, digits, revision, digits, revision]
        if language:
            where.append("language = ?")
            values.append(language)
        if version:
            where.append(
                "(program = ? OR version = ? OR code = ? OR substr(content, 1, ?) = ?"
                " OR substr(catalog, 1, ?) = ?)"
            )
            digits = max(len(version), _FEWEST_DIGITS)
            values += [version, version, version, digits, version, digits, version]
        rows = self._rows(
            "SELECT record_id, token, language, number FROM leaflets JOIN lines"
            f" ON lines.leaflet = leaflets.id WHERE {' AND '.join(where)}"
            " ORDER BY lines.rowid",
            values,
        )
        for record_id, token, its_language, number in rows:
            place = Location(str(self.path), number, 1)
            yield Holder(record_id, _hexadecimal(token), its_language, place)

    def by_sha256(self, digest: str) -> ManifestLine | None:
        """The last line of the file that has this SHA-256."""
        lines = self._lines("sha256", digest)
        return next((line for line in reversed(lines) if line.sha256 == digest), None)

    def by_file_id(self, file_id: str) -> ManifestLine | None:
        """The last line of the file that has this identifier in itself."""
        lines = self._lines("file_id", file_id)
        return next((line for line in reversed(lines) if line.file_id == file_id), None)

    def by_token(self, token: str) -> ManifestLine | None:
        """The last line of this token."""
        lines = self._lines("token", token)
        return next((line for line in reversed(lines) if line.token == token), None)

    def by_code(self, code: str) -> ManifestLine | None:
        """The last line of a leaflet with this code."""
        rows = self._rows(
            "SELECT number, place FROM leaflets JOIN lines ON lines.leaflet = leaflets.id"
            " WHERE code = ? ORDER BY lines.rowid DESC LIMIT 1",
            [code],
        )
        return next((self._line(number, place) for number, place in rows), None)

    def _lines(self, column: str, digits: str) -> list[ManifestLine]:
        """At most the last few lines that may be meant: the index has the first digits only."""
        rows = self._rows(
            f"SELECT number, place FROM lines WHERE {column} = ? ORDER BY rowid DESC LIMIT 100",
            [_number(digits)],
        )
        return [self._line(number, place) for number, place in rows][::-1]

    def _line(self, number: int, place: int) -> ManifestLine:
        try:
            with self.path.open("rb") as stream:
                stream.seek(place)
                head, shared = halves(stream.readline(LONGEST_LINE).strip())
            return read_head(head, read_printed(shared), Location(str(self.path), number, 1))
        except (OSError, ValueError) as error:
            raise UsageFault(f"{self.path} changed while it was read", hint="try again") from error

    def _rows(self, query: str, values: Sequence[str | int | None] = ()) -> Iterator[Any]:
        """The rows of a query, each with the types of the tables above.

        Raises:
            UsageFault: The index is damaged.
        """
        try:
            yield from self._database.execute(query, values)
        except sqlite3.DatabaseError as error:
            raise UsageFault(
                f"the index of {self.path} is damaged: {error}",
                hint=f"delete {self.path}{INDEX_ENDING}; it is made again",
            ) from error


def open_index(manifest: Path) -> ManifestIndex:
    """The index of ``manifest``, made first if it is not there or is of another manifest.

    Raises:
        UsageFault: The manifest can't be read.
    """
    stamp = _stamp(manifest)
    path = manifest.with_name(manifest.name + INDEX_ENDING)
    if path.is_file() and _made_from(path) == stamp:
        return ManifestIndex(manifest, _open(path))
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=".leaflets-", dir=manifest.parent)
        os.close(handle)
        with closing(sqlite3.connect(temporary)) as made:
            _fill(made, manifest, stamp)
        Path(temporary).replace(path)
        return ManifestIndex(manifest, _open(path))
    except (OSError, sqlite3.OperationalError):
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        database = sqlite3.connect(":memory:")
        _fill(database, manifest, stamp)
        return ManifestIndex(manifest, database)


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _made_from(path: Path) -> str | None:
    """The stamp of the manifest that an index was made from; none if it is no whole index."""
    try:
        with closing(_open(path)) as database:
            found: str = next(database.execute("SELECT stamp FROM made_from"))[0]
            return found
    except (sqlite3.DatabaseError, StopIteration):
        return None


def _stamp(manifest: Path) -> str:
    """What tells this manifest from any other: size, times, and samples of what is in it."""
    try:
        status = manifest.stat()
        digest = hashlib.sha256()
        with manifest.open("rb") as stream:
            for number in range(_SAMPLES + 1):
                stream.seek(max(0, status.st_size - _SAMPLE) * number // _SAMPLES)
                digest.update(stream.read(_SAMPLE))
    except OSError as error:
        raise UsageFault(f"{manifest} can't be read: {error.strerror or error}") from error
    times = (status.st_mtime_ns, status.st_ctime_ns)
    return f"{_VERSION} {status.st_size} {times} {digest.hexdigest()}"


def _fill(database: sqlite3.Connection, manifest: Path, stamp: str) -> None:
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    database.executescript(_SCHEMA)
    rows = _rows(database, manifest)
    while some := list(islice(rows, _AT_ONCE)):
        database.executemany("INSERT INTO lines VALUES (?, ?, ?, ?, ?, ?, ?)", some)
    database.executescript(_INDEXES)
    database.execute("INSERT INTO made_from VALUES (?)", [stamp])
    database.commit()


def _rows(database: sqlite3.Connection, manifest: Path) -> Iterator[_Row]:
    """A row for each line of a leaflet. What is shared is written when it is met first."""
    known: dict[bytes, int] = {}
    faults = 0
    for number, place, raw in raw_lines(manifest):
        try:
            head, shared = halves(raw)
            leaflet = known.get(shared)
            if leaflet is None:
                leaflet = known[shared] = _leaflet(database, len(known), read_printed(shared))
            own = _own(head)
        except ValueError as error:
            faults += 1
            if faults <= _MOST_FAULTS:
                database.execute("INSERT INTO faults VALUES (?, ?)", [number, str(error)])
            continue
        record_id, token, sha256, file_id = own
        if sha256 is not None:
            ids = (_number(token), _number(sha256), _number(file_id))
            yield (leaflet, number, place, record_id, *ids)
    if faults > _MOST_FAULTS:
        told = f"{faults - _MOST_FAULTS} more lines are none of a manifest"
        database.execute("INSERT INTO faults VALUES (?, ?)", [number, told])


def _own(head: bytes) -> tuple[str | None, str | None, str | None, str | None]:
    """The record_id, token, SHA-256 and identifier of a line.

    Raises:
        ValueError: It is no line of a manifest.
    """
    plain = _PLAIN_HEAD.fullmatch(head)
    if plain:
        record_id, token, *others = (None if g is None else g.decode() for g in plain.groups())
        return record_id, token, others[0], others[1]
    line = read_head(head, None, Location(""))
    return line.record_id, line.token, line.sha256, line.file_id


def _leaflet(database: sqlite3.Connection, number: int, printed: Printed | None) -> int:
    if printed is not None:
        versions = (printed.program, printed.version, printed.content, printed.catalog)
        database.execute(
            "INSERT INTO leaflets VALUES (?, ?, ?, ?, ?, ?, ?)",
            [number, printed.language, *versions, printed.code],
        )
        translations = printed.translations
        rows = ((number, k, told, translations.get(k, "")) for k, told in printed.keys.items())
        database.executemany("INSERT INTO keys VALUES (?, ?, ?, ?)", rows)
    return number


def _number(digits: str | None) -> int | None:
    """The first 16 hexadecimal digits as SQLite keeps integers; ``None`` if these are none."""
    if not digits:
        return None
    try:
        return int.from_bytes(bytes.fromhex(digits[:16]), "big", signed=True)
    except ValueError:
        return None


def _hexadecimal(number: int | None) -> str | None:
    return None if number is None else number.to_bytes(8, "big", signed=True).hex()
