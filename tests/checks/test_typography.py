import pytest
from checks.planted import lines

WORDS = "sample/words.yaml"
TEXT = "The words are explained here."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("The {words} are here.", 'a brace "{" stands in the text'),
        ("The words} are here.", 'a brace "}" stands in the text'),
        (
            "The words\u200b are here.",
            "a character that does not show: U+200B, zero width space",
        ),
        (
            "The words\u202e are here.",
            "a character that does not show: U+202E, right-to-left override",
        ),
        ("The wo\u00adrds are here.", "a character that does not show: U+00AD, soft hyphen"),
        (
            "The cafe\u0301 is here.",
            "U+0301, combining acute accent, is not how the letter is kept",
        ),
        ("The words  are here.", 'two spaces together: "words  are"'),
        ("The words are here .", 'a space before a punctuation mark: "here ."'),
    ],
)
def test_a_character_that_prints_wrong_is_found(tmp_path, text, message):
    assert lines(tmp_path, (WORDS, TEXT, text)) == [
        f"sample/words.yaml:9:11: error: {message} [typography]"
    ]


def test_a_line_break_at_the_end_of_a_text_is_found(tmp_path):
    assert lines(tmp_path, (WORDS, f"text: {TEXT}", f"text: >\n      {TEXT}")) == [
        "sample/words.yaml:9:11: error: a space or line break at the edge of the text [typography]"
    ]


def test_a_space_that_does_not_break_passes(tmp_path):
    assert lines(tmp_path, (WORDS, TEXT, "The words\u00a0are here.")) == []


def test_the_rarer_kind_of_apostrophe_is_found(tmp_path):
    plants = (
        (WORDS, TEXT, "The doctor\u2019s words are here."),
        ("sample/access.yaml", "Getting it", "Your team\u2019s help"),
        ("glossary.yaml", "A kind of drug.", "The name's a kind of drug."),
    )
    assert lines(tmp_path, *plants) == [
        "glossary.yaml:7:14: error: straight apostrophes, where the rest of the leaflet has curly "
        "ones [typography]"
    ]
