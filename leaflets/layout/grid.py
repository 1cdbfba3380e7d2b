"""Cells side by side in; a row of a table with column headings out. Sheets for staff use it."""

from collections.abc import Sequence

from leaflets.layout.panels import Area, Arrangement, Panel, Rule, lowest, place
from leaflets.layout.paragraphs import set_text
from leaflets.layout.structure import Node
from leaflets.layout.stylesheet import Styles, TextStyle
from leaflets.model.text import Translated


class GridRow(Panel):
    """Cells in columns of fixed shares of the width, a light rule above and below.

    ``of`` is the table that it is a row of. In a ``heading`` row each cell heads its column; in any
    other the first cell heads the row.
    """

    def __init__(
        self,
        cells: Sequence[tuple[str, TextStyle]],
        shares: Sequence[float],
        styles: Styles,
        of: Node,
        *,
        heading: bool = False,
        indent: float = 0,
    ) -> None:
        super().__init__()
        self._styles = styles
        self._shares = tuple(shares)
        self._heading = heading
        self._indent = indent
        row = Node("TR", of)
        self._cells = tuple(
            set_text(Translated(text), style).tagged(
                Node("P", Node("TH", row, scope="Column" if heading else "Row"))
                if heading or number == 0
                else Node("P", Node("TD", row))
            )
            for number, (text, style) in enumerate(cells)
        )

    def arrange(self, width: float) -> Arrangement:
        """Each cell at the top of its column."""
        spaces, palette = self._styles.spaces, self._styles.palette
        padding = spaces.step * 0.6
        top = spaces.hairline + padding
        placed = []
        left = 0.0
        for number, (cell, share) in enumerate(zip(self._cells, self._shares, strict=True)):
            column = share * width
            indent = self._indent if number == 0 else 0
            placed.append(place(cell, left + indent, top, column - spaces.gutter - indent))
            left += column
        height = lowest(placed) + padding
        ground = Area(width=width, height=height, fill=palette.tint if self._heading else "")
        upper = Rule(top=0, length=width, thickness=spaces.hairline, colour=palette.line)
        lower = Rule(top=height, length=width, thickness=spaces.hairline, colour=palette.line)
        return Arrangement(height, tuple(placed), (ground, upper, lower))
