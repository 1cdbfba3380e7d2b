"""The same piece in two languages in; both as one piece, like beside like, out."""

from collections.abc import Iterator, Sequence
from typing import Self

from leaflets.layout.level import first_line, level
from leaflets.layout.opening import ContactBox
from leaflets.layout.panels import TOUCHING, Arrangement, Panel, Placed, lowest, place
from leaflets.layout.paragraphs import EPSILON, SetText
from leaflets.layout.piece import PageBreak, Piece
from leaflets.layout.tables import TableRow
from leaflets.model.leaflet import Phone
from leaflets.model.text import Translated


class Other(Piece):
    """A piece in the second language: it runs as that does, and is told apart for a listener."""

    def __init__(self, piece: Piece) -> None:
        super().__init__()
        self.piece = piece

    def wrap(self, available_width: float) -> tuple[float, float]:
        """As the piece."""
        return self.piece.wrap(available_width)

    def draw(self) -> None:
        """Draw the piece in its own direction."""
        with self.sheet.other_language():
            self.piece.draw_on(self.sheet, 0, 0)


class Pair(Panel):
    """The same in two languages, first line beside first line: in columns ``gap`` points apart.

    ``inset`` is left free at both sides of each column, in points. Without a gap each has the whole
    width, of a page of its own; :meth:`halves` has them then. A pair stays on one page; text is
    parted only for want of room, both languages at about the same place in it.
    """

    def __init__(
        self, own: Piece | None, other: Piece | None, gap: float | None, *, inset: float = 0
    ) -> None:
        super().__init__()
        self._own = own
        self._other = other
        self._gap = gap
        self._inset = inset
        self._levelled = False
        first = own or other
        assert first is not None, "one of them says something"
        self.space_before = first.space_before
        self.space_after = first.space_after
        self.keep_with_next = first.keep_with_next
        self.break_before = first.break_before
        text = isinstance(own, SetText) and isinstance(other, SetText)
        self.break_inside = PageBreak.SAME_BLOCK if text else PageBreak.WHOLE
        self.place = first.place

    @property
    def outline(self) -> Translated | None:
        """What it says of the language's own."""
        return self._own.outline if self._own else None

    def numbers(self) -> tuple[Phone[Translated], ...]:
        """The main number in both languages, if it says whom to call."""
        boxes = [box for box in (self._own, self._other) if isinstance(box, ContactBox)]
        return tuple(phone for box in boxes for phone in box.main[:1])

    def arrange(self, width: float) -> Arrangement:
        """Both with their first lines at one height."""
        column = width if self._gap is None else (width - self._gap) / 2
        x = 0 if self._gap is None else column + self._gap
        inset, within = self._inset, column - 2 * self._inset
        own = place(self._own, inset, 0, within) if self._own else None
        other = place(self._other, x + inset, 0, within) if self._other else None
        if own and other:
            if not self._levelled:
                _alike(own, other)
                level(own.piece, other.piece)
            own, other = (p._replace(height=p.piece.wrap(within)[1]) for p in (own, other))
            if not (self._levelled and isinstance(own.piece, Panel)):
                line = max(first_line(own.piece), first_line(other.piece))
                own = own._replace(top=line - first_line(own.piece))
                other = other._replace(top=line - first_line(other.piece))
        placed = [own] if own else []
        if other:
            placed.append(other._replace(piece=Other(other.piece)))
        return Arrangement(lowest(placed), tuple(placed))

    def halves(self) -> tuple[Placed | None, Placed | None]:
        """What stands on the page of each language, once wrapped."""
        own = next((p for p in self.arrangement.placed if not isinstance(p.piece, Other)), None)
        other = next((p for p in self.arrangement.placed if isinstance(p.piece, Other)), None)
        return own, other

    def cuts(self) -> tuple[float, ...]:
        """Where both can be parted so that neither rest needs more room than is left."""
        own, other = self.halves()
        if own is None or other is None:
            return ()
        heights = {*_cuts(own), *_cuts(other)}
        return tuple(at for at in sorted(heights) if self._parted(at) is not None)

    def cut_at(self, height: float) -> tuple[Self, Self]:
        """What is above in both languages, and what is below."""
        parted = self._parted(height)
        assert parted is not None, "only at one of its cuts"
        above: list[Piece | None] = []
        below: list[Piece | None] = []
        for half, at in zip(self.halves(), parted, strict=True):
            assert half is not None
            piece = half.piece.piece if isinstance(half.piece, Other) else half.piece
            if at >= half.top + half.height - TOUCHING:
                above.append(piece)
                below.append(None)
            else:
                first, rest = piece.cut_at(at - half.top)
                above.append(first)
                below.append(rest)
        return self._part(above), self._part(below)

    def _part(self, pieces: Sequence[Piece | None]) -> Self:
        own, other = pieces
        part = type(self)(own, other, self._gap, inset=self._inset)
        # What is left of two boxes is no longer alike: they are as they were levelled.
        part._levelled = True
        part.wrap(self._width)
        return part

    def _parted(self, height: float) -> tuple[float, float] | None:
        """Where each language is parted for a page that ends at ``height``, if it can be."""
        own, other = self.halves()
        assert own is not None
        assert other is not None
        found = [self._nearest(half, height) for half in (own, other)]
        first, second = found
        return None if first is None or second is None else (first, second)

    def _nearest(self, half: Placed, height: float) -> float | None:
        """The place in one language that is as far through it as ``height`` is through all."""
        whole = self.arrangement.height
        bottom = half.top + half.height
        least = bottom + half.top - (whole - height)
        share = half.top + half.height * height / whole
        possible = [
            at for at in (*_cuts(half), bottom) if least - EPSILON <= at <= height + EPSILON
        ]
        return min(possible, key=lambda at: abs(at - share), default=None)


def _alike(own: Placed, other: Placed) -> None:
    """Set rows of a table, or of telephone numbers, in the same way in both languages."""
    pieces = [p.piece for p in (own, other) if isinstance(p.piece, TableRow | ContactBox)]
    if not all(piece.in_one_row(own.width) for piece in pieces):
        for piece in pieces:
            piece.stack_up()
            piece.wrap(own.width)


def _cuts(half: Placed) -> Iterator[float]:
    piece = half.piece.piece if isinstance(half.piece, Other) else half.piece
    return (half.top + cut for cut in piece.cuts())
