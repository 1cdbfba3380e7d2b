"""Verdicts of blocks and parts on invented leaflets, and what always holds on real ones."""

import pytest
from factories import (
    all_of,
    any_of,
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
from strategies import cases, forgettings

from leaflets.model.evaluate import Evaluator
from leaflets.model.profile import Profile
from leaflets.model.proof import Verdict
from leaflets.model.rule import Printed, leaves
from leaflets.model.source import Conflict, Flag, TurnsToAsk
from leaflets.selection.assemble import Printing, printed_blocks
from leaflets.selection.decide import decide

RANK = ["hide", "later", "ask", "show"]


def verdicts(leaflet, **answers):
    selection = decide(leaflet, make_vocabulary(), make_profile(**answers))
    return {d.key: d.verdict.value for d in selection.decisions}


def verdict_of(rule, **answers):
    return verdicts(make_leaflet(make_block("first", when=rule)), **answers)["first"]


def test_true_shows_unknown_asks_and_false_hides():
    assert verdict_of(asks(zeta="high"), zeta="high") == "show"
    assert verdict_of(asks(zeta="high")) == "ask"
    assert verdict_of(asks(zeta="high"), zeta="low") == "hide"


@pytest.mark.parametrize(
    ("rule", "answers", "expected"),
    [
        (asks(before="zines"), {"before": ""}, "later"),
        (asks(before="zines"), {"before": "sugar"}, "later"),
        (asks(before="zines"), {}, "ask"),
        (asks(before="zines"), {"before": "oddozine"}, "ask"),
        (all_of(asks(zeta="high"), asks(before="zines")), {"zeta": "high", "before": ""}, "later"),
        # It would not be true after treatment either, or nobody knows whether it would.
        (all_of(asks(zeta="high"), asks(before="zines")), {"zeta": "low", "before": ""}, "hide"),
        (all_of(asks(zeta="high"), asks(before="zines")), {"before": ""}, "hide"),
        # What must not have been had can't be undone.
        (no(asks(before="zines")), {"before": "nullozine"}, "hide"),
        (no(asks(before="zines")), {"before": ""}, "show"),
        (
            all_of(asks(before="examplinib"), no(asks(before="zines"))),
            {"before": "nullozine"},
            "hide",
        ),
        (all_of(asks(before="examplinib"), no(asks(before="zines"))), {"before": ""}, "later"),
        (any_of(asks(zeta="high"), asks(before="zines")), {"zeta": "low", "before": ""}, "later"),
        # A drug given now is not an earlier treatment.
        (asks(now="zines"), {"now": ""}, "hide"),
    ],
)
def test_false_only_for_want_of_earlier_treatment_is_later(rule, answers, expected):
    assert verdict_of(rule, **answers) == expected


def test_a_part_may_say_that_it_never_comes_later_and_never_waits():
    leaflet = make_leaflet(
        make_block(
            "first",
            make_part("first.later", when=asks(before="zines")),
            make_part("first.never_later", when=asks(before="zines"), comes_later=False),
            make_part("first.asks", when=asks(zeta="high")),
            make_part("first.never_asks", when=asks(zeta="high"), waits=False),
        )
    )
    assert verdicts(leaflet, before="") == {
        "first": "show",
        "first.later": "later",
        "first.never_later": "hide",
        "first.asks": "ask",
        "first.never_asks": "hide",
    }
    shown = verdicts(leaflet, before="nullozine", zeta="high")
    assert set(shown.values()) == {"show"}


def test_a_part_is_never_more_than_its_block():
    part = make_part("first.more", when=asks(eta="present"))
    leaflet = make_leaflet(make_block("first", part, when=asks(zeta="high")))
    assert verdicts(leaflet, zeta="low", eta="present")["first.more"] == "hide"
    assert verdicts(leaflet, eta="present")["first.more"] == "ask"
    assert verdicts(leaflet, zeta="high", eta="absent")["first.more"] == "hide"
    assert verdicts(leaflet, zeta="high", eta="present")["first.more"] == "show"


def test_a_part_of_a_block_that_waits_names_what_both_wait_for():
    part = make_part("first.more", when=asks(eta="present"))
    leaflet = make_leaflet(make_block("first", part, when=asks(zeta="high")))
    selection = decide(leaflet, make_vocabulary(), Profile())
    assert selection.decision("first").missing == ("zeta",)
    assert selection.decision("first.more").missing == ("zeta", "eta")
    assert selection.waiting_for() == ("zeta", "eta")


def test_missing_names_what_a_derived_attribute_rests_on():
    leaflet = make_leaflet(make_block("first", when=asks(either="yes")))
    assert decide(leaflet, make_vocabulary(), make_profile(zeta="low")).decision(
        "first"
    ).missing == ("eta",)


def test_printed_asks_for_the_verdict_of_another_block_whatever_their_order():
    leaflet = make_leaflet(
        make_block("first", when=Printed("second")),
        make_block("second", when=asks(zeta="high")),
        make_block("third", when=no(Printed("first"))),
    )
    shown = {"first": "show", "second": "show", "third": "hide"}
    assert verdicts(leaflet, zeta="high") == shown
    # A block that waits is not printed: what stands instead of it does not wait.
    assert verdicts(leaflet) == {"first": "hide", "second": "ask", "third": "show"}


def conflicting(**turn):
    return make_leaflet(
        make_block("first", when=asks(zeta="high")),
        make_block("second", when=asks(zeta="high")),
        conflicts=(
            Conflict(
                id="odd-drug",
                when=all_of(asks(zeta="low"), asks(before="examplinib")),
                message="Check.",
                asks=(TurnsToAsk(block="first", **turn),),
            ),
        ),
    )


def test_a_conflict_turns_to_ask_only_the_block_that_it_names():
    found = decide(conflicting(), make_vocabulary(), make_profile(zeta="low", before="examplinib"))
    assert found.decision("first").verdict is Verdict.ASK
    assert found.decision("first").conflict == "odd-drug"
    assert found.decision("second").verdict is Verdict.HIDE
    assert [(c.id, c.keys) for c in found.conflicts] == [("odd-drug", ("first",))]


@pytest.mark.parametrize(
    ("turn", "answers", "expected"),
    [
        ({"only_if": asks(eta="present")}, {"eta": "present"}, "ask"),
        ({"only_if": asks(eta="present")}, {"eta": "absent"}, "hide"),
        ({"only_if": asks(eta="present")}, {}, "hide"),  # only where it is known to be so
        ({"unless": asks(eta="present")}, {"eta": "present"}, "hide"),
        ({"unless": asks(eta="present")}, {}, "ask"),  # unless it is known to be so
    ],
)
def test_a_conflict_may_name_when_it_turns_a_block(turn, answers, expected):
    leaflet = conflicting(**turn)
    assert verdicts(leaflet, zeta="low", before="examplinib", **answers)["first"] == expected


@pytest.mark.parametrize("answers", [{}, {"zeta": "low"}, {"zeta": "low", "before": "sugar"}])
def test_a_conflict_that_is_not_known_to_be_one_is_none(answers):
    selection = decide(conflicting(), make_vocabulary(), make_profile(**answers))
    assert selection.conflicts == ()


def test_a_flag_is_raised_by_its_rule_or_by_a_part_that_is_not_decided():
    leaflet = make_leaflet(
        make_block(
            "first",
            make_part("first.text"),
            make_part("first.more", when=asks(eta="present"), waits=False),
            when=asks(zeta="high"),
        ),
        flags=(
            Flag(id="faint", message="Faint.", when=asks(zeta="faint"), keys=("first",)),
            Flag(id="eta-not-known", message="Give eta.", undecided="first.more"),
        ),
    )

    def flags(**answers):
        return [f.id for f in decide(leaflet, make_vocabulary(), make_profile(**answers)).flags]

    assert flags(zeta="faint") == ["faint"]
    assert flags(zeta="high") == ["eta-not-known"]
    assert flags(zeta="high", eta="absent") == []
    assert flags(zeta="low") == []  # its block does not print
    assert flags() == []


# What always holds, on the shipped leaflet and on invented ones.


@given(cases())
def test_every_kept_part_s_rule_holds_and_every_dropped_one_s_does_not(case):
    leaflet, vocabulary, profile = case
    selection = decide(leaflet, vocabulary, profile)
    prove = Evaluator(vocabulary, profile, lambda key: selection.decision(key).verdict).prove
    kept = {
        part.key for _, parts in printed_blocks(leaflet, selection, Printing()) for part in parts
    }
    for block, part in leaflet.parts():
        if part.option:
            assert part.key not in kept
            continue
        rules = [block.when, *([part.when] if part.when else [])]
        holds = all(prove(rule).holds is True for rule in rules)
        turned = bool(selection.decision(block.key).conflict)
        assert (part.key in kept) is (holds and not turned), part.key


@given(cases())
def test_no_part_is_more_than_its_block(case):
    leaflet, vocabulary, profile = case
    selection = decide(leaflet, vocabulary, profile)
    for block, part in leaflet.parts():
        whole = selection.decision(block.key).verdict
        own = selection.verdict(block.key, part.key)
        assert RANK.index(own.value) <= RANK.index(whole.value)


@given(cases())
def test_only_what_asks_names_what_is_missing_and_it_is_what_is_not_known(case):
    leaflet, vocabulary, profile = case
    for decision in decide(leaflet, vocabulary, profile).decisions:
        assert decision.verdict is Verdict.ASK or not decision.missing
        if decision.verdict is Verdict.ASK and not decision.conflict:
            assert decision.missing
        for name in decision.missing:
            found = profile.found(name)
            attribute = vocabulary.attribute(name)
            if attribute.holds_drugs:  # not recorded, or a near miss
                assert found is None or found != ()
            else:
                assert found is None or attribute.value(found).counts_as == "unknown"


@given(st.data())
def test_what_is_decided_while_something_is_unknown_stays_so_when_it_is_known(data):
    """Show stays show, and what is not shown stays so, whatever the unknown turns out to be.

    Apart from what is two-valued by design: rules on what else prints, parts that never ask, and
    blocks that a conflict turns.
    """
    leaflet, vocabulary, profile = data.draw(cases())
    forgetful = data.draw(forgettings(profile))
    before, after = (decide(leaflet, vocabulary, person) for person in (forgetful, profile))
    exempt = set(_asks_what_prints(leaflet)) | {p.key for _, p in leaflet.parts() if not p.waits}
    for old in before.decisions:
        new = after.decision(old.key)
        if old.key in exempt or old.conflict or new.conflict:
            continue
        if old.verdict is Verdict.SHOW:
            assert new.verdict is Verdict.SHOW
        elif old.verdict in (Verdict.HIDE, Verdict.LATER):
            assert new.verdict in (Verdict.HIDE, Verdict.LATER)


def _asks_what_prints(leaflet):
    for block in leaflet.blocks:
        if any(isinstance(leaf, Printed) for leaf in leaves(block.when)):
            yield block.key
        for part in block.parts:
            if part.when and any(isinstance(leaf, Printed) for leaf in leaves(part.when)):
                yield part.key


@given(cases())
def test_a_safety_part_whose_rule_is_true_prints_whenever_its_block_does(case):
    leaflet, vocabulary, profile = case
    selection = decide(leaflet, vocabulary, profile)
    for block, parts in printed_blocks(leaflet, selection, Printing()):
        printed = {part.key for part in parts}
        for part in block.parts:
            own = next((d for d in selection.decisions if d.key == part.key), None)
            if part.safety and (own is None or own.proof.holds is True):
                assert part.key in printed
