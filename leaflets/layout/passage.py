"""Pieces that are made together in; the same, drawn in one go wherever a page has all of them, out.

A part's pieces, or what a block opens with, stand below each other in every leaflet that has them,
unless a page ends between two of them.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from leaflets.layout.panels import Placed
from leaflets.layout.piece import Piece
from leaflets.layout.sheet import Sheet
from leaflets.pdf.drawing import Drawing, joined


class Passage:
    """Pieces that follow each other. All of the structure that they are part of is theirs."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self.pieces = tuple(pieces)
        for piece in self.pieces:
            piece.comes_again = True
        self._drawn_in: tuple[float, Drawing] | None = None

    def is_in(self, page: Sequence[Placed], start: int) -> bool:
        """Whether all of it is on a page, from what stands there at ``start`` on."""
        last = start + len(self.pieces) - 1
        return last < len(page) and page[last].piece is self.pieces[-1]

    def put_on(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        """Put all of it on a page in that width; ``x`` and ``top`` are its upper left corner."""
        if self._drawn_in is None or self._drawn_in[0] != width:
            self._drawn_in = width, self._drawing(sheet, width)
        sheet.put(self._drawn_in[1], x, top)

    def _drawing(self, sheet: Sheet, width: float) -> Drawing:
        bottom = -self.pieces[0].wrap(width)[1]
        drawn = [(self.pieces[0].drawn_in(sheet, width), 0.0, bottom)]
        for above, piece in pairwise(self.pieces):
            bottom -= max(above.space_after, piece.space_before) + piece.wrap(width)[1]
            drawn.append((piece.drawn_in(sheet, width), 0.0, bottom))
        return joined(drawn)
