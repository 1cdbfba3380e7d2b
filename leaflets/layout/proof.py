"""Everything of a leaflet in one language in; a proof for its translator out.

Every part stands as it will print, with its key beside it in the margin. Where each part stands is
told too, so that it can be cut out as a picture. A proof has no personal box, and is no leaflet for
anybody.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from leaflets.layout.flowables import BlockHeading
from leaflets.layout.formats import PageFormat, Size
from leaflets.layout.furniture import geometry
from leaflets.layout.pages import LaidOut, draw_pages
from leaflets.layout.pagination import paginate
from leaflets.layout.panels import Area, Arrangement, Panel, Placed, stack
from leaflets.layout.paragraphs import set_text
from leaflets.layout.piece import PageBreak, Piece
from leaflets.layout.story import part_pieces
from leaflets.layout.stylesheet import Align, Styles, stylesheet
from leaflets.layout.typography import SHIPPED, FontChoice, typography
from leaflets.model.leaflet import Block, Leaflet
from leaflets.model.text import Translated


@dataclass(frozen=True, slots=True)
class PartPlace:
    """Where a part stands: its page from 1, and its top and bottom from the paper's top, points.

    A block's title is under the key of the block, title and lead of the leaflet under ``leaflet``.
    """

    key: str
    page: int
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Proof:
    """A finished proof, and where its parts are; ``around`` is what stands on every page."""

    pdf: bytes
    page_count: int
    places: tuple[PartPlace, ...]
    around: tuple[PartPlace, ...] = ()


KEYS_MM = 44
"""How wide the margin is in which keys stand. Proofs have wider paper: lines stay as they print."""

TITLE = "leaflet"
"""What the place of the leaflet's title and lead is called."""

HEAD, FOOT = "head", "foot"
"""What the places above and below the text of every page are called."""

_SIZE = Size(9, 11)


class MarginKey(Panel):
    """The key of a part in the margin on the reading side, beside where the part begins.

    What is not finished about the part stands below the key, both on a dark ground. The panel
    itself has no height: ``needed`` is that of what it says.
    """

    def __init__(self, key: str, state: str, styles: Styles) -> None:
        super().__init__()
        self._styles = styles
        self._state = state
        style = replace(
            styles.band if state else styles.running,
            size=_SIZE.size,
            leading=_SIZE.leading,
            align=Align.END,
        )
        # A key may end a line after each of its words.
        parted = re.sub(r"([._])", "\\1\u200b", key)
        texts = (parted, *state.split(", ")) if state else (parted,)
        self._texts = tuple(set_text(Translated(text), style) for text in texts)

    def arrange(self, width: float) -> Arrangement:
        """Beside the text, at the end of the margin that is nearer to it."""
        page_format, step = self._styles.page_format, self._styles.spaces.step
        room = page_format.side - page_format.edge - step
        pad = step / 2
        texts, bottom = stack(self._texts, pad - room - step, 0, room - 2 * pad)
        self.needed = bottom + pad
        ground = Area(
            x=-room - step,
            top=-pad,
            width=room,
            height=bottom + 2 * pad,
            fill=self._styles.palette.ink,
        )
        return Arrangement(0, texts, (ground,) if self._state else ())


def typeset_proof(
    leaflet: Leaflet[Translated],
    states: Mapping[str, str],
    page_format: PageFormat,
    fonts: FontChoice = SHIPPED,
) -> Proof:
    """Set every part beside its key; ``states`` says what is not finished about some of them."""
    wider = KEYS_MM - page_format.side_mm
    page_format = replace(page_format, side_mm=KEYS_MM, width_mm=page_format.width_mm + 2 * wider)
    styles = stylesheet(
        page_format, typography(leaflet.language, fonts, leaflet.names, leaflet.phrases)
    )
    place_of = geometry(leaflet.furniture, styles)
    height = place_of.column_bottom - place_of.column_top
    story = [*_title(leaflet, styles)]
    for block in leaflet.blocks:
        story += _block(block, states, styles)
    columns = paginate(story, page_format.measure, height, height)
    pages = tuple(
        tuple(p._replace(top=p.top + place_of.column_top) for p in column) for column in columns
    )
    made = draw_pages(leaflet, LaidOut(place_of, pages), styles)
    around = (
        PartPlace(HEAD, 1, 0, place_of.column_top),
        PartPlace(FOOT, 1, place_of.column_bottom, page_format.height),
    )
    return Proof(made.pdf, made.page_count, tuple(_places(pages)), around)


def _title(leaflet: Leaflet[Translated], styles: Styles) -> Iterator[Piece]:
    """Title and lead."""
    spaces = styles.spaces
    title = set_text(leaflet.title, styles.titles[0]).tagged("H1")
    lead = set_text(leaflet.lead, styles.leads[0])
    title.place = lead.place = TITLE
    yield title.spaced(after=spaces.paragraph, keep=True)
    yield lead.spaced(after=spaces.block_before)


def _block(block: Block[Translated], states: Mapping[str, str], styles: Styles) -> Iterator[Piece]:
    """The block's title, then each part with its key in the margin."""
    spaces = styles.spaces
    heading = BlockHeading(block.title, block.brand, styles)
    heading.place = block.key
    yield heading.spaced(
        before=spaces.block_before,
        after=spaces.block_after,
        keep=True,
        break_before=PageBreak.BLOCK,
    )
    for part in block.parts:
        pieces = tuple(part_pieces(part, block.kind, styles))
        key = MarginKey(part.key, states.get(part.key, ""), styles)
        before = max(spaces.part_before, pieces[0].space_before)
        key.spaced(before=before, keep=True, break_before=PageBreak.PART)
        pieces[0].space_before = 0
        measure = styles.page_format.measure
        key.wrap(measure)
        # A key that is higher than its part keeps the next one at a distance.
        left_over = key.needed - sum(piece.wrap(measure)[1] for piece in pieces)
        pieces[-1].space_after = max(pieces[-1].space_after, left_over + spaces.step)
        for piece in (key, *pieces):
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
