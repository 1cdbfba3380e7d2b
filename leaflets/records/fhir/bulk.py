"""Resources of many people, in any order and any number, in; one person after another out.

Every file is read once, from end to end. What may say something of somebody is kept in the notes,
sealed and on disk, until all of it is there; the rest, which is most of an export, is let go.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from pathlib import Path

from leaflets.records.fhir.access import Concept, Resource, concept, objects
from leaflets.records.fhir.files import Piece, container_of, files_of, pieces
from leaflets.records.fhir.found import CodeIndex, Said
from leaflets.records.fhir.notes import Notes
from leaflets.records.fhir.person import Belonging, Imported, read_person
from leaflets.records.fhir.resources import SUBJECTS, Container
from leaflets.records.fhir.results import Lookup
from leaflets.records.fhir.treatments import KINDS as TREATMENTS

_OTHERS = frozenset({"Medication", "Specimen"})
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


class BulkReader:
    """Reads files of resources for many people; the notes are kept until it is closed."""

    def __init__(self, path: Path, index: CodeIndex, said: Said) -> None:
        self._files = files_of(path)
        self._index = index
        self._said = said
        self._relevant = Relevance(index)
        self._opened: tuple[Notes, _Reader] | None = None
        self._unread: list[Unread] = []
        self._more_unread = 0

    def people(self) -> Iterator[tuple[int, Person | Unread]]:
        """Each person once, by the number in which they are first met; then what can't be read.

        The files are read the first time; after that they need not be there.
        """
        notes, reader = self._opened or self._read()
        for person, places in notes.people():
            yield person, self._person(person, places, notes, reader)
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
        assert self._opened is not None, "people() comes first"
        notes, reader = self._opened
        return self._person(number, notes.places(number), notes, reader)

    def close(self) -> None:
        """Throw the notes away."""
        if self._opened is not None:
            self._opened[0].close()
        self._opened = None
        self._unread, self._more_unread = [], 0

    def _read(self) -> tuple[Notes, "_Reader"]:
        notes = Notes()
        numbers = count()
        try:
            for path in self._files:
                for piece in pieces(path):
                    for unread in self._note(notes, next(numbers), piece):
                        self._keep(unread)
            notes.finish()
        except BaseException:
            notes.close()
            raise
        self._opened = notes, _Reader(notes)
        return self._opened

    def _keep(self, unread: Unread) -> None:
        if len(self._unread) < _MOST_UNREAD:
            self._unread.append(unread)
        else:
            self._more_unread += 1

    def _person(self, number: int, places: list[int], notes: Notes, reader: "_Reader") -> Person:
        key = notes.name(number)
        belongings = [
            Belonging(resource, container)
            for place in places
            if (container := reader.at(place)) is not None
            for resource in container.resources
            if _is_read(resource) and container.person(resource) in (key, "")
        ]
        return Person(key, read_person(belongings, self._index, self._said, reader.find))

    def _note(self, notes: Notes, place: int, piece: Piece) -> Iterator[Unread]:
        """Keep ``piece`` for the people in it, and give what can't be read."""
        container = piece.container
        if container is None:
            yield Unread(piece.place, piece.fault)
            return
        people: dict[str, None] = {}
        is_pointed_to = False
        nobody: list[Resource] = []
        for resource in container.resources:
            if resource.kind in _OTHERS and resource.id:
                notes.other(f"{resource.kind}/{resource.id}", place)
                is_pointed_to = True
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
        if people or is_pointed_to:
            notes.piece(place, piece.raw)
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
                told = concept(resource["medicationCodeableConcept"])
                if "medicationReference" in resource or not told.names:
                    return True
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


class _Reader:
    """Reads places of the notes again, with the last container at hand."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._last: tuple[int, Container | None] | None = None
        self.find: Lookup = lru_cache(maxsize=1024)(self._find)

    def at(self, place: int) -> Container | None:
        """What stands at ``place``."""
        if self._last is not None and self._last[0] == place:
            return self._last[1]
        container, _ = container_of(self._notes.raw(place))
        self._last = (place, container)
        return container

    def _find(self, reference: str) -> Resource | None:
        name = "/".join(reference.partition("/_history/")[0].split("/")[-2:])
        place = self._notes.other_place(name)
        if place is None:
            return None
        kept = self._last
        container = self.at(place)
        self._last = kept
        return container.find(name) if container else None
