"""One evaluator: truth tables, classes and near misses, values that count as others, ``later``."""

import pytest
from factories import all_of, any_of, asks, make_attribute, make_profile, make_vocabulary, no
from hypothesis import given
from hypothesis import strategies as st
from strategies import build, is_consistent, profiles, refinements, rules

from leaflets.model.evaluate import Evaluator, holds_once_treated
from leaflets.model.profile import Profile
from leaflets.model.proof import Verdict
from leaflets.model.rule import ALWAYS, AllOf, AnyOf, Printed, leaves
from leaflets.model.vocabulary import Vocabulary

T, F, U = True, False, None
TRUTHS = Vocabulary(attributes=tuple(make_attribute(name, "yes", "no") for name in "ab"))
WORDS = {T: {"yes"}, F: {"no"}, U: set()}


def truth(rule, **answers):
    return Evaluator(make_vocabulary(), make_profile(**answers)).prove(rule).holds


def of_two(rule, a, b):
    """The truth of a rule about ``a: yes`` and ``b: yes``, where each has the truth given."""
    known = {name: "yes" if held else "no" for name, held in (("a", a), ("b", b)) if held is not U}
    return Evaluator(TRUTHS, Profile(choices=known)).prove(rule).holds


@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [
        (T, T, T, T),
        (T, F, F, T),
        (T, U, U, T),
        (F, T, F, T),
        (F, F, F, F),
        (F, U, F, U),
        (U, T, U, T),
        (U, F, F, U),
        (U, U, U, U),
    ],
)
def test_all_and_any_follow_kleenes_truth_tables(a, b, both, either):
    assert of_two(all_of(asks(a="yes"), asks(b="yes")), a, b) is both
    assert of_two(any_of(asks(a="yes"), asks(b="yes")), a, b) is either


@pytest.mark.parametrize(("a", "opposite"), [(T, F), (F, T), (U, U)])
def test_not_turns_true_and_false_and_leaves_unknown(a, opposite):
    assert of_two(no(asks(a="yes")), a, U) is opposite


def test_all_of_nothing_is_true_and_any_of_nothing_is_false():
    assert truth(ALWAYS) is True
    assert truth(AllOf(())) is True
    assert truth(AnyOf(())) is False


@pytest.mark.parametrize(
    ("found", "high", "low", "faint"),
    [
        ("high", T, F, F),
        ("low", F, T, F),
        ("faint", F, T, T),  # counts as low, and can still be asked for itself
        ("borderline", U, U, U),  # counts as unknown
        (None, U, U, U),
    ],
)
def test_a_value_may_count_as_another_or_as_unknown(found, high, low, faint):
    answers = {} if found is None else {"zeta": found}
    assert truth(asks(zeta="high"), **answers) is high
    assert truth(asks(zeta="low"), **answers) is low
    assert truth(asks(zeta="faint"), **answers) is faint


@pytest.mark.parametrize(
    ("before", "examplinib", "zines"),
    [
        (None, U, U),  # no history: nothing is known
        ("", F, F),  # a history that is known and empty
        ("examplinib", T, F),
        ("examplinib_duo", U, F),  # a near miss
        ("examplinib_duo examplinib", T, F),  # a near miss does not weaken what was had
        ("placebozine", F, T),  # a drug of the class
        ("nullozine", F, T),
        ("oddozine", F, U),  # a near miss of the class
        ("oddozine nullozine", F, T),
        ("sugar", F, F),  # a drug that nobody asks about is not the one that is asked about
        ("sugar examplinib_duo oddozine", U, U),
    ],
)
def test_drugs_are_asked_by_name_by_class_and_with_near_misses(before, examplinib, zines):
    answers = {} if before is None else {"before": before}
    assert truth(asks(before="examplinib"), **answers) is examplinib
    assert truth(asks(before="zines"), **answers) is zines


@pytest.mark.parametrize(
    ("before", "examplinib", "zines"),
    [
        ("examplinib", True, None),
        ("placebozine", None, True),
        ("sugar", None, None),
        ("oddozine", None, None),
    ],
)
def test_a_drug_that_an_open_list_does_not_have_is_not_known(before, examplinib, zines):
    known = make_profile(before=before)
    open_ended = Profile(known.choices, known.drugs, frozenset({"before"}))
    evaluator = Evaluator(make_vocabulary(), open_ended)
    assert evaluator.prove(asks(before="examplinib")).holds is examplinib
    assert evaluator.prove(asks(before="zines")).holds is zines
    assert evaluator.prove(no(asks(before="nullozine"))).holds is None
    closed = Evaluator(make_vocabulary(), known)
    assert closed.prove(no(asks(before="examplinib_duo"))).holds is not None


def test_a_drug_that_is_given_now_was_not_given_before():
    assert truth(asks(before="examplinib"), now="examplinib") is None
    assert truth(asks(now="examplinib"), now="examplinib") is True
    assert truth(asks(before="examplinib"), now="examplinib", before="") is False


