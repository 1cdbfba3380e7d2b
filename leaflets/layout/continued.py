"""Pieces in; above which of them a page says what it goes on with, out.

A page that begins with rows of a table has its heading above them again, marked as continued. To
those who listen it is one table: for them there is no heading, as there is no page number.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from leaflets.layout.kept import Again, once
from leaflets.layout.panels import Arrangement, Panel, place
from leaflets.layout.paragraphs import set_text
from leaflets.layout.piece import Piece
from leaflets.layout.stylesheet import Styles, Weight
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
    pieces: Sequence[Piece],
    continued: Translated | None,
    styles: Styles,
    keep: Again = once,
) -> Callable[[int], Piece | None] | None:
    """What stands above the rest of a table; ``None`` where pages have no room to say it.

    ``continued`` has a ``{title}``, for that of the block.
    """
    if continued is None or styles.page_format.panels:
        return None
    title: Translated | None = None
    of: Piece | None = None
    above: dict[int, Piece] = {}
    for index, piece in enumerate(pieces):
        if piece.begins_block:
            title, of = piece.outline, None
        elif title and piece.in_table:
            of = of or _continued(continued, title, styles, keep)
            above[index] = of
    return above.get


def _continued(continued: Translated, title: Translated, styles: Styles, keep: Again) -> Piece:
    """The piece of a block that stands above the rest of any of its tables."""

    def make() -> Piece:
        text = fill(continued, {"title": title})
        made = Continued(text, styles).spaced(after=styles.spaces.step)
        made.comes_again = keep is not once
        return made

    return keep(("continued", continued, title), make)
