"""Tables to look things up in: rows of a label and what stands beside it, parted by light rules."""

from collections.abc import Sequence
from copy import copy
from dataclasses import replace

from leaflets.layout.drawings import known
from leaflets.layout.panels import (
    Arrangement,
    Mark,
    Panel,
    Picture,
    Placed,
    Rule,
    lowest,
    place,
    stack,
)
from leaflets.layout.paragraphs import EPSILON, set_text
from leaflets.layout.piece import PageBreak
from leaflets.layout.structure import Node
from leaflets.layout.stylesheet import Styles, TextStyle
from leaflets.model.leaflet import Row
from leaflets.model.text import Translated

LABEL_SHARE = 0.34
"""How much of the measure labels take; the longest of ours then needs one line at body size."""


MUCH_TEXT = 3
"""The cards side by side on a page that holds so much text that a table always stays whole."""

LARGE = 20
"""Points of body text above which a page has no room for a heading and many rows."""


class TableRow(Panel):
    """A label, bold, and its values between two light rules.

    The lower rule falls on the next row's upper one, so that rows look whole wherever a page ends.
    ``of`` is the table that it is a row of. A label that does not stand beside its values has them
    below it, or with ``run_in`` on its own line if there is room.
    """

    in_table = True

    def __init__(
        self,
        label: Translated,
        values: Sequence[Translated],
        styles: Styles,
        of: Node,
        *,
        text: TextStyle,
        label_text: TextStyle,
        drawing: str = "",
        margin: float = 0,
        beside: bool = True,
        roomy: bool = False,
        run_in: bool = False,
    ) -> None:
        super().__init__()
        self._styles = styles
        self._drawing = known(drawing) if drawing else ""
        self._margin = margin
        self._beside = beside
        self._roomy = roomy
        self._run_in = run_in
        self.blank = not label
        """Whether it says nothing, and stands for a row that the other language has."""
        row = Node("TR", of)
        self._label = set_text(label, label_text).tagged(Node("TH", row, scope="Row"))
        cell = Node("TD", row)
        self._values = tuple(
            set_text(value, text).tagged(Node("P", cell)).spaced(after=styles.spaces.step / 2)
            for value in values
        )

    def arrange(self, width: float) -> Arrangement:
        """The label, the values beside or below it, the drawing at the far end."""
        spaces, palette = self._styles.spaces, self._styles.palette
        padding = spaces.row_padding * (1 if self._roomy else 0.4 if self._run_in else 0.7)
        top = spaces.hairline + padding
        placed: tuple[Placed, ...]
        if self._beside:
            column = width * LABEL_SHARE
            # Bold lines may be further apart: both begin on one baseline.
            start = self._values[0].first_baseline if self._values else 0.0
            drop = self._label.first_baseline - start if start else 0.0
            label = place(self._label, 0, top + max(0, -drop), column - spaces.gutter)
            values, bottom = stack(
                self._values, column, top + max(0, drop), width - column - self._margin
            )
        elif self.in_one_row(width):
            label = place(self._label, 0, top, self._label.needed_width)
            start = label.width + spaces.gutter
            values, bottom = stack(self._values, start, top, width - start)
        else:
            label = place(self._label, 0, top, width - self._margin)
            values, bottom = stack(self._values, 0, top + label.height, width - self._margin)
        placed = (label, *values)
        height = max(bottom, lowest([label])) + padding
        upper = Rule(top=0, length=width, thickness=spaces.hairline, colour=palette.line)
        marks: list[Mark] = [upper, replace(upper, top=height)]
        if self._drawing:
            side = self._styles.drawing
            marks.append(
                Picture(
                    name=self._drawing,
                    x=width - side,
                    top=(height - side) / 2,
                    side=side,
                    colour=palette.accent,
                )
            )
        return Arrangement(height, placed, tuple(marks))

    def in_one_row(self, width: float) -> bool:
        """Whether the label has its values beside it at that width."""
        return self._beside or (self._run_in and self._one_line <= width)

    def stack_up(self) -> None:
        """Have the values below the label, whatever the room."""
        self._run_in, self._width = False, -1

    @property
    def _one_line(self) -> float:
        """The width in points of the label with its values beside it, none of them broken."""
        widest = max((value.needed_width for value in self._values), default=0.0)
        return self._label.needed_width + self._styles.spaces.gutter + widest


class GlanceTable(Panel):
    """A drug at a glance: a few rows with small drawings, whole on one page if any has the room.

    In large print, and on small pages, one may end inside it rather than half empty before it: two
    rows and more stand on either page.
    """

    in_table = True

    def __init__(
        self, rows: Sequence[Row[Translated]], styles: Styles, parent: Node | None = None
    ) -> None:
        super().__init__()
        self.break_inside = PageBreak.WHOLE
        page_format = styles.page_format
        self._splits = page_format.cards_across < MUCH_TEXT and not page_format.panels
        self._largest = page_format.type.body.size > LARGE
        margin = styles.drawing + 2 * styles.spaces.step
        table = Node("Table", parent)
        self._rows = tuple(
            TableRow(
                row.label,
                row.values,
                styles,
                table,
                text=styles.body,
                label_text=styles.label,
                drawing=row.drawing,
                margin=margin if row.drawing else 0,
                roomy=True,
                beside=styles.page_format.label_beside,
            )
            for row in rows
        )

    def arrange(self, width: float) -> Arrangement:
        """The rows below each other, sharing their rules."""
        placed, bottom = stack(self._rows, 0, 0, width)
        return Arrangement(bottom, placed)

    def cuts(self) -> tuple[float, ...]:
        """Between rows."""
        return tuple(placed.top for placed in self.arrangement.placed[1:])

    def cut_cost(self, height: float) -> PageBreak:
        """Where a page holds much text, the table is cut only if no page has the room for it.

        The larger type is, the more of a page a single row fills: only then may it stand alone.
        """
        if not self._splits:
            return self.break_inside
        above = sum(placed.top < height - EPSILON for placed in self.arrangement.placed)
        if 1 < above < len(self._rows) - 1:
            return PageBreak.TABLE
        return PageBreak.ROW_ALONE if self._largest else self.break_inside

    def cut_at(self, height: float) -> tuple["GlanceTable", "GlanceTable"]:
        """The rows above that height, and the rest; both are one table to a reader."""
        count = sum(placed.top < height - EPSILON for placed in self.arrangement.placed)
        return self._part(self._rows[:count]), self._part(self._rows[count:])

    def _part(self, rows: tuple[TableRow, ...]) -> "GlanceTable":
        part = copy(self)
        part._rows, part._width = rows, -1
        part.wrap(self._width)
        return part


def reference_row(row: Row[Translated], of: Node, styles: Styles) -> TableRow:
    """A row in small type, a piece of its own: the imprint, or a clinic's address and hours."""
    return TableRow(
        row.label,
        row.values,
        styles,
        of,
        text=styles.small,
        label_text=styles.small_label,
        beside=styles.page_format.label_beside,
        run_in=True,
    )


def term_row(entry: tuple[Translated, Translated], of: Node, styles: Styles) -> TableRow:
    """A word explained: the term in bold, then its meaning; a piece for each term."""
    term, meaning = entry
    return TableRow(
        term,
        (meaning,),
        styles,
        of,
        text=styles.body,
        label_text=styles.label,
        beside=styles.page_format.label_beside,
    )
