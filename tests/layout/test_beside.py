"""Two languages side by side: each sentence stands beside itself, and in its own direction."""

from dataclasses import replace
from itertools import chain

import pytest
from layout.bilingual import (
    READERS,
    format_of,
    make_bilingual,
    pages_of,
    pairs_in_columns,
    pairs_on_facing_pages,
    texts,
    with_english,
)
from layout.reading import inks, page_texts, paths
from layout.test_structure import Tree
from layout.tongues import NUMBER, TONGUES, make_translated
from layout.trees import prose, said
from pdf.validate import faults
from PIL import Image

from leaflets.layout.beside import Heads
from leaflets.layout.formats import FORMATS
from leaflets.layout.furniture import geometry
from leaflets.layout.kept import forget
from leaflets.layout.pages import typeset
from leaflets.layout.pagination import TooTall
from leaflets.layout.pair import Pair
from leaflets.layout.stylesheet import styles_of
from leaflets.layout.two_languages import GAP
from leaflets.model.leaflet import Logo, Row, Table, Terms

readers = pytest.mark.parametrize("language", READERS)
WITHOUT_BREAKS = NUMBER.replace(" ", "\u00a0")
FACING = [("a5", "ur"), ("booklet", "bn"), ("large", "pl"), ("large-20", "zh_Hans")]


def assert_level(pairs):
    count = 0
    for own, other in pairs:
        assert [text.baseline for text in own] == [text.baseline for text in other]
        count += len(own)
    return count


@readers
@pytest.mark.parametrize("name", ["a4", "a4-12", "letter"])
def test_in_columns_every_text_begins_at_the_height_of_its_like(language, name):
    leaflet = make_bilingual(language)
    assert assert_level(pairs_in_columns(pages_of(leaflet, name))) > 50


@pytest.mark.parametrize(("name", "language"), FACING)
def test_on_facing_pages_every_text_begins_at_the_height_of_its_like(name, language):
    pages = pages_of(make_bilingual(language), name)
    assert assert_level(pairs_on_facing_pages(pages)) > 50


def sentences(leaflet):
    """All that the story says, one text after the other."""
    t = TONGUES[leaflet.language]
    return [
        leaflet.title, leaflet.lead, t.results, t.found, t.not_found, t.call, t.worried, t.always,
        t.weekdays, t.keep, t.why, *t.because, t.given, t.text, t.effects, t.lead_in, *t.items,
        t.warning, t.warning_text, t.note, t.quotation, t.questions, t.mine, t.words,
        *chain.from_iterable(t.terms), t.about,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "language"), [*(("a4", language) for language in READERS), *FACING]
)
def test_each_language_is_read_whole_in_its_own_branch(name, language):
    leaflet = make_bilingual(language)
    tree = Tree(typeset(leaflet, format_of(name)).pdf)
    own, other = tree.kids(tree.root)
    assert [str(branch.S) for branch in (own, other)] == ["/Sect", "/Sect"]
    assert (own.get("/Lang"), str(other.Lang)) == (None, "en-GB")
    for branch, spoken in ((own, leaflet), (other, make_translated("en_GB"))):
        text = " ".join(tree.text(branch).split())
        assert [said for said in sentences(spoken) if " ".join(said.split()) not in text] == []
    # What is filled in by hand is there once.
    assert TONGUES[language].person in tree.text(own)
    assert TONGUES[language].person not in tree.text(other)


@pytest.mark.parametrize("language", ["ar", "pl"])
@pytest.mark.parametrize("name", ["a4", "booklet"])
def test_it_is_valid(language, name, tmp_path):
    logo = tmp_path / "logo.png"
    Image.new("RGBA", (220, 90), "#406030").save(logo)
    leaflet = make_bilingual(language, logo=Logo(logo, said("Riverside Clinic")))
    assert faults(typeset(leaflet, format_of(name)).pdf) == []


@pytest.mark.parametrize(("language", "english_left"), [("pl", False), ("ar", True)])
def test_the_readers_column_is_where_the_reader_begins(language, english_left):
    page_format = format_of("a4")
    pdf = typeset(make_bilingual(language), page_format).pdf
    middle = page_format.width / 2
    # pdfium turns the words of Latin round in a file that is read from the right.
    wanted = {"invented", "illness"}
    title = next(ink for ink in inks(pdf) if wanted == set(ink.text.split()))
    assert (title.right < middle) == english_left
    # English itself begins at the left of its column.
    start = page_format.side if english_left else middle + GAP / 2
    assert title.left == pytest.approx(start, abs=3)


