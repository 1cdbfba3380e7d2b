from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from layout.trees import (
    make_drug,
    make_furniture,
    make_leaflet,
    make_long_leaflet,
    make_topic,
    make_words,
    prose,
    said,
)

from leaflets.layout import pagination
from leaflets.layout.flowables import WritingLines
from leaflets.layout.formats import FORMATS
from leaflets.layout.pages import lay_out
from leaflets.layout.pagination import TooTall, paginate
from leaflets.layout.panels import Arrangement, Panel
from leaflets.layout.paragraphs import set_text
from leaflets.layout.piece import PageBreak
from leaflets.layout.stylesheet import stylesheet
from leaflets.layout.tables import GlanceTable
from leaflets.layout.typography import typography
from leaflets.model.leaflet import Part, Prose, Row, Table

ENGLISH = typography("en_GB")
STYLES = stylesheet(FORMATS["a4"], ENGLISH)
LEADING = STYLES.body.leading


class Block(Panel):
    """Something that is as high as it says."""

    def __init__(self, name, height):
        super().__init__()
        self.name, self._height = name, height

    def arrange(self, width):
        return Arrangement(self._height)


def pages(*pieces, first=100, height=100):
    """What stands on each page, as names with their distance from the top."""
    return [
        " ".join(f"{placed.piece.name}@{placed.top:g}" for placed in page)
        for page in paginate(pieces, 200, first, height)
    ]


def test_pieces_fill_a_page_and_go_on_at_the_top_of_the_next():
    blocks = [Block(name, 40).spaced(before=10, after=5) for name in "abcd"]
    assert pages(*blocks) == ["a@0 b@50", "c@0 d@50"]


def test_the_first_page_may_be_shorter():
    assert pages(Block("a", 30), Block("b", 30), Block("c", 60), first=60) == ["a@0 b@30", "c@0"]


def test_a_heading_goes_with_what_it_heads():
    assert pages(Block("a", 60), Block("h", 20).spaced(keep=True), Block("b", 30)) == [
        "a@0",
        "h@0 b@20",
    ]


def test_a_page_ends_before_a_block_rather_than_inside_one():
    blocks = (
        Block("a", 80),
        Block("B", 10).spaced(break_before=PageBreak.BLOCK),
        Block("c", 10),
    )
    inside = Block("d", 50).spaced(break_before=PageBreak.LINE)
    assert pages(*blocks, inside) == ["a@0", "B@0 c@10 d@20"]


def test_no_page_is_spent_to_look_tidy():
    blocks = [Block(name, 25).spaced(break_before=PageBreak.LINE) for name in "abcdefgh"]
    assert len(pages(*blocks)) == 2


def test_a_last_page_of_one_line_is_avoided():
    blocks = [Block(name, 18) for name in "abcdef"]
    assert [len(page.split()) for page in pages(*blocks)] == [4, 2]


def test_the_opening_does_not_stand_alone_if_what_is_first_fits_under_it():
    results = Block("R", 35).spaced(break_before=PageBreak.BLOCK)
    contact = Block("C", 65).spaced(break_before=PageBreak.CONTACT)
    after = Block("D", 90).spaced(break_before=PageBreak.BLOCK)
    assert pages(results, contact, after, first=90) == ["R@0", "C@0", "D@0"]


def test_what_is_first_and_does_not_fit_under_the_opening_begins_page_2():
    assert pages(Block("a", 80), first=50) == ["", "a@0"]


def test_what_is_taller_than_a_page_is_refused():
    with pytest.raises(TooTall, match="too tall for it"):
        pages(Block("a", 120))


def test_a_paragraph_over_three_pages_leaves_no_line_alone():
    text = set_text(said("word " * 200), STYLES.body)
    text.wrap(200)
    made = paginate([text], 200, 3 * LEADING, 6 * LEADING)
    counts = [len(placed.piece.lines) for page in made for placed in page]
    assert sum(counts) == len(text.lines)
    assert min(counts) >= 2


@given(st.lists(st.tuples(st.integers(1, 60), st.booleans(), st.sampled_from(PageBreak))))
def test_every_piece_is_on_one_page_in_order_and_inside_it(shapes):
    blocks = []
    for number, (height, keep, cost) in enumerate(shapes):
        keep = keep and not (blocks and blocks[-1].keep_with_next)
        keep = keep and height < 40
        blocks.append(Block(str(number), height).spaced(before=3, keep=keep, break_before=cost))
    made = paginate(blocks, 200, 60, 110)
    assert [placed.piece for page in made for placed in page] == blocks
    for number, page in enumerate(made):
        assert all(placed.top + placed.height <= (110 if number else 60) for placed in page)


@given(st.lists(st.tuples(st.integers(1, 60), st.sampled_from(PageBreak)), max_size=40))
def test_ways_that_are_passed_over_are_no_cheaper(shapes):
    blocks = [Block("", height).spaced(break_before=cost) for height, cost in shapes]
    among_few = paginate(blocks, 200, 60, 110)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pagination, "TRIED", ())  # all ways at once
        assert paginate(blocks, 200, 60, 110) == among_few


@pytest.mark.parametrize("name", FORMATS)
def test_real_pages_end_well(name):
    laid_out = lay_out(make_long_leaflet(), stylesheet(FORMATS[name], ENGLISH))
    for page in laid_out.pages:
        kinds = [type(placed.piece).__name__ for placed in page]
        assert kinds[-1] not in ("BlockHeading", "PartHeading", "Why")
        bottom = max(placed.top + placed.height for placed in page)
        assert bottom <= laid_out.geometry.column_bottom + 0.01
    kinds = [[type(p.piece).__name__ for p in page] for page in laid_out.pages]
    if FORMATS[name].type.body.size > 20:
        return  # no page has room for a table with its heading
    for page in kinds:
        assert page.count("GlanceTable") == page.count("Why") == page.count("BlockHeading") or (
            "BlockHeading" in page or page[0] == "Continued"
        )


