"""The QR code below the imprint: machines read the leaflet code off it, screen readers pass it."""

from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from layout.reading import page_texts
from layout.tongues import make_translated
from layout.trees import make_imprint, make_leaflet
from pdf.validate import faults

from leaflets.layout.formats import FORMATS
from leaflets.layout.pages import typeset
from leaflets.layout.qr import QrCode

CODE = "7QK4-M2XD"


def with_qr(leaflet):
    """``leaflet`` with the code below its imprint, which is its last part."""
    *blocks, imprint = leaflet.blocks
    (part,) = imprint.parts
    part = replace(part, body=replace(part.body, qr=CODE))
    return replace(leaflet, blocks=(*blocks, replace(imprint, parts=(part,))))


def codes(pdf, dots_per_inch=150):
    """What a reader makes of each page, scanned that finely."""
    return [
        found.text
        for page in pypdfium2.PdfDocument(pdf)
        for found in zxingcpp.read_barcodes(page.render(scale=dots_per_inch / 72).to_pil())
    ]


@pytest.mark.parametrize("page_format", ["a4", "large"])
@pytest.mark.parametrize("language", ["en_GB", "ur"])
def test_a_machine_reads_the_code_off_the_page(language, page_format):
    whole = with_qr(make_translated(language))
    pdf = typeset(whole, FORMATS[page_format]).pdf
    assert codes(pdf) == [CODE]
    assert codes(pdf, 100) == [CODE]  # a poor scanner
    assert faults(pdf) == []


def test_it_says_nothing_to_who_listens_and_is_not_there_unasked():
    plain = make_leaflet(make_imprint())
    without, beside = (typeset(tree, FORMATS["a4"]).pdf for tree in (plain, with_qr(plain)))
    assert codes(without) == []
    assert codes(beside) == [CODE]
    assert page_texts(beside) == page_texts(without)


def test_it_has_its_empty_margin_and_squares_that_a_telephone_can_tell_apart():
    mark = QrCode(text=CODE)
    assert len(mark.rows) == 21  # the smallest there is
    assert mark.extent[0] == pytest.approx((21 + 2 * 4) * 0.8 / 25.4 * 72)
