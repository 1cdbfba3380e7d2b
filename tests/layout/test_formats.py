"""Every format's own grid and sizes, and what becomes of text that is too tall for its page."""

from dataclasses import replace

import pytest
from layout.trees import (
    make_furniture,
    make_help,
    make_leaflet,
    make_long_leaflet,
    make_topic,
    prose,
    said,
)
from PIL import Image

from leaflets.layout.flowables import Box, BoxLook
from leaflets.layout.formats import FORMATS
from leaflets.layout.opening import ContactBox, Masthead, PersonalBox
from leaflets.layout.pages import lay_out
from leaflets.layout.pagination import TooTall, paginate
from leaflets.layout.paragraphs import SetText, set_text
from leaflets.layout.story import story
from leaflets.layout.stylesheet import stylesheet
from leaflets.layout.typography import typography
from leaflets.model.leaflet import Logo
from leaflets.print.imposition import Fold

ENGLISH = typography("en_GB")

#            width, height, measure in mm; body, smallest in points; panels
GRIDS = {
    "a4": (210, 297, 162, 14, 12, None),
    "a4-12": (210, 297, 150, 12, 12, None),
    "a5": (148, 210, 122, 12, 12, None),
    "booklet": (148.5, 210, 122.5, 12, 12, None),
    "trifold": (97.7, 210, 82.7, 12, 12, 6),
    "zfold": (99, 210, 84, 12, 12, 6),
    "large": (210, 297, 176, 18, 16, None),
    "large-20": (210, 297, 178, 20, 16, None),
    "large-24": (210, 297, 182, 24, 18, None),
    "large-28": (210, 297, 186, 28, 18, None),
    "letter": (215.9, 279.4, 162.1, 14, 12, None),
    "letter-large": (215.9, 279.4, 176.1, 18, 16, None),
}


def test_every_format_has_its_grid_here():
    assert list(FORMATS) == list(GRIDS)


@pytest.mark.parametrize("name", GRIDS)
def test_a_format_has_its_own_grid_and_type(name):
    width, height, measure, body, smallest, panels = GRIDS[name]
    page_format = FORMATS[name]
    mm = page_format.measure * 25.4 / 72
    assert (page_format.width_mm, page_format.height_mm) == pytest.approx((width, height), abs=0.1)
    assert mm == pytest.approx(measure, abs=0.1)
    assert page_format.type.body.size == body
    assert page_format.type.small.size == smallest
    assert page_format.edge_mm >= 5
    if page_format.panels:
        assert page_format.budget == panels


@pytest.mark.parametrize("name", GRIDS)
def test_text_is_set_in_that_type_within_that_grid(name):
    page_format = FORMATS[name]
    laid_out = lay_out(make_long_leaflet(), stylesheet(page_format, ENGLISH))
    bodies = [p.piece for page in laid_out.pages for p in page if isinstance(p.piece, SetText)]
    assert {text.style.size for text in bodies if text.style.role == "body"} == {
        page_format.type.body.size
    }
    assert max(text.widest_line for text in bodies) <= page_format.measure + 0.01
    longest = max(len(line) for text in bodies for line in text.texts())
    assert longest <= 70


def test_a_booklet_is_half_of_its_sheet_and_a_panel_the_narrowest_third():
    booklet, trifold = FORMATS["booklet"], FORMATS["trifold"]
    assert (booklet.fold, trifold.fold) == (Fold.BOOKLET, Fold.LETTER)
    assert booklet.sheet_mm == trifold.sheet_mm == (297, 210)
    assert booklet.width_mm * 2 == 297
    assert trifold.width_mm == pytest.approx((297 - 4) / 3)


def test_what_a_panel_has_no_room_for_stands_elsewhere_on_it():
    panels = lay_out(make_long_leaflet(), stylesheet(FORMATS["trifold"], ENGLISH))
    assert panels.geometry.column_top == panels.geometry.head_top  # it has no running head
    fields = panels.pages[0][1].piece
    assert isinstance(fields, PersonalBox)  # it says the clinic and the day, as head and foot do


LONG = "A very long title that needs more room than a page of this format has above the box, " * 2


def test_a_title_that_leaves_no_room_is_a_cover_and_the_box_begins_page_2():
    leaflet = make_leaflet(make_topic(), title=said(LONG), lead=said("word " * 50))
    laid_out = lay_out(leaflet, stylesheet(FORMATS["trifold"], ENGLISH))
    (cover,) = laid_out.pages[0]
    assert isinstance(cover.piece, Masthead)
    assert isinstance(laid_out.pages[1][0].piece, PersonalBox)


def test_a_logo_on_a_cover_stays_below_the_band(tmp_path):
    logo = tmp_path / "logo.png"
    Image.new("RGB", (220, 90), "#406030").save(logo)
    furniture = make_furniture(logo=Logo(logo, said("Riverside Clinic")))
    leaflet = make_leaflet(make_topic(), title=said(LONG), lead=said("word " * 50))
    leaflet = replace(leaflet, furniture=furniture)
    laid_out = lay_out(leaflet, stylesheet(FORMATS["trifold"], ENGLISH))
    (cover,) = laid_out.pages[0]
    assert cover.top == laid_out.geometry.head_top
    assert cover.piece.arrangement.marks


def test_a_box_taller_than_a_page_is_cut_between_lines_and_loses_none():
    styles = stylesheet(FORMATS["large-28"], ENGLISH)
    words = " ".join(f"word{number}" for number in range(150))
    box = Box((set_text(said("Mind this"), styles.label), set_text(said(words), styles.body)),
              BoxLook.WARNING, styles)  # fmt: skip
    width = styles.page_format.measure
    _, height = box.wrap(width)
    pages = paginate([box], width, 400, 400)
    assert height > 400
    assert len(pages) > 1
    said_again = [
        line for page in pages for p in page for inner in p.piece.arrangement.placed
        for line in inner.piece.texts()
    ]  # fmt: skip
    assert " ".join(" ".join(said_again).split()) == f"Mind this {words}"
    for page in pages:
        (placed,) = page
        outline = placed.piece.arrangement.marks[0]
        assert outline.extent[1] == pytest.approx(placed.height)


def test_a_box_that_fits_a_page_is_never_cut():
    styles = stylesheet(FORMATS["a4"], ENGLISH)
    before = set_text(said("word " * 60), styles.body)
    box = Box((set_text(said("word " * 60), styles.body),), BoxLook.NOTE, styles)
    pages = paginate([before, box], styles.page_format.measure, 200, 200)
    assert [[type(p.piece).__name__ for p in page] for page in pages] == [["SetText"], ["Box"]]


def test_the_title_of_a_contact_box_in_two_is_in_the_outline_once():
    (box,) = (
        piece for piece in _pieces(make_leaflet(make_help())) if isinstance(piece, ContactBox)
    )
    box.wrap(300)
    above, below = box.cut_at(box.cuts()[0])
    assert (above.title, below.title) == (box.title, None)


def _pieces(leaflet):
    return story(leaflet, stylesheet(FORMATS["a4"], ENGLISH))


def test_what_is_too_tall_is_named():
    part = prose(text="word " * 36)  # three lines, of which none may stand alone
    styles = stylesheet(FORMATS["a4"], ENGLISH)
    pieces = _pieces(make_leaflet(make_topic(part)))
    with pytest.raises(TooTall, match=r"^topic\."):
        paginate(pieces, styles.page_format.measure, 45, 45)
