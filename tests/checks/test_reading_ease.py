import pytest
from checks.planted import found, lines

from leaflets.checks.reading_ease import lix
from leaflets.checks.wording import sentences, words

WORDS = "sample/words.yaml"
TEXT = "The words are explained here."


def test_a_block_of_long_words_is_found_with_the_worst(tmp_path):
    hard = "Comprehensive clarifications accompany specialised expressions throughout."
    assert lines(tmp_path, (WORDS, TEXT, hard)) == [
        "sample/words.yaml:1:8: error: the block is hard to read: LIX 106, more than 40 "
        "[reading-ease]"
    ]
    (finding,) = found(tmp_path, (WORDS, TEXT, hard))
    assert finding.hint == 'use shorter words than "clarifications", or shorter sentences'


def test_names_of_drugs_and_glossary_terms_do_not_count(tmp_path):
    drugs = "You have examplinib, examplinib duo or placebozine."
    assert lines(tmp_path, (WORDS, TEXT, drugs)) == []
    term = (
        "glossary.yaml",
        "  zine:\n",
        "  test: {term: echocardiogram, meaning: A test.}\n  zine:\n",
    )
    assert lines(tmp_path, term, (WORDS, TEXT, "It is an echocardiogram.")) == []


def test_of_a_hyphenated_word_the_longest_piece_counts(tmp_path):
    assert lines(tmp_path, (WORDS, TEXT, "A flu-like pain.")) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("You have it as a drip. You sit in a chair for an hour.", 7),
        ("Intravenous administration necessitates approximately sixty minutes.", 89),
    ],
)
def test_lix_is_words_a_sentence_and_the_share_of_long_words(text, value):
    assert round(lix([words(sentence) for sentence in sentences(text)])) == value
