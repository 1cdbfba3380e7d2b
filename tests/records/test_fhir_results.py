"""Results in FHIR: final ones, of the newest specimen, that agree; all else leaves it unknown."""

from datetime import date

import pytest
from records.bundles import (
    EQUIVOCAL,
    ER,
    HER2,
    IHC,
    INTERPRETATION,
    ISH,
    LOINC,
    NEGATIVE,
    POSITIVE,
    PR,
    SCT,
    concept,
    known,
    read,
    result,
)

ER_POSITIVE_TUMOUR = (SCT, "416053008", "Estrogen receptor positive tumor")


@pytest.mark.parametrize(
    ("code", "value", "found"),
    [
        (HER2, POSITIVE, {"her2": "positive"}),
        (HER2, NEGATIVE, {"her2": "negative"}),
        (HER2, EQUIVOCAL, {"her2": "equivocal"}),
        (HER2, (LOINC, "LA6576-8"), {"her2": "positive"}),
        (HER2, (INTERPRETATION, "NEG"), {"her2": "negative"}),
        (HER2, (SCT, "427685000"), {"her2": "positive"}),
        (HER2, (SCT, "1381318009"), {"her2": "ultralow"}),
        ((SCT, "476171000210109"), NEGATIVE, {"her2": "negative"}),
        (ER, POSITIVE, {"er": "positive"}),
        (ER, ER_POSITIVE_TUMOUR, {"er": "positive"}),
        ((SCT, "445028008"), NEGATIVE, {"er": "negative"}),
        (PR, (SCT, "441118006"), {"pr": "negative"}),
        # The URI of a national edition stands for the system.
        (HER2, (f"{SCT}/21000210109", "260385009"), {"her2": "negative"}),
        (ISH, POSITIVE, {"her2": "positive"}),
        (ISH, NEGATIVE, {"her2": "negative"}),
        (IHC, "0", {"her2": "negative"}),
        (IHC, "1+", {"her2": "low"}),
        (IHC, "3+", {"her2": "positive"}),
        (IHC, " IHC 3+ ", {"her2": "positive"}),
    ],
)
def test_a_code_under_its_own_test_is_a_value(tmp_path, code, value, found):
    assert known(tmp_path, result(code, value)) == (found, [])


@pytest.mark.parametrize("status", ["final", "amended", "corrected"])
def test_a_result_counts_once_it_is_final(tmp_path, status):
    assert known(tmp_path, result(ER, POSITIVE, status=status)) == ({"er": "positive"}, [])


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("preliminary", "result-not-final"),
        ("registered", "result-not-final"),
        ("unknown", "result-not-final"),
        (None, "result-not-final"),
        ("entered-in-error", "result-withdrawn"),
        ("cancelled", "result-withdrawn"),
    ],
)
def test_what_is_not_final_is_told_and_never_counts(tmp_path, status, told):
    assert known(tmp_path, result(ER, POSITIVE, status=status)) == ({}, [told])
    # Nor does it undo what is final.
    both = (result(ER, NEGATIVE), result(ER, POSITIVE, status=status))
    assert known(tmp_path, *both) == ({"er": "negative"}, [told])


@pytest.mark.parametrize(
    ("code", "value", "told"),
    [
        (HER2, ER_POSITIVE_TUMOUR, "value-of-another-result"),
        (ER, (SCT, "427685000"), "value-of-another-result"),
        (HER2, (LOINC, "10828004"), "value-not-known"),  # a number of SNOMED CT in LOINC's place
        (HER2, (SCT, "LA6576-8"), "value-not-known"),
        (HER2, ("", "10828004"), "value-not-known"),
        (HER2, ("urn:local", "POS", "Positive"), "value-not-known"),
        (ER, (SCT, "373572006", "Clinical finding absent"), "value-not-known"),
        (ER, "Positive", "value-not-coded"),
        (HER2, "2+", "value-not-coded"),
        (IHC, "two plus", "value-not-coded"),
        (ER, EQUIVOCAL, "result-waits"),
    ],
)
def test_a_value_that_is_not_this_tests_is_told_and_not_known(tmp_path, code, value, told):
    assert known(tmp_path, result(code, value)) == ({}, [told])


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"valueString": "Negative"}, "two-values"),
        ({"valueCodeableConcept": concept(POSITIVE, NEGATIVE)}, "two-values"),
        ({"dataAbsentReason": concept((SCT, "unknown"))}, "two-values"),
        ({"interpretation": [concept((INTERPRETATION, "NEG"))]}, "two-values"),
        ({"valueCodeableConcept": {"text": "Positive"}}, "value-not-coded"),
        ({"valueCodeableConcept": None, "valueQuantity": {"value": 90}}, "value-not-coded"),
        ({"valueCodeableConcept": None, "valueBoolean": True}, "value-not-coded"),
        ({"valueCodeableConcept": None}, "result-without-value"),
        ({"valueCodeableConcept": "Positive"}, "value-not-coded"),
        ({"valueCodeableConcept": []}, "value-not-coded"),
    ],
)
def test_a_result_with_two_values_or_none_is_told_and_not_known(tmp_path, more, told):
    assert known(tmp_path, result(ER, POSITIVE, **more)) == ({}, [told])


