"""Resources of many people, in any order and any number, in; one person after another out.

The files are read once from end to end, which notes for each person where their resources stand,
then at those places. The notes are in a database in a temporary folder that only its owner can
open. It holds keyed hashes and offsets: no name, no code, no result of anybody.
"""

import secrets
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO, NamedTuple

from leaflets.records.fhir.access import Concept, Resource, concept, objects
from leaflets.records.fhir.files import LINES, Piece, files_of, line_at, pieces, whole_file
from leaflets.records.fhir.found import CodeIndex, Said
from leaflets.records.fhir.person import Belonging, Imported, read_person
from leaflets.records.fhir.resources import SUBJECTS, Container
from leaflets.records.fhir.results import Lookup
from leaflets.records.fhir.treatments import KINDS as TREATMENTS

_OTHERS = frozenset({"Medication", "Specimen"})
_AT_ONCE = 5000
_OPEN_FILES = 128
_OFFSET_BITS = 48
_DOUBLE = -1
_UNREAD = 1 << 61
_MOST_UNREAD = 10_000


@dataclass(frozen=True, slots=True)
class Person:
    """A person as they came out of the files: ``key`` is whom the resources say they are about."""

    key: str
    imported: Imported


@dataclass(frozen=True, slots=True)
class Unread:
    """A place that can't be read, or that is about nobody, and why."""

    place: str
    message: str


class _Place(NamedTuple):
    file: int
    offset: int


class BulkReader:
    """Reads files of resources for many people; the notes are kept until it is closed."""

    def __init__(self, path: Path, index: CodeIndex, said: Said) -> None:
        self._files = files_of(path)
        self._index = index
        self._said = said
        self._relevant = Relevance(index)
        self._notes: _Notes | None = None
        self._reader: _Reader | None = None
        self._unread: list[Unread] = []
        self._more_unread = 0

    def people(self) -> Iterator[tuple[int, Person | Unread]]:
        """Each person once, by the number in which they are first met; then what can't be read."""
        self.close()
        notes, reader = self._begin()
        for number, path in enumerate(self._files):
            for piece in pieces(path):
                for unread in self._note(notes, number, piece):
                    self._keep(unread)
        notes.finish()
        for person, places in notes.people():
            yield person, self._person(person, places, reader)
        for index, unread in enumerate(self._unread):
            yield _UNREAD + index, unread
        if self._more_unread:
            message = f"{self._more_unread:,} more places can't be read"
            yield _UNREAD + len(self._unread), Unread("more", message)

    def at(self, number: int) -> Person | Unread:
        """A person, or what can't be read, by the number that :meth:`people` gave."""
        if number >= _UNREAD:
            index = number - _UNREAD
            known = index < len(self._unread)
            return self._unread[index] if known else Unread("more", "places can't be read")
        assert self._notes is not None, "people() comes first"
        assert self._reader is not None
        return self._person(number, self._notes.places(number), self._reader)

    def close(self) -> None:
        """Throw the notes away, and let go of the files."""
        if self._reader is not None:
            self._reader.close()
        if self._notes is not None:
            self._notes.close()
        self._notes = self._reader = None
        self._unread, self._more_unread = [], 0

    def _begin(self) -> tuple["_Notes", "_Reader"]:
        notes = _Notes()
        reader = _Reader(self._files, notes)
        self._notes, self._reader = notes, reader
        return notes, reader

    def _keep(self, unread: Unread) -> None:
        if len(self._unread) < _MOST_UNREAD:
            self._unread.append(unread)
        else:
            self._more_unread += 1

    def _person(self, number: int, places: list[_Place], reader: "_Reader") -> Person:
        assert self._notes is not None
        key = self._notes.name(number, reader, places)
        belongings = [
            Belonging(resource, container)
            for place in places
            if (container := reader.at(place)) is not None
            for resource in container.resources
            if _is_read(resource) and container.person(resource) in (key, "")
        ]
        return Person(key, read_person(belongings, self._index, self._said, reader.find))

    def _note(self, notes: "_Notes", number: int, piece: Piece) -> Iterator[Unread]:
        """Note where the people of ``piece`` stand, and give what can't be read."""
        container = piece.container
        if container is None:
            yield Unread(piece.place, piece.fault)
            return
        place = _Place(number, piece.offset)
        people: dict[str, None] = {}
        nobody: list[Resource] = []
        for resource in container.resources:
            if resource.kind in _OTHERS and resource.id:
                notes.other(f"{resource.kind}/{resource.id}", place)
            elif resource.kind == "Patient" or (
                resource.kind in SUBJECTS and self._relevant.is_so(resource)
            ):
                person = container.person(resource)
                if person:
                    people[person] = None
                else:
                    nobody.append(resource)
        for person in people:
            notes.person(person, place)
        # In a Bundle of one person it comes out as that person's conflict.
        if len(people) != 1:
            for resource in nobody:
                yield Unread(piece.place, f"{resource.ref} does not say whose it is")


