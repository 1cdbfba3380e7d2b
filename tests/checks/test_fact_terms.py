import pytest
from checks.planted import found, lines

BLOCK = "sample/examplinib.yaml"


def test_a_changed_interval_is_found_as_lost_and_as_new(tmp_path):
    assert lines(tmp_path, (BLOCK, "every 3 weeks", "every two to three weeks")) == [
        'sample/examplinib.yaml:19:11: error: F03 needs "every three weeks", which the text does '
        "not say [fact-terms]",
        'sample/examplinib.yaml:19:11: error: the text says "2 to 3 weeks", which none of its '
        "facts does [fact-terms]",
    ]


def test_the_hint_quotes_the_fact(tmp_path):
    finding, *_ = found(tmp_path, (BLOCK, "every 3 weeks", "every 4 weeks"))
    assert finding.hint == "the fact: You can have examplinib every three weeks, as a drip."


@pytest.mark.parametrize("same", ["every three weeks", "Every 3 weeks", "every three-weeks"])
def test_how_an_interval_is_written_does_not_count(tmp_path, same):
    assert lines(tmp_path, (BLOCK, "every 3 weeks", same)) == []


def test_a_lost_name_is_found(tmp_path):
    assert lines(tmp_path, (BLOCK, "usually given with placebozine", "usually given with it")) == [
        'sample/examplinib.yaml:19:11: error: F05 needs "placebozine", which the text does not '
        "say [fact-terms]"
    ]


def test_a_lost_point_of_a_list_is_found(tmp_path):
    assert lines(tmp_path, (BLOCK, "      rash: a rash\n", "")) == [
        'sample/examplinib.yaml:25:11: error: F04 needs "rash", which the text does not say '
        "[fact-terms]"
    ]


def test_a_number_that_the_fact_says_and_no_term_repeats_is_missed_too(tmp_path):
    assert lines(
        tmp_path, ("sample/facts.yaml", "It is usually given with", "It is given twice with")
    ) == [
        'sample/examplinib.yaml:19:11: error: F05 needs "2 times", which the text does not say '
        "[fact-terms]"
    ]


def test_a_dose_that_no_fact_has_is_found(tmp_path):
    assert lines(tmp_path, (BLOCK, "usually given with", "usually given with 20 mg of")) == [
        'sample/examplinib.yaml:19:11: error: the text says "20 mg", which none of its facts does '
        "[fact-terms]"
    ]


def test_a_row_that_says_another_interval_than_its_fact_is_found(tmp_path):
    assert lines(
        tmp_path, ("sample/leaflet.yaml", "text: every three weeks", "text: every two weeks")
    ) == [
        'sample/examplinib.yaml:11:7: error: the row says "2 weeks", which none of its facts does '
        "[fact-terms]"
    ]


def test_a_row_that_names_another_drug_than_its_fact_is_found(tmp_path):
    assert lines(
        tmp_path, (BLOCK, "text: usually placebozine, facts", "text: usually examplinib duo, facts")
    ) == [
        'sample/examplinib.yaml:12:7: error: the row says "examplinib duo", which none of its '
        "facts does [fact-terms]"
    ]
