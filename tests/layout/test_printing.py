"""What a printer makes of a page: margins it can print, little ink, text that is seen in grey."""

from dataclasses import replace
from functools import cache

import pypdfium2
import pytest
from layout.reading import inks
from layout.tongues import make_translated
from layout.trees import make_long_leaflet, prose, said

from leaflets.layout.flowables import Box, BoxLook
from leaflets.layout.formats import FORMATS
from leaflets.layout.pages import typeset
from leaflets.layout.story import part_pieces
from leaflets.layout.stylesheet import PALETTE, stylesheet
from leaflets.layout.typography import typography
from leaflets.model.source import BlockKind

DPI = 60
MARGIN = int(5 / 25.4 * DPI)  # whole pixels within the 5 mm that office printers leave blank
LIGHT = 250

# Shares of a page: what a page of text takes on office paper, and the band with it.
MOST_INK = 0.13
MOST_WITHOUT_BAND = 0.08

formats = pytest.mark.parametrize("name", FORMATS)


@cache
def made(name, *, band=True):
    leaflet = make_long_leaflet()
    if not band:
        leaflet = replace(leaflet, furniture=replace(leaflet.furniture, band=()))
    return typeset(leaflet, FORMATS[name]).pdf


def in_grey(pdf, dpi=DPI):
    """Each page as a black-and-white printer sees it."""
    return [
        page.render(scale=dpi / 72, grayscale=True).to_pil() for page in pypdfium2.PdfDocument(pdf)
    ]


def luminance(level):
    """Relative luminance of a level of grey from 0 to 255, as WCAG 2.2 has it."""
    share = level / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def contrast(dark, light):
    return (luminance(light) + 0.05) / (luminance(dark) + 0.05)


@formats
def test_no_ink_is_where_a_printer_can_not_print(name):
    for page in in_grey(made(name)):
        width, height = page.size
        inside = (MARGIN, MARGIN, width - MARGIN, height - MARGIN)
        page.paste(255, inside)
        assert min(page.getextrema()) >= LIGHT


@formats
def test_a_page_takes_little_ink(name):
    for band, most in ((True, MOST_INK), (False, MOST_WITHOUT_BAND)):
        for page in in_grey(made(name, band=band)):
            levels = page.histogram()
            ink = sum((255 - level) * count for level, count in enumerate(levels))
            assert ink / 255 / sum(levels) <= most


@pytest.mark.parametrize("language", ["en_GB", "ur", "bn", "zh_Hans"])
def test_all_text_stands_out_in_grey(language):
    """The darkest and the lightest of what is printed where a line of text stands."""
    dpi = 220
    pdf = typeset(make_translated(language), FORMATS["a4"]).pdf
    pages = in_grey(pdf, dpi)
    measured = 0
    for ink in inks(pdf):
        page = pages[ink.page - 1]
        scale = dpi / 72
        box = (ink.left * scale, page.height - ink.top * scale,
               ink.right * scale, page.height - ink.bottom * scale)  # fmt: skip
        if box[2] - box[0] < 20 or box[3] - box[1] < 12:
            continue
        dark, light = page.crop(tuple(round(side) for side in box)).getextrema()
        assert contrast(dark, light) >= 7, ink
        measured += 1
    assert measured > 30


def test_text_has_seven_to_one_on_whatever_it_stands_on():
    def grey(colour):
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    for text in (PALETTE.ink, PALETTE.accent):
        for ground in (PALETTE.paper, PALETTE.tint):
            assert contrast(grey(text), grey(ground)) >= 7
    assert contrast(grey(PALETTE.ink), grey(PALETTE.paper)) >= 7  # the band's white on dark


def test_boxes_differ_in_shape_and_not_in_colour_alone():
    styles = stylesheet(FORMATS["a4"], typography("en_GB"))
    shapes = set()
    for look in BoxLook:
        pieces = tuple(part_pieces(prose(text=said("word")), BlockKind.TOPIC, styles))
        box = Box(pieces, look, styles)
        box.wrap(300)
        outline = [bool(getattr(mark, "outline", "")) for mark in box.arrangement.marks]
        shapes.add((tuple(outline), tuple(mark.extent[0] for mark in box.arrangement.marks)))
    assert len(shapes) == len(BoxLook)
