import pytest
from checks.planted import found, lines

from leaflets.checks.hedges import CLASSES

BLOCK = "sample/examplinib.yaml"


@pytest.mark.parametrize(
    ("hedged", "bare", "place", "fact", "hedge"),
    [
        ("You can have it every", "You have it every", "19:11", "F03", "can"),
        ("It is usually", "It is", "19:11", "F05", "usually"),
        ('"Some people may', '"You may', "25:11", "F04", "some"),
        ("can have it only if", "can have it if", "32:11", "F09", "only"),
    ],
)
def test_a_lost_hedge_is_found_where_the_text_begins(tmp_path, hedged, bare, place, fact, hedge):
    assert lines(tmp_path, (BLOCK, hedged, bare)) == [
        f'sample/examplinib.yaml:{place}: error: {fact} needs its "{hedge}", which the text has '
        "lost [hedges]"
    ]


def test_the_hint_names_the_words_that_will_do(tmp_path):
    (finding,) = found(tmp_path, (BLOCK, "You can have it every", "You have it every"))
    assert finding.hint == (
        "say can or could in the sentence on: You can have examplinib every three weeks, as a drip."
    )


def test_a_word_of_the_same_class_will_do(tmp_path):
    assert lines(tmp_path, (BLOCK, "It is usually", "It is normally")) == []


def test_a_weaker_word_will_not_do(tmp_path):
    assert lines(tmp_path, (BLOCK, "It is usually", "It is often")) == [
        'sample/examplinib.yaml:19:11: error: F05 needs its "usually", which the text has lost '
        "[hedges]"
    ]


def test_a_hedge_in_another_sentence_of_the_part_will_not_do(tmp_path):
    moved = "It is given with placebozine. You usually sit down."
    assert lines(tmp_path, (BLOCK, "It is usually given with placebozine.", moved)) == [
        'sample/examplinib.yaml:19:11: error: F05 needs its "usually", which the text has lost '
        "[hedges]"
    ]


def test_a_row_keeps_the_hedge_too(tmp_path):
    row = (BLOCK, "text: usually placebozine, facts", "text: placebozine, facts")
    assert lines(tmp_path, row) == [
        'sample/examplinib.yaml:12:7: error: F05 needs its "usually", which the text has lost '
        "[hedges]"
    ]


def test_a_row_need_not_say_can(tmp_path):
    assert lines(tmp_path, (BLOCK, "values: [every_three_weeks]", "text: every three weeks")) == []


def test_every_hedge_that_a_fact_may_have_has_its_words():
    from typing import get_args

    from leaflets.content.shapes import FactShape

    declared = get_args(FactShape.model_fields["hedge"].annotation)
    assert set(CLASSES) == set(declared) - {""}
