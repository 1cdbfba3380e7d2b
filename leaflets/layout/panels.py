"""Boxes and grids: a panel arranges pieces and marks in its own area, and is never cut.

An arrangement is data with the origin at the top corner of the reading side: ``x`` runs with the
text, ``top`` downwards, all in points. Right-to-left pages are mirrored here, once.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple, Self

from reportlab.lib.utils import ImageReader

from leaflets.layout.drawings import draw as draw_drawing
from leaflets.layout.piece import PageBreak, Piece
from leaflets.layout.structure import Node
from leaflets.pdf import TaggedCanvas

TOUCHING = 0.01  # points: rounding of sums of heights


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark(ABC):
    """Ink that is not text. It says nothing, unless it has a ``node``."""

    x: float = 0
    top: float = 0
    node: Node | None = None

    @property
    @abstractmethod
    def extent(self) -> tuple[float, float]:
        """Its width and height."""

    @abstractmethod
    def paint(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draw with its lower left corner at ``x`` and ``y``."""

    def draw(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draw as what it is to the document's structure."""
        if self.node is None:
            with canvas.artifact():
                self.paint(canvas, x, y)
            return
        with self.node.on(canvas, (x, y, *self.extent)):
            self.paint(canvas, x, y)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Mark):
    """A horizontal line; ``top`` is its upper edge."""

    length: float
    thickness: float
    colour: str

    @property
    def extent(self) -> tuple[float, float]:
        """As long and as thick as it is."""
        return self.length, self.thickness

    def paint(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draw the line."""
        canvas.setFillColor(self.colour)
        canvas.rect(x, y, self.length, self.thickness, stroke=0, fill=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Area(Mark):
    """A rectangle, filled or outlined or both; the outline lies inside it."""

    width: float
    height: float
    fill: str = ""
    outline: str = ""
    thickness: float = 0
    radius: float = 0

    @property
    def extent(self) -> tuple[float, float]:
        """As wide and as high as it is."""
        return self.width, self.height

    def paint(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draw the rectangle."""
        inset = self.thickness / 2
        canvas.saveState()
        if self.fill:
            canvas.setFillColor(self.fill)
        if self.outline:
            canvas.setStrokeColor(self.outline)
            canvas.setLineWidth(self.thickness)
        canvas.roundRect(
            x + inset,
            y + inset,
            self.width - 2 * inset,
            self.height - 2 * inset,
            self.radius,
            stroke=int(bool(self.outline)),
            fill=int(bool(self.fill)),
        )
        canvas.restoreState()


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Mark):
    """One of the small drawings."""

    name: str
    side: float
    colour: str

    @property
    def extent(self) -> tuple[float, float]:
        """A square."""
        return self.side, self.side

    def paint(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draw it."""
        draw_drawing(canvas, self.name, x, y, self.side, self.colour)


@dataclass(frozen=True, slots=True, kw_only=True)
class Photograph(Mark):
    """A picture from a file, such as a clinic's logo."""

    image: ImageReader
    width: float
    height: float

    @property
    def extent(self) -> tuple[float, float]:
        """As wide and as high as it is."""
        return self.width, self.height

    def paint(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draw it as large as its place."""
        canvas.drawImage(self.image, x, y, self.width, self.height, mask="auto")


class Placed(NamedTuple):
    """A piece with its place."""

    piece: Piece
    x: float
    top: float
    width: float
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

    @abstractmethod
    def arrange(self, width: float) -> Arrangement:
        """Everything in its place at that width."""

    def wrap(self, available_width: float) -> tuple[float, float]:
        """Arrange, once a width; the width given, and the height needed."""
        if available_width != self._width:
            self._width = available_width
            self.arrangement = self.arrange(available_width)
        return available_width, self.arrangement.height

    def draw(self) -> None:
        """Draw marks, then pieces. This is where a right-to-left page is mirrored."""
        sheet = self.sheet
        height = self.arrangement.height
        for mark in self.arrangement.marks:
            width, tall = mark.extent
            mark.draw(sheet, self._left(mark.x, width), height - mark.top - tall)
        for placed in self.arrangement.placed:
            x = self._left(placed.x, placed.width)
            placed.piece.draw_on(sheet, x, height - placed.top - placed.height)

    def _left(self, x: float, width: float) -> float:
        """Where something begins on the paper that begins at ``x`` from the reading side."""
        return self._width - x - width if self.sheet.mirrored else x


class Breakable(Panel):
    """A panel that is whole on one page if any has the room, and cut only if none has."""

    def __init__(self) -> None:
        super().__init__()
        self.break_inside = PageBreak.WHOLE

    def cuts(self) -> tuple[float, ...]:
        """Between what it holds, and between lines, where nothing stands beside them.

        A heading keeps what it heads.
        """
        heights: set[float] = set()
        placed = sorted(self.arrangement.placed, key=lambda p: p.top)
        for above, below in pairwise(placed):
            if not above.piece.keep_with_next:
                heights.add((above.top + above.height + below.top) / 2)
        for one in placed:
            heights.update(one.top + cut for cut in one.piece.cuts())
        return tuple(height for height in sorted(heights) if not self._crossed(height))

    def cut_at(self, height: float) -> tuple[Self, Self]:
        """What is above that height and what is below, each in a box of its own."""
        above: list[Placed] = []
        below: list[Placed] = []
        for one in self.arrangement.placed:
            if one.top + one.height <= height + TOUCHING:
                above.append(one)
            elif one.top >= height - TOUCHING:
                below.append(one._replace(top=one.top - height))
            else:
                first, rest = one.piece.cut_at(height - one.top)
                above.append(one._replace(piece=first, height=height - one.top))
                left = one.top + one.height - height
                below.append(one._replace(piece=rest, top=0, height=left))
        upper: list[Mark] = []
        lower: list[Mark] = []
        for mark in self.arrangement.marks:
            _, tall = mark.extent
            bottom = mark.top + tall
            if isinstance(mark, Area) and mark.top < height < bottom:
                upper.append(replace(mark, height=height - mark.top))
                lower.append(replace(mark, top=0, height=bottom - height))
            elif mark.top < height:
                upper.append(mark)
            else:
                lower.append(replace(mark, top=mark.top - height))
        rest_height = self.arrangement.height - height
        return (
            self._part(Arrangement(height, tuple(above), tuple(upper))),
            self._part(Arrangement(rest_height, tuple(below), tuple(lower))),
        )

    def _crossed(self, height: float) -> bool:
        """Whether a cut there would go through anything but the box, and lines of one text."""
        for mark in self.arrangement.marks:
            _, tall = mark.extent
            if not isinstance(mark, Area) and mark.top < height < mark.top + tall:
                return True
        return any(
            one.top + TOUCHING < height < one.top + one.height - TOUCHING
            and not any(abs(one.top + cut - height) < TOUCHING for cut in one.piece.cuts())
            for one in self.arrangement.placed
        )

    def _part(self, arrangement: Arrangement) -> Self:
        part = copy(self)
        part.arrangement = arrangement
        return part


def place(piece: Piece, x: float, top: float, width: float) -> Placed:
    """The piece at its place, wrapped to the width."""
    return Placed(piece, x, top, width, piece.wrap(width)[1])


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