def test_a_word_that_both_have_stands_at_one_height_on_paper():
    pdf = typeset(make_bilingual("pl"), format_of("a4")).pdf
    own, other = (ink for ink in inks(pdf) if ink.text.strip() == "Receptor 2")
    assert own.left < other.left
    assert (own.page, own.top) == (other.page, pytest.approx(other.top))


@pytest.mark.parametrize("language", ["ar", "ur"])
def test_the_bar_of_a_warning_is_at_each_languages_own_reading_side(language):
    page_format = format_of("a4")
    pdf = typeset(make_bilingual(language), page_format).pdf
    bars = [m for m in paths(pdf) if m.width == pytest.approx(6, abs=0.1) and m.height > 40]
    warning = [bar for bar in bars if bar.colour == (0x1B, 0x1B, 0x1F)]
    left, right = sorted(bar.left for bar in warning)
    assert left == pytest.approx(page_format.side, abs=0.5)
    assert right == pytest.approx(page_format.width - page_format.side - 6, abs=0.5)
    heights = {round(bar.height, 1) for bar in warning}
    assert len(heights) == 1


@pytest.mark.parametrize("language", ["pl", "ur"])
def test_every_page_of_columns_says_what_language_each_is(language):
    leaflet = make_bilingual(language)
    for page in pages_of(leaflet):
        assert isinstance(page[0].piece, Heads)
    for text in page_texts(typeset(leaflet, format_of("a4")).pdf):
        assert language in text
        assert "English" in text


def test_of_facing_pages_each_says_its_language_and_the_reader_comes_first():
    texts = page_texts(typeset(make_bilingual("cy"), format_of("booklet")).pdf)
    cover, *inner = texts
    assert TONGUES["cy"].title.split()[0] in cover
    assert TONGUES["en_GB"].title.split()[0] in cover
    assert len(inner) % 2 == 0
    assert all("English" not in text for text in inner[::2])
    assert all("English" in text for text in inner[1::2])


def test_a_line_stands_between_the_columns_but_not_through_the_personal_box():
    page_format = format_of("a4")
    pdf = typeset(make_bilingual("pl"), page_format).pdf
    middle = page_format.width / 2
    lines = [m for m in paths(pdf) if m.page == 1 and m.width < 1 and m.height > 40]
    boxes = [m for m in paths(pdf) if m.page == 1 and m.width > page_format.measure - 2]
    box = max((m for m in boxes if m.width < page_format.measure + 2), key=lambda mark: mark.height)
    assert len(lines) == 2
    for line in lines:
        assert line.left == pytest.approx(middle, abs=1)
        assert line.bottom > box.top or line.top < box.bottom


@pytest.mark.parametrize(("name", "language"), [("a4", "ur"), ("letter", "pl"), ("large", "cy")])
def test_page_1_has_the_number_to_call_even_if_the_help_stands_on_another(name, language):
    leaflet = make_bilingual(language)
    t, english = TONGUES[language], TONGUES["en_GB"]
    first = [text.text for placed in pages_of(leaflet, name)[0] for text in texts(placed.piece, 0)]
    assert t.call not in first
    assert first[-2:] == [f"{t.always} · {english.always}", WITHOUT_BREAKS]


def test_the_number_on_page_1_is_labelled_in_the_readers_language_where_both_have_no_room():
    leaflet = make_bilingual("pl")
    *_, line = pages_of(leaflet, "booklet")[0]
    assert [text.text for text in texts(line.piece, 0)][1:] == [WITHOUT_BREAKS]


@readers
@pytest.mark.parametrize("name", ["a4", "a5"])
def test_nothing_stands_outside_its_margins(language, name):
    page_format = format_of(name)
    leaflet = make_bilingual(language)
    bottom = column_bottom(leaflet, page_format)
    for page in pages_of(leaflet, name):
        for placed in page:
            assert placed.x + placed.width <= page_format.measure + 0.01
            assert placed.top + placed.height <= bottom + 0.01


def column_bottom(leaflet, page_format):
    return geometry(leaflet.furniture, styles_of(leaflet, page_format)).column_bottom


def test_type_is_as_large_as_in_one_language_and_never_below_12_points():
    for name in ("a4", "a4-12", "letter", "a5", "large"):
        one, two = FORMATS[name].type, format_of(name).type
        assert two.body == one.body
        assert two.small == one.small
        assert min(getattr(two, role).size for role in type(two).__dataclass_fields__) >= 12


