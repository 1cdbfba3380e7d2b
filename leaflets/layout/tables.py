"""Tables to look things up in: rows of a label and what stands beside it, parted by light rules."""

from collections.abc import Sequence

from leaflets.layout.panels import Arrangement, Mark, Panel, Picture, Placed, Rule, place, stack
from leaflets.layout.paragraphs import set_text
from leaflets.layout.stylesheet import Styles, TextStyle
from leaflets.model.leaflet import Row
from leaflets.model.text import Translated

LABEL_SHARE = 0.34
"""How much of the measure labels take; the longest of ours then needs one line at body size."""


class TableRow(Panel):
    """A label, bold, and its values. A light rule stands above it, and below the ``last``."""

    def __init__(
        self,
        label: Translated,
        values: Sequence[Translated],
        styles: Styles,
        *,
        text: TextStyle,
        label_text: TextStyle,
        drawing: str = "",
        indent: float = 0,
        beside: bool = True,
        last: bool = False,
    ) -> None:
        super().__init__()
        self._styles = styles
        self._drawing = drawing
        self._indent = indent
        self._beside = beside
        self._last = last
        self._label = set_text(label, label_text)
        self._values = tuple(set_text(value, text) for value in values)

    def arrange(self, width: float) -> Arrangement:
        """The drawing, the label, and the values beside or below it."""
        spaces, palette = self._styles.spaces, self._styles.palette
        top = spaces.hairline + spaces.row_padding
        placed: tuple[Placed, ...]
        if self._beside:
            column = width * LABEL_SHARE + self._indent * (1 - LABEL_SHARE)
            label = place(self._label, self._indent, top, column - self._indent - spaces.gutter)
            values, bottom = stack(self._values, column, top, width - column)
        else:
            label = place(self._label, self._indent, top, width - self._indent)
            values, bottom = stack(
                self._values, self._indent, top + label.height, width - self._indent
            )
        placed = (label, *values)
        height = max(bottom, top + label.height) + spaces.row_padding
        rule = Rule(top=0, length=width, thickness=spaces.hairline, colour=palette.line)
        marks: list[Mark] = [rule]
        if self._last:
            height += spaces.hairline
            marks.append(
                Rule(
                    top=height - spaces.hairline,
                    length=width,
                    thickness=spaces.hairline,
                    colour=palette.line,
                )
            )
        if self._drawing:
            side = self._styles.drawing
            middle = top + self._label.style.leading / 2
            marks.append(
                Picture(name=self._drawing, top=middle - side / 2, side=side, colour=palette.accent)
            )
        return Arrangement(height, placed, tuple(marks))


class GlanceTable(Panel):
    """A drug at a glance: a few rows with small drawings, always whole on one page."""

    def __init__(self, rows: Sequence[Row[Translated]], styles: Styles) -> None:
        super().__init__()
        drawn = any(row.drawing for row in rows)
        indent = styles.drawing + 2 * styles.spaces.step if drawn else 0.0
        self._rows = tuple(
            TableRow(
                row.label,
                row.values,
                styles,
                text=styles.body,
                label_text=styles.label,
                drawing=row.drawing,
                indent=indent,
                beside=styles.page_format.label_beside,
                last=number == len(rows),
            )
            for number, row in enumerate(rows, 1)
        )

    def arrange(self, width: float) -> Arrangement:
        """The rows below each other, sharing their rules."""
        placed, bottom = stack(self._rows, 0, 0, width)
        return Arrangement(bottom, placed)


def reference_rows(rows: Sequence[Row[Translated]], styles: Styles) -> tuple[TableRow, ...]:
    """Rows in small type, each a piece of its own: the imprint, or a clinic's address and hours."""
    return tuple(
        TableRow(
            row.label,
            row.values,
            styles,
            text=styles.small,
            label_text=styles.small_label,
            beside=styles.page_format.label_beside,
            last=number == len(rows),
        )
        for number, row in enumerate(rows, 1)
    )


def term_rows(
    entries: Sequence[tuple[Translated, Translated]], styles: Styles
) -> tuple[TableRow, ...]:
    """Words explained: the term in bold, then its meaning; a piece for each term."""
    return tuple(
        TableRow(
            term,
            (meaning,),
            styles,
            text=styles.body,
            label_text=styles.label,
            beside=styles.page_format.label_beside,
            last=number == len(entries),
        )
        for number, (term, meaning) in enumerate(entries, 1)
    )
