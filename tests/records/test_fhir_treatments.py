"""Medicines in FHIR: had if a code and a status say so, else not known; never by their names."""

from dataclasses import replace
from datetime import date

import pytest
from factories import shipped
from records.bundles import (
    DMD,
    LETROZOLE,
    PACLITAXEL,
    RXNORM,
    SCT,
    TRASTUZUMAB,
    concept,
    given,
    known,
    new_id,
    read,
)

from leaflets.model.codes import Coding
from leaflets.records.fhir.found import Said
from leaflets.records.fhir.reading import import_person

PRIOR, CURRENT = {"prior": ("letrozole",)}, {"current": ("letrozole",)}


@pytest.mark.parametrize(
    ("kind", "status", "found"),
    [
        ("Administration", "completed", PRIOR),
        ("Administration", "stopped", PRIOR),
        ("Administration", "in-progress", CURRENT),
        ("Administration", "not-done", {}),
        ("Request", "completed", PRIOR),
        ("Request", "stopped", PRIOR),
        ("Request", "active", CURRENT),
        ("Request", "cancelled", {}),
        ("Request", "draft", {}),
        ("Statement", "completed", PRIOR),
        ("Statement", "stopped", PRIOR),
        ("Statement", "active", CURRENT),
        ("Statement", "intended", {}),
        ("Statement", "not-taken", {}),
    ],
)
def test_the_status_says_whether_a_drug_was_had(tmp_path, kind, status, found):
    assert known(tmp_path, given(LETROZOLE, kind, status)) == (found, [])


@pytest.mark.parametrize(
    ("intent", "found"),
    [("order", PRIOR), ("filler-order", PRIOR), ("plan", {}), ("proposal", {}), ("option", {})],
)
def test_a_plan_is_no_treatment(tmp_path, intent, found):
    assert known(tmp_path, given(LETROZOLE, "Request", intent=intent)) == (found, [])


@pytest.mark.parametrize("said", [True, "true", "yes"])
def test_an_order_not_to_give_a_drug_is_no_treatment(tmp_path, said):
    assert known(tmp_path, given(LETROZOLE, "Request", doNotPerform=said)) == ({}, [])


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"status": "entered-in-error"}, "treatment-withdrawn"),
        ({"status": "unknown"}, "treatment-status-not-known"),
        ({"status": None}, "treatment-status-not-known"),
        ({"subject": None}, "without-subject"),
        ({"effectiveDateTime": "2030-01-01"}, "date-in-future"),
        ({"medicationReference": {"reference": "Medication/x"}}, "two-medications"),
        ({"medicationCodeableConcept": concept(LETROZOLE, TRASTUZUMAB)}, "two-medications"),
    ],
)
def test_what_is_doubtful_is_told_and_not_counted(tmp_path, more, told):
    today = date(2026, 11, 22)
    assert known(tmp_path, given(LETROZOLE, **more), today=today) == ({}, [told])


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ((RXNORM, "2267579", "Trastuzumab Injection [Enhertu]"), ("trastuzumab_deruxtecan",)),
        ((RXNORM, "1658086", "Trastuzumab Injection [KADCYLA]"), ("trastuzumab_emtansine",)),
        ((RXNORM, "486610", "PACLitaxel protein-bound"), ("nab_paclitaxel",)),
        ((RXNORM, "1663184", "PACLitaxel Injection [Abraxane]"), ("nab_paclitaxel",)),
        ((RXNORM, "2382605", "Phesgo"), ("pertuzumab", "trastuzumab")),
        ((RXNORM, "56946", "PACLitaxel"), ("paclitaxel",)),
        ((RXNORM, "56946"), ("paclitaxel",)),
        (("http://www.whocc.no/atc", "L01XC03"), ("trastuzumab",)),
    ],
)
def test_a_product_is_the_drug_of_its_code_whatever_it_looks_like(tmp_path, code, found):
    assert known(tmp_path, given(code)) == ({"prior": found}, [])


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ((RXNORM, "1234", "pertuzumab"), "medication-not-known"),
        ((RXNORM, "1234", "Everolimus"), "medication-not-known"),
        ((SCT, "56946", "Paclitaxel"), "medication-not-known"),
        (("", "56946"), "medication-not-known"),
        ((RXNORM, "72965", "Paclitaxel"), "medication-name-differs"),
        ((RXNORM, "224905", "Trastuzumab Injection [Enhertu]"), "medication-name-differs"),
        ((RXNORM, "56946", "Abraxane"), "medication-name-differs"),
        (("http://www.whocc.no/atc", "L01CD01", "paclitaxel"), "medication-not-known"),
    ],
)
def test_a_wrong_code_or_name_is_told_and_the_drug_is_not_known(tmp_path, code, told):
    reading = read(tmp_path, given(code), history_complete=True)
    assert reading.record.profile.drugs.get("prior") in ((), None)
    assert [conflict.id for conflict in reading.conflicts] == [told]
    # Whoever says that the record is complete can't mean a drug that nobody can read in it.
    assert "prior" not in reading.record.profile.drugs or "prior" in reading.record.profile.open


