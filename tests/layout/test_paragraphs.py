import pytest
from hypothesis import given
from hypothesis import strategies as st
from layout.reading import inks, on_paper
from layout.trees import said

from leaflets.layout.formats import FORMATS
from leaflets.layout.paragraphs import (
    EPSILON,
    DoesNotFit,
    Span,
    fit_text,
    set_spans,
    set_text,
    set_unbroken,
)
from leaflets.layout.stylesheet import stylesheet
from leaflets.layout.typography import typography
from leaflets.text import ForbiddenCharacter, MissingGlyph

ENGLISH = typography("en_GB")
STYLES = stylesheet(FORMATS["a4"], ENGLISH)
words = st.lists(st.text("abcdefghij", min_size=1, max_size=12), min_size=1, max_size=60)


def lines_of(text, width, style=STYLES.body):
    piece = set_text(said(text), style)
    piece.wrap(width)
    return list(piece.texts())


def width_of(*some_words):
    return set_text(said(" ".join(some_words)), STYLES.body).needed_width


@given(words, st.floats(150, 500))
def test_no_word_is_lost_and_no_line_is_too_wide(given_words, width):
    piece = set_text(said(" ".join(given_words)), STYLES.body)
    piece.wrap(width)
    assert " ".join(piece.texts()).split(" ") == given_words
    assert all(line.width <= width + EPSILON for line in piece.lines)
    assert piece.widest_line <= width + EPSILON


@given(words)
def test_a_paragraph_takes_as_few_lines_as_can_be(given_words):
    piece = set_text(said(" ".join(given_words)), STYLES.body)
    piece.wrap(300)
    count, line = 1, []
    for word in given_words:
        if width_of(*line, word) > 300 + EPSILON:
            count, line = count + 1, []
        line.append(word)
    assert len(piece.lines) == count


def test_a_line_feed_ends_a_line():
    assert lines_of("1 Example Street\nAnytown", 400) == ["1 Example Street", "Anytown"]


def test_no_line_ends_at_a_no_break_space_or_inside_a_number():
    assert lines_of("take 10\u00a0mg now", 60) == ["take", "10\u00a0mg", "now"]
    piece = set_unbroken(said("020 7946 0958"), STYLES.body)
    with pytest.raises(DoesNotFit):
        piece.wrap(50)


def test_a_line_may_end_after_a_hyphen_but_not_in_a_dose_or_a_range():
    assert lines_of("a well-known", 75) == ["a well-", "known"]
    assert lines_of("every 2-3 weeks", 50) == ["every", "2-3", "weeks"]
    assert lines_of("take 10 mg now", 60) == ["take", "10 mg", "now"]


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
    with pytest.raises(DoesNotFit, match=r'"m{30}" \(80 letters\) is too wide'):
        set_text(said("m" * 80), STYLES.body).wrap(200)


@pytest.mark.parametrize(
    ("text", "named", "fault"),
    [
        ("dose \U0001f48a", '"\U0001f48a" U+1F48A PILL', MissingGlyph),
        ("\u0e01", '"\u0e01" U+0E01 THAI CHARACTER KO KAI', MissingGlyph),
        ("a\x07b", "U+0007 control character", ForbiddenCharacter),
        ("\ud800", "U+D800 lone surrogate", ForbiddenCharacter),
        ("\ue000", "U+E000 private-use character", MissingGlyph),
    ],
)
def test_a_character_without_a_glyph_is_named(text, named, fault):
    with pytest.raises(fault) as raised:
        set_text(said(text), STYLES.body)
    assert named in str(raised.value)


def test_signs_and_other_scripts_come_from_their_own_fonts():
    text = "\u2610 yes, \u0645, \u4e2d"  # a ballot box, an Arabic and a Chinese letter
    fonts = {ink.font for ink in inks(on_paper(set_text(said(text), STYLES.body), 400))}
    assert fonts == {
        "DejaVuSans",
        "NotoNaskhArabic-Regular",
        "NotoSans-Regular",
        "NotoSansSC-Regular",
    }


def test_spans_keep_their_own_style():
    piece = set_spans(
        (Span(said("Trastuzumab"), STYLES.heading), Span(said("(Herceptin)"), STYLES.brand)),
        STYLES.heading,
    )
    first, second = inks(on_paper(piece, 400))
    assert (first.text.strip(), first.font) == ("Trastuzumab", "NotoSans-Bold")
    assert (second.text.strip(), second.font) == ("(Herceptin)", "NotoSans-Regular")
    assert first.colour == second.colour == (0x0A, 0x4A, 0x66)
    assert first.right < second.left


def test_a_name_too_wide_for_a_narrow_place_is_parted_and_not_refused():
    bengali = stylesheet(FORMATS["a4"], typography("bn"))
    text = "Cancer Drugs Fund থেকে"
    assert lines_of(text, 150, bengali.body) == ["Cancer Drugs Fund", "থেকে"]
    assert lines_of(text, 100, bengali.body)[0].rstrip() == "Cancer Drugs"


def test_no_space_follows_a_full_width_colon_of_its_own():
    chinese = stylesheet(FORMATS["a4"], typography("zh_Hans"))
    for label, joined in (("原因：", "原因：药"), ("原因", "原因 药")):
        spans = (Span(said(label), chinese.label), Span(said("药"), chinese.body))
        piece = set_spans(spans, chinese.body)
        piece.wrap(300)
        assert piece.texts() == (joined,)


def test_no_single_han_character_is_left_on_the_last_line():
    small = stylesheet(FORMATS["a4"], typography("zh_Hans")).small
    text = "检测发现了雌激素受体。"
    assert lines_of(text, 9.5 * small.size, small) == ["检测发现了雌激素", "受体。"]
    assert lines_of(text[:-3] + "呀。", 9.5 * small.size, small) == ["检测发现了雌激", "素呀。"]


def test_text_for_a_fixed_place_gets_the_first_style_that_fits():
    large, small = STYLES.body, STYLES.small
    assert fit_text(said("Jo"), (large, small), 100, 20.5, what="a name").style is large
    wide = said("Wilhelmina Featherstone")
    assert fit_text(wide, (large, small), 160, 20.5, what="a name").style is small
    with pytest.raises(DoesNotFit, match="a name is too long for its place"):
        fit_text(said("Wilhelmina " * 9), (large, small), 100, 20.5, what="a name")


def phrase_lines(text, width, *phrases):
    setting = typography("en_GB", phrases=phrases)
    style = stylesheet(FORMATS["a4"], setting).body
    piece = set_text(said(text), style)
    piece.wrap(width)
    return [line.strip() for line in piece.texts()]


def test_a_line_ends_before_a_phrase_where_that_takes_no_line_more():
    text = "people with cancer that is AB negative and more"
    width = set_text(said("people with cancer that is AB neg"), STYLES.body).needed_width
    assert phrase_lines(text, width)[0] == "people with cancer that is AB"
    assert phrase_lines(text, width, "AB negative")[0] == "people with cancer that is"


def test_a_phrase_is_parted_before_a_line_is_added_or_left_half_empty():
    text = "people with cancer that is AB negative people with cancer now"
    width = set_text(said("people with cancer that is AB neg"), STYLES.body).needed_width
    assert len(phrase_lines(text, width)) == 2
    assert phrase_lines(text, width, "AB negative") == phrase_lines(text, width)
    long = "cancer that is AB negative"
    assert phrase_lines(text, width, long) == phrase_lines(text, width)
