"""Pieces in; pages out, as pieces with their places. Nothing is drawn, so pages can be counted.

All ways to end a page are weighed against each other over the whole leaflet: the fewest pages,
then room left empty against the harm of the break (none before a block, most inside a paragraph).
What is kept whole stays whole, because no page can end there, and a heading stays with its text
wherever a page has room for both.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise
from math import inf
from typing import NamedTuple

from leaflets.errors import ExitCode, LeafletsError
from leaflets.layout.panels import Placed, place
from leaflets.layout.paragraphs import EPSILON
from leaflets.layout.piece import PageBreak, Piece

# A page costs more than any raggedness can save: no paper is wasted to look tidy.
PAGE_COST = 10_000.0
# A page left half empty costs 50, six breaks inside paragraphs; before a new block, where it looks
# meant, half of that.
EMPTY_COST = 200.0
EMPTY_BEFORE_BLOCK = 100.0
# A page that is emptier than this looks unfinished, and costs so much more.
MOST_EMPTY = 0.45
UNFINISHED_COST = 150.0
# Nobody sees why a page would end inside a paragraph that it has room for; a list may be parted
# rather than leave a page that looks unfinished.
NEEDLESS_COST = 400.0
NEEDLESS_IN_LIST = 100.0
# Page 1 says what matters most: whatever looks best elsewhere, the opening is not left alone there.
ALONE_COST = 1000.0
# A last page with less than this share of its height filled looks like a mistake.
LAST_FILLED = 0.2
# A heading is parted from its text only where both are taller than a page.
PARTED_COST = 100_000.0

# How many pages more than there must be at the least are enough to begin with.
TRIED = (1, 2)


class TooTall(LeafletsError):
    """Something that is kept whole is taller than a page."""

    exit_code = ExitCode.CONTENT


class Segment(NamedTuple):
    """What lies between two possible page ends: a whole piece, or lines of it.

    ``space`` is the distance from what stands above, in points, which falls away at a page's top.
    """

    piece: int
    """The number of the piece."""
    height: float
    space: float
    break_cost: float | None
    """The cost of a page that ends before this; ``None`` if only want of room allows it."""
    again: Placed | None = None
    """What stands above this again if a page begins with it."""

    @property
    def opening(self) -> float:
        """The height that what stands again takes, with its space, in points."""
        return self.again.height + self.again.piece.space_after if self.again else 0.0


Again = Callable[[int], Piece | None]
"""The number of a piece that a page begins with, or inside; what stands above it then."""


def _nothing(index: int) -> None:
    del index


OPENING = Segment(-1, 0, 0, None)
"""What stands above the text of page 1. A page may end below it, if what comes first is tall."""


def paginate(
    pieces: Sequence[Piece],
    width: float,
    first_height: float,
    height: float,
    again: Again | None = None,
    tops: tuple[float, float] = (0, 0),
) -> list[list[Placed]]:
    """The pages, each piece with its distance from the column's top, in points.

    ``tops`` are those of the first column and of the others. ``again`` gives what is repeated above
    a piece with which a page begins, or in which it does.

    Raises:
        TooTall: Something that must stay together is taller than a page.
    """
    segments = (OPENING, *_segments(pieces, width, again or _nothing))
    pages: list[list[Placed]] = []
    rest: Piece | None = None
    for start, end in _break_pages(pieces, segments, first_height, height):
        page: list[Placed] = []
        top = float(tops[bool(pages)])
        position = start = max(start, 1)
        repeated = segments[position].again if pages else None
        if repeated is not None:
            page.append(repeated._replace(top=top))
            top += segments[position].opening
        while position < end:
            index, tall, space, _, _ = segments[position]
            run = position + 1
            while run < end and segments[run].piece == index:
                tall += segments[run].height
                run += 1
            whole = rest if rest is not None else pieces[index]
            rest = None
            if run < len(segments) and segments[run].piece == index:
                place = whole.place
                whole.wrap(width)
                whole, rest = whole.cut_at(tall)
                whole.place = rest.place = place
            if position > start:
                top += space
            page.append(Placed(whole, 0, top, width, tall))
            top += tall
            position = run
        pages.append(page)
    return pages


def _segments(pieces: Sequence[Piece], width: float, again: Again) -> Iterator[Segment]:
    above: Piece | None = None
    for index, piece in enumerate(pieces):
        try:
            stretches = piece.measured_in(width)
        except LeafletsError as error:
            if piece.place:
                raise error.in_place(piece.place) from error
            raise
        space = max(above.space_after, piece.space_before) if above else 0.0
        cost: float | None = piece.break_before
        if above is not None and above.keep_with_next:
            cost = None
        repeated = again(index)
        above_it = place(repeated, 0, 0, width) if repeated is not None else None
        yield Segment(index, stretches[0][0], space, cost, above_it)
        for height, cut_cost in stretches[1:]:
            yield Segment(index, height, 0.0, cut_cost, above_it)
        above = piece


def _rests(segments: Sequence[Segment], harms: Sequence[float]) -> list[float]:
    """The room that a page would need, not to end before each: for more lines, or for all points.

    Elsewhere than in paragraphs and lists no room is enough.
    """
    rests = [inf] * len(segments)
    below = 0.0
    for number in range(len(segments) - 1, -1, -1):
        segment, harm = segments[number], harms[number]
        below += segment.height + segment.space
        if harm == PageBreak.LINE:
            rests[number] = segment.height
        elif harm == PageBreak.ITEM:
            rests[number] = below
        if harm not in (PageBreak.ITEM, PARTED_COST):
            below = 0.0
    return rests


def _break_pages(
    pieces: Sequence[Piece], segments: Sequence[Segment], first_height: float, height: float
) -> list[tuple[int, int]]:
    """The cheapest way to cut segments into pages, as (first segment, one past the last).

    Ways of few pages are weighed first: what costs less than another page is the cheapest of all.
    """
    weighed = _Weighed(segments, first_height, height)
    for more in TRIED:
        ends = weighed.ends((weighed.fewest + more) * PAGE_COST)
        if ends is not None:
            return list(pairwise(ends))
    ends = weighed.ends(inf)
    if ends is None:
        stuck = TooTall(
            "what is kept together on one page is too tall for it",
            hint="make the part shorter, or cut it in two",
        )
        where = pieces[max(0, segments[weighed.furthest].piece)].place
        raise stuck.in_place(where) if where else stuck
    return list(pairwise(ends))


class _Weighed:
    """Segments, and what it costs to end a page before each of them.

    ``fewest`` is how many pages there are at the least, ``furthest`` the last segment that a page
    may hold.
    """

    def __init__(self, segments: Sequence[Segment], first_height: float, height: float) -> None:
        self._segments = segments
        self._rooms = first_height, height
        self._heights = [segment.height for segment in segments]
        # The harm of a page that ends before each, and what empty room costs there.
        self._harms = [PARTED_COST if s.break_cost is None else s.break_cost for s in segments]
        self._rests = _rests(segments, self._harms)
        self._spaced = [segment.height + segment.space for segment in segments]
        self._least = self._fewest_pages()
        self.fewest = self._least[0]
        self.furthest = 0

    def _fewest_pages(self) -> list[int]:
        """How many pages each segment and all after it take at the least, wherever pages end."""
        ends = list(accumulate(self._spaced, initial=0.0))
        least = [0] * len(ends)
        for start in range(len(ends) - 2, -1, -1):
            room = self._rooms[start > 0] + 2 * EPSILON
            last = bisect_right(ends, ends[start] + self._segments[start].space + room) - 1
            least[start] = 1 + least[max(last, start + 1)]
        return least

    def ends(self, most: float) -> list[int] | None:
        """Where pages end in the cheapest way, from 0; ``None`` if it costs ``most`` or more."""
        segments, heights, harms, rests = self._segments, self._heights, self._harms, self._rests
        first_height, height = self._rooms
        spaced = self._spaced
        empties = [EMPTY_COST if harm else EMPTY_BEFORE_BLOCK for harm in harms]
        least = [pages * PAGE_COST for pages in self._least]
        count = len(segments)
        best: list[float | None] = [0.0] + [None] * count
        came_from = [0] * (count + 1)
        for start in range(count):
            before = best[start]
            if before is None:
                continue
            before += PAGE_COST
            room = first_height if start == 0 else height
            fits = room + EPSILON
            used = segments[start].opening + heights[start]
            end = start + 1
            while used <= fits:
                if before + least[end] < most:
                    if end < count:
                        left = (room - used) / room
                        cost = before + harms[end] + empties[end] * left**2
                        if used + rests[end] <= room:
                            in_text = harms[end] == PageBreak.LINE
                            cost += NEEDLESS_COST if in_text else NEEDLESS_IN_LIST
                        if end == 1:
                            cost += ALONE_COST
                        elif start and left > MOST_EMPTY:
                            cost += UNFINISHED_COST
                    elif used / room < LAST_FILLED:
                        cost = before + EMPTY_COST * LAST_FILLED
                    else:
                        cost = before
                    known = best[end]
                    if known is None or cost < known:
                        best[end], came_from[end] = cost, start
                if end == count:
                    break
                used += spaced[end]
                end += 1
            else:
                end -= 1
            self.furthest = max(self.furthest, end)
        whole = best[count]
        if whole is None or whole >= most:
            return None
        ends = [count]
        while ends[-1]:
            ends.append(came_from[ends[-1]])
        ends.reverse()
        return ends
