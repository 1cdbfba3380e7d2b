"""What is decided of one person after the other is what is decided of each alone."""

from dataclasses import replace
from itertools import product

from factories import (
    all_of,
    asks,
    make_block,
    make_leaflet,
    make_part,
    make_profile,
    make_vocabulary,
    no,
)
from hypothesis import given
from hypothesis import strategies as st
from strategies import cases, forgettings, leaflets, profiles, rules

from leaflets.model.rule import Printed
from leaflets.model.source import Conflict, Flag, TurnsToAsk
from leaflets.selection.alike import Decisions
from leaflets.selection.decide import decide


@st.composite
def invented(draw, vocabulary):
    """A leaflet whose blocks ask what else prints, and conflicts turn; parts, too, raise flags."""
    first, second = draw(leaflets(vocabulary)).blocks
    rule = rules(vocabulary)
    third = make_block(
        "third",
        make_part("third.text"),
        make_part("third.more", when=all_of(no(Printed("second")), draw(rule))),
        when=draw(st.sampled_from([Printed("first"), no(Printed("second"))])),
    )
    turns = TurnsToAsk(
        block=draw(st.sampled_from(["first", "third"])),
        only_if=draw(rule),
        unless=draw(st.none() | rule),
    )
    return make_leaflet(
        third,  # what it asks about is decided after it
        first,
        second,
        conflicts=(Conflict(id="odd", when=draw(rule), message="Check.", asks=(turns,)),),
        flags=(
            Flag(id="ruled", message="Look.", when=draw(rule)),
            Flag(id="open", message="Ask.", undecided="third.more"),
        ),
    )


@st.composite
def people(draw, vocabulary):
    """Some people, of whom some differ from another in little only."""
    found = draw(st.lists(profiles(vocabulary), min_size=2, max_size=4))
    found += [draw(forgettings(person)) for person in found]
    opened = draw(st.sampled_from(found))
    drugs = frozenset(a.id for a in vocabulary.attributes if a.holds_drugs)
    return draw(st.permutations([*found, replace(opened, open=drugs)]))


@given(cases(invented, people))
def test_what_is_decided_of_many_is_what_is_decided_of_each_alone(case):
    leaflet, vocabulary, people = case
    decisions = Decisions(leaflet, vocabulary)
    for person in [*people, *reversed(people)]:
        alone = decide(leaflet, vocabulary, person, remedies=False)
        assert decisions.about(person) == alone


def test_a_conflict_is_seen_with_all_that_turns_a_block():
    turn = TurnsToAsk(block="first", only_if=asks(eta="present"), unless=asks(before="examplinib"))
    leaflet = make_leaflet(
        make_block("first"),
        make_block("second", when=Printed("first")),
        conflicts=(Conflict(id="odd", when=asks(zeta="low"), message="Check.", asks=(turn,)),),
    )
    decisions = Decisions(leaflet, make_vocabulary())
    answers = product(["low", "high", None], ["present", "absent", None], ["", "examplinib", None])
    for values in answers:
        found = zip(("zeta", "eta", "before"), values, strict=True)
        person = make_profile(**{name: value for name, value in found if value is not None})
        assert decisions.about(person) == decide(leaflet, make_vocabulary(), person, remedies=False)


def test_those_whom_no_rule_tells_apart_are_decided_about_once():
    leaflet = make_leaflet(make_block("high", when=asks(zeta="high")))
    decisions = Decisions(leaflet, make_vocabulary())
    one = decisions.about(make_profile(zeta="high", eta="present"))
    other = decisions.about(make_profile(zeta="high", eta="absent"))
    unknown = decisions.about(make_profile(eta="absent"))
    assert other.decision("high") is one.decision("high")
    assert unknown.decision("high") is not one.decision("high")