def test_a_name_without_a_code_is_told_and_not_read(tmp_path):
    named = given(LETROZOLE, medicationCodeableConcept={"text": "Letrozole 2.5 mg"})
    assert known(tmp_path, named) == ({}, ["medication-not-known"])


def test_a_product_that_only_shares_the_name_is_not_the_drug(tmp_path):
    zortress = given((RXNORM, "977429", "Everolimus 0.25 MG [Zortress]"))
    assert known(tmp_path, zortress) == ({}, [])


def test_a_medicine_on_no_list_is_a_warning(tmp_path):
    reading = read(tmp_path, given((RXNORM, "314076", "lisinopril 10 MG")), given(LETROZOLE))
    assert reading.record.profile.drugs == {"prior": ("letrozole",)}
    assert reading.warnings == (
        f"medicines whose code is on no list were not read: {RXNORM} 314076",
    )


def test_a_drug_that_is_not_found_is_not_known_until_the_history_is_complete(tmp_path):
    open_ended = read(tmp_path, given(LETROZOLE)).record.profile
    assert (open_ended.drugs, open_ended.open) == (
        {"prior": ("letrozole",)},
        {"prior", "current"},
    )
    closed = read(tmp_path, given(LETROZOLE), history_complete=True).record.profile
    assert (closed.drugs, closed.open) == ({"prior": ("letrozole",), "current": ()}, set())


def test_nothing_on_record_is_not_known_and_not_none(tmp_path):
    assert read(tmp_path).record.profile.drugs == {}
    assert read(tmp_path, history_complete=True).record.profile.drugs == {
        "prior": (),
        "current": (),
    }


def test_a_drug_now_is_not_one_from_before(tmp_path):
    assert known(tmp_path, given(PACLITAXEL, "Request", "active"), given(LETROZOLE))[0] == {
        "current": ("paclitaxel",),
        "prior": ("letrozole",),
    }


@pytest.mark.parametrize("contained", [True, False])
def test_a_medicine_may_stand_beside_or_inside_what_points_to_it(tmp_path, contained):
    medicine = {"resourceType": "Medication", "id": "m", "code": concept(LETROZOLE)}
    pointing = given(
        LETROZOLE,
        medicationCodeableConcept=None,
        medicationReference={"reference": "#m" if contained else "Medication/m"},
        contained=[medicine] if contained else None,
    )
    resources = [pointing] if contained else [pointing, medicine]
    assert known(tmp_path, *resources) == (PRIOR, [])


def test_references_in_a_circle_end(tmp_path):
    one, other = (
        {
            "resourceType": "Medication",
            "id": a,
            "ingredient": [{"itemReference": {"reference": f"Medication/{b}"}}],
        }
        for a, b in (("a", "b"), ("b", "a"))
    )
    pointing = given(
        LETROZOLE,
        medicationCodeableConcept=None,
        medicationReference={"reference": "Medication/a"},
    )
    assert known(tmp_path, pointing, one, other) == ({}, ["medication-not-known"])


NO_MEDICINE = given(LETROZOLE, medicationCodeableConcept=None)


