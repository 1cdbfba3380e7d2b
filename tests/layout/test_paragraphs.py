import pytest
from hypothesis import given
from hypothesis import strategies as st
from layout.trees import said

from leaflets.layout.faces import MissingGlyph
from leaflets.layout.formats import FORMATS
from leaflets.layout.paragraphs import (
    EPSILON,
    DoesNotFit,
    Span,
    fit_text,
    line_width,
    set_spans,
    set_text,
    set_unbroken,
)
from leaflets.layout.stylesheet import stylesheet

STYLES = stylesheet(FORMATS["a4"])
words = st.lists(st.text("abcdefghij", min_size=1, max_size=12), min_size=1, max_size=60)


def lines_of(text, width, style=STYLES.body):
    piece = set_text(said(text), style)
    piece.wrap(width)
    return [" ".join(word.text for word in line) for line in piece.lines]


@given(words, st.floats(150, 500))
def test_no_word_is_lost_and_no_line_is_too_wide(given_words, width):
    piece = set_text(said(" ".join(given_words)), STYLES.body)
    piece.wrap(width)
    assert [word.text for line in piece.lines for word in line] == given_words
    assert all(line_width(line) <= width + EPSILON for line in piece.lines)


@given(words)
def test_a_paragraph_takes_as_few_lines_as_can_be(given_words):
    count, used = 1, 0.0
    piece = set_text(said(" ".join(given_words)), STYLES.body)
    piece.wrap(300)
    for word in (word for line in piece.lines for word in line):
        space = line_width((word, word)) - 2 * word.width
        wider = used + space + word.width if used else word.width
        if wider > 300 + EPSILON:
            count, wider = count + 1, word.width
        used = wider
    assert len(piece.lines) == count


def test_a_line_feed_ends_a_line():
    assert lines_of("1 Example Street\nAnytown", 400) == ["1 Example Street", "Anytown"]


def test_no_line_ends_at_a_no_break_space_or_inside_a_number():
    assert lines_of("take 10\u00a0mg now", 60) == ["take", "10\u00a0mg", "now"]
    piece = set_unbroken(said("020 7946 0958"), STYLES.body)
    with pytest.raises(DoesNotFit):
        piece.wrap(50)


def test_a_heading_is_balanced_and_a_paragraph_is_not():
    text = "Targeted therapies for secondary breast cancer"
    assert lines_of(text, 440, STYLES.titles[0]) == [
        "Targeted therapies for",
        "secondary breast cancer",
    ]
    long = "You may have this drug as a drip or as a small injection under the skin of the leg."
    first, *_ = lines_of(long, 440)
    assert len(first) > 50


def test_a_cut_leaves_two_lines_on_each_side():
    piece = set_text(said("word " * 60), STYLES.body)
    piece.wrap(300)
    total = len(piece.lines)
    assert len(piece.cuts()) == total - 3
    above, below = piece.cut_at(piece.cuts()[0])
    assert len(above.lines) == 2
    assert (*above.lines, *below.lines) == piece.lines
    short = set_text(said("word " * 3), STYLES.body)
    short.wrap(300)
    assert short.cuts() == ()


def test_a_word_wider_than_its_place_is_refused_not_cut():
    with pytest.raises(DoesNotFit, match='a word of 80 letters \\("mmm'):
        set_text(said("m" * 80), STYLES.body).wrap(200)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("dose \U0001f48a", '"\U0001f48a" (U+1F48A, PILL)'),
        ("\u0645", '"\u0645" (U+0645, ARABIC LETTER MEEM)'),
        ("a\x07b", "(U+0007, a character without a name)"),
        ("\ud800", "U+D800"),
    ],
)
def test_a_character_without_a_glyph_is_named(text, named):
    with pytest.raises(MissingGlyph) as fault:
        set_text(said(text), STYLES.body)
    assert named in str(fault.value)


def test_signs_come_from_the_symbol_font():
    set_text(said("\u2610 yes"), STYLES.body)  # a ballot box


def test_spans_keep_their_own_style():
    piece = set_spans(
        (Span(said("Trastuzumab"), STYLES.heading), Span(said("(Herceptin)"), STYLES.brand)),
        STYLES.heading,
    )
    piece.wrap(400)
    ((first, second),) = piece.lines
    assert (first.style.weight, second.style.weight) == ("bold", "regular")


def test_text_for_a_fixed_place_gets_the_first_style_that_fits():
    large, small = STYLES.body, STYLES.small
    assert fit_text(said("Jo"), (large, small), 100, 20.5, what="a name").style is large
    wide = said("Wilhelmina Featherstone")
    assert fit_text(wide, (large, small), 160, 20.5, what="a name").style is small
    with pytest.raises(DoesNotFit, match="a name is too long for its place"):
        fit_text(said("Wilhelmina " * 9), (large, small), 100, 20.5, what="a name")
