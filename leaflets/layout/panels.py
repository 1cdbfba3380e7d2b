"""Boxes and grids: a panel arranges pieces and marks in its own area, and is never cut.

An arrangement is data with the origin at the top corner of the reading side: ``x`` runs with the
text, ``top`` downwards, all in points. Whoever mirrors a page mirrors it here, once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from reportlab.pdfgen.canvas import Canvas

from leaflets.layout.drawings import draw as draw_drawing
from leaflets.layout.piece import Piece


class Mark(Protocol):
    """Ink that is not text."""

    def paint(self, canvas: Canvas, height: float) -> None:
        """Draw in a panel of that height, whose lower corner is the canvas's origin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A horizontal line; ``top`` is its upper edge."""

    x: float = 0
    top: float
    length: float
    thickness: float
    colour: str

    def paint(self, canvas: Canvas, height: float) -> None:
        """Draw the line."""
        canvas.setFillColor(self.colour)
        y = height - self.top - self.thickness
        canvas.rect(self.x, y, self.length, self.thickness, stroke=0, fill=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A rectangle, filled or outlined or both; the outline lies inside it."""

    x: float = 0
    top: float = 0
    width: float
    height: float
    fill: str = ""
    outline: str = ""
    thickness: float = 0
    radius: float = 0

    def paint(self, canvas: Canvas, height: float) -> None:
        """Draw the rectangle."""
        inset = self.thickness / 2
        canvas.saveState()
        if self.fill:
            canvas.setFillColor(self.fill)
        if self.outline:
            canvas.setStrokeColor(self.outline)
            canvas.setLineWidth(self.thickness)
        canvas.roundRect(
            self.x + inset,
            height - self.top - self.height + inset,
            self.width - 2 * inset,
            self.height - 2 * inset,
            self.radius,
            stroke=int(bool(self.outline)),
            fill=int(bool(self.fill)),
        )
        canvas.restoreState()


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One of the small drawings."""

    name: str
    x: float = 0
    top: float
    side: float
    colour: str

    def paint(self, canvas: Canvas, height: float) -> None:
        """Draw it."""
        y = height - self.top - self.side
        draw_drawing(canvas, self.name, self.x, y, self.side, self.colour)


@dataclass(frozen=True, slots=True, kw_only=True)
class Photograph:
    """A picture from a file, such as a clinic's logo."""

    path: Path
    x: float = 0
    top: float
    width: float
    height: float

    def paint(self, canvas: Canvas, height: float) -> None:
        """Draw it as large as its place."""
        y = height - self.top - self.height
        canvas.drawImage(str(self.path), self.x, y, self.width, self.height, mask="auto")


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece with its place."""

    piece: Piece
    x: float
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What a panel is made of at one width."""

    height: float
    placed: tuple[Placed, ...] = ()
    marks: tuple[Mark, ...] = field(default=())


class Panel(Piece):
    """A piece made of others, kept whole."""

    def __init__(self) -> None:
        super().__init__()
        self.arrangement = Arrangement(0)
        self._width = -1.0

    def arrange(self, width: float) -> Arrangement:
        """Everything in its place at that width."""
        raise NotImplementedError

    def wrap(self, available_width: float, available_height: float = 0) -> tuple[float, float]:
        """Arrange, once a width; the width given, and the height needed."""
        del available_height
        if available_width != self._width:
            self._width = available_width
            self.arrangement = self.arrange(available_width)
        return available_width, self.arrangement.height

    def draw(self) -> None:
        """Draw marks, then pieces."""
        height = self.arrangement.height
        for mark in self.arrangement.marks:
            mark.paint(self.canv, height)
        for placed in self.arrangement.placed:
            placed.piece.drawOn(self.canv, placed.x, height - placed.top - placed.height)


def place(piece: Piece, x: float, top: float, width: float) -> Placed:
    """The piece at its place, wrapped to the width."""
    return Placed(piece, x, top, piece.wrap(width, 0)[1])


def stack(
    pieces: Iterable[Piece], x: float, top: float, width: float
) -> tuple[tuple[Placed, ...], float]:
    """Pieces below each other, and where the last one ends. Outer spaces fall away."""
    placed: list[Placed] = []
    space = 0.0
    for piece in pieces:
        if placed:
            top += max(space, piece.space_before)
        placed.append(place(piece, x, top, width))
        top += placed[-1].height
        space = piece.space_after
    return tuple(placed), top


def lowest(placed: Sequence[Placed]) -> float:
    """Where the lowest of the pieces ends."""
    return max((p.top + p.height for p in placed), default=0)
