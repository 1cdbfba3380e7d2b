"""The fonts that text is set in: which face prints a character, and how wide it is.

A character that no face has stops the leaflet. It never prints as a box, and never vanishes.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from leaflets.errors import ExitCode, LeafletsError
from leaflets.fonts import shipped_fonts
from leaflets.layout.stylesheet import Weight

# In the order in which they are asked: letters first, then signs.
CHAINS = {
    Weight.REGULAR: ("NotoSans-Regular", "Symbols-Regular"),
    Weight.BOLD: ("NotoSans-Bold", "Symbols-Bold"),
}
FIRST_FACE = CHAINS[Weight.REGULAR][0]


class MissingGlyph(LeafletsError):
    """A character that no shipped font can print."""

    exit_code = ExitCode.CONTENT


def face_runs(text: str, weight: Weight) -> Iterator[tuple[str, str]]:
    """``text`` cut into runs of one face: (registered font name, characters)."""
    for name, characters in groupby(text, key=lambda character: _face_of(character, weight)):
        yield name, "".join(characters)


def width_of(text: str, weight: Weight, size: float) -> float:
    """How wide ``text`` is on one line, in points."""
    return sum(
        pdfmetrics.stringWidth(characters, name, size)
        for name, characters in face_runs(text, weight)
    )


@cache
def register(name: str) -> TTFont:
    """Make a shipped font known to the PDF writer, once."""
    font = TTFont(name, str(shipped_fonts() / f"{name}.ttf"))
    pdfmetrics.registerFont(font)
    return font


@cache
def _face_of(character: str, weight: Weight) -> str:
    """The first face of the chain that has the character."""
    if unicodedata.category(character) not in ("Cc", "Cs", "Cn", "Co"):
        for name in CHAINS[weight]:
            if ord(character) in register(name).face.charToGlyph:
                return name
    code_point = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "a character without a name")
    shown = f'"{character}" ' if character.isprintable() else ""
    raise MissingGlyph(
        f"no font here can print {shown}({code_point}, {name})",
        hint="write it another way, or add a font that has it",
    )
