"""Two pieces that say the same in two languages in; what they hold at the same heights out.

Each was arranged for itself. What one language needs more lines for is given as much room in the
other, so that the next sentence begins at one height in both. Boxes become equally high.
"""

from collections.abc import Sequence
from dataclasses import replace

from leaflets.layout.panels import TOUCHING, Area, Arrangement, Mark, Panel, Picture, Placed
from leaflets.layout.paragraphs import SetText
from leaflets.layout.piece import Piece


def level(one: Piece, other: Piece) -> None:
    """Level two pieces that are wrapped; text without a box is as it is.

    What only one of them holds, at its end, stands beside nothing.
    """
    if not isinstance(one, Panel) or not isinstance(other, Panel):
        return
    first, second = _Side(one.arrangement), _Side(other.arrangement)
    for number in _downwards(first.old.placed, second.old.placed):
        mine, its = first.at(number), second.at(number)
        if mine is not None and its is not None:
            level(mine.piece, its.piece)
            line = max(first.moved + _line(mine), second.moved + _line(its))
            first.moved, second.moved = line - _line(mine), line - _line(its)
        first.place(number)
        second.place(number)
    height = max(first.height, second.height)
    one.arrangement, other.arrangement = first.arranged(height), second.arranged(height)
    _level_pictures(one, other)


def _downwards(one: Sequence[Placed], other: Sequence[Placed]) -> list[int]:
    """The numbers of what two arrangements hold, from the top: what stands higher comes first."""
    tops = {number: placed.top for number, placed in enumerate(other)}
    tops |= {number: placed.top for number, placed in enumerate(one)}
    return sorted(tops, key=lambda number: tops[number])


def first_line(piece: Piece) -> float:
    """From the top of a piece that is wrapped to its first baseline, in points; 0 without text."""
    if isinstance(piece, SetText):
        return piece.first_baseline
    if isinstance(piece, Panel):
        return next((_line(placed) for placed in piece.arrangement.placed), 0.0)
    return 0.0


def _line(placed: Placed) -> float:
    return placed.top + first_line(placed.piece)


class _Side:
    """The arrangement of one language while it is levelled; ``moved`` is how far, in points."""

    def __init__(self, old: Arrangement) -> None:
        self.old = old
        self.moved = 0.0
        self._placed: dict[int, Placed] = {}

    def at(self, number: int) -> Placed | None:
        """What it holds there."""
        return self.old.placed[number] if number < len(self.old.placed) else None

    def place(self, number: int) -> None:
        """Move what it holds there; what grew pushes down all that follow."""
        old = self.at(number)
        if old is None:
            return
        height = old.piece.arrangement.height if isinstance(old.piece, Panel) else old.height
        self._placed[number] = old._replace(top=old.top + self.moved, height=height)
        self.moved += height - old.height

    @property
    def height(self) -> float:
        """The height that it needs now."""
        return self.old.height + self.moved

    def arranged(self, height: float) -> Arrangement:
        """All in its new place, in a box of that height."""
        marks = tuple(self._mark(mark, height) for mark in self.old.marks)
        placed = tuple(self._placed[number] for number in sorted(self._placed))
        return Arrangement(height, placed, marks)

    def _mark(self, mark: Mark, height: float) -> Mark:
        _, tall = mark.extent
        if mark.top >= self.old.height - TOUCHING:
            return replace(mark, top=height)
        if isinstance(mark, Area) and mark.top + tall >= self.old.height - TOUCHING:
            return replace(mark, height=height - mark.top)
        moved = (
            self._placed[number].top - old.top
            for number, old in enumerate(self.old.placed)
            if old.top <= mark.top + TOUCHING
        )
        return replace(mark, top=mark.top + max(moved, default=0.0))


def _level_pictures(one: Panel, other: Panel) -> None:
    """Put the drawings of both at one height."""
    pairs = list(zip(one.arrangement.marks, other.arrangement.marks, strict=False))
    tops = [
        max(mine.top, its.top) if isinstance(mine, Picture) and isinstance(its, Picture) else None
        for mine, its in pairs
    ]
    for panel in (one, other):
        marks = list(panel.arrangement.marks)
        for number, top in enumerate(tops):
            if top is not None:
                marks[number] = replace(marks[number], top=top)
        panel.arrangement = replace(panel.arrangement, marks=tuple(marks))