@pytest.mark.parametrize("before", range(0, 30, 3))
def test_a_drug_opens_whole_wherever_it_falls(before):
    filler = make_topic(*(prose(f"topic.{n}", "A short line.") for n in range(before)))
    laid_out = lay_out(make_leaflet(filler, make_drug(), make_topic()), STYLES)
    holding = [
        {type(placed.piece).__name__ for placed in page} >= {"BlockHeading", "Why", "GlanceTable"}
        for page in laid_out.pages
    ]
    assert holding.count(True) == 1


def test_no_row_of_words_stands_alone():
    for count in range(8, 40):
        laid_out = lay_out(make_leaflet(make_words(count)), STYLES)
        rows = [
            sum(type(placed.piece).__name__ == "TableRow" for placed in page)
            for page in laid_out.pages
        ]
        assert sum(rows) == count
        assert 1 not in rows


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("before", range(0, 24, 2))
def test_parts_that_mislead_alone_stay_together_even_if_it_takes_a_page(name, before):
    filler = make_topic(*(prose(f"a.{n}", "Short.", heading="A part") for n in range(before)))
    thought = make_topic(*(prose(f"topic.{n}") for n in range(4)), title="One thought")
    leaflet = make_leaflet(filler, thought, make_words(9)) if before else make_leaflet(thought)
    pages = lay_out(leaflet, stylesheet(FORMATS[name], ENGLISH)).pages
    (page,) = [p for p in pages if any(getattr(x.piece, "text", "") == "One thought" for x in p)]
    kinds = [type(placed.piece).__name__ for placed in page]
    start = [getattr(placed.piece, "text", "") for placed in page].index("One thought")
    assert kinds[start : start + 5] == ["BlockHeading", *["SetText"] * 4]


def make_tables(count, rows):
    """Blocks of text that leave a page no room for the whole table of the next."""
    styles = stylesheet(FORMATS["large"], ENGLISH)
    filler = make_topic(*(prose(f"a.{n}", "Short.", heading="A part") for n in range(count)))
    table = Table(tuple(Row(label=said(f"Row {n}"), values=(said("Text"),)) for n in range(rows)))
    drug = replace(make_drug(), parts=(Part(key="drug.glance", body=table),))
    furniture = make_furniture(continued=said("{title} - more"))
    return lay_out(make_leaflet(filler, drug, make_topic(), furniture=furniture), styles)


@pytest.mark.parametrize("count", range(16))
def test_in_large_print_the_rest_of_a_table_has_two_rows_and_says_what_it_is_of(count):
    pages = make_tables(count, 6).pages
    parts = [
        (number, place, placed.piece)
        for number, page in enumerate(pages)
        for place, placed in enumerate(page)
        if isinstance(placed.piece, GlanceTable)
    ]
    assert sum(len(table.arrangement.placed) for _, _, table in parts) == 6
    assert all(len(table.arrangement.placed) >= 2 for _, _, table in parts)
    for number, place, _ in parts[1:]:
        assert place == 1
        (title,) = pages[number][0].piece.arrangement.placed
        assert title.piece.text == "Examplinib - more"


def test_a_table_goes_on_over_a_page_rather_than_leave_it_half_empty():
    split = {count: sum(map(tables_on, make_tables(count, 6).pages)) for count in range(16)}
    assert set(split.values()) == {1, 2}
    for count in split:
        *pages, _ = make_tables(count, 6).pages
        bottoms = [max(placed.top + placed.height for placed in page) for page in pages]
        assert min(bottoms) > 0.55 * FORMATS["large"].height


def tables_on(page):
    return sum(isinstance(placed.piece, GlanceTable) for placed in page)


def test_rows_that_begin_a_page_say_what_they_are_of():
    words = make_words(40)
    furniture = make_furniture(continued=said("{title} - more"))
    laid_out = lay_out(make_leaflet(words, furniture=furniture), STYLES)
    assert len(laid_out.pages) > 2
    for page in laid_out.pages[1:]:
        (title,) = page[0].piece.arrangement.placed
        assert title.piece.text == f"{words.title} - more"
        assert title.piece.node is None  # to those who listen it is one table


def test_lines_to_write_on_stand_below_questions():
    for count in range(14):
        filler = make_topic(*(prose(f"a.{n}", "A short line.") for n in range(count)))
        items = tuple(said(f"Question {n}?") for n in range(6))
        asked = Part(key="ask", body=Prose(items=items, after=said("My own:"), lines=3))
        pages = lay_out(make_leaflet(filler, replace(make_topic(), parts=(asked,))), STYLES).pages
        (page,) = [p for p in pages if any(isinstance(x.piece, WritingLines) for x in p)]
        assert [type(x.piece).__name__ for x in page][-4:-2] == ["Bullet", "Bullet"]


def test_no_page_ends_inside_a_paragraph_that_it_has_room_for():
    """Two half-empty pages are better than one that stops in the middle of a thought."""
    height = 10 * LEADING
    first = set_text(said("word " * 36), STYLES.body).spaced(break_before=PageBreak.PART)
    _, tall = first.wrap(200)
    assert 4 * LEADING <= tall < height
    rest = Block("rest", height - tall + LEADING).spaced(break_before=PageBreak.PART)
    made = paginate([Block("a", height), first, rest], 200, height, height)
    assert [len(page) for page in made] == [1, 1, 1]