class Relevance:
    """Tells the resources that can say anything of an attribute from the many that can't.

    What only looks as if it did, by what people see, is relevant: it may be a conflict.
    """

    def __init__(self, index: CodeIndex) -> None:
        self._words = tuple(word for result in index.lists.results for word in result.words)
        lists = index.lists
        self._tests = frozenset(c.code for c in (*index.tests, *index.not_read))
        conditions = [c.codes | c.unclear for c in lists.conditions]
        scope = lists.scope.codes | lists.scope.unclear if lists.scope else frozenset()
        self._conditions = frozenset(c.code for c in scope.union(*conditions))
        self._flags = frozenset(c.code for c in (*lists.needs.type_sizes, *lists.needs.not_given))
        self._drugs = frozenset(c.code for c in lists.drugs)
        self._names_a_drug = lru_cache(maxsize=4096)(
            lambda name: bool(index.vocabulary.drugs_in(name))
        )

    def is_so(self, resource: Resource) -> bool:
        """Whether ``resource`` must be read."""
        match resource.kind:
            case "Observation":
                asked = [resource["code"]]
                asked += [component.get("code") for component in objects(resource["component"])]
                return any(self._is_test(concept(value)) for value in asked)
            case "Condition":
                return _has(concept(resource["code"]), self._conditions)
            case "Flag":
                return _has(concept(resource["code"]), self._flags)
            case _:
                if "medicationReference" in resource:
                    return True
                told = concept(resource["medicationCodeableConcept"])
                return _has(told, self._drugs) or any(map(self._names_a_drug, told.names))

    def _is_test(self, asked: Concept) -> bool:
        if _has(asked, self._tests):
            return True
        names = " ".join(asked.names).casefold()
        return any(word in names for word in self._words)


def _has(told: Concept, codes: frozenset[str]) -> bool:
    return any(coding.code in codes for coding in told.codings)


def _is_read(resource: Resource) -> bool:
    return resource.kind == "Patient" or resource.kind in SUBJECTS or resource.kind in TREATMENTS


