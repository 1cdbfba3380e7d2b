"""A page format in; a sheet of its paper that shows whether a printer is set right, out.

Rulers along two edges show scaling, a frame what the printer leaves out, ticks where each fold
comes, a row of greys whether tints come out, and the back, held against the light, whether the
paper was turned over the right edge. It is read by staff, so it is in English.
"""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Final

from leaflets.layout.change_sheet import FORMATS as DESK
from leaflets.layout.formats import POINTS_PER_MM, PageFormat
from leaflets.layout.paragraphs import set_text
from leaflets.layout.sheet import Sheet
from leaflets.layout.stylesheet import Styles, stylesheet
from leaflets.layout.typography import SHIPPED, FontChoice, typography
from leaflets.model.text import Translated
from leaflets.pdf import DocumentInfo
from leaflets.print.imposition import Fold, fold_lines, turning_edge

LANGUAGE = "en_GB"
TITLE = "Printer test"

_RULER: Final = 200  # millimetres, from 5 on; the shortest paper has 210
_LEFT: Final = 30.0
_GREYS: Final = 10
_FOLDS = {
    Fold.BOOKLET: "booklet",
    Fold.LETTER: "letter fold, left to right",
    Fold.ZIGZAG: "concertina fold",
}
Line = tuple[float, float, float, float]


def typeset_printer_test(page_format: PageFormat, fonts: FontChoice = SHIPPED) -> bytes:
    """The sheet as a PDF of two pages, front and back.

    Raises:
        MissingGlyph: No font has one of its characters.
    """
    size = page_format.sheet_mm or (page_format.width_mm, page_format.height_mm)
    desk = replace(DESK[0], width_mm=size[0], height_mm=size[1])
    styles = stylesheet(desk, typography(LANGUAGE, fonts))
    file = BytesIO()
    points = (size[0] * POINTS_PER_MM, size[1] * POINTS_PER_MM)
    canvas = Sheet(file, points, DocumentInfo(title=TITLE, lang=LANGUAGE))
    edge = turning_edge(page_format.fold, *size)
    paper = f"{page_format.paper}, {size[0]:g} by {size[1]:g} mm"
    told = (
        "Print this at 100 %, on both sides.",
        "A ruler of paper or steel laid on the rulers shows the same millimetres. If not, the"
        " printer scales: choose 100 % or actual size.",
        "The frame is 5 mm from the edge. What of it is missing, the printer can't print.",
        "The greys are ten steps, and neighbours can be told from each other.",
        "The ticks at the top and bottom are where paper of this width is folded:"
        " fold there, and the edges meet as they should.",
        f"Hold it against the light: the crosses of both sides lie on each other, and both texts"
        f" stand upright. If one stands on its head, choose the {edge} edge.",
    )
    for heading, texts in ((f"{TITLE}: front", (paper, *told)), (f"{TITLE}: back", (paper,))):
        _page(canvas, size, styles, heading, texts)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _page(
    canvas: Sheet, size: tuple[float, float], styles: Styles, heading: str, texts: tuple[str, ...]
) -> None:
    width, height = size
    with canvas.artifact():
        canvas.setLineWidth(0.4)
        for line in (*_rulers(height), *_frame(width, height), *_cross(width, height)):
            canvas.line(*(each * POINTS_PER_MM for each in line))
        for step in range(_GREYS):
            canvas.setFillGray(step / _GREYS)
            box = (_LEFT + 12 * step, 32, 12, 10)
            x, y, wide, tall = (each * POINTS_PER_MM for each in box)
            canvas.rect(x, y, wide, tall, stroke=1, fill=1)
        canvas.setFillGray(0)
    top = height - 40
    for index, text in enumerate((heading, *texts)):
        style = styles.titles[0] if index == 0 else styles.body
        piece = set_text(Translated(text), style).tagged("H1" if index == 0 else "P")
        _, points = piece.wrap((width - _LEFT - 25) * POINTS_PER_MM)
        top -= points / POINTS_PER_MM + 2
        piece.draw_on(canvas, _LEFT * POINTS_PER_MM, top * POINTS_PER_MM)
    for place in range(50, _RULER + 1, 50):
        _label(canvas, f"{place} mm", styles, place - 14, 14)
        if place <= height - 5:
            _label(canvas, f"{place} mm", styles, 15, place - 2)
    for row, (fold, name) in enumerate(_FOLDS.items()):
        folds = fold_lines(fold, width)
        mirrored = [width - each for each in folds] if heading.endswith("back") else folds
        with canvas.artifact():
            canvas.setLineWidth(0.4)
            for each in mirrored:
                for low in (18.0 + 4 * row, height - 22 - 4 * row):
                    x = each * POINTS_PER_MM
                    canvas.line(x, low * POINTS_PER_MM, x, (low + 3) * POINTS_PER_MM)
        for each in mirrored[:1]:
            _label(canvas, name, styles, each + 1, 17.5 + 4 * row)


def _label(canvas: Sheet, text: str, styles: Styles, x: float, y: float) -> None:
    label = set_text(Translated(text), styles.small)
    label.wrap(60 * POINTS_PER_MM)
    label.draw_on(canvas, x * POINTS_PER_MM, y * POINTS_PER_MM)


def _rulers(height: float) -> Iterator[Line]:
    """A tick a millimetre, longer each fifth and tenth, from the lower left corner."""
    for place in range(5, _RULER + 1):
        long = 6 if place % 50 == 0 else 4 if place % 10 == 0 else 3 if place % 5 == 0 else 2
        yield (place, 8, place, 8 + long)
        if place <= height - 5:
            yield (8, place, 8 + long, place)


def _frame(width: float, height: float) -> Iterator[Line]:
    right, top = width - 5, height - 5
    yield from ((5, 5, right, 5), (right, 5, right, top), (right, top, 5, top), (5, top, 5, 5))


def _cross(width: float, height: float) -> Iterator[Line]:
    """Crosses along the top, alike from both sides of the paper."""
    y = height - 14
    for x in (25, width / 2, width - 25):
        yield (x - 4, y, x + 4, y)
        yield (x, y - 4, x, y + 4)
