"""Columns for one test each: a score is joined with what it waits for, and nothing is guessed."""

import pytest
from factories import shipped

from leaflets.records.columns import read_columns


def read(**columns):
    given = {name: (text,) for name, text in columns.items()}
    return read_columns(given, shipped().vocabulary)


def her2(**columns):
    reading = read(**columns)
    assert reading.refusals == ()
    return reading.record.profile.choices.get("her2")


@pytest.mark.parametrize(
    ("columns", "value"),
    [
        ({"her2_ihc": "N1"}, "negative"),
        ({"her2_ihc": "n2"}, "low"),
        ({"her2_ihc": "B"}, "equivocal"),
        ({"her2_ihc": "P"}, "positive"),
        ({"her2_ihc": "X"}, None),
        ({"her2_ihc": ""}, None),
        ({"her2_ihc": "0"}, "negative"),
        ({"her2_ihc": "3+"}, "positive"),
        ({"her2_ihc": "2+", "her2_ish": "P"}, "positive"),
        ({"her2_ihc": "2+", "her2_ish": "not amplified"}, "low"),
        ({"her2_ihc": "2+", "her2_ish": "unknown"}, "equivocal"),
        ({"her2_ish": "amplified"}, "positive"),
        ({"her2": "negative", "her2_ihc": "1+"}, "low"),
        ({"her2": "equivocal", "her2_ihc": "2+", "her2_ish": "N"}, "low"),
        ({"her2": "unknown", "her2_ihc": "3+"}, "positive"),
        ({"her2": "2+"}, "equivocal"),
        ({"her2": "1+"}, "low"),
        ({"her2": "N1"}, "negative"),
        ({"her2": "P"}, "positive"),
        ({"her2": "X"}, None),
    ],
)
def test_scores_and_codes_of_a_data_set_are_values(columns, value):
    assert her2(**columns) == value


@pytest.mark.parametrize(
    ("word", "value"), [("P", "positive"), ("N", "negative"), ("X", None), ("pos", "positive")]
)
def test_letters_stand_for_the_receptors_too(word, value):
    for name in ("er", "pr"):
        assert read(**{name: word}).record.profile.choices.get(name) == value


def test_two_plus_alone_says_what_it_waits_for():
    assert read(her2_ihc="2+").warnings == ("HER2: IHC 2+ waits for the ISH result",)
    assert read(her2_ihc="2+", her2_ish="N").warnings == ()


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"her2_ihc": "2"}, 'her2_ihc: "2" is not one of'),
        ({"her2_ish": "perhaps"}, 'her2_ish: "perhaps" is not one of'),
        ({"her2_ihc": "3+", "her2_ish": "N"}, "do not go together"),
        ({"her2_ihc": "0", "her2_ish": "P"}, "do not go together"),
        ({"her2": "positive", "her2_ihc": "0"}, "said to be positive and negative"),
        ({"her2": "negative", "her2_ihc": "2+"}, "said to be negative and equivocal"),
    ],
)
def test_what_is_not_known_or_does_not_go_together_is_refused(columns, told):
    assert told in str(read(**columns).refusals[0])
