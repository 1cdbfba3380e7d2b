"""What changed between two versions of a text, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.desk.translators.difference import Change, difference

SIGNS = {Change.SAME: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "[+{}+]"}


def told(old, new):
    return "".join(SIGNS[w.change].format(w.text) for w in difference(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("You have it.", "You have it.", "You have it."),
        (
            "You have it every three weeks.",
            "You have it every two weeks.",
            "You have it every [-three-][+two+] weeks.",
        ),
        ("Call us.", "Call us now.", "Call us[+ now+]."),
        ("It may hurt a lot.", "It may hurt.", "It may hurt[- a lot-]."),
        ("one two end", "three four end", "[-one two-][+three four+] end"),
        ("", "New.", "[+New.+]"),
        ("1.5 mg", "15 mg", "[-1.5-][+15+] mg"),
    ],
)
def test_words_that_changed_are_marked(old, new, expected):
    assert told(old, new) == expected


@given(old=st.text(alphabet="ab .\n", max_size=20), new=st.text(alphabet="ab .\n", max_size=20))
def test_both_versions_can_be_read_from_it(old, new):
    words = difference(old, new)
    assert "".join(w.text for w in words if w.change is not Change.ADDED) == old
    assert "".join(w.text for w in words if w.change is not Change.REMOVED) == new