@pytest.mark.parametrize(
    ("zeta", "eta", "yes", "no_"),
    [
        ("high", None, T, F),
        (None, "present", T, F),
        ("low", "absent", F, T),
        ("low", None, U, U),
        ("faint", "absent", F, T),  # through the value it counts as
        ("borderline", "absent", U, U),
        (None, None, U, U),
    ],
)
def test_a_derived_attribute_is_worked_out_from_the_others(zeta, eta, yes, no_):
    answers = {n: v for n, v in (("zeta", zeta), ("eta", eta)) if v}
    assert truth(asks(either="yes"), **answers) is yes
    assert truth(asks(either="no"), **answers) is no_


def test_a_derived_attribute_that_was_given_decides_only_itself():
    assert truth(asks(either="yes"), either="yes") is True
    assert truth(asks(either="no"), either="yes") is False
    assert truth(asks(zeta="high"), either="yes") is None
    assert truth(asks(eta="present"), either="yes") is None


def test_printed_is_true_only_of_a_block_that_shows():
    for verdict in Verdict:
        evaluator = Evaluator(make_vocabulary(), Profile(), lambda _, v=verdict: v)
        assert evaluator.prove(Printed("first")).holds is (verdict is Verdict.SHOW)


def test_the_proof_keeps_every_clause_with_what_was_found():
    rule = all_of(asks(zeta="high"), no(asks(before="zines")), asks(either="yes"))
    proof = Evaluator(make_vocabulary(), make_profile(zeta="high", before="sugar")).prove(rule)
    told = [
        (c.proof.asked.attribute, c.proof.asked.value, c.proof.found, c.proof.holds)
        for c in proof.clauses()
        if not c.derived
    ]
    assert told == [
        ("zeta", "high", "high", True),
        ("before", "zines", ("sugar",), False),
        ("either", "yes", "yes", True),
    ]
    assert [c.negated for c in proof.clauses() if not c.derived] == [False, True, False]


@pytest.mark.parametrize(
    ("rule", "answers", "treated"),
    [
        (asks(before="examplinib"), {"before": ""}, T),
        (all_of(asks(zeta="high"), asks(before="zines")), {"zeta": "high", "before": ""}, T),
        (all_of(asks(zeta="high"), asks(before="zines")), {"zeta": "low", "before": ""}, F),
        (all_of(asks(zeta="high"), asks(before="zines")), {"before": ""}, U),
        # A treatment that must not have been had is not granted: it was had, and stays had.
        (no(asks(before="examplinib")), {"before": "examplinib"}, F),
        (
            all_of(asks(before="zines"), no(asks(before="examplinib"))),
            {"before": "examplinib"},
            F,
        ),
        (all_of(asks(before="zines"), no(asks(before="examplinib"))), {"before": ""}, T),
        (no(no(asks(before="examplinib"))), {"before": ""}, T),
        # A treatment now is not an earlier one.
        (asks(now="examplinib"), {"now": ""}, F),
    ],
)
def test_once_treated_grants_only_earlier_treatments_that_are_asked_for(rule, answers, treated):
    vocabulary = make_vocabulary()
    proof = Evaluator(vocabulary, make_profile(**answers)).prove(rule)
    assert holds_once_treated(proof, vocabulary) is treated


@given(st.data())
def test_what_is_decided_stays_decided_whatever_the_unknown_turns_out_to_be(data):
    vocabulary = make_vocabulary()
    rule = data.draw(rules(vocabulary))
    profile = data.draw(profiles(vocabulary))
    before = Evaluator(vocabulary, profile).prove(rule).holds
    refined = data.draw(refinements(vocabulary, profile))
    if before is None or not is_consistent(vocabulary, refined):
        return
    assert Evaluator(vocabulary, refined).prove(rule).holds is before


@given(st.data())
def test_a_clause_about_what_is_unknown_is_never_false(data):
    vocabulary = make_vocabulary()
    for leaf in leaves(data.draw(rules(vocabulary))):
        assert Evaluator(vocabulary, build({})).prove(leaf).holds is None


@given(st.data())
def test_not_of_all_is_any_of_nots(data):
    vocabulary = make_vocabulary()
    one, two = data.draw(rules(vocabulary)), data.draw(rules(vocabulary))
    prove = Evaluator(vocabulary, data.draw(profiles(vocabulary))).prove
    assert prove(no(all_of(one, two))).holds is prove(any_of(no(one), no(two))).holds
    assert prove(no(any_of(one, two))).holds is prove(all_of(no(one), no(two))).holds


def test_a_word_for_a_value_is_read_whatever_its_case():
    zeta = make_vocabulary().attribute("zeta")
    assert [zeta.value(word).id for word in ("high", "HIGH", " High ", "hi", "+")] == ["high"] * 5
    assert zeta.value("higher") is None
