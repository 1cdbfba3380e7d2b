"""A text in pieces: placeholders and marks of direction told apart, and nothing lost."""

from hypothesis import given
from hypothesis import strategies as st

from leaflets.desk.translators.marks import Kind, Piece, pieces


def test_placeholders_stand_by_themselves():
    assert pieces("صفحة {page} من {pages}") == (
        Piece(Kind.WORDS, "صفحة "),
        Piece(Kind.PLACEHOLDER, "{page}"),
        Piece(Kind.WORDS, " من "),
        Piece(Kind.PLACEHOLDER, "{pages}"),
    )


def test_isolates_do_what_they_do_and_are_named():
    assert pieces("\u2068600 mg\u2069") == (
        Piece(Kind.ISOLATE, "FSI", "\u2068"),
        Piece(Kind.WORDS, "600 mg"),
        Piece(Kind.ISOLATE, "PDI", "\u2069"),
    )


def test_marks_that_hide_are_named_and_not_set():
    (words, mark, rest) = pieces("1,5 \u202emg")
    assert (mark, words.text, rest.text) == (Piece(Kind.MARK, "RLO"), "1,5 ", "mg")


@given(st.text(alphabet="a{}b\u2068\u2069\u202e<&", max_size=30))
def test_every_character_is_shown_or_named(text):
    names = {"RLO": "\u202e"}
    whole = "".join(
        p.sign or names.get(p.text if p.kind is Kind.MARK else "", p.text) for p in pieces(text)
    )
    assert whole == text
