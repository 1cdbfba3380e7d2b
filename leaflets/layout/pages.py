"""A translated leaflet and a page format in; the finished PDF out.

Pages are laid out first and drawn after, so that each foot knows how many there are.
"""

from dataclasses import dataclass
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from leaflets.layout.faces import FIRST_FACE, register
from leaflets.layout.flowables import BlockHeading
from leaflets.layout.formats import PageFormat
from leaflets.layout.furniture import Band, Foot, Geometry, geometry, head
from leaflets.layout.opening import ContactBox, Masthead, PersonalBox
from leaflets.layout.pagination import paginate
from leaflets.layout.panels import Placed
from leaflets.layout.piece import Piece
from leaflets.layout.story import story
from leaflets.layout.stylesheet import Styles, stylesheet
from leaflets.model.leaflet import Leaflet
from leaflets.model.text import Translated
from leaflets.pdf.canvas import new_canvas


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A heading of the outline, and the page it stands on, from 1."""

    title: str
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TypesetLeaflet:
    """A finished leaflet."""

    pdf: bytes
    page_count: int
    outline: tuple[OutlineEntry, ...]


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Pages that are ready to draw: the text of each, with ``top`` from the paper's top edge."""

    geometry: Geometry
    pages: tuple[tuple[Placed, ...], ...]


def typeset(leaflet: Leaflet[Translated], page_format: PageFormat) -> TypesetLeaflet:
    """Set a leaflet. The same leaflet and format give the same bytes.

    Raises:
        MissingGlyph: No font has one of its characters.
        DoesNotFit: A word or a fixed text is too wide for its place.
        PersonalFault: A value of the personal box is.
        TooTall: Something that is kept whole is taller than a page.
    """
    styles = stylesheet(page_format)
    laid_out = lay_out(leaflet, styles)
    register(FIRST_FACE)
    file = BytesIO()
    canvas = new_canvas(
        file,
        size=(page_format.width, page_format.height),
        language=leaflet.language,
        title=leaflet.furniture.document_title,
        font=FIRST_FACE,
    )
    outline: list[OutlineEntry] = []
    for number, page in enumerate(laid_out.pages, 1):
        _draw_furniture(canvas, leaflet, laid_out, number, styles)
        for placed in page:
            _put(canvas, placed, page_format)
            title = _outline_title(placed.piece)
            if title is not None:
                key = f"block-{len(outline) + 1}"
                top = page_format.height - placed.top
                canvas.bookmarkHorizontal(key, 0, top)
                canvas.addOutlineEntry(title, key, level=0)
                outline.append(OutlineEntry(title, number))
        canvas.showPage()
    canvas.save()
    return TypesetLeaflet(
        pdf=file.getvalue(), page_count=len(laid_out.pages), outline=tuple(outline)
    )


def lay_out(leaflet: Leaflet[Translated], styles: Styles) -> LaidOut:
    """Everything on its page and in its place, nothing drawn."""
    page_format = styles.page_format
    measure = page_format.measure
    place_of = geometry(leaflet.furniture, styles)
    masthead = Masthead(
        leaflet.title,
        leaflet.lead,
        place_of.personal_top - 2 * styles.spaces.step - place_of.masthead_top,
        styles,
        leaflet.furniture.logo,
    )
    personal = PersonalBox(leaflet.furniture.personal, styles)
    _, masthead_height = masthead.wrap(measure)
    _, personal_height = personal.wrap(measure)
    first_top = place_of.personal_top + personal_height + styles.spaces.part_before
    columns = paginate(
        story(leaflet, styles),
        measure,
        place_of.column_bottom - first_top,
        place_of.column_bottom - place_of.column_top,
    )
    opening = (
        Placed(masthead, 0, place_of.masthead_top, masthead_height),
        Placed(personal, 0, place_of.personal_top, personal_height),
    )
    pages = []
    for number, column in enumerate(columns):
        top = place_of.column_top if number else first_top
        page = tuple(Placed(p.piece, p.x, p.top + top, p.height) for p in column)
        pages.append(page if number else (*opening, *page))
    return LaidOut(place_of, tuple(pages))


def _draw_furniture(
    canvas: Canvas, leaflet: Leaflet[Translated], laid_out: LaidOut, number: int, styles: Styles
) -> None:
    page_format, furniture = styles.page_format, leaflet.furniture
    where = laid_out.geometry
    edge = page_format.edge
    pieces: list[tuple[Piece, float, float, float]] = [
        (head(furniture, styles), page_format.side, where.head_top, page_format.measure),
        (
            Foot(furniture, str(number), str(len(laid_out.pages)), styles),
            page_format.side,
            where.foot_top,
            page_format.measure,
        ),
    ]
    if furniture.band:
        width = page_format.width - 2 * edge
        bottom = page_format.height - edge - where.band_height
        pieces.append((Band(furniture.band, styles), edge, edge, width))
        pieces.append((Band(furniture.band, styles), edge, bottom, width))
    for piece, x, top, width in pieces:
        _, height = piece.wrap(width, 0)
        piece.drawOn(canvas, x, page_format.height - top - height)


def _put(canvas: Canvas, placed: Placed, page_format: PageFormat) -> None:
    """Draw a piece that is in its place."""
    placed.piece.wrap(page_format.measure, 0)
    y = page_format.height - placed.top - placed.height
    placed.piece.drawOn(canvas, page_format.side + placed.x, y)


def _outline_title(piece: Piece) -> str | None:
    match piece:
        case BlockHeading(text=text):
            return text
        case ContactBox(title=title):
            return title
        case _:
            return None
