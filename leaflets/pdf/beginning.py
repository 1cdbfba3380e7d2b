"""Letters that many documents show in; the codes that their fonts begin with, alike in all, out.

A document gives codes to glyphs as they come. Those that its fonts begin with have the same codes
in every document that begins so: what shows no others is written once, and a font is cut once.
"""

from collections.abc import Sequence
from functools import lru_cache

from leaflets.fonts import shipped_fonts
from leaflets.pdf.fonts import EmbeddedFont, Key
from leaflets.pdf.template import Alphabet
from leaflets.text import FontFace

Seed = tuple[Alphabet, FontFace]
"""Letters that values are stamped in, and their face."""

Signs = tuple[FontFace, tuple[Key, ...]]
"""A face, and glyphs that most documents show in it, with their texts."""


class Beginning:
    """What the fonts of documents begin with, face by face; it is told by its identity.

    ``seeded`` are the alphabets with their faces and codes, as far as values may be stamped in
    them: only of the fonts that ship is it known that pairs are all there is to their letters.
    """

    def __init__(self, seeds: Sequence[Seed], signs: Sequence[Signs]) -> None:
        fonts: dict[FontFace, EmbeddedFont] = {}
        seeded: list[tuple[Alphabet, FontFace, tuple[int, ...]]] = []

        def font_of(face: FontFace) -> EmbeddedFont:
            return fonts.setdefault(face, EmbeddedFont(face, ""))

        for letters, face in seeds:
            font = font_of(face)
            keys = zip(letters.glyphs, letters.units, strict=True)
            codes = tuple(int(font.code(key)[0], 16) for key in keys)
            if face.path.parent == shipped_fonts():
                seeded.append((letters, face, codes))
        for face, shown in signs:
            font = font_of(face)
            for key in shown:
                font.code(key)
        self.seeded = tuple(seeded)
        self.known: dict[FontFace, dict[Key, tuple[str, float]]] = {
            face: font.known for face, font in fonts.items()
        }


@lru_cache(maxsize=32)
def beginning(seeds: tuple[Seed, ...], signs: tuple[Signs, ...]) -> Beginning:
    """The one beginning of all documents that begin with these."""
    return Beginning(seeds, signs)
