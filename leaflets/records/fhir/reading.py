"""A file or folder of FHIR in; one person's reading, or one reading a person, out."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from leaflets.errors import RecordFault, UsageFault
from leaflets.model.vocabulary import Vocabulary
from leaflets.records.answers import Refusal
from leaflets.records.columns import ASK, Reading, read_columns
from leaflets.records.fhir.access import Resource
from leaflets.records.fhir.bulk import BulkReader, Person, Unread
from leaflets.records.fhir.files import files_of, passed_over, pieces
from leaflets.records.fhir.found import CodeIndex, Said
from leaflets.records.fhir.person import Belonging, Imported, read_person
from leaflets.records.fhir.resources import SUBJECTS

MOST_RESOURCES = 100_000
"""Of one person, in a folder."""


def import_person(path: Path, vocabulary: Vocabulary, said: Said) -> Imported:
    """What the file or folder says of the one person that it is about.

    Raises:
        RecordFault: It is about more than one person, or a piece of it can't be read.
        UsageFault: A folder without files of FHIR.
    """
    belongings: list[Belonging] = []
    others: list[Belonging] = []
    people: dict[str, None] = {}
    for file in files_of(path):
        for piece in pieces(file):
            if piece.container is None:
                kind = RecordFault if path.is_dir() else UsageFault
                raise kind(f"{file}{f':{piece.line}' if piece.line else ''}: {piece.fault}")
            for resource in piece.container.resources:
                belonging = Belonging(resource, piece.container)
                if resource.kind != "Patient" and resource.kind not in SUBJECTS:
                    others.append(belonging)
                    continue
                belongings.append(belonging)
                if person := piece.container.person(resource):
                    people[person] = None
            if len(people) > 1:
                raise RecordFault(
                    f"{path} is about more than one person",
                    hint="give one person's resources; many go to `leaflets explain --records`",
                )
            if len(belongings) + len(others) > MOST_RESOURCES:
                raise RecordFault(f"{path} has more resources than one person's record")
    containers = list({id(b.container): b.container for b in (*others, *belongings)}.values())

    def elsewhere(reference: str) -> Resource | None:
        found = [r for c in containers if (r := c.find(reference)) is not None]
        return found[0] if found and all(r.data == found[0].data for r in found) else None

    imported = read_person(belongings, CodeIndex(vocabulary), said, elsewhere)
    return replace(imported, warnings=(*passed_over(path), *imported.warnings))


class PeopleSource:
    """The people in a file or folder of FHIR, as the rows of a list."""

    def __init__(self, path: Path, vocabulary: Vocabulary, said: Said) -> None:
        self.headings = ("record_id", *vocabulary.record_names)
        self.encoding = "utf-8"
        self._vocabulary = vocabulary
        self._bulk = BulkReader(path, CodeIndex(vocabulary), said)

    def people(self) -> Iterator[tuple[int, str, Reading]]:
        """The place, the id and the reading of each person."""
        for place, found in self._bulk.people():
            yield place, *self._read(found)

    def again(self, place: int) -> tuple[str, Reading]:
        """The person at ``place``, read again."""
        return self._read(self._bulk.at(place))

    def given(self, place: int) -> dict[str, str]:
        """What was read of the person at ``place``, in the columns of a record.

        Drugs that may not be all there are stay out: a table has no way to say so, and who reads it
        would take a drug that is not listed for one that was not had. What a clinician must settle
        first stands in the column ``ask``, without which the row would print as it is.
        """
        found = self._bulk.at(place)
        if isinstance(found, Unread):
            return {"record_id": found.place, ASK: found.message}
        columns = {
            name: "" if name in found.imported.open else ";".join(words)
            for name, words in found.imported.columns.items()
        }
        asked = [refusal.message for refusal in found.imported.refusals]
        if found.imported.type_size:
            asked.append(f"large print: {found.imported.type_size:g} points")
        given = {"record_id": found.key.removeprefix("Patient/"), **columns}
        return {**given, ASK: "; ".join(asked)} if asked else given

    def close(self) -> None:
        """Throw away what was noted of the files."""
        self._bulk.close()

    def _read(self, found: Person | Unread) -> tuple[str, Reading]:
        if isinstance(found, Unread):
            nobody = read_columns({}, self._vocabulary)
            return found.place, nobody._replace(refusals=(Refusal("", found.message),))
        record_id = found.key.removeprefix("Patient/")
        columns = {**found.imported.columns, "record_id": (record_id,)}
        return record_id, complete(columns, found.imported, self._vocabulary)


def complete(
    columns: Mapping[str, tuple[str, ...]], imported: Imported, vocabulary: Vocabulary
) -> Reading:
    """The reading of ``columns``, which are those of ``imported`` and what was said besides."""
    reading = read_columns(columns, vocabulary)
    profile = reading.record.profile
    # Somebody who says "none" knows the history, and need not say so again.
    known_empty = {name for name, drugs in profile.drugs.items() if not drugs}
    profile = replace(profile, open=imported.open - known_empty)
    return reading._replace(
        record=replace(reading.record, profile=profile, type_size=imported.type_size),
        refusals=(*imported.refusals, *reading.refusals),
        warnings=(*imported.warnings, *reading.warnings),
        evidence=imported.evidence,
        conflicts=imported.conflicts,
        imported=True,
    )
