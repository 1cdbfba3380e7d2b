import pytest
from checks.planted import found, lines

from leaflets.checks.negations import denies

ACCESS = "sample/access.yaml"
BLOCK = "sample/examplinib.yaml"


def test_a_lost_not_is_found(tmp_path):
    plant = (ACCESS, "was not widely available", "was widely available")
    assert lines(tmp_path, plant) == [
        'sample/access.yaml:8:11: error: F06 says "not", which the text has lost [negations]'
    ]
    (finding,) = found(tmp_path, plant)
    assert finding.hint == "the fact: It was not widely available."


def test_a_not_in_another_sentence_will_not_do(tmp_path):
    plant = (ACCESS, "was not widely available.", "was widely available. You need not pay.")
    assert lines(tmp_path, plant) == [
        'sample/access.yaml:8:11: error: F06 says "not", which the text has lost [negations]'
    ]


def test_another_word_that_denies_will_do(tmp_path):
    assert lines(tmp_path, (ACCESS, "was not widely", "was never widely")) == []


def test_a_not_that_no_fact_says_is_found(tmp_path):
    assert lines(tmp_path, (BLOCK, "You can have it every", "You can not have it every")) == [
        'sample/examplinib.yaml:19:11: error: the text says "not" of F03, which does not '
        "[negations]"
    ]


@pytest.mark.parametrize("text", ["It isn't so.", "It isn\u2019t.", "You cannot.", "No longer."])
def test_words_that_deny_are_known(text):
    assert denies(text)


@pytest.mark.parametrize("text", ["A note.", "Now.", "Another knot."])
def test_words_that_only_look_like_them_are_not(text):
    assert not denies(text)
