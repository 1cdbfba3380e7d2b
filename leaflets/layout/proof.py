"""Everything of a leaflet in one language in; a proof for its translator out.

Every part stands below its key, as it will print. Where each part stands is told too, so that it
can be cut out as a picture. A proof has no personal box, and is no leaflet for anybody.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from leaflets.layout.flowables import BlockHeading
from leaflets.layout.formats import PageFormat
from leaflets.layout.furniture import geometry
from leaflets.layout.pages import LaidOut, draw_pages
from leaflets.layout.pagination import paginate
from leaflets.layout.panels import Area, Arrangement, Panel, Placed, place
from leaflets.layout.paragraphs import set_text
from leaflets.layout.piece import PageBreak, Piece
from leaflets.layout.story import part_pieces
from leaflets.layout.stylesheet import Styles, stylesheet
from leaflets.layout.typography import SHIPPED, FontChoice, typography
from leaflets.model.leaflet import Block, Leaflet
from leaflets.model.text import Translated


@dataclass(frozen=True, slots=True)
class PartPlace:
    """Where a part stands: its page from 1, and its top and bottom from the paper's top, points."""

    key: str
    page: int
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Proof:
    """A finished proof, and where its parts are."""

    pdf: bytes
    page_count: int
    places: tuple[PartPlace, ...]


class KeyLine(Panel):
    """The key of the part below it, small; what is not finished about it on a dark ground."""

    def __init__(self, key: str, state: str, styles: Styles) -> None:
        super().__init__()
        self._styles = styles
        self._state = state
        label = f"{key} - {state}" if state else key
        self._set = set_text(Translated(label), styles.band if state else styles.running)

    def arrange(self, width: float) -> Arrangement:
        """One line, as low as it can be."""
        step = self._styles.spaces.step
        text = place(self._set, 2 * step if self._state else 0, 0, width - 4 * step)
        fill = self._styles.palette.ink if self._state else self._styles.palette.paper
        ground = Area(width=width, height=text.height, fill=fill)
        return Arrangement(text.height, (text,), (ground,))


def typeset_proof(
    leaflet: Leaflet[Translated],
    states: Mapping[str, str],
    page_format: PageFormat,
    fonts: FontChoice = SHIPPED,
) -> Proof:
    """Set every part below its key; ``states`` says what is not finished about some of them."""
    styles = stylesheet(page_format, typography(leaflet.language, fonts, leaflet.names))
    place_of = geometry(leaflet.furniture, styles)
    height = place_of.column_bottom - place_of.column_top
    story = [*_title(leaflet, styles)]
    for block in leaflet.blocks:
        story += _block(block, states, styles)
    columns = paginate(story, page_format.measure, height, height)
    pages = tuple(
        tuple(replace(p, top=p.top + place_of.column_top) for p in column) for column in columns
    )
    made = draw_pages(leaflet, LaidOut(place_of, pages), styles)
    return Proof(made.pdf, made.page_count, tuple(_places(pages)))


def _title(leaflet: Leaflet[Translated], styles: Styles) -> Iterator[Piece]:
    """Title and lead."""
    spaces = styles.spaces
    title = set_text(leaflet.title, styles.titles[0]).tagged("H1")
    yield title.spaced(after=spaces.paragraph, keep=True)
    yield set_text(leaflet.lead, styles.leads[0]).spaced(after=spaces.block_before)


def _block(block: Block[Translated], states: Mapping[str, str], styles: Styles) -> Iterator[Piece]:
    """The block's title, then each part below its key."""
    spaces = styles.spaces
    yield BlockHeading(block.title, block.brand, styles).spaced(
        before=spaces.block_before,
        after=spaces.block_after,
        keep=True,
        break_before=PageBreak.BLOCK,
    )
    for part in block.parts:
        line = KeyLine(part.key, states.get(part.key, ""), styles).spaced(
            before=spaces.part_before, after=spaces.step, keep=True, break_before=PageBreak.PART
        )
        for piece in (line, *part_pieces(part, block.kind, styles)):
            piece.place = part.key
            yield piece


def _places(pages: tuple[tuple[Placed, ...], ...]) -> Iterator[PartPlace]:
    """Where each part is; one that goes on over a page's end is in two places."""
    for number, page in enumerate(pages, 1):
        for key in dict.fromkeys(placed.piece.place for placed in page if placed.piece.place):
            mine = [placed for placed in page if placed.piece.place == key]
            top = min(placed.top for placed in mine)
            bottom = max(placed.top + placed.height for placed in mine)
            yield PartPlace(key, number, top, bottom)