def pointing(reference, **more):
    return NO_MEDICINE | {"id": new_id(), "medicationReference": {"reference": reference} | more}


@pytest.mark.parametrize(
    ("resource", "told"),
    [
        (NO_MEDICINE, "medication-not-known"),
        (NO_MEDICINE | {"medication": {"concept": concept(LETROZOLE)}}, "medication-not-known"),
        (NO_MEDICINE | {"medicationCodeableConcept": {}}, "medication-not-known"),
        (given(("urn:local", "99")), "medication-not-known"),
        (pointing("Medication/away"), "medication-not-known"),
        (pointing("Medication/away", display="Herceptin 150 mg"), "medication-not-known"),
        (given(LETROZOLE, status="on-hold"), "treatment-not-certain"),
        (given(LETROZOLE, "Request", "on-hold"), "treatment-not-certain"),
        (given(LETROZOLE, "Dispense"), "treatment-not-certain"),
        (given(LETROZOLE, modifierExtension=[{"url": "urn:x"}]), "resource-modified"),
    ],
)
def test_a_medicine_that_nobody_can_tell_keeps_the_history_open(tmp_path, resource, told):
    reading = read(tmp_path, resource, history_complete=True)
    assert [conflict.id for conflict in reading.conflicts] == [told]
    assert reading.record.profile.drugs == {}
    assert reading.record.profile.open == {"prior", "current"}


@pytest.mark.parametrize(
    "resource",
    [
        given(("urn:local", "99", "Paracetamol")),
        given(LETROZOLE, medicationCodeableConcept={"text": "Paracetamol 500 mg"}),
        pointing("Medication/away", display="Paracetamol 500 mg"),
        given(LETROZOLE, "Dispense", "cancelled"),
    ],
)
def test_what_is_named_and_no_drug_of_ours_leaves_a_complete_history_complete(tmp_path, resource):
    reading = read(tmp_path, resource, history_complete=True)
    assert reading.conflicts == ()
    assert len(reading.warnings) == 1
    assert reading.record.profile.drugs == {"prior": (), "current": ()}


def test_what_was_made_up_from_ingredients_is_each_of_them(tmp_path):
    other = {"resourceType": "Medication", "id": "n", "code": concept(TRASTUZUMAB)}
    mixed = {
        "resourceType": "Medication",
        "id": "m",
        "ingredient": [
            {"itemCodeableConcept": concept(PACLITAXEL)},
            {"itemReference": {"reference": "Medication/n"}},
        ],
    }
    found = known(tmp_path, pointing("Medication/m"), mixed, other)
    assert found == ({"prior": ("paclitaxel", "trastuzumab")}, [])
    called = mixed | {"code": {"text": "Herceptin and Taxol in saline"}}
    assert known(tmp_path, pointing("Medication/m"), called, other) == found
    more = mixed | {"code": {"text": "Herceptin with letrozole"}}
    assert known(tmp_path, pointing("Medication/m"), more, other)[1] == ["medication-not-known"]
    coded = mixed | {"code": concept(LETROZOLE)}
    assert known(tmp_path, pointing("Medication/m"), coded, other) == (PRIOR, [])


def test_a_sites_own_list_adds_products_under_either_uri(tmp_path):
    vocabulary = shipped().vocabulary
    drugs = {Coding("dmd", "42206211000001105"): ("letrozole",)}
    own = replace(vocabulary, codes=replace(vocabulary.codes, drugs=drugs))
    for uri in (DMD, SCT):
        path = tmp_path / "one.json"
        import json

        path.write_text(json.dumps(given((uri, "42206211000001105"))))
        assert import_person(path, own, Said(in_scope=True)).columns["prior"] == ("letrozole",)


def test_every_drug_comes_with_its_resource_code_and_date(tmp_path):
    (evidence,) = read(tmp_path, given(LETROZOLE, id="m")).evidence
    assert (evidence.attribute, evidence.value) == ("prior", "letrozole")
    assert str(evidence) == f"MedicationAdministration/m ({RXNORM} 72965, 2025-06-01)"