def test_what_was_not_done_is_not_known_and_no_conflict(tmp_path):
    not_done = result(ER, (SCT, "416237000"))
    absent = result(PR, None, dataAbsentReason=concept((SCT, "x")))
    assert known(tmp_path, not_done, absent) == ({}, [])
    assert known(tmp_path, not_done, result(ER, POSITIVE)) == ({"er": "positive"}, [])


def test_a_number_counts_only_by_its_coded_interpretation(tmp_path):
    percent = {"valueQuantity": {"value": 90, "unit": "%"}}
    interpreted = percent | {"interpretation": [concept((INTERPRETATION, "POS"))]}
    assert known(tmp_path, result(ER, **interpreted)) == ({"er": "positive"}, [])
    assert known(tmp_path, result(ER, **percent)) == ({}, ["value-not-coded"])


@pytest.mark.parametrize(
    ("code", "attribute"),
    [
        ("32996-1", "her2"),  # in blood
        ("51981-9", "her2"),
        ("49683-6", "her2"),  # a number
        ("14130-9", "er"),
        ("31207-4", "pr"),
    ],
)
def test_a_test_that_does_not_answer_it_is_told_and_not_read(tmp_path, code, attribute):
    reading = read(tmp_path, result(code, POSITIVE))
    assert reading.record.profile.choices == {}
    assert [(c.id, c.attributes) for c in reading.conflicts] == [("test-not-read", (attribute,))]


def test_a_test_of_both_receptors_at_once_answers_neither(tmp_path):
    reading = read(tmp_path, result("10480-2", POSITIVE))
    assert reading.record.profile.choices == {}
    assert [c.attributes for c in reading.conflicts] == [("er", "pr")]


@pytest.mark.parametrize(
    "code",
    [
        (LOINC, "445028008", "a number of SNOMED CT in LOINC's place"),
        (LOINC, "34566", "Estrogen receptor status"),
        ("urn:local", "ER", "Oestrogen Receptor"),
    ],
)
def test_a_result_whose_code_is_wrong_is_told_and_not_read(tmp_path, code):
    assert known(tmp_path, result(code, POSITIVE)) == ({}, ["code-not-known"])


def test_what_has_nothing_to_do_with_it_is_passed_over(tmp_path):
    pressure = result((LOINC, "85354-9", "Blood pressure"), (SCT, "10828004"))
    assert known(tmp_path, pressure) == ({}, [])


def test_a_result_of_nobody_is_told_and_not_read(tmp_path):
    nobody = result(ER, POSITIVE, subject=None)
    assert known(tmp_path, result(PR, NEGATIVE), nobody) == (
        {"pr": "negative"},
        ["without-subject"],
    )
    group = result(ER, POSITIVE, subject={"reference": "Group/everybody"})
    assert known(tmp_path, group) == ({}, ["without-subject"])


@pytest.mark.parametrize(
    ("ihc", "ish", "found"),
    [
        ("2+", None, {"her2": "equivocal"}),
        (EQUIVOCAL, None, {"her2": "equivocal"}),
        ("2+", NEGATIVE, {"her2": "low"}),
        ("2+", POSITIVE, {"her2": "positive"}),
        ("2+", EQUIVOCAL, {"her2": "equivocal"}),
        ("1+", NEGATIVE, {"her2": "low"}),
        ("0", NEGATIVE, {"her2": "negative"}),
        ("3+", POSITIVE, {"her2": "positive"}),
        ("3+", NEGATIVE, {}),
        ("0", POSITIVE, {}),
        ("1+", POSITIVE, {}),
    ],
)
def test_a_stain_and_a_probe_are_read_together(tmp_path, ihc, ish, found):
    resources = [result(IHC, ihc)] + ([result(ISH, ish)] if ish else [])
    choices, conflicts = known(tmp_path, *resources)
    assert choices == found
    if found == {"her2": "equivocal"}:
        assert conflicts == ["result-waits"]
    else:
        assert conflicts == ([] if found else ["results-disagree"])


