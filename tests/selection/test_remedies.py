"""What would have to change: the smallest list of values, and that it is true of each."""

import pytest
from factories import (
    all_of,
    any_of,
    asks,
    make_block,
    make_leaflet,
    make_profile,
    make_vocabulary,
    no,
    shipped,
)
from hypothesis import given
from strategies import cases, is_consistent

from leaflets.model.evaluate import Evaluator
from leaflets.model.proof import Verdict
from leaflets.selection.decide import decide
from leaflets.selection.remedies import changed


def remedy(rule, **answers):
    leaflet = make_leaflet(make_block("first", when=rule))
    decision = decide(leaflet, make_vocabulary(), make_profile(**answers)).decision("first")
    return [(need.attribute, need.value) for need in decision.would_show_if]


@pytest.mark.parametrize(
    ("rule", "answers", "expected"),
    [
        (asks(zeta="high"), {"zeta": "low"}, [("zeta", "high")]),
        (asks(zeta="high"), {"zeta": "high"}, []),  # it shows already
        (asks(zeta="high"), {}, []),  # it asks: see `missing`
        (no(asks(zeta="high")), {"zeta": "high"}, [("zeta", "not high")]),
        (
            all_of(asks(zeta="high"), asks(eta="present")),
            {"zeta": "low"},
            [("zeta", "high"), ("eta", "present")],
        ),
        (
            any_of(all_of(asks(zeta="high"), asks(before="zines")), asks(eta="present")),
            {"zeta": "low", "eta": "absent", "before": ""},
            [("eta", "present")],
        ),
        (asks(before="zines"), {"before": ""}, [("before", "zines")]),
        (asks(either="yes"), {"zeta": "low", "eta": "absent"}, [("zeta", "high")]),
        # Nothing helps where a rule needs two values of one attribute.
        (all_of(asks(zeta="high"), asks(zeta="low")), {"zeta": "high"}, []),
        # The shortest change breaks the other clause: the one that works is told.
        (
            all_of(no(asks(zeta="high")), any_of(asks(zeta="high"), asks(eta="present"))),
            {"zeta": "low", "eta": "absent"},
            [("eta", "present")],
        ),
        # A value that counts as another is both.
        (all_of(asks(zeta="faint"), asks(zeta="low")), {"zeta": "high"}, [("zeta", "faint")]),
    ],
)
def test_the_smallest_change_that_would_show_it(rule, answers, expected):
    assert remedy(rule, **answers) == expected


def clause(need):
    value = need.value.removeprefix("not ")
    rule = asks(**{need.attribute: value})
    return rule if value == need.value else no(rule)


@given(cases())
def test_with_the_change_it_shows_and_nothing_else_has_changed(case):
    leaflet, vocabulary, profile = case
    for decision in decide(leaflet, vocabulary, profile).decisions:
        needs = decision.would_show_if
        assert decision.verdict in (Verdict.HIDE, Verdict.LATER) or not needs
        if not needs:
            continue
        person = changed(profile, needs, vocabulary)
        assert is_consistent(vocabulary, person)
        for need in needs:
            assert Evaluator(vocabulary, person).prove(clause(need)).holds is True
        named = {need.attribute for need in needs}
        for name in set(vocabulary.names) - named:
            assert person.found(name) == profile.found(name)
        after = decide(leaflet, vocabulary, person).decision(decision.key)
        assert after.verdict is Verdict.SHOW, (decision.key, needs)


@given(cases())
def test_no_part_of_the_change_is_idle(case):
    leaflet, vocabulary, profile = case
    for decision in decide(leaflet, vocabulary, profile).decisions:
        needs = decision.would_show_if
        for need in needs if len(needs) > 1 else ():
            fewer = changed(profile, [n for n in needs if n != need], vocabulary)
            if fewer is not None:
                after = decide(leaflet, vocabulary, fewer).decision(decision.key)
                assert after.verdict is not Verdict.SHOW, (decision.key, needs)


SHIPPED = [
    ("everolimus", {"her2": "negative", "er": "positive", "prior": ""},
     [("prior", "aromatase_inhibitor")]),
    ("trastuzumab", {"her2": "negative"}, [("her2", "positive")]),
    ("bevacizumab", {"her2": "negative", "er": "positive", "pr": "negative"}, [("er", "negative")]),
    ("trastuzumab_emtansine", {"her2": "positive", "prior": ""},
     [("prior", "trastuzumab"), ("prior", "docetaxel")]),
]  # fmt: skip


@pytest.mark.parametrize(("key", "answers", "expected"), SHIPPED)
def test_what_would_show_a_shipped_block(key, answers, expected):
    content = shipped()
    selection = decide(content.leaflets[0], content.vocabulary, make_profile(**answers))
    found = selection.decision(key).would_show_if
    assert [(need.attribute, need.value) for need in found] == expected
