"""A number of pages and a fold in; which page stands where on each side of each sheet out.

Nothing here knows what is on a page. Lengths are millimetres, places are from the sheet's lower
left corner. A side lists its pages from left to right as it lies before the reader; the back is
seen after the sheet was turned over its short edge, so what is on its left was on the right.

In a script that runs from right to left everything is mirrored: a booklet is bound on the right,
panels run from the right, and what is left empty is at the far end in either direction.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

BLANK = 0
"""Stands for no page. Pages count from 1."""

PAPER_THICKNESS = 0.1
"""Of a sheet of 80 g/m2, in millimetres: what an inner sheet of a booklet is pushed out by."""

NARROWER = 2.0
"""By how much the panel that is folded in is narrower than the others, in millimetres."""


class Fold(StrEnum):
    """What becomes of a printed sheet."""

    FLAT = "flat"
    BOOKLET = "booklet"
    LETTER = "letter"
    ZIGZAG = "zigzag"


class Edge(StrEnum):
    """The edge of the sheet over which a printer that prints both sides has to turn it."""

    LONG = "long"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Placed:
    """A page in its place: its lower left corner."""

    page: int
    x: float
    y: float = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of paper. A place with no page is left out."""

    front: tuple[Placed, ...]
    back: tuple[Placed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imposition:
    """How a leaflet lies on its sheets.

    ``folds`` are the distances of the fold lines from the front's left edge.
    """

    width: float
    height: float
    sheets: tuple[Sheet, ...]
    edge: Edge
    folds: tuple[float, ...] = ()


def impose(
    fold: Fold, pages: int, width: float, height: float, *, right_to_left: bool = False
) -> Imposition:
    """``pages`` pages on sheets of ``width`` by ``height`` as the fold wants them.

    Raises:
        ValueError: There is no page, or more than the fold has panels for.
    """
    if pages < 1:
        raise ValueError("there is no page to impose")
    match fold:
        case Fold.FLAT:
            return _flat(pages, width, height)
        case Fold.BOOKLET:
            return _booklet(pages, width, height, right_to_left=right_to_left)
        case Fold.LETTER | Fold.ZIGZAG:
            return _panels(fold, pages, width, height, right_to_left=right_to_left)


def turning_edge(fold: Fold, width: float, height: float) -> Edge:
    """The edge over which the paper is turned: that on which a reader would, or across a fold."""
    if fold is Fold.FLAT:
        return Edge.LONG if height >= width else Edge.SHORT
    return Edge.SHORT


def panel_widths(fold: Fold, width: float) -> tuple[float, ...]:
    """How wide each page is, page 1 first, on a sheet of ``width``.

    The panel that a letter fold tucks in, page 5 with page 4 behind it, is narrower.
    """
    match fold:
        case Fold.FLAT:
            return (width,)
        case Fold.BOOKLET:
            return (width / 2,)
        case Fold.ZIGZAG:
            return (width / 3,) * 6
        case Fold.LETTER:
            wide = (width + NARROWER) / 3
            return (wide, wide, wide, wide - NARROWER, wide - NARROWER, wide)


def fold_lines(fold: Fold, width: float, *, right_to_left: bool = False) -> tuple[float, ...]:
    """Where the front of a sheet of ``width`` is folded, from its left edge."""
    match fold:
        case Fold.FLAT:
            return ()
        case Fold.BOOKLET:
            return (width / 2,)
        case Fold.LETTER | Fold.ZIGZAG:
            wide = panel_widths(fold, width)
            outside = [wide[page - 1] for page in ((1, 6, 5) if right_to_left else (5, 6, 1))]
            return (outside[0], outside[0] + outside[1])


def _flat(pages: int, width: float, height: float) -> Imposition:
    """A page on each side, the sheet turned like the page of a book."""
    sheets = tuple(
        Sheet(
            (Placed(page, 0),),
            (Placed(page + 1, 0),) if page < pages else (),
        )
        for page in range(1, pages + 1, 2)
    )
    edge = turning_edge(Fold.FLAT, width, height)
    return Imposition(width=width, height=height, sheets=sheets, edge=edge)


def _booklet(pages: int, width: float, height: float, *, right_to_left: bool) -> Imposition:
    """Sheets laid in each other and stapled in the fold; empty pages are the last ones.

    The sheets inside are pushed out towards the edge that is cut, each by the thickness of paper:
    their pages move as much towards the fold, so that margins stay even (creep).
    """
    half = width / 2
    last = -(-pages // 4) * 4

    def side(left: int, right: int, creep: float) -> tuple[Placed, ...]:
        if right_to_left:
            left, right = right, left
        places = (Placed(left, creep), Placed(right, half - creep))
        return tuple(placed for placed in places if BLANK < placed.page <= pages)

    sheets = tuple(
        Sheet(
            side(last - 2 * inner, 2 * inner + 1, inner * PAPER_THICKNESS),
            side(2 * inner + 2, last - 2 * inner - 1, inner * PAPER_THICKNESS),
        )
        for inner in range(last // 4)
    )
    return Imposition(
        width=width,
        height=height,
        sheets=sheets,
        edge=Edge.SHORT,
        folds=fold_lines(Fold.BOOKLET, width),
    )


def _panels(
    fold: Fold, pages: int, width: float, height: float, *, right_to_left: bool
) -> Imposition:
    """Six panels on one sheet: outside the cover, the back and page 5; inside 2, 3 and 4.

    A letter fold tucks page 5 in below the cover, and page 6 is its back. A zigzag is drawn out
    like a concertina: 2, 3 and 4 beside each other, then it is turned over to 5 and 6.

    Every page is as wide as the narrowest panel, and stands in the middle of its own.
    """
    if pages > 6:
        raise ValueError(f"{pages} pages, but the sheet has 6 panels")
    wide = panel_widths(fold, width)
    page_width = min(wide)

    def side(order: tuple[int, int, int]) -> tuple[Placed, ...]:
        numbers = order[::-1] if right_to_left else order
        return tuple(
            Placed(page, start + (wide[page - 1] - page_width) / 2)
            for page, start in zip(numbers, _starts([wide[n - 1] for n in numbers]), strict=True)
            if page <= pages
        )

    return Imposition(
        width=width,
        height=height,
        sheets=(Sheet(side((5, 6, 1)), side((2, 3, 4))),),
        edge=Edge.SHORT,
        folds=fold_lines(fold, width, right_to_left=right_to_left),
    )


def _starts(widths: list[float]) -> Iterator[float]:
    start = 0.0
    for width in widths:
        yield start
        start += width
