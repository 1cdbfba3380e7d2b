"""What stands on every page beside the text: bands, running head, foot, and the room they leave.

Distances are points from the paper's top or bottom edge. No ink is outside the printable area.
"""

from dataclasses import dataclass, replace

from leaflets.layout.panels import Area, Arrangement, Panel, Rule, lowest, place, stack
from leaflets.layout.paragraphs import set_text
from leaflets.layout.stylesheet import Align, Styles
from leaflets.model.leaflet import Furniture
from leaflets.model.text import Translated, fill

WIDEST_COUNT = "888"
"""A page count to measure the foot with, before there are pages to count."""


class Band(Panel):
    """A solid dark box with white text: the leaflet's state, which no reader may miss."""

    def __init__(self, lines: tuple[Translated, ...], styles: Styles) -> None:
        super().__init__()
        self._styles = styles
        self._lines = tuple(set_text(line, styles.band).tagged(None) for line in lines)

    def arrange(self, width: float) -> Arrangement:
        """As wide as the printable area, its text in line with the text of the page.

        Where a line needs more room than that to stay one line, it begins nearer the band's end.
        """
        page_format = self._styles.page_format
        indent = page_format.side - page_format.edge
        pad = 0.75 * self._styles.spaces.step
        if any(line.needed_width > width - 2 * indent for line in self._lines):
            indent = 2 * self._styles.spaces.step
        placed, bottom = stack(self._lines, indent, pad, width - 2 * indent)
        area = Area(width=width, height=bottom + pad, fill=self._styles.palette.ink)
        return Arrangement(bottom + pad, placed, (area,))


class TwoEnds(Panel):
    """Small text at both ends of the measure, beside each other as long as there is room."""

    def __init__(self, start: Translated | None, end: Translated, styles: Styles) -> None:
        super().__init__()
        self._gap = styles.spaces.gutter
        self._start = set_text(start, styles.running).tagged(None) if start else None
        self._end = set_text(end, replace(styles.running, align=Align.END)).tagged(None)

    def arrange(self, width: float) -> Arrangement:
        """Each side has the width it needs; where both want more, they share and wrap."""
        if self._start is None:
            end = place(self._end, 0, 0, width)
            return Arrangement(end.height, (end,))
        needed_start, needed_end = self._start.needed_width, self._end.needed_width
        room = width - self._gap
        if needed_start + needed_end > room:
            half = room / 2
            if needed_start < half:
                needed_end = room - needed_start
            elif needed_end < half:
                needed_start = room - needed_end
            else:
                needed_start = needed_end = half
        start = place(self._start, 0, 0, needed_start)
        end = place(self._end, width - needed_end, 0, needed_end)
        return Arrangement(lowest([start, end]), (start, end))


class Foot(Panel):
    """A hairline, then two rows: the page and the date; the edition and the next review."""

    def __init__(
        self, furniture: Furniture[Translated], page: str, pages: str, styles: Styles
    ) -> None:
        super().__init__()
        self._styles = styles
        page_of = fill(furniture.page_of, {"page": page, "pages": pages})
        self._rows = (
            TwoEnds(page_of, furniture.printed, styles),
            TwoEnds(furniture.edition, furniture.review, styles),
        )

    def arrange(self, width: float) -> Arrangement:
        """The rule at the top, the rows below it."""
        spaces = self._styles.spaces
        top = spaces.hairline + spaces.step
        placed, bottom = stack(self._rows, 0, top, width)
        rule = Rule(
            top=0, length=width, thickness=spaces.hairline, colour=self._styles.palette.line
        )
        return Arrangement(bottom, placed, (rule,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Geometry:
    """Where things stand on the paper, in points from its top edge."""

    band_height: float
    foot_band_height: float
    head_top: float
    masthead_top: float
    column_top: float
    personal_top: float
    column_bottom: float
    foot_top: float
    foot_height: float


def geometry(furniture: Furniture[Translated], styles: Styles) -> Geometry:
    """The room that bands, head and foot take, and what they leave for the text."""
    page_format, step = styles.page_format, styles.spaces.step
    edge = page_format.edge
    band_height = foot_band_height = more_lines = 0.0
    if furniture.band:
        width = page_format.width - 2 * edge
        _, band_height = Band(furniture.band, styles).wrap(width)
        _, foot_band_height = foot_band(furniture, styles).wrap(width)
        _, two_lines = Band((Translated("-"), Translated("-")), styles).wrap(width)
        more_lines = max(0.0, band_height - two_lines)
    _, head_height = head(furniture, styles).wrap(page_format.measure)
    foot = Foot(furniture, WIDEST_COUNT, WIDEST_COUNT, styles)
    _, foot_height = foot.wrap(page_format.measure)
    # Without a band the text stays as far from the edge as a thumb that holds the paper.
    gap = 1.5 * step if furniture.band else step
    clear = edge + band_height + gap
    foot_top = page_format.height - edge - foot_band_height - gap - foot_height
    return Geometry(
        band_height=band_height,
        foot_band_height=foot_band_height,
        head_top=clear,
        # A title is far larger than the head: it needs less room to be told from it than text.
        masthead_top=clear + head_height + 1.5 * step,
        column_top=clear + head_height + 3 * step,
        personal_top=_personal_top(styles) + more_lines,
        column_bottom=foot_top - 1.5 * step,
        foot_top=foot_top,
        foot_height=foot_height,
    )


def foot_band(furniture: Furniture[Translated], styles: Styles) -> Band:
    """The band's first line again, so that a page torn or copied in two still says its state.

    All of its lines would take a sixth of a page in large print, and part what should be whole.
    """
    return Band(furniture.band[:1], styles)


def _personal_top(styles: Styles) -> float:
    """Where the personal box begins below a band of one line or two; more push it down.

    It is lower where the lines above it are further apart, and never else.

    About three small lines above it are bands and head; the rest is the title's.
    """
    page_format, setting = styles.page_format, styles.typography
    above = page_format.edge + 3 * page_format.type.small.leading
    more = 3 * (styles.running.leading - page_format.type.small.leading)
    return above + more + (page_format.personal_top - above) * setting.leading


def head(furniture: Furniture[Translated], styles: Styles) -> TwoEnds:
    """The running head: the clinic, and the leaflet's short title."""
    return TwoEnds(furniture.head_start, furniture.head_end, styles)
