"""Pieces on their pages in; a PDF for staff out, with a foot that says what it is on each page."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

from leaflets.layout.formats import PageFormat
from leaflets.layout.panels import Placed
from leaflets.layout.paragraphs import set_text
from leaflets.layout.sheet import Sheet
from leaflets.layout.stylesheet import Align, Styles
from leaflets.model.text import Translated
from leaflets.pdf import DocumentInfo

LANGUAGE = "en_GB"


def draw_for_staff(
    pages: Sequence[Sequence[Placed]],
    page_format: PageFormat,
    styles: Styles,
    *,
    title: str,
    foot: str,
) -> bytes:
    """The pages as a PDF; their margins are alike on all sides."""
    file = BytesIO()
    top = page_format.side
    size = (page_format.width, page_format.height)
    canvas = Sheet(file, size, DocumentInfo(title=title, lang=LANGUAGE))
    for number, page in enumerate(pages, 1):
        told = f"{foot} · page {number} of {len(pages)}"
        line = set_text(Translated(told), replace(styles.running, align=Align.END)).tagged(None)
        _, line_height = line.wrap(page_format.measure)
        with canvas.artifact("Pagination", "Footer"):
            line.draw_on(canvas, top, top - line_height / 2)
        for placed in page:
            placed.piece.wrap(page_format.measure)
            y = page_format.height - top - placed.top - placed.height
            placed.piece.draw_on(canvas, top, y)
        canvas.showPage()
    canvas.save()
    return file.getvalue()