def test_a_stain_of_two_plus_waits_even_if_somebody_has_summed_it_up(tmp_path):
    choices, conflicts = known(tmp_path, result(IHC, "2+"), result(HER2, NEGATIVE))
    assert (choices, conflicts) == ({}, ["results-disagree"])


def test_a_sum_that_was_equivocal_is_settled_by_the_probe(tmp_path):
    assert known(tmp_path, result(HER2, EQUIVOCAL), result(ISH, POSITIVE))[0] == {
        "her2": "positive"
    }


def test_the_sum_and_the_stain_say_the_more_special_of_the_two(tmp_path):
    assert known(tmp_path, result(HER2, NEGATIVE), result(IHC, "1+")) == ({"her2": "low"}, [])


def on(specimen, day, value, code=ER):
    return result(
        code, value, specimen={"reference": f"Specimen/{specimen}"}, effectiveDateTime=day
    )


@pytest.mark.parametrize(
    "resources",
    [
        (result(ER, POSITIVE), result(ER, NEGATIVE)),
        # Newer, but nobody says that it is another specimen.
        (result(ER, POSITIVE), result(ER, NEGATIVE, effectiveDateTime="2026-03-01")),
        (on("a", "2026-01-01", POSITIVE), on("a", "2026-03-01", NEGATIVE)),
        (on("a", "2026-01-01", POSITIVE), on("b", "2026-01-01", NEGATIVE)),
        (on("a", "2026-01", POSITIVE), on("b", "2026-01-20", NEGATIVE)),
        (on("a", "2026-01-01", POSITIVE), on("b", None, NEGATIVE)),
        (on("a", "2026-01-01", POSITIVE), on("b", "soon", NEGATIVE)),
        (on("a", "2026-01-01", POSITIVE), result(ER, NEGATIVE, effectiveDateTime="2026-03-01")),
    ],
)
def test_results_that_disagree_are_told_and_not_known(tmp_path, resources):
    assert known(tmp_path, *resources) == ({}, ["results-disagree"])
    assert known(tmp_path, *reversed(resources)) == ({}, ["results-disagree"])


def test_a_later_specimen_decides_and_the_earlier_one_is_told(tmp_path):
    resources = (on("a", "2020-01-01", POSITIVE), on("b", "2026-01-01", NEGATIVE))
    for ordered in (resources, resources[::-1]):
        reading = read(tmp_path, *ordered)
        assert reading.record.profile.choices == {"er": "negative"}
        assert [e.date for e in reading.evidence] == ["2026-01-01"]
        assert "an earlier specimen said otherwise" in reading.warnings[0]


def test_a_late_report_on_an_old_specimen_is_not_the_newest_specimen(tmp_path):
    first = on("a", "2020-01-01", "2+", IHC)
    late = on("a", "2026-06-01", POSITIVE, ISH)
    other = on("b", "2025-01-01", NEGATIVE, HER2)
    assert known(tmp_path, first, other, late)[0] == {"her2": "negative"}


def test_a_later_specimen_that_can_not_be_read_leaves_it_unknown(tmp_path):
    resources = (on("a", "2020-01-01", POSITIVE), on("b", "2026-01-01", (SCT, "1")))
    assert known(tmp_path, *resources) == ({}, ["value-not-known"])


def test_the_day_a_specimen_was_taken_goes_before_the_day_of_its_result(tmp_path):
    specimen = {
        "resourceType": "Specimen",
        "id": "b",
        "collection": {"collectedDateTime": "2019-01-01"},
    }
    resources = (on("a", "2020-01-01", POSITIVE), on("b", "2026-01-01", NEGATIVE))
    assert known(tmp_path, *resources, specimen)[0] == {"er": "positive"}


