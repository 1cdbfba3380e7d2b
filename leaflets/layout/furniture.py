"""What stands on every page beside the text: bands, running head, foot, and the room they leave.

Distances are points from the paper's top or bottom edge. No ink is outside the printable area.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from leaflets.layout.kept import keeper
from leaflets.layout.panels import (
    Area,
    Arrangement,
    Panel,
    Placed,
    Rule,
    lowest,
    place,
    stack,
)
from leaflets.layout.paragraphs import EPSILON, SetText, Span, set_spans, set_text
from leaflets.layout.piece import Piece
from leaflets.layout.slots import Reserved, set_value, styles_for
from leaflets.layout.stylesheet import Align, Styles, TextStyle
from leaflets.model.leaflet import BandLine, Furniture, Slot
from leaflets.model.text import Translated, fill

WIDEST_COUNT = "888"
"""A page count to measure the foot with, before there are pages to count."""

WIDEST_TOKEN = Translated("d" * 16)
"""A token to measure the foot with: no hexadecimal digit is wider."""

LEAST_ROOM = 2
"""The steps that a token has free in its row, half of them on either side, beside the widest count
of pages that it may ever have to stand by."""


class Band(Panel):
    """A solid dark box with white text: the leaflet's state, which no reader may miss.

    It prints the first ``count`` of the lines, or all of them; the others say where these begin,
    so that bands of one page are alike.
    """

    def __init__(
        self,
        lines: tuple[BandLine[Translated], ...],
        styles: Styles,
        *,
        count: int | None = None,
    ) -> None:
        super().__init__()
        self._styles = styles
        self._count = count
        self._lines = tuple(
            set_spans(tuple(_spans(line, styles.band)), styles.band).tagged(None) for line in lines
        )

    def arrange(self, width: float) -> Arrangement:
        """As wide as the printable area, its text in line with the text of the page.

        Where a line needs more room than that to stay one line, it begins nearer the band's end.
        """
        page_format = self._styles.page_format
        indent = page_format.side - page_format.edge
        step = self._styles.spaces.step
        pad = 0.5 * step
        widest = max((line.needed_width for line in self._lines), default=0.0)
        indent = next((i for i in (indent, 2 * step, step) if widest <= width - 2 * i), 2 * step)
        lines = self._lines[: self._count]
        placed, bottom = stack(lines, indent, pad, width - 2 * indent)
        area = Area(width=width, height=bottom + pad, fill=self._styles.palette.ink)
        return Arrangement(bottom + pad, placed, (area,))


def _spans(line: BandLine[Translated], style: TextStyle) -> Iterator[Span]:
    """What the line says in one language, then in the other, with a dot between them."""
    if line.text is not None:
        yield Span(line.text, style)
    if line.text is not None and line.source is not None:
        yield Span(Translated("·"), style)
    if line.source is not None:
        yield Span(line.source, style, in_source=True)


class TwoEnds(Panel):
    """Small text at both ends of the measure, beside each other as long as there is room."""

    def __init__(self, start: Translated | None, end: Translated | None, styles: Styles) -> None:
        super().__init__()
        self._gap = styles.spaces.gutter
        at_end = replace(styles.running, align=Align.END)
        self._start = set_text(start, styles.running).tagged(None) if start else None
        self._end = set_text(end, at_end).tagged(None) if end else None

    def is_line(self, width: float) -> bool:
        """Whether it needs no second line in that width."""
        ends = [end.needed_width for end in (self._start, self._end) if end is not None]
        return sum(ends) + self._gap * (len(ends) - 1) <= width

    def arrange(self, width: float) -> Arrangement:
        """Each side has the width it needs; where both want more, they share and wrap."""
        if self._start is None or self._end is None:
            alone = [place(end, 0, 0, width) for end in (self._start, self._end) if end is not None]
            return Arrangement(lowest(alone), tuple(alone))
        needed_start, needed_end = self._start.needed_width, self._end.needed_width
        needed_start, needed_end = shared(needed_start, needed_end, width - self._gap)
        start = place(self._start, 0, 0, needed_start)
        end = place(self._end, width - needed_end, 0, needed_end)
        return Arrangement(lowest([start, end]), (start, end))


def shared(start: float, end: float, room: float) -> tuple[float, float]:
    """What each end has of the room, in points: what it needs, or a half at the least."""
    if start + end <= room:
        return start, end
    half = room / 2
    if start < half:
        return start, room - start
    return (room - end, end) if end < half else (half, half)


@lru_cache(maxsize=64)
def widest(texts: tuple[Translated, ...], style: TextStyle) -> float:
    """The width in points that each of the texts has on one line."""
    return max(set_text(text, style).needed_width for text in texts)


@lru_cache(maxsize=64)
def highest(texts: tuple[Translated, ...], style: TextStyle, width: float) -> float:
    """The height in points that each of the texts has in a column."""
    return max(set_text(text, style).wrap(width)[1] for text in texts)


@lru_cache(maxsize=16)
def _filled(printed_on: Translated, days: tuple[Translated, ...]) -> tuple[Translated, ...]:
    return tuple(fill(printed_on, {"date": day}) for day in days)


class Foot(Panel):
    """A hairline, then two rows: the page and the date; the edition and the next review.

    The record's token stands between the page and the date. Where there is no room for it, edition
    and date change places if that makes some, else it has a row of its own. There is always room
    for it and for the longest date, so that no leaflet's pages depend on the day or on whom they
    are for.

    A panel has one row: the page and the edition. The day stands in the personal box too, and the
    next review in the imprint.

    It is the same on every page, with room for the page's own count: see :meth:`counted`.
    """

    def __init__(self, furniture: Furniture[Translated], styles: Styles) -> None:
        super().__init__()
        self._furniture = furniture
        self._styles = styles
        panels = styles.page_format.panels
        count = WIDEST_COUNT[:2] if panels else WIDEST_COUNT
        self._widest = self._page_of(count, count)
        self._below = None if panels else TwoEnds(furniture.edition, furniture.review, styles)
        self._count = Placed(self._widest, 0, 0, 0, 0)

    def _page_of(self, page: str, pages: str) -> SetText:
        text = fill(self._furniture.page_of, {"page": page, "pages": pages})
        return set_text(text, self._styles.running).tagged(None)

    @property
    def widest_count(self) -> Placed:
        """The widest count there is room for, once arranged."""
        return self._count

    def counted(self, page: int, pages: int) -> Placed:
        """The count of a page, in its place in this foot, which is arranged."""
        text = keeper(self._styles).again(
            ("count", self._furniture.page_of, page, pages),
            lambda: self._page_of(str(page), str(pages)),
        )
        return place(text, self._count.x, self._count.top, self._count.width)

    def arrange(self, width: float) -> Arrangement:
        """The rule at the top; the page and the date share their row as other ends do."""
        furniture, spaces, running = self._furniture, self._styles.spaces, self._styles.running
        top = spaces.hairline + spaces.step
        dates = self._dates() if self._below else (furniture.edition,)
        first, last = shared(
            self._widest.needed_width, widest(dates, running), width - spaces.gutter
        )
        height = highest(dates, running, last)
        token = set_text(WIDEST_TOKEN, running).needed_width
        room = width - first - last - token
        second: Piece = self._at_end(furniture.edition)
        below: list[tuple[Piece, float, float]] = []
        if self._below:
            date = self._value(Slot.PRINTED, furniture.printed, last, height)
            beside = self._beside(last, width) if room < LEAST_ROOM * spaces.step else None
            if beside is not None:
                review = set_text(furniture.review, running).tagged(None)
                below = [(review, 0, width - last), (date, width - last, last)]
                last, room = beside, width - first - beside - token
            else:
                second = date
                below = [(self._below, 0, width)]
        self._count = place(self._widest, 0, top, first)
        placed = [place(second, width - last, top, last)]
        second_top = lowest([self._count, *placed])
        placed += [place(piece, x, second_top, across) for piece, x, across in below]
        bottom = lowest([self._count, *placed])
        x, y = first + room / 2, top
        if room < LEAST_ROOM * spaces.step:
            x, y, bottom = 0, bottom, bottom + running.leading
        if furniture.token is not None:
            value = self._value(Slot.TOKEN, furniture.token, token, running.leading)
            placed.append(place(value, x, y, token))
        rule = Rule(
            top=0, length=width, thickness=spaces.hairline, colour=self._styles.palette.line
        )
        return Arrangement(bottom, tuple(placed), (rule,))

    def _at_end(self, text: Translated) -> SetText:
        return set_text(text, replace(self._styles.running, align=Align.END)).tagged(None)

    def _beside(self, date: float, width: float) -> float | None:
        """The width of the edition beside page and token, if the date has room with the review."""
        furniture, running = self._furniture, self._styles.running
        edition, review, token = (
            set_text(text, running).needed_width
            for text in (furniture.edition, furniture.review, WIDEST_TOKEN)
        )
        least = LEAST_ROOM * self._styles.spaces.step
        first = self._widest.needed_width + token + edition + least
        second = review + date + self._styles.spaces.gutter
        return edition + EPSILON if max(first, second) <= width else None

    def _dates(self) -> tuple[Translated, ...]:
        """What is said of the day, or where there may be any day, of one in each month."""
        furniture = self._furniture
        if furniture.printed_on is None or not furniture.days:
            return (furniture.printed,)
        return _filled(furniture.printed_on, furniture.days)

    def _value(self, slot: Slot, text: Translated, width: float, height: float) -> Piece:
        if self._furniture.reserved:
            return Reserved(slot, height, self._styles, what="the foot", node=None)
        value = set_value(text, styles_for(slot, self._styles), width, height, "the foot")
        return value.tagged(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Geometry:
    """Where things stand on the paper, in points from its top edge."""

    band_height: float
    foot_band_height: float
    head_top: float
    """The running head's, and on page 1 the title's: this page needs no other head."""
    column_top: float
    personal_top: float
    column_bottom: float
    foot_top: float
    foot: Foot

    @property
    def heights(self) -> tuple[float, ...]:
        """What the opening of page 1 stands between."""
        return self.head_top, self.column_top, self.personal_top, self.column_bottom


def geometry(furniture: Furniture[Translated], styles: Styles) -> Geometry:
    """The room that bands, head and foot take, and what they leave for the text."""
    page_format, step = styles.page_format, styles.spaces.step
    edge = page_format.edge
    band_height = foot_band_height = more_lines = 0.0
    if furniture.band:
        width = page_format.width - 2 * edge
        _, band_height = head_band(furniture, styles).wrap(width)
        if not page_format.panels:
            _, foot_band_height = foot_band(furniture, styles).wrap(width)
        _, two_lines = _band((BandLine(text=Translated("-")),) * 2, styles).wrap(width)
        more_lines = max(0.0, band_height - two_lines)
    head_height = 0.0
    if not page_format.panels:
        _, head_height = head(furniture, styles).wrap(page_format.measure)
    foot = foot_of(furniture, styles)
    _, foot_height = foot.wrap(page_format.measure)
    # Without a band the text stays as far from the edge as a thumb that holds the paper.
    gap = 1.5 * step if furniture.band else step
    clear = edge + band_height + gap
    below = foot_band_height + step if foot_band_height else step
    foot_top = page_format.height - edge - below - foot_height
    text_gap = 3 * step if head_height else 0.0
    return Geometry(
        band_height=band_height,
        foot_band_height=foot_band_height,
        head_top=clear,
        column_top=clear + head_height + text_gap,
        personal_top=_personal_top(styles) + more_lines,
        column_bottom=foot_top - step,
        foot_top=foot_top,
        foot=foot,
    )


def foot_of(furniture: Furniture[Translated], styles: Styles) -> Foot:
    """The foot of each page; that of another leaflet of the same edition is the same."""
    if not furniture.reserved:
        return Foot(furniture, styles)
    told = replace(furniture, head_start=None, band=(), logo=None)
    return keeper(styles).again(("foot", told), lambda: Foot(furniture, styles))


def head_band(furniture: Furniture[Translated], styles: Styles) -> Band:
    """The state of the leaflet at the head of each page."""
    return _band(furniture.band, styles)


def foot_band(furniture: Furniture[Translated], styles: Styles) -> Band:
    """The state again, in both languages, so that a page torn or copied in two still says it.

    All lines of the band would take a sixth of a page in large print, and part what should be
    whole. A panel has none: it is a third of a page, whose head says it three times.
    """
    in_source = any(line.text is None for line in furniture.band[1:2])
    return _band(furniture.band, styles, count=2 if in_source else 1)


def _band(
    lines: tuple[BandLine[Translated], ...], styles: Styles, count: int | None = None
) -> Band:
    return keeper(styles).again(("band", lines, count), lambda: Band(lines, styles, count=count))


def _personal_top(styles: Styles) -> float:
    """Where the personal box begins below a band of one line or two; more push it down.

    It is lower where the lines above it are further apart, and never else.

    About two small lines above it are bands; the rest is the title's.
    """
    page_format, setting = styles.page_format, styles.typography
    above = page_format.edge + 2 * page_format.type.small.leading
    more = 2 * (styles.running.leading - page_format.type.small.leading)
    return above + more + (page_format.personal_top - above) * setting.leading


def head(furniture: Furniture[Translated], styles: Styles, page: int = 2) -> TwoEnds:
    """The running head: the clinic, and the leaflet's short title.

    Where one line has no room for both, but for each, they take turns, as in a book: the clinic on
    even pages, the title on odd ones.
    """
    start, end = furniture.head_start, furniture.head_end
    both = _ends(start, end, styles)
    measure = styles.page_format.measure
    if start is None or both.is_line(measure):
        return both
    alone = _ends(start, None, styles), _ends(None, end, styles)
    return alone[page % 2] if all(one.is_line(measure) for one in alone) else both


def _ends(start: Translated | None, end: Translated | None, styles: Styles) -> TwoEnds:
    return keeper(styles).again(("head", start, end), lambda: TwoEnds(start, end, styles))
