"""The unit of the story: what can be measured, drawn, and says where a page may break.

Text, boxes and tables are pieces. ``pagination`` asks a piece for its height at a width, for the
heights at which it may be cut, and how good a place the gap before it is for a page to end.
"""

from abc import ABC, abstractmethod
from enum import IntEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from leaflets.layout.sheet import Sheet
    from leaflets.model.text import Translated
    from leaflets.pdf import ArtifactSubtype
    from leaflets.pdf.drawing import Drawing


class PageBreak(IntEnum):
    """How much worse it is to end a page before this piece than before a new block.

    Half a page left empty costs 50; see ``pagination``.
    """

    BLOCK = 0
    PART = 2
    ROW = 3
    PARAGRAPH = 5
    LINE = 8
    ITEM = 10
    CONTACT = 25
    """Whom to call belongs on page 1 if it fits there."""
    SAME_BLOCK = 30
    """Between parts of the leaflet's frame that have no heading."""
    TABLE = 45
    """Between rows of a drug's table in large print, two rows and more on either page."""
    ROW_ALONE = 140
    """Between its rows in the largest print, where two of them may have no room."""
    RESULT = 13_000
    """Between one result and the next: they are read together. Keeping them so is worth a page."""
    SAME_THOUGHT = 12_000
    """Between parts of a topic that have no heading: they are read as one, and one of them alone
    misleads. To keep them together is worth a page."""
    WHOLE = 30_000
    """Inside what stays whole, only if it is taller than a page."""


class Piece(ABC):
    """Something to print, its spaces in points, and what a page break before it costs.

    ``place`` is the key of the part that it belongs to, and the language, for messages. One that
    ``comes_again`` is drawn once, and put on the pages of every leaflet that has it.
    """

    begins_block = False
    """Whether it has the block's title, which ``outline`` is."""
    in_table = False
    """Whether a page that begins with it, or inside it, goes on with a table."""

    def __init__(self) -> None:
        self.space_before = 0.0
        self.space_after = 0.0
        self.keep_with_next = False
        self.break_before = PageBreak.PARAGRAPH
        self.break_inside = PageBreak.LINE
        self.place = ""
        self.comes_again = False
        self._sheet: Sheet | None = None
        self._forget()

    def _forget(self) -> None:
        self._measured: tuple[float, tuple[tuple[float, float], ...]] | None = None
        self._drawn_in: tuple[float, Drawing] | None = None

    def __copy__(self) -> Self:
        """Another piece with the same in it; what is changed in it was not measured or drawn."""
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        other.comes_again = False
        other._forget()
        return other

    @property
    def outline(self) -> "Translated | None":
        """What the outline says of it, if it is told there."""
        return None

    @property
    def sheet(self) -> "Sheet":
        """The sheet that it is being drawn on."""
        assert self._sheet is not None, "only while it is drawn"
        return self._sheet

    @abstractmethod
    def wrap(self, available_width: float) -> tuple[float, float]:
        """Arrange for a width; the width taken, and the height needed, in points."""

    @abstractmethod
    def draw(self) -> None:
        """Draw on the sheet, whose origin is the piece's lower left corner."""

    def draw_on(self, sheet: "Sheet", x: float, y: float) -> None:
        """Draw with the lower left corner at ``x`` and ``y``."""
        sheet.saveState()
        sheet.translate(x, y)
        self.draw_in(sheet)
        sheet.restoreState()

    def draw_in(self, sheet: "Sheet") -> None:
        """Draw with the lower left corner at the sheet's origin."""
        self._sheet = sheet
        self.draw()
        self._sheet = None

    def put_on(
        self,
        sheet: "Sheet",
        x: float,
        y: float,
        width: float,
        artifact: "ArtifactSubtype" = "",
    ) -> None:
        """Put it on a page in that width, as it was drawn before if it was.

        ``artifact`` says that it stands on every page, in its head or foot.
        """
        sheet.put(self.drawn_in(sheet, width, artifact), x, y)

    def drawn_in(self, sheet: "Sheet", width: float, artifact: "ArtifactSubtype" = "") -> "Drawing":
        """What it is drawn as in that width, on any sheet like this one.

        It is drawn in the sheet's glyphs, as is all that it may be joined to.
        """
        if self._drawn_in is not None:
            drawn_for, drawn = self._drawn_in
            if drawn_for == width and drawn.glyphs is sheet.glyphs:
                return drawn
        self.wrap(width)
        drawn = sheet.sketch_of(self, artifact)
        self._drawn_in = width, drawn
        return drawn

    def measured_in(self, width: float) -> tuple[tuple[float, float], ...]:
        """Its stretches between two possible page ends in that width.

        Each has its height, and what it costs to end a page before it, were it not the first.
        """
        if self._measured is None or self._measured[0] != width:
            _, height = self.wrap(width)
            cuts = (0.0, *self.cuts(), height)
            self._measured = (
                width,
                tuple((below - top, self.cut_cost(top)) for top, below in pairwise(cuts)),
            )
        return self._measured[1]

    def spaced(
        self,
        *,
        before: float = 0,
        after: float = 0,
        keep: bool = False,
        break_before: PageBreak = PageBreak.PARAGRAPH,
    ) -> Self:
        """This piece with its surroundings set. Of two spaces that meet, the larger counts."""
        self.space_before = before
        self.space_after = after
        self.keep_with_next = keep
        self.break_before = break_before
        return self

    def cuts(self) -> tuple[float, ...]:
        """The heights, from the top, at which a page may end inside this piece, once wrapped."""
        return ()

    def cut_cost(self, height: float) -> PageBreak:
        """What it costs to end a page at one of the ``cuts``."""
        del height
        return self.break_inside

    def cut_at(self, height: float) -> tuple["Piece", "Piece"]:
        """What is above one of the ``cuts``, and what is below."""
        raise NotImplementedError
