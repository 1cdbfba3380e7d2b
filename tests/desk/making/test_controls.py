"""Controls are made from what content declares, and what they send is read as it was meant."""

import pytest
from factories import shipped

from leaflets.desk.making.asked import Asked, read_fields
from leaflets.desk.making.controls import Drugs, controls, fields_of, on_top

VOCABULARY = shipped().vocabulary
(LEAFLET,) = shipped().leaflets
EMPTY = Asked(columns={}, language="en_GB", page_format="a4", unanswered="mention")


def read(**fields):
    sent = {n: (v,) if isinstance(v, str) else tuple(v) for n, v in fields.items()}
    return read_fields(sent, VOCABULARY, EMPTY)


def test_there_is_a_control_for_each_attribute_and_each_shorthand():
    attributes, shorthands = controls(LEAFLET, VOCABULARY, {})
    assert [c.name for c in attributes] == [f"answer_{a.id}" for a in VOCABULARY.attributes]
    assert [c.name for c in shorthands] == [f"answer_{s.id}" for s in VOCABULARY.shorthands]
    assert {c.chosen for c in (*attributes, *shorthands)} == {"unknown"}


def test_the_drugs_to_tick_are_those_that_rules_ask_about_or_may_mistake():
    attributes, _ = controls(LEAFLET, VOCABULARY, {})
    listed = {o.value for c in attributes if isinstance(c, Drugs) for o in c.listed}
    assert {"trastuzumab", "letrozole", "exemestane", "nab_paclitaxel"} <= listed
    assert "capecitabine" not in listed


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, None),
        ({"answer_prior": "unknown"}, None),
        ({"answer_prior": "none"}, ("none",)),
        ({"answer_prior": "some", "listed_prior": ["letrozole"]}, ("letrozole",)),
        ({"answer_prior": "some", "others_prior": "Xeloda, 5-FU"}, ("Xeloda", "5-FU")),
        ({"answer_prior": "some"}, None),
        ({"listed_prior": ["letrozole"]}, ("letrozole",)),
        ({"answer_prior": "none", "listed_prior": ["letrozole"]}, ("none", "letrozole")),
        ({"answer_prior": "unknown", "others_prior": "x"}, ("unknown", "x")),
    ],
)
def test_what_was_chosen_of_drugs_is_read_and_a_contradiction_is_kept(fields, words):
    assert read(**fields).columns.get("prior") == words


def test_not_known_says_nothing():
    assert read(answer_her2="unknown", answer_nation="", name="  ").columns == {}


def test_what_a_form_asks_for_fills_the_same_form():
    asked = read(
        answer_her2="low",
        answer_hormone="positive",
        answer_prior="some",
        listed_prior=["letrozole", "docetaxel"],
        answer_current="none",
        name="Ada",
        date="2026-11-20",
        language="pl",
        format="booklet",
        unanswered="withhold",
        sheets="fold",
        include_later="yes",
        qr="yes",
        confirmed=["format", "language"],
    )
    again = read_fields(fields_of(asked, VOCABULARY), VOCABULARY, EMPTY)
    assert again == asked


def test_beside_a_record_only_drugs_can_be_added():
    attributes, _ = controls(LEAFLET, VOCABULARY, {})
    left = on_top(attributes, {"her2", "prior"})
    assert "answer_her2" not in {control.name for control in left}
    added = {control.name for control in left if isinstance(control, Drugs) and control.added}
    assert added == {"answer_prior"}
