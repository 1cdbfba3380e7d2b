"""A short text in; a QR code of it as vectors, for a machine to read off the paper, out.

It repeats a text that stands beside it, so it is decoration to a screen reader.
"""

from dataclasses import dataclass
from functools import cached_property

from reportlab.lib.units import mm

from leaflets.layout.panels import Arrangement, Mark, Panel
from leaflets.pdf import TaggedCanvas

MODULE = 0.8 * mm
"""The side of the smallest square: a telephone reads it from an arm's length, also off a copy."""

QUIET = 4
"""How many squares are left empty all round, as ISO/IEC 18004 wants."""


@dataclass(frozen=True, kw_only=True)
class QrCode(Mark):
    """The QR code of ``text``, with its empty margin. A quarter of it may be lost or soiled."""

    text: str

    @cached_property
    def rows(self) -> tuple[bytes, ...]:
        """Its squares, row by row from the top: 1 is dark."""
        import segno  # most leaflets have no code, and it brings all of HTTP with it

        made = segno.make_qr(self.text, error="q", boost_error=False)
        return tuple(bytes(row) for row in made.matrix)

    @property
    def extent(self) -> tuple[float, float]:
        """A square."""
        side = (len(self.rows) + 2 * QUIET) * MODULE
        return side, side

    def paint(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draw it in black, whatever the colours of the leaflet: it is read, not looked at."""
        canvas.setFillColorRGB(0, 0, 0)
        path = canvas.beginPath()
        top = y + self.extent[1] - QUIET * MODULE
        for down, row in enumerate(self.rows, 1):
            for along, dark in enumerate(row):
                if dark:
                    left = x + (QUIET + along) * MODULE
                    path.rect(left, top - down * MODULE, MODULE, MODULE)
        canvas.drawPath(path, stroke=0, fill=1)


class QrPanel(Panel):
    """A QR code at the side that reading begins from."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._mark = QrCode(text=text)

    def arrange(self, width: float) -> Arrangement:
        """The code; its own margin is all the room that it needs."""
        del width
        return Arrangement(self._mark.extent[1], marks=(self._mark,))
