"""The number to call at any hour in; one line of page 1 out, where all of the help has no room.

Large print has more on page 1 than it holds: whom to call is told in full on the next page. The
number itself is what nobody should have to look for, so it stands here too.
"""

from collections.abc import Sequence
from dataclasses import replace

from leaflets.layout.flowables import CardRow
from leaflets.layout.kept import keeper
from leaflets.layout.opening import ContactBox
from leaflets.layout.panels import Area, Arrangement, Panel, Picture, Placed, Rule, place
from leaflets.layout.paragraphs import EPSILON, set_in_two, set_unbroken
from leaflets.layout.piece import Piece
from leaflets.layout.stylesheet import Styles
from leaflets.model.leaflet import Phone
from leaflets.model.text import Translated

# The height of a digit in Noto Sans, in ems.
DIGIT = 0.714
# From line to line: a number has no letters that reach below.
TIGHT = 1.2
# Steps between the text above and the line: as much as it looks best with, or all there is.
GAPS = (1.25, 0.75)


class CallLine(Panel):
    """The telephone, when it answers, and the number, or a line to write it on, in a tinted box.

    ``source`` is when it answers in the source language, where that stands beside it.
    """

    def __init__(
        self, phone: Phone[Translated], styles: Styles, source: Translated | None = None
    ) -> None:
        super().__init__()
        self._styles = styles
        number = replace(styles.number, leading=styles.number.size * TIGHT)
        self._label = set_in_two(phone.label, source, styles.running)
        self._number = set_unbroken(phone.number, number) if phone.number is not None else None
        self._side = number.leading

    @property
    def needed_width(self) -> float:
        """The width in points in which all of it is one line."""
        spaces = self._styles.spaces
        number = self._number.needed_width if self._number else self._room_to_write
        return self._before_label + self._label.needed_width + spaces.gutter + number + self._pad

    def arrange(self, width: float) -> Arrangement:
        """Label and number on one baseline."""
        spaces, palette = self._styles.spaces, self._styles.palette
        height = self._side + spaces.step
        middle = height / 2
        label_width = self._label.needed_width + EPSILON
        x = self._before_label + label_width + spaces.gutter
        room = width - x - self._pad
        placed: list[Placed] = []
        rules: list[Rule] = []
        if self._number is None:
            label_top = middle - self._label.style.leading / 2
            top = height - spaces.step
            length = min(room, self._room_to_write)
            thickness, colour = spaces.hairline, palette.ink
            rules.append(Rule(x=x, top=top, length=length, thickness=thickness, colour=colour))
        else:
            top = middle + DIGIT / 2 * self._number.style.size - self._number.first_baseline
            label_top = top + self._number.first_baseline - self._label.first_baseline
            placed.append(place(self._number, x, top, room))
        placed.insert(0, place(self._label, self._before_label, label_top, label_width))
        area = Area(
            width=width,
            height=height,
            fill=palette.tint,
            outline=palette.accent,
            thickness=spaces.outline,
            radius=spaces.radius,
        )
        telephone = Picture(
            name="telephone",
            x=self._pad,
            top=middle - self._picture / 2,
            side=self._picture,
            colour=palette.accent,
        )
        return Arrangement(height, tuple(placed), (area, telephone, *rules))

    @property
    def _pad(self) -> float:
        return 2 * self._styles.spaces.step

    @property
    def _picture(self) -> float:
        return 0.8 * self._side

    @property
    def _before_label(self) -> float:
        return self._pad + self._picture + 1.5 * self._styles.spaces.step

    @property
    def _room_to_write(self) -> float:
        return self._styles.page_format.measure * 0.38


def call_line(
    pieces: Sequence[Piece],
    columns: Sequence[Sequence[Placed]],
    top: float,
    bottom: float,
    styles: Styles,
) -> Placed | None:
    """The line below all else on page 1, if the help begins on a later page.

    ``columns`` are the pages of ``pieces``, whose text on page 1 has its place between ``top`` and
    ``bottom``, in points. Nothing moves for it: it takes room that is left, and
    does not stand between lines of one text, or one result and the next.
    """
    first = columns[0]
    found = next((p for p in pieces if isinstance(p, ContactBox) and p.main), None)
    if found is None or any(isinstance(placed.piece, ContactBox) for placed in first):
        return None
    last = next((n for n, piece in enumerate(pieces) if first and piece is first[-1].piece), None)
    if first and (last is None or isinstance(pieces[last + 1], CardRow)):
        return None
    phone = found.main[0]
    line = keeper(styles).again(("call line", phone), lambda: CallLine(phone, styles))
    line.place = found.place
    line.comes_again = True
    end = first[-1].top + first[-1].height if first else top
    return line_below(line, end, bottom, styles)


def line_below(line: CallLine, end: float, room: float, styles: Styles) -> Placed | None:
    """The line below what ends there, in points, if it has room above ``room`` and is one line."""
    width = styles.page_format.measure
    if line.needed_width > width:
        return None
    _, height = line.wrap(width)
    tops = [end + gap * styles.spaces.step for gap in GAPS]
    fitting = (top for top in tops if top + height <= room + EPSILON)
    return next((Placed(line, 0, top, width, height) for top in fitting), None)
