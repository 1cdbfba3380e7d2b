"""ReportLab's canvas, which marks are drawn with, without its own text, fonts and documents."""

from functools import lru_cache
from typing import NoReturn, Protocol

from reportlab.lib.colors import Color, toColor
from reportlab.pdfgen.canvas import Canvas

Ink = Color | tuple[float, float, float, float] | tuple[float, float, float] | list[float] | str


@lru_cache(maxsize=64)
def colour_of(written: str) -> tuple[Color, str]:
    """A colour, and the operands that set it."""
    ink = toColor(written)
    return ink, " ".join(map(exact, (ink.red, ink.green, ink.blue)))


def exact(value: float) -> str:
    """A number with six decimals, as ReportLab places what is drawn."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class _Shining(Protocol):
    """What the stubs do not tell of ReportLab's state."""

    def getState(self) -> object:  # noqa: N802
        """What lets the ground shine through, if anything does."""


class PlainCanvas(Canvas):
    """A canvas of marks: what it does most often is done without a detour."""

    _code: list[str]
    _annotationrefs: list[str]
    _formsinuse: list[str]
    _filename: object
    _extgstate: "_Shining"
    _pagesize: tuple[float, float]
    _currentMatrix: tuple[float, float, float, float, float, float]  # noqa: N815
    _fillColorObj: object  # noqa: N815 - ReportLab's name
    _strokeColorObj: object  # noqa: N815

    def _make_preamble(self) -> None:
        """Begin pages with nothing: ReportLab would name Helvetica, which is not embedded."""
        self._preamble = ""

    def beginText(self, x: float = 0, y: float = 0, direction: object = None) -> NoReturn:  # noqa: N802
        """Refuse ReportLab's own text, ``drawString`` with it: neither shaped nor tagged."""
        raise NotImplementedError("text is set by leaflets.text and drawn by draw_line()")

    def translate(self, dx: float, dy: float) -> None:
        """Move the origin by as much, in points; ReportLab's way to write it takes ten times it."""
        if not dx and not dy:
            return
        a, b, c, d, e, f = self._currentMatrix
        self._currentMatrix = (a, b, c, d, a * dx + c * dy + e, b * dx + d * dy + f)
        self._code.append(f"1 0 0 1 {exact(dx)} {exact(dy)} cm")

    def setFillColor(self, aColor: Ink, alpha: float | None = None) -> None:  # noqa: N802, N803
        """Fill in a colour; one that is written, as #rrggbb, is opaque and read once."""
        if isinstance(aColor, str) and alpha is None:
            self._fillColorObj, operands = colour_of(aColor)
            self._code.append(f"{operands} rg")
        else:
            super().setFillColor(aColor, alpha)

    def setStrokeColor(self, aColor: Ink, alpha: float | None = None) -> None:  # noqa: N802, N803
        """Draw lines in a colour; one that is written, as #rrggbb, is opaque and read once."""
        if isinstance(aColor, str) and alpha is None:
            self._strokeColorObj, operands = colour_of(aColor)
            self._code.append(f"{operands} RG")
        else:
            super().setStrokeColor(aColor, alpha)
