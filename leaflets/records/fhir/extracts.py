"""A hospital's extract for mCODE, a CSV file a kind of resource, in; the resources of its rows out.

The files are those that mCODE's own extraction tools are given: ``patient.csv``, ``condition.csv``,
``observation.csv`` and so on, joined by the column ``mrn``. A file is known by its headings.
"""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from leaflets.records.delimited import DELIMITERS
from leaflets.records.lines import LONGEST, bounded_lines

Cells = Mapping[str, str]
Made = dict[str, object]

_BCP47 = "urn:ietf:bcp:47"
_STATUS = "http://terminology.hl7.org/CodeSystem/condition-"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractRow:
    """A row: its ``line``, and its resource, or why it has none."""

    line: int
    resource: Made | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """A kind of file: ``id`` is the heading that only it has, ``headings`` all that it may have."""

    id: str
    headings: frozenset[str]
    resource: Callable[[Cells], Made]


def is_extract(path: Path) -> bool:
    """Whether ``path`` is a file of such an extract.

    Raises:
        OSError: It can't be read.
    """
    with path.open("rb") as stream:
        return _begun(stream) is not None


def extract_rows(path: Path) -> Iterator[ExtractRow]:
    """Each row of the file, which is one of an extract."""
    with path.open("rb") as stream:
        begun = _begun(stream)
        assert begun is not None, "is_extract() comes first"
        kind, headings, delimiter = begun
        csv.field_size_limit(LONGEST)
        rows = csv.reader(_texts(stream), delimiter=delimiter, strict=True)
        while True:
            line = rows.line_num + 2
            try:
                cells = next(rows, None)
            except (csv.Error, ValueError) as error:
                # What follows may stand in the wrong place.
                yield ExtractRow(line=line, fault=f"the file can't be read from here on: {error}")
                return
            if cells is None:
                return
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(headings):
                fault = f"it has {len(cells)} cells, but the file has {len(headings)} columns"
                yield ExtractRow(line=line, fault=fault)
                continue
            named = dict(zip(headings, (cell.strip() for cell in cells), strict=True))
            yield ExtractRow(line=line, resource=_without_nothing(kind.resource(named)))


def _begun(stream: BinaryIO) -> tuple[_Kind, tuple[str, ...], str] | None:
    """The kind of a file, its headings and what parts them; the stream stands after these then."""
    raw = stream.readline(LONGEST)
    try:
        heading = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    for delimiter in DELIMITERS:
        cells = heading.strip().split(delimiter)
        headings = tuple(cell.strip().strip('"').casefold() for cell in cells)
        for kind in _KINDS:
            known = {"mrn", kind.id} <= set(headings) <= kind.headings
            if known and len(set(headings)) == len(headings):
                return kind, headings, delimiter
    return None


def _texts(stream: BinaryIO) -> Iterator[str]:
    for _, raw in bounded_lines(stream):
        if raw is None:
            raise ValueError("the line is too long")
        yield raw.decode()


def _patient(cells: Cells) -> Made:
    return {
        "resourceType": "Patient",
        "id": cells["mrn"],
        "communication": [{"language": _concept(_BCP47, cells.get("language", ""))}]
        if cells.get("language")
        else None,
    }


def _condition(cells: Cells) -> Made:
    return _about(cells, "Condition", "conditionid") | {
        "code": _concept(cells.get("codesystem"), cells.get("code"), cells.get("displayname")),
        "clinicalStatus": _concept(f"{_STATUS}clinical", cells.get("clinicalstatus")),
        "verificationStatus": _concept(f"{_STATUS}ver-status", cells.get("verificationstatus")),
        "onsetDateTime": cells.get("dateofdiagnosis"),
    }


def _observation(cells: Cells) -> Made:
    value, system = cells.get("value"), cells.get("valuecodesystem")
    return _about(cells, "Observation", "observationid") | {
        "code": _concept(cells.get("codesystem"), cells.get("code"), cells.get("displayname")),
        "status": cells.get("status"),
        "effectiveDateTime": cells.get("effectivedate"),
        "valueCodeableConcept": _concept(system, value) if system else None,
        "valueString": None if system else value,
    }


def _request(cells: Cells) -> Made:
    return _medicine(cells, "MedicationRequest", "requestid") | {
        "intent": cells.get("intent"),
        "authoredOn": cells.get("authoredon"),
    }


def _administration(cells: Cells) -> Made:
    period = {"start": cells.get("startdate"), "end": cells.get("enddate")}
    return _medicine(cells, "MedicationAdministration", "medicationid") | {
        "effectivePeriod": _without_nothing(period)
    }


def _medicine(cells: Cells, kind: str, id_column: str) -> Made:
    told = _concept(cells.get("codesystem"), cells.get("code"), cells.get("displaytext"))
    return _about(cells, kind, id_column) | {
        "status": cells.get("status"),
        "medicationCodeableConcept": told,
    }


def _about(cells: Cells, kind: str, id_column: str) -> Made:
    mrn = cells["mrn"]
    return {
        "resourceType": kind,
        "id": cells[id_column],
        "subject": {"reference": f"Patient/{mrn}"} if mrn else None,
    }


def _concept(system: str | None, code: str | None, display: str | None = "") -> Made | None:
    coding = _without_nothing({"system": system if code else "", "code": code, "display": display})
    return {"coding": [coding]} if coding else None


def _without_nothing(made: Mapping[str, object]) -> Made:
    return {name: value for name, value in made.items() if value}


def _headings(listed: str) -> frozenset[str]:
    return frozenset(listed.casefold().split())


_OF_PATIENT = _headings(
    "mrn familyName givenName gender birthsex dateOfBirth race ethnicity language addressLine city "
    "state zip"
)
_OF_CONDITION = _headings(
    "mrn conditionId codeSystem code displayName category dateOfDiagnosis clinicalStatus "
    "verificationStatus bodySite laterality histology"
)
_OF_OBSERVATION = _headings(
    "mrn observationId status code codeSystem displayName value valueCodeSystem effectiveDate "
    "bodySite laterality"
)
_OF_REQUEST = _headings(
    "mrn requestId code codeSystem displayText treatmentReasonCode treatmentReasonCodeSystem "
    "treatmentReasonDisplayText procedureIntent status intent authoredOn requesterId dosageRoute "
    "asNeededCode doseRateType doseQuantityValue doseQuantityUnit timingCode timingEvent"
)
_OF_ADMINISTRATION = _headings(
    "mrn medicationId code codeSystem displayText startDate endDate treatmentReasonCode "
    "treatmentReasonCodeSystem treatmentReasonDisplayText treatmentIntent status"
)
_KINDS = (
    _Kind(id="familyname", headings=_OF_PATIENT, resource=_patient),
    _Kind(id="conditionid", headings=_OF_CONDITION, resource=_condition),
    _Kind(id="observationid", headings=_OF_OBSERVATION, resource=_observation),
    _Kind(id="requestid", headings=_OF_REQUEST, resource=_request),
    _Kind(id="medicationid", headings=_OF_ADMINISTRATION, resource=_administration),
)
