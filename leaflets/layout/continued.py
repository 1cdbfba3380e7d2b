"""Pieces in; above which of them a page says what it goes on with, out.

A page that begins with rows of a table has its heading above them again, marked as continued. To
those who listen it is one table: for them there is no heading, as there is no page number.
"""

from collections.abc import Sequence
from dataclasses import replace

from leaflets.layout.flowables import BlockHeading
from leaflets.layout.opening import ContactBox
from leaflets.layout.pagination import Again
from leaflets.layout.panels import Arrangement, Panel, place
from leaflets.layout.paragraphs import set_text
from leaflets.layout.piece import Piece
from leaflets.layout.stylesheet import Styles, Weight
from leaflets.layout.tables import GlanceTable, TableRow
from leaflets.model.text import Translated, fill


class Continued(Panel):
    """A block's title above the rest of its table: lighter and smaller than where it begins."""

    def __init__(self, text: Translated, styles: Styles) -> None:
        super().__init__()
        style = replace(
            styles.subheading, weight=Weight.REGULAR, colour=styles.heading.colour, role="heading"
        )
        self._set = set_text(text, style).tagged(None)

    def arrange(self, width: float) -> Arrangement:
        """The text alone."""
        placed = place(self._set.alone(width), 0, 0, width)
        return Arrangement(placed.height, (placed,))

    def draw(self) -> None:
        """Draw it as what is no part of the text."""
        with self.sheet.artifact("Pagination", "Header"):
            super().draw()


def continued_over(
    pieces: Sequence[Piece], continued: Translated | None, styles: Styles
) -> Again | None:
    """What stands above the rest of a table; ``None`` where pages have no room to say it.

    ``continued`` has a ``{title}``, for that of the block.
    """
    if continued is None or styles.page_format.panels:
        return None
    title: Translated | None = None
    made: dict[Translated, Piece] = {}
    above: dict[int, Piece] = {}
    for index, piece in enumerate(pieces):
        if isinstance(piece, BlockHeading):
            title = piece.text
        elif isinstance(piece, ContactBox):
            title = piece.title
        elif isinstance(piece, GlanceTable | TableRow) and title:
            if title not in made:
                text = fill(continued, {"title": title})
                made[title] = Continued(text, styles).spaced(after=styles.spaces.step)
            above[index] = made[title]
    return above.get
