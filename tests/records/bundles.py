"""FHIR resources to test with: valid ones, made in one call and then overridden."""

import json

from factories import shipped

from leaflets.records.fhir.access import Resource
from leaflets.records.fhir.found import Said
from leaflets.records.fhir.reading import complete, import_person

LOINC = "http://loinc.org"
SCT = "http://snomed.info/sct"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
DMD = "https://dmd.nhs.uk"
BCP47 = "urn:ietf:bcp:47"
ICD10 = "http://hl7.org/fhir/sid/icd-10"
INTERPRETATION = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"
CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical"
VERIFIED = "http://terminology.hl7.org/CodeSystem/condition-ver-status"

HER2, IHC, ISH, ER, PR = "48676-1", "85319-2", "85318-4", "85337-4", "85339-0"
POSITIVE, NEGATIVE, EQUIVOCAL = (SCT, "10828004"), (SCT, "260385009"), (SCT, "280414007")
BONE, BRAIN = (SCT, "94222008"), (SCT, "94225005")
TRASTUZUMAB, PACLITAXEL, LETROZOLE = (RXNORM, "224905"), (RXNORM, "56946"), (RXNORM, "72965")

ANNA = {"reference": "Patient/anna"}


def concept(*codings, text=None):
    """A CodeableConcept of ``(system, code)`` or ``(system, code, display)``."""
    made = {
        "coding": [
            dict(zip(("system", "code", "display"), coding, strict=False)) for coding in codings
        ]
    }
    made |= {"text": text} if text else {}
    return {key: value for key, value in made.items() if value}


def dropped(resource):
    """``resource`` without what was overridden with ``None``."""
    return {key: value for key, value in resource.items() if value is not None}


class Ids:
    """Gives each resource an id of its own."""

    def __init__(self):
        self.last = 0

    def __call__(self):
        self.last += 1
        return f"r{self.last}"


new_id = Ids()


def patient(**more):
    return dropped({"resourceType": "Patient", "id": "anna"} | more)


def result(code, value=None, **more):
    """A final Observation; ``value`` is a coding, or a text for a valueString."""
    made = {
        "resourceType": "Observation",
        "id": new_id(),
        "status": "final",
        "code": concept((LOINC, code) if isinstance(code, str) else code),
        "subject": ANNA,
        "effectiveDateTime": "2026-01-10",
    }
    if isinstance(value, str):
        made["valueString"] = value
    elif value is not None:
        made["valueCodeableConcept"] = concept(value)
    return dropped(made | more)


def condition(code=BONE, **more):
    return dropped(
        {
            "resourceType": "Condition",
            "id": new_id(),
            "clinicalStatus": concept((CLINICAL, "active")),
            "verificationStatus": concept((VERIFIED, "confirmed")),
            "code": concept(code),
            "subject": ANNA,
            "onsetDateTime": "2025-05-01",
        }
        | more
    )


def given(code, kind="Administration", status="completed", **more):
    """A medication resource; ``kind`` is Administration, Request or Statement."""
    made = {
        "resourceType": f"Medication{kind}",
        "id": new_id(),
        "status": status,
        "medicationCodeableConcept": concept(code),
        "subject": ANNA,
    }
    made |= (
        {"intent": "order", "authoredOn": "2025-06-01"}
        if kind == "Request"
        else {"effectiveDateTime": "2025-06-01"}
    )
    return dropped(made | more)


def bundle(*resources):
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": resource} for resource in resources],
    }


def write(path, data):
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


def write_lines(path, *resources):
    return write(path, "".join(json.dumps(resource) + "\n" for resource in resources))


def imported(folder, *resources, vocabulary=None, **said):
    """What a Bundle of ``resources`` says of one person; bone is affected unless told otherwise."""
    path = write(folder / "bundle.json", bundle(*resources))
    return import_person(
        path, vocabulary or shipped().vocabulary, Said(**({"in_scope": True} | said))
    )


def read(folder, *resources, **said):
    """The reading of a Bundle of ``resources``."""
    found = imported(folder, *resources, **said)
    return complete(found.columns, found, shipped().vocabulary)


def known(folder, *resources, **said):
    """What is known of the person, and the ids of all conflicts."""
    reading = read(folder, *resources, **said)
    profile = reading.record.profile
    return {**profile.choices, **profile.drugs}, [conflict.id for conflict in reading.conflicts]


def as_resource(data):
    return Resource(kind=data["resourceType"], id=data.get("id", ""), data=data)
