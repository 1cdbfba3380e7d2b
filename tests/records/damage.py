"""Valid records, damaged by chance in ways that other programs and bad people would."""

import copy
import json

from records.bundles import (
    BONE,
    BRAIN,
    ER,
    HER2,
    IHC,
    ISH,
    LETROZOLE,
    NEGATIVE,
    POSITIVE,
    TRASTUZUMAB,
    bundle,
    concept,
    condition,
    given,
    patient,
    result,
)


def whole():
    """A person of whom everything is on record."""
    medicine = {"resourceType": "Medication", "id": "m", "code": concept(LETROZOLE)}
    pointing = given(
        LETROZOLE,
        medicationCodeableConcept=None,
        medicationReference={"reference": "Medication/m"},
    )
    specimen = {
        "resourceType": "Specimen",
        "id": "s",
        "parent": [{"reference": "Specimen/s"}],
        "collection": {"collectedDateTime": "2026-01-02"},
    }
    need = {
        "resourceType": "Flag",
        "status": "active",
        "subject": {"reference": "Patient/anna"},
        "code": concept(("http://snomed.info/sct", "957331000000109")),
    }
    language = {"language": concept(("urn:ietf:bcp:47", "pl")), "preferred": True}
    return bundle(
        patient(communication=[language]),
        condition(BONE),
        condition(BRAIN),
        result(ER, POSITIVE, specimen={"reference": "Specimen/s"}),
        result(HER2, NEGATIVE, component=[{"code": concept(("http://loinc.org", ISH))}]),
        result(IHC, "2+", interpretation=[concept(("x", "POS"))]),
        result(ISH, NEGATIVE),
        given(TRASTUZUMAB, "Request", "active"),
        given(LETROZOLE, "Statement"),
        pointing,
        medicine,
        specimen,
        need,
    )


WHOLE = whole()

JUNK = (
    None, True, False, 0, -1, 10**30, 1.5, "", " ", "x" * 5000, "\ud800", "\x00", "2026-13-45",
    "positive", "none", "unknown", "=1+1", "Patient/anna", "Patient/boris", "#m", "urn:uuid:x",
    "http://loinc.org", "http://snomed.info/sct", "10828004", "85337-4", "final", "active",
    [], {}, [[]], [{}], {"coding": {}}, {"coding": [None]}, {"reference": 7}, {"reference": "/"},
    {"resourceType": "Bundle", "entry": 7}, [None, 1, "x", {"coding": "x"}],
)  # fmt: skip


def places(data):
    """Every place in ``data``, as what holds it and its key there."""
    found, waiting = [], [data]
    while waiting:
        holder = waiting.pop()
        keys = holder if isinstance(holder, dict) else range(len(holder))
        for key in keys:
            found.append((holder, key))
            if isinstance(holder[key], dict | list):
                waiting.append(holder[key])
    return found


TEXTS = [json.dumps(entry) for entry in WHOLE["entry"]]
PLACES = places(WHOLE)


def damaged(random, times=3):
    """The whole record with a few things changed in some of its resources."""
    entries = list(WHOLE["entry"])
    for _ in range(random.randint(1, times)):
        number = random.randrange(len(TEXTS))
        entry = entries[number] = json.loads(TEXTS[number])
        for _ in range(random.randint(1, times)):
            _damage(random, entry)
    data = {**WHOLE, "entry": entries}
    if random.random() < 0.02:
        _damage(random, data, [(data, "entry"), (data, "resourceType")])
    return data


def _damage(random, data, known=None):
    found = known or places(data)
    if not found:
        return
    holder, key = random.choice(found)
    match random.randrange(6):
        case 0 | 1:
            holder[key] = copy.deepcopy(random.choice(JUNK))
        case 2:
            del holder[key]
        case 3:
            other, taken = random.choice(PLACES)
            holder[key] = copy.deepcopy(other[taken])
        case 4 if isinstance(holder, list):
            holder.append(copy.deepcopy(holder[key]))
        case 5 if isinstance(holder, dict):
            holder[random.choice(("value", "valueString", "status", "id", "x"))] = "x"
        case _:
            pass


def damaged_text(random):
    """The text of a damaged record, cut or doubled somewhere."""
    text = json.dumps(damaged(random))
    at = random.randrange(len(text))
    head, rest = text[:at], text[at:]
    sign = random.choice('{}[]",:\\x')
    return random.choice((text, head, head + text[at // 2 :], head + sign + rest))
