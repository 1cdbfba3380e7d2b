"""Pieces of a page in; the texts that have no room in their place, and by how much, out.

Everything is set as it will print: what is measured here are the pieces that are drawn elsewhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from leaflets.layout.formats import POINTS_PER_MM
from leaflets.layout.furniture import Foot, geometry, head, head_band
from leaflets.layout.opening import PersonalBox
from leaflets.layout.pages import masthead_of
from leaflets.layout.panels import Panel
from leaflets.layout.paragraphs import EPSILON, DoesNotFit, SetText
from leaflets.layout.piece import Piece
from leaflets.layout.stylesheet import Styles
from leaflets.model.leaflet import Leaflet
from leaflets.model.text import Translated

PLACES = {
    "title": "the title",
    "lead": "the lines below the title",
    "heading": "a block's heading",
    "subheading": "a part's heading",
    "body": "running text",
    "label": "a label in bold",
    "small": "small text",
    "small-label": "a small label in bold",
    "value": "a result",
    "number": "the main number",
    "running": "a line of head, foot or personal box",
    "band": "a line of the band",
}
"""What each role of text is, in words."""

MOST_LINES = {
    "heading": 3,
    "subheading": 2,
    "label": 2,
    "small-label": 2,
    "value": 1,
    "running": 2,
    "band": 2,
}
"""The lines that a text may take where more of them would look like a mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """A text without room; ``refused`` if no leaflet with it can be made. ``text`` is all of it."""

    text: str
    told: str
    refused: bool = False


def misfits(pieces: list[Piece], width: float) -> Iterator[Misfit]:
    """What does not fit of pieces that stand in ``width`` points, each piece's first refusal."""
    for piece in pieces:
        try:
            piece.wrap(width)
        except DoesNotFit as error:
            yield _refused(error)
            continue
        for text in _texts(piece):
            yield from _too_many_lines(text)


def misfits_round(leaflet: Leaflet[Translated], styles: Styles) -> Iterator[Misfit]:
    """What does not fit of title, lead, personal box, bands, head and foot."""
    page_format, furniture = styles.page_format, leaflet.furniture
    measure = page_format.measure
    foot = Foot(furniture, styles)
    personal = PersonalBox(furniture.personal, styles)
    yield from misfits([personal, head(furniture, styles), foot], measure)
    count = foot.widest_count
    yield from misfits([count.piece], count.width)
    if furniture.band:
        yield from misfits([head_band(furniture, styles)], page_format.width - 2 * page_format.edge)
    place_of = geometry(furniture, styles)
    try:
        masthead, top = masthead_of(leaflet, place_of, styles)
    except DoesNotFit as error:
        yield _refused(error)
        return
    yield from misfits([masthead], measure)
    moved = 0 if top is None else top - place_of.personal_top
    if moved > EPSILON:
        yield Misfit(
            text=leaflet.title,
            told=f"with the lines below it the title is {_mm(moved)} too high for its place",
        )


def _refused(error: DoesNotFit) -> Misfit:
    place = PLACES.get(error.role, error.role)
    if error.word:
        told = f'"{error.word}" is {_mm(error.over)} too wide for {place}'
    else:
        told = f"it is {_mm(error.over)} too high for {place}"
    return Misfit(text=error.text, told=f"{told}, and no leaflet can be made", refused=True)


def _too_many_lines(text: SetText) -> Iterator[Misfit]:
    most, count = MOST_LINES.get(text.style.role, 0), len(text.lines)
    if not most or count <= most:
        return
    place = PLACES[text.style.role]
    over = text.needed_width - text.width
    if most == 1 and over > 0:
        told = f"it is {_mm(over)} too wide for {place} and takes {count} lines"
    else:
        over = (count - most) * text.style.leading
        told = f"it takes {count} lines as {place}, {_mm(over)} more than the {most} it should"
    yield Misfit(text=text.text, told=told)


def _texts(piece: Piece) -> Iterator[SetText]:
    """Every text of a piece that was wrapped."""
    if isinstance(piece, SetText):
        yield piece
    elif isinstance(piece, Panel):
        for placed in piece.arrangement.placed:
            yield from _texts(placed.piece)


def _mm(points: float) -> str:
    return f"{points / POINTS_PER_MM:.1f} mm"