class _Notes:
    """Who stands where, on disk: memory does not grow with the number of resources."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="leaflets-")  # mode 0700
        path = Path(self._folder.name) / "places"
        path.touch(mode=0o600)
        # Any thread may ask, one at a time.
        self._database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._key = secrets.token_bytes(16)
        self._people: list[tuple[bytes, int]] = []
        self._others: list[tuple[bytes, int]] = []
        self._database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16384;"
            "CREATE TABLE people (number INTEGER PRIMARY KEY, name BLOB UNIQUE);"
            "CREATE TABLE places (name BLOB, place INTEGER);"
            "CREATE TABLE others (name BLOB PRIMARY KEY, place INTEGER) WITHOUT ROWID;"
        )

    def close(self) -> None:
        """Throw all notes away."""
        self._database.close()
        self._folder.cleanup()

    def person(self, name: str, place: _Place) -> None:
        """Note that something about a person stands at ``place``."""
        self._people.append((self._hash(name), _packed(place)))
        if len(self._people) >= _AT_ONCE:
            self._write()

    def other(self, name: str, place: _Place) -> None:
        """Note that a resource which others point to stands at ``place``."""
        self._others.append((self._hash(name), _packed(place)))
        if len(self._others) >= _AT_ONCE:
            self._write()

    def finish(self) -> None:
        """Write what is still to be written, and put the places in order."""
        self._write()
        self._database.execute("CREATE INDEX by_name ON places (name, place)")

    def people(self) -> Iterator[tuple[int, list[_Place]]]:
        """The number of each person, with all their places."""
        ordered = self._database.execute(
            "SELECT people.number, places.place FROM people "
            "JOIN places ON places.name = people.name ORDER BY people.number, places.place"
        )
        for number, rows in groupby(ordered, key=itemgetter(0)):
            yield number, [_unpacked(place) for place in dict.fromkeys(p for _, p in rows)]

    def places(self, number: int) -> list[_Place]:
        """All places of one person."""
        rows = self._database.execute(
            "SELECT DISTINCT place FROM people JOIN places ON places.name = people.name "
            "WHERE number = ? ORDER BY place",
            (number,),
        )
        return [_unpacked(place) for (place,) in rows]

    def name(self, number: int, reader: "_Reader", places: list[_Place]) -> str:
        """The person of that number: one of those who stand at their first place."""
        query = "SELECT name FROM people WHERE number = ?"
        (name,) = self._database.execute(query, (number,)).fetchone()
        container = reader.at(places[0])
        people = {container.person(r) for r in container.resources} if container else set()
        return next((person for person in people if self._hash(person) == name), "")

    def other_place(self, name: str) -> _Place | None:
        """Where the one resource of that name stands."""
        row = self._database.execute(
            "SELECT place FROM others WHERE name = ?", (self._hash(name),)
        ).fetchone()
        return None if row is None or row[0] == _DOUBLE else _unpacked(row[0])

    def _write(self) -> None:
        names = ((name,) for name, _ in self._people)
        self._database.executemany("INSERT OR IGNORE INTO people (name) VALUES (?)", names)
        self._database.executemany("INSERT INTO places VALUES (?, ?)", self._people)
        self._database.executemany(
            "INSERT INTO others VALUES (?, ?) ON CONFLICT DO UPDATE SET place = "
            f"CASE WHEN place = excluded.place THEN place ELSE {_DOUBLE} END",
            self._others,
        )
        self._people, self._others = [], []

    def _hash(self, name: str) -> bytes:
        return blake2b(
            name.encode("utf-8", "surrogatepass"), digest_size=16, key=self._key
        ).digest()


class _Reader:
    """Reads places again, keeping some files open and the last container at hand."""

    def __init__(self, files: list[Path], notes: _Notes) -> None:
        self._files = files
        self._notes = notes
        self._streams: dict[int, BinaryIO] = {}
        self._last: tuple[_Place, Container | None] | None = None
        self.find: Lookup = lru_cache(maxsize=1024)(self._find)

    def at(self, place: _Place) -> Container | None:
        """What stands at ``place``."""
        if self._last is not None and self._last[0] == place:
            return self._last[1]
        path = self._files[place.file]
        if path.suffix.casefold() in LINES:
            container = line_at(self._stream(place.file), place.offset)
        else:
            container = whole_file(path)
        self._last = (place, container)
        return container

    def close(self) -> None:
        """Close every file."""
        for stream in self._streams.values():
            stream.close()
        self._streams.clear()

    def _stream(self, file: int) -> BinaryIO:
        if file not in self._streams:
            if len(self._streams) >= _OPEN_FILES:
                self.close()
            self._streams[file] = self._files[file].open("rb")
        return self._streams[file]

    def _find(self, reference: str) -> Resource | None:
        name = "/".join(reference.partition("/_history/")[0].split("/")[-2:])
        place = self._notes.other_place(name)
        if place is None:
            return None
        kept = self._last
        container = self.at(place)
        self._last = kept
        return container.find(name) if container else None


def _packed(place: _Place) -> int:
    return place.file << _OFFSET_BITS | place.offset


def _unpacked(number: int) -> _Place:
    return _Place(number >> _OFFSET_BITS, number & ((1 << _OFFSET_BITS) - 1))