def test_a_row_that_only_one_language_has_stands_beside_nothing():
    leaflet = make_bilingual("pl")

    def with_rows(blocks, rows):
        *others, last = blocks
        (part,) = last.parts
        return (*others, replace(last, parts=(replace(part, body=Table(rows)),)))

    blank = Row(label=said(""), values=())
    own = (Row(label=said("Wydawca"), values=(said("A"),)), blank)
    other = (
        Row(label=said("Publisher"), values=(said("A"),)),
        Row(label=said("Approved by"), values=(said("Consultant"),)),
    )
    leaflet = replace(
        leaflet,
        blocks=with_rows(leaflet.blocks, own),
        beside=replace(leaflet.beside, blocks=with_rows(leaflet.beside.blocks, other)),
    )
    *_, row = pairs_in_columns(pages_of(leaflet))
    assert [[text.text for text in half] for half in row] == [[], ["Approved by", "Consultant"]]
    assert faults(typeset(leaflet, format_of("a4")).pdf) == []


def test_a_long_text_is_parted_only_where_no_page_has_room_and_loses_no_line():
    words = " ".join(f"slowo{number}" for number in range(700))
    english = " ".join(f"word{number}" for number in range(600))
    leaflet = make_bilingual("pl")

    def with_long(blocks, text):
        first, *others = blocks
        return (replace(first, parts=(prose("results.a", text),)), *others)

    leaflet = replace(
        leaflet,
        blocks=with_long(leaflet.blocks, words),
        beside=replace(leaflet.beside, blocks=with_long(leaflet.beside.blocks, english)),
    )
    pages = pages_of(leaflet)
    parted = [
        [
            half.piece.piece if hasattr(half.piece, "piece") else half.piece
            for half in placed.piece.halves()
            if half
        ]
        for page in pages
        for placed in page
        if isinstance(placed.piece, Pair) and placed.height > 150
    ]
    for number, whole in enumerate((words, english)):
        lines = [
            line
            for halves in parted
            if len(halves) == 2 and hasattr(halves[number], "texts")
            for line in halves[number].texts()
        ]
        assert whole in " ".join(line.strip() for line in lines)


def test_a_cover_without_room_for_both_titles_says_what_would_have_it():
    long = said("Examplinib Testumab " * 40)
    leaflet = with_english(make_translated("pl"))
    leaflet = replace(
        leaflet, title=long, lead=long, beside=replace(leaflet.beside, title=long, lead=long)
    )
    with pytest.raises(TooTall, match="large-28 has no room for two languages") as fault:
        typeset(leaflet, format_of("large-28"))
    assert "print in one language" in fault.value.hint


@pytest.mark.parametrize("order", ["alone first", "both first"])
def test_what_leaflets_have_in_common_is_not_levelled_for_one_in_a_single_language(order):
    page_format = format_of("a5")
    english, both = make_translated("en_GB"), make_bilingual("ur")

    def made(leaflet):
        forget()
        return typeset(leaflet, page_format).pdf

    expected = {"alone": made(english), "both": made(both)}
    forget()
    one, other = (english, both) if order == "alone first" else (both, english)
    found = [typeset(leaflet, page_format).pdf for leaflet in (one, other, one)]
    names = ["alone", "both", "alone"] if order == "alone first" else ["both", "alone", "both"]
    assert found == [expected[name] for name in names]


def test_a_table_that_goes_on_says_so_in_both_languages():
    t = TONGUES["pl"]
    many = tuple(
        (said(f"{word} {number}"), said(meaning))
        for number in range(30)
        for word, meaning in t.terms
    )
    leaflet = make_bilingual("pl")

    def with_terms(blocks):
        return tuple(
            replace(
                b,
                parts=tuple(
                    replace(p, body=Terms(many, p.body.intro)) if isinstance(p.body, Terms) else p
                    for p in b.parts
                ),
            )
            for b in blocks
        )

    leaflet = replace(
        leaflet,
        blocks=with_terms(leaflet.blocks),
        beside=replace(leaflet.beside, blocks=with_terms(leaflet.beside.blocks)),
    )
    continued = [
        [text.text for half in pair for text in half]
        for pair in pairs_in_columns(pages_of(leaflet))
        if any("(continued)" in text.text for half in pair for text in half)
    ]
    assert len(continued) > 1
    english = TONGUES["en_GB"]
    assert {tuple(texts) for texts in continued} == {
        (f"{t.words} (continued)", f"{english.words} (continued)")
    }


def test_the_outline_leads_to_the_readers_headings_alone():
    made = typeset(make_bilingual("pl"), format_of("a4"))
    t = TONGUES["pl"]
    assert [entry.title for entry in made.outline] == [
        t.results, t.call, "Examplinib", t.questions, t.words, t.about,
    ]  # fmt: skip
