"""A translated leaflet and a page format in; the finished PDF out.

Pages are laid out first and drawn after, so that each foot knows how many there are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO

from leaflets.layout.beside import pages_beside, set_beside
from leaflets.layout.call_line import call_line
from leaflets.layout.continued import continued_over
from leaflets.layout.formats import PageFormat
from leaflets.layout.furniture import Geometry, TwoEnds, foot_band, geometry, head, head_band
from leaflets.layout.kept import SETTING, Again, keeper, once
from leaflets.layout.opening import (
    LEAD_SHARE,
    MOST_LEAD_SHARE,
    Masthead,
    PersonalBox,
)
from leaflets.layout.pagination import paginate
from leaflets.layout.panels import Placed
from leaflets.layout.paragraphs import EPSILON, DoesNotFit
from leaflets.layout.passage import Passage
from leaflets.layout.piece import Piece
from leaflets.layout.sheet import Sheet
from leaflets.layout.slots import open_slots, seeds, shown_days, signs
from leaflets.layout.story import passages
from leaflets.layout.stylesheet import Styles, styles_of
from leaflets.layout.typography import SHIPPED, FontChoice
from leaflets.model.leaflet import Furniture, Leaflet
from leaflets.model.text import Translated
from leaflets.pdf import ArtifactSubtype, DocumentInfo
from leaflets.pdf.beginning import beginning
from leaflets.pdf.drawing import Drawing, joined
from leaflets.pdf.template import Template


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
    """Pages that are ready to draw: the text of each, with ``top`` from the paper's top edge.

    ``passages`` are those whose pieces are on the pages.
    """

    geometry: Geometry
    pages: tuple[tuple[Placed, ...], ...]
    passages: tuple[Passage, ...] = ()


def typeset(
    leaflet: Leaflet[Translated], page_format: PageFormat, fonts: FontChoice = SHIPPED
) -> TypesetLeaflet:
    """Set a leaflet. The same leaflet, format and fonts give the same bytes.

    Raises:
        MissingGlyph: No font has one of its characters.
        DoesNotFit: A word or a fixed text is too wide for its place.
        PersonalFault: A value of the personal box is.
        TooTall: Something that is kept whole is taller than a page.
    """
    styles = styles_of(leaflet, page_format, fonts)
    with SETTING:
        return draw_pages(leaflet, lay_out(leaflet, styles), styles)


def draw_pages(leaflet: Leaflet[Translated], laid_out: LaidOut, styles: Styles) -> TypesetLeaflet:
    """Pages that are laid out, with what stands on each of them, as a file."""
    file = BytesIO()
    with SETTING:
        sheet, outline = _draw(leaflet, laid_out, styles, file)
    sheet.save()
    return TypesetLeaflet(pdf=file.getvalue(), page_count=len(laid_out.pages), outline=outline)


def compile_pages(
    leaflet: Leaflet[Translated],
    page_format: PageFormat,
    fonts: FontChoice = SHIPPED,
    told: str = "",
) -> Template:
    """Set a leaflet whose values are reserved, their places left open; ``told`` is kept with it.

    Raises:
        MissingGlyph: No font has one of its characters.
        DoesNotFit: A word or a fixed text is too wide for its place.
        TooTall: Something that is kept whole is taller than a page.
    """
    styles = styles_of(leaflet, page_format, fonts)
    with SETTING:
        sheet, _ = _draw(leaflet, lay_out(leaflet, styles), styles, BytesIO())
    return sheet.template(told)


def _draw(
    leaflet: Leaflet[Translated], laid_out: LaidOut, styles: Styles, file: BytesIO
) -> tuple[Sheet, tuple[OutlineEntry, ...]]:
    page_format, setting = styles.page_format, styles.typography
    info = DocumentInfo(
        title=leaflet.furniture.document_title,
        lang=leaflet.language,
        rtl=setting.right_to_left,
    )
    sheet = Sheet(file, (page_format.width, page_format.height), info)
    sheet.mirrored = setting.right_to_left
    sheet.glyphs = keeper(styles).glyphs
    set_beside(sheet, leaflet, styles)
    if leaflet.furniture.reserved:
        sheet.open_forms(open_slots(leaflet.furniture, styles))
        begun = keeper(styles).again(
            "beginning", lambda: beginning(tuple(seeds(setting)), tuple(signs(setting)))
        )
        sheet.begin(begun)
        sheet.know(shown_days(leaflet.furniture, styles))
    outline: list[OutlineEntry] = []
    keep: Again = keeper(styles).again if leaflet.furniture.reserved else once
    alike = keep(
        ("every page", laid_out.geometry, leaflet.furniture.band),
        partial(_on_every_page, sheet, leaflet.furniture, laid_out.geometry, styles),
    )
    begins = {passage.pieces[0]: passage for passage in laid_out.passages}
    heads = [] if page_format.panels else [head(leaflet.furniture, styles, n) for n in (0, 1)]
    for number, page in enumerate(laid_out.pages, 1):
        if number > 1 and heads:
            _draw_head(sheet, heads[number % 2], laid_out.geometry, page_format)
        _put_all(sheet, page, begins, page_format)
        sheet.put(alike, 0, 0)
        _draw_number(sheet, laid_out, number, page_format)
        for placed in page:
            title = placed.piece.outline
            if title is not None:
                sheet.add_outline(title, page_format.height - placed.top)
                outline.append(OutlineEntry(title, number))
        sheet.showPage()
    return sheet, tuple(outline)


def lay_out(leaflet: Leaflet[Translated], styles: Styles) -> LaidOut:
    """Everything on its page and in its place, nothing drawn."""
    page_format = styles.page_format
    measure = page_format.measure
    place_of = geometry(leaflet.furniture, styles)
    if leaflet.beside is not None:
        return LaidOut(place_of, pages_beside(leaflet, place_of, styles))
    furniture = leaflet.furniture
    # For one leaflet alone if it says who it is for, or has a picture from a file.
    keep: Again = keeper(styles).again if furniture.reserved and not furniture.logo else once
    masthead, personal, personal_top = keep(
        ("opening", leaflet.title, leaflet.lead, furniture.personal, place_of.heights),
        partial(_opening, leaflet, place_of, styles),
    )
    _, masthead_height = masthead.wrap(measure)
    _, personal_height = personal.wrap(measure)
    title = Placed(masthead, 0, place_of.head_top, measure, masthead_height)
    cover: tuple[tuple[Placed, ...], ...] = ()
    opening: tuple[Placed, ...] = (title,)
    if personal_top is None:
        # A cover: what is left of the page is mostly below the title; a logo stands at its top.
        empty = 0 if masthead.arrangement.marks else masthead.arrangement.placed[0].top
        cover = ((title._replace(top=title.top - empty * 2 / 3),),)
        opening, personal_top = (), place_of.column_top
    below = 2 if page_format.stacked else 2.75
    first_top = personal_top + personal_height + below * styles.spaces.step
    parts = passages(leaflet, styles)
    pieces = [piece for passage in parts for piece in passage.pieces]
    room = place_of.column_bottom - first_top
    again = continued_over(pieces, furniture.continued, styles, keeper(styles).again)
    height = place_of.column_bottom - place_of.column_top
    tops = first_top, place_of.column_top
    columns = paginate(pieces, measure, room, height, again, tops)
    number_to_call = call_line(pieces, columns, first_top, place_of.column_bottom, styles)
    if number_to_call is not None:
        columns[0].append(number_to_call)
    opening = (*opening, Placed(personal, 0, personal_top, measure, personal_height))
    pages = [*cover, (*opening, *columns[0]), *map(tuple, columns[1:])]
    return LaidOut(place_of, tuple(pages), tuple(parts))


def _opening(
    leaflet: Leaflet[Translated], place_of: Geometry, styles: Styles
) -> tuple[Masthead, PersonalBox, float | None]:
    """Title and lead, the personal box, and where this begins."""
    furniture = leaflet.furniture
    masthead, top = masthead_of(leaflet, place_of, styles)
    personal = PersonalBox(furniture.personal, styles, reserved=furniture.reserved)
    if furniture.reserved and not furniture.logo:
        masthead.comes_again = personal.comes_again = True
    return masthead, personal, top


def masthead_of(
    leaflet: Leaflet[Translated], place_of: Geometry, styles: Styles
) -> tuple[Masthead, float | None]:
    """Title and lead, and where the personal box begins below them, in points.

    A title that is too long in its language moves the box down, or to the next page (``None``), in
    every leaflet alike: neither title nor lead depends on a record. Room that a short title leaves
    takes back what bands and tall lines pushed the box down, so that page 1 holds more.

    Raises:
        DoesNotFit: A whole page has no room for the title.
    """
    step, measure = styles.spaces.step, styles.page_format.measure
    furniture = leaflet.furniture
    personal = PersonalBox(furniture.personal, styles, reserved=furniture.reserved)
    _, personal_height = personal.wrap(measure)
    lowest = place_of.column_bottom - personal_height - styles.spaces.part_before
    for share in (LEAD_SHARE, MOST_LEAD_SHARE):
        top = place_of.personal_top
        while top <= lowest:
            height = top - 2 * step - place_of.head_top
            masthead = Masthead(
                leaflet.title, leaflet.lead, height, styles, furniture.logo, lead_share=share
            )
            try:
                masthead.wrap(measure)
            except DoesNotFit:
                top += 2 * step
                continue
            if not furniture.logo:
                lower = _without_spare(masthead, top - styles.page_format.personal_top, measure)
                top, masthead = top - masthead.height + lower.height, lower
            return masthead, top
    height = place_of.column_bottom - place_of.head_top
    masthead = Masthead(
        leaflet.title, leaflet.lead, height, styles, furniture.logo, lead_share=MOST_LEAD_SHARE
    )
    masthead.wrap(measure)
    return masthead, None


def _without_spare(masthead: Masthead, pushed: float, measure: float) -> Masthead:
    """The same, lower by the room that a short title leaves, but by no more than ``pushed``."""
    spare = min(masthead.spare, pushed)
    if spare <= 0:
        return masthead
    lower = masthead.lowered(spare)
    try:
        lower.wrap(measure)
    except DoesNotFit:
        return masthead
    # With less room the lead may have become smaller, which is not worth it.
    return lower if lower.spare < masthead.spare - spare + EPSILON else masthead


def _draw_head(sheet: Sheet, head: TwoEnds, where: Geometry, page_format: PageFormat) -> None:
    """What stands above the text, and is no part of what is read (ISO 32000-1, 14.8.2.2.2)."""
    _, height = head.wrap(page_format.measure)
    y = page_format.height - where.head_top - height
    head.put_on(sheet, page_format.side, y, page_format.measure, "Header")


def _draw_number(sheet: Sheet, laid_out: LaidOut, number: int, page_format: PageFormat) -> None:
    """The page's number in its foot: last, as often nothing else of a page is its leaflet's own."""
    where = laid_out.geometry
    count = where.foot.counted(number, len(laid_out.pages))
    left = page_format.measure - count.x - count.width if sheet.mirrored else count.x
    y = page_format.height - where.foot_top - count.top - count.height
    count.piece.put_on(sheet, page_format.side + left, y, count.width, "Footer")


def _on_every_page(
    sheet: Sheet, furniture: Furniture[Translated], where: Geometry, styles: Styles
) -> Drawing:
    """The foot, and the bands where there are any."""
    page_format = styles.page_format
    edge, height = page_format.edge, page_format.height
    pieces: list[tuple[ArtifactSubtype, Piece, float, float, float]] = [
        ("Footer", where.foot, page_format.side, where.foot_top, page_format.measure)
    ]
    if furniture.band:
        width = page_format.width - 2 * edge
        pieces.append(("Header", head_band(furniture, styles), edge, edge, width))
        if not page_format.panels:
            top = height - edge - where.foot_band_height
            pieces.append(("Footer", foot_band(furniture, styles), edge, top, width))
    return joined(
        [
            (piece.drawn_in(sheet, width, subtype), x, height - top - piece.wrap(width)[1])
            for subtype, piece, x, top, width in pieces
        ]
    )


def _put_all(
    sheet: Sheet,
    page: Sequence[Placed],
    begins: Mapping[Piece, Passage],
    page_format: PageFormat,
) -> None:
    """Draw what is in its place; passages that are on the page from beginning to end in one go."""
    side, height, measure = page_format.side, page_format.height, page_format.measure
    start = 0
    while start < len(page):
        placed = page[start]
        passage = begins.get(placed.piece)
        if passage is not None and passage.is_in(page, start):
            passage.put_on(sheet, side + placed.x, height - placed.top, measure)
            start += len(passage.pieces)
        else:
            y = height - placed.top - placed.height
            _put(sheet, placed.piece, side + placed.x, y, measure)
            start += 1


def _put(sheet: Sheet, piece: Piece, x: float, y: float, measure: float) -> None:
    """Draw a piece, whose lower left corner is there."""
    if piece.comes_again:
        piece.put_on(sheet, x, y, measure)
    else:
        piece.wrap(measure)
        piece.draw_on(sheet, x, y)
