"""Pieces in; pages out, as pieces with their places. Nothing is drawn, so pages can be counted.

All ways to end a page are weighed against each other over the whole leaflet: the fewest pages,
then room left empty against the harm of the break (none before a block, most inside a paragraph).
A heading stays with its text, and what is kept whole stays whole, because no page can end there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from leaflets.errors import ExitCode, LeafletsError
from leaflets.layout.panels import Placed
from leaflets.layout.paragraphs import EPSILON
from leaflets.layout.piece import PageBreak, Piece

# A page costs more than any raggedness can save: no paper is wasted to look tidy.
PAGE_COST = 10_000.0
# A page left half empty costs 40, five breaks inside paragraphs.
EMPTY_COST = 160.0
# A last page with less than this share of its height filled looks like a mistake.
LAST_FILLED = 0.2


class TooTall(LeafletsError):
    """Something that is kept whole is taller than a page."""

    exit_code = ExitCode.CONTENT


@dataclass(frozen=True, slots=True)
class Segment:
    """What lies between two possible page ends: a whole piece, or lines of it.

    ``space`` is the distance from what stands above, in points, which falls away at a page's top.
    """

    index: int
    height: float
    space: float
    break_cost: float | None
    """The cost of a page that ends before this; ``None`` if none may."""


def paginate(
    pieces: Sequence[Piece], width: float, first_height: float, height: float
) -> list[list[Placed]]:
    """The pages, each piece with its distance from the column's top, in points.

    Raises:
        TooTall: Something that must stay together is taller than a page.
    """
    segments = tuple(_segments(pieces, width))
    pages: list[list[Placed]] = []
    try:
        breaks = _break_pages(segments, first_height, height)
    except TooTall:
        # What comes first may need a page of its own: then page 1 holds its opening alone.
        breaks = _break_pages(segments, height, height)
        pages.append([])
    rest: Piece | None = None
    for start, end in breaks:
        page: list[Placed] = []
        top = 0.0
        position = start
        while position < end:
            index = segments[position].index
            run = position
            while run < end and segments[run].index == index:
                run += 1
            whole = rest if rest is not None else pieces[index]
            rest = None
            tall = sum(segment.height for segment in segments[position:run])
            if run < len(segments) and segments[run].index == index:
                whole, rest = whole.cut_at(tall)
            if position > start:
                top += segments[position].space
            page.append(Placed(whole, 0, top, tall))
            top += tall
            position = run
        pages.append(page)
    return pages


def _segments(pieces: Sequence[Piece], width: float) -> Iterator[Segment]:
    above: Piece | None = None
    for index, piece in enumerate(pieces):
        _, height = piece.wrap(width, 0)
        space = max(above.space_after, piece.space_before) if above else 0.0
        cost: float | None = piece.break_before
        if above is not None and above.keep_with_next:
            cost = None
        cuts = (0.0, *piece.cuts(), height)
        for number, (top, bottom) in enumerate(pairwise(cuts)):
            if number:
                space, cost = 0.0, PageBreak.LINE
            yield Segment(index, bottom - top, space, cost)
        above = piece


def _break_pages(
    segments: Sequence[Segment], first_height: float, height: float
) -> list[tuple[int, int]]:
    """The cheapest way to cut segments into pages, as (first segment, one past the last)."""
    count = len(segments)
    if not count:
        return [(0, 0)]
    best: list[float | None] = [0.0] + [None] * count
    came_from = [0] * (count + 1)
    furthest = 0
    for start in range(count):
        before = best[start]
        if before is None:
            continue
        room = first_height if start == 0 else height
        used = 0.0
        for end in range(start + 1, count + 1):
            segment = segments[end - 1]
            used += segment.height + (segment.space if end > start + 1 else 0)
            if used > room + EPSILON:
                break
            furthest = max(furthest, end)
            cost = before + PAGE_COST
            if end < count:
                penalty = segments[end].break_cost
                if penalty is None:
                    continue
                cost += penalty + EMPTY_COST * ((room - used) / room) ** 2
            elif used / room < LAST_FILLED:
                cost += EMPTY_COST * LAST_FILLED
            known = best[end]
            if known is None or cost < known:
                best[end], came_from[end] = cost, start
    if best[count] is None:
        raise TooTall(
            f"what is kept together on one page is too tall for it (piece {furthest + 1})",
            hint="make the part shorter, or cut it in two",
        )
    ends = [count]
    while ends[-1]:
        ends.append(came_from[ends[-1]])
    ends.reverse()
    return list(pairwise(ends))