def test_specimens_that_come_from_each_other_in_a_circle_are_one(tmp_path):
    circle = [
        {"resourceType": "Specimen", "id": one, "parent": [{"reference": f"Specimen/{other}"}]}
        for one, other in (("a", "b"), ("b", "c"), ("c", "a"), ("d", "b"))
    ]
    resources = (on("a", "2020-01-01", "2+", IHC), on("d", "2026-01-01", POSITIVE, ISH))
    assert known(tmp_path, *resources, *circle) == ({"her2": "positive"}, [])


def test_the_same_resource_twice_counts_once_and_two_of_one_name_are_told(tmp_path):
    one = result(ER, POSITIVE, id="same")
    assert known(tmp_path, one, one) == ({"er": "positive"}, [])
    other = result(ER, POSITIVE, id="same", effectiveDateTime="2026-02-02")
    assert known(tmp_path, one, other) == ({}, ["resource-twice"])


def test_what_a_modifier_may_turn_is_told_and_leaves_it_unknown(tmp_path):
    modifier = [{"url": "https://x.example/not", "valueBoolean": True}]
    turned = result(ER, POSITIVE, modifierExtension=modifier)
    assert known(tmp_path, turned, result(PR, NEGATIVE)) == (
        {"pr": "negative"},
        ["resource-modified"],
    )
    assert known(tmp_path, turned, result(ER, POSITIVE))[0] == {}
    part = {"code": concept((LOINC, ER)), "valueCodeableConcept": concept(POSITIVE)}
    panel = result((LOINC, "1"), component=[part | {"modifierExtension": modifier}])
    assert known(tmp_path, panel) == ({}, ["resource-modified"])


@pytest.mark.parametrize(("about", "found"), [("RelatedPerson/x", {}), ("Condition/x", None)])
def test_a_result_on_somebody_else_is_not_this_persons(tmp_path, about, found):
    focused = result(ER, POSITIVE, focus=[{"reference": about}])
    assert known(tmp_path, focused)[0] == ({"er": "positive"} if found is None else found)


def test_a_component_is_a_result_of_its_own(tmp_path):
    panel = result(
        (LOINC, "1", "panel"),
        component=[
            {"code": concept((LOINC, ER)), "valueCodeableConcept": concept(POSITIVE)},
            {"code": concept((LOINC, PR)), "valueCodeableConcept": concept(NEGATIVE)},
        ],
    )
    assert known(tmp_path, panel) == ({"er": "positive", "pr": "negative"}, [])


def test_a_code_of_two_receptors_at_once_is_neither(tmp_path):
    both = result(ER, POSITIVE) | {"code": concept((LOINC, ER), (LOINC, PR))}
    assert known(tmp_path, both) == ({}, ["result-of-two-attributes"])


def test_a_result_of_tomorrow_or_too_old_a_one_is_told_and_not_known(tmp_path):
    today = date(2026, 11, 22)
    later = result(ER, POSITIVE, effectiveDateTime="2027-01-01")
    assert known(tmp_path, later, today=today) == ({}, ["date-in-future"])
    old = result(ER, POSITIVE, effectiveDateTime="2020-01-01")
    assert known(tmp_path, old, today=today) == ({"er": "positive"}, [])
    assert known(tmp_path, old, today=today, oldest_days=730) == ({}, ["result-too-old"])
    undated = result(ER, POSITIVE, effectiveDateTime=None)
    assert known(tmp_path, undated, today=today, oldest_days=730) == ({}, ["result-too-old"])


def test_every_value_comes_with_its_resource_code_and_date(tmp_path):
    reading = read(tmp_path, result(IHC, "2+", id="stain"), result(ISH, NEGATIVE, id="probe"))
    told = [(e.attribute, e.value, e.resource, e.system, e.code, e.date) for e in reading.evidence]
    assert told == [
        ("her2", "low", "Observation/stain", LOINC, IHC, "2026-01-10"),
        ("her2", "low", "Observation/probe", LOINC, ISH, "2026-01-10"),
    ]


def test_a_record_of_thousands_of_results_that_are_all_wrong_is_read(tmp_path):
    wrong = [
        on(f"s{number}", f"2026-01-{number % 28 + 1:02}", (SCT, str(number)))
        for number in range(4_000)
    ]
    choices, conflicts = known(tmp_path, *wrong)
    assert choices == {}
    assert set(conflicts) == {"value-not-known"}
    assert len(conflicts) == 4_000
