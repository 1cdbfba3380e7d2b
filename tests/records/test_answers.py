"""What was said of a person, in words, and the profile or the refusals that come of it."""

import pytest
from factories import make_vocabulary

from leaflets.records.answers import Answer, build_profile


def read(**said):
    """The profile and the refusals of answers, words standing with ``;`` between them."""
    answers = [Answer(column, tuple(words.split(";"))) for column, words in said.items()]
    return build_profile(answers, make_vocabulary())


def profile(**said):
    made, refusals = read(**said)
    assert refusals == ()
    return {**made.choices, **made.drugs}


def refused(**said):
    return [str(refusal) for refusal in read(**said)[1]]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, {}),
        ({"zeta": "high"}, {"zeta": "high"}),
        ({"zeta": " HIGH "}, {"zeta": "high"}),
        ({"zeta": "+"}, {"zeta": "high"}),
        ({"zeta": "unknown"}, {}),
        ({"zeta": "Unknown"}, {}),
        ({"zeta": ""}, {}),
        ({"zeta": "borderline"}, {"zeta": "borderline"}),
        ({"zeta": "high;high"}, {"zeta": "high"}),
        ({"before": "examplinib"}, {"before": ("examplinib",)}),
        ({"before": "sugar;Examplo;PLZ-9"}, {"before": ("examplinib", "placebozine", "sugar")}),
        ({"before": "Examplo;examplinib"}, {"before": ("examplinib",)}),
        ({"before": "none"}, {"before": ()}),
        ({"before": "None"}, {"before": ()}),
        ({"before": "unknown"}, {}),
        ({"before": ""}, {}),
        ({"before": ";sugar;"}, {"before": ("sugar",)}),
        ({"both": "yes"}, {"either": "yes"}),
        ({"both": "no"}, {"zeta": "low", "eta": "absent"}),
        ({"both": "unknown"}, {}),
        ({"both": "no", "zeta": "low"}, {"zeta": "low", "eta": "absent"}),
        ({"either": "no"}, {"either": "no"}),
        # What the others make anyway is not kept beside them.
        ({"both": "yes", "zeta": "high"}, {"zeta": "high"}),
        ({"both": "yes", "zeta": "low"}, {"zeta": "low", "either": "yes"}),
    ],
)
def test_words_become_a_profile(said, found):
    assert profile(**said) == found


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            {"zeta": "hihg"},
            ['zeta: "hihg" is not one of high, low, faint, borderline, unknown'],
        ),
        ({"both": "perhaps"}, ['both: "perhaps" is not one of yes, no, unknown']),
        (
            {"before": "exampelinib"},
            ['before: "exampelinib" is not a drug that is known here (did you mean examplinib?)'],
        ),
        (
            {"before": "xyzzy"},
            ['before: "xyzzy" is not a drug that is known here'],
        ),
        (
            {"before": "zines"},
            [
                'before: "zines" is a group of drugs '
                "(give the drug itself: placebozine, nullozine, oddozine)"
            ],
        ),
        (
            {"zetta": "high"},
            ["zetta: is not something a record can say (did you mean zeta?)"],
        ),
    ],
)
def test_a_word_that_is_not_known_is_refused_with_what_is(said, told):
    assert refused(**said) == told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            {"zeta": "high;low"},
            [
                "zeta: zeta is said to be high and low "
                "(check which result is right, and give only that one)"
            ],
        ),
        (
            {"both": "no", "zeta": "high"},
            [
                "zeta: zeta is said to be low and high (both and zeta differ) "
                "(check which result is right, and give only that one)"
            ],
        ),
        (
            {"both": "yes", "zeta": "low", "eta": "absent"},
            [
                "both: either is said to be yes, but the other results make it no "
                "(check which result is right, and give only that one)"
            ],
        ),
        (
            {"before": "none;sugar"},
            ["before: says none together with a drug (give none only if there was no drug at all)"],
        ),
        (
            {"before": "sugar;none"},
            ["before: says none together with a drug (give none only if there was no drug at all)"],
        ),
        ({"zeta": "unknown;high"}, ["zeta: says both unknown and high"]),
        ({"before": "unknown;sugar"}, ["before: says both unknown and sugar"]),
    ],
)
def test_a_contradiction_is_refused_and_marked_as_one(said, told):
    _, refusals = read(**said)
    assert [str(refusal) for refusal in refusals] == told
    assert all(refusal.contradiction for refusal in refusals)


def test_every_fault_is_told_at_once():
    assert len(refused(zeta="hihg", eta="gone", before="xyzzy;plugh")) == 4


def test_a_long_or_unprintable_word_is_told_short_and_on_one_line():
    (told,) = refused(zeta="a\nb\x1b[31m" + "c" * 10_000_000)
    assert len(told) < 150
    assert told.isprintable()


@pytest.mark.parametrize("between", [",", ", ", "/", " + ", " and ", " AND ", " & "])
def test_several_drugs_in_one_word_are_not_taken_for_another_drug(between):
    # "sugar,examplinib" must not be answered with the nearest single name.
    (told,) = refused(before=f"sugar{between}Examplo")
    assert told.endswith("is several drugs (give each by itself: sugar, Examplo)")
