"""A face and the letters of names in; what it takes to set these without a shaping engine, out.

Only for scripts in which a letter is a glyph and a pair of letters has its kerning. What is more
than that (a pair that the face joins, or changes) is known to be so, and left to the engine.
"""

import zlib
from array import array
from collections.abc import Mapping
from functools import lru_cache
from sys import byteorder
from typing import Final

from leaflets.pdf.syntax import NBSP_LIKE
from leaflets.pdf.template import JOINED, Alphabet
from leaflets.text import FontFace
from leaflets.text.shaping import shape_apart

_EUROPEAN: Final = (
    "ÁÅÇÉÍÑÓÖØÚÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüýąćęłńśźżŁŚŻčďěňřšťůžČŘŠŽășțȘȚğışİŞőűđĐėģķļņūŵŷ"
)
"""Those that names in Europe have most often. What is rarer takes a little longer to stamp; here
every letter takes 50 bytes of every file."""
_ASCII: Final = "etaoinsrhldcumfpgwybvkxjqzABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""Small letters by how often they come. Codes follow in this order, after the space, and some
readers of PDFs look through a font's widths from the first on for every letter."""
_SHARED: Final = "0123456789-'’.,()/&·"
"""What may stand in a name, a date or a token beside letters and spaces."""

LETTERS: Final = {
    "Latn": _ASCII + _EUROPEAN,
    "Grek": "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉΊΌΎΏΪΫαβγδεζηθικλμνξοπρςστυφχψωάέήίόύώϊϋΐΰ",
    "Cyrl": "".join(map(chr, [0x401, *range(0x410, 0x450), 0x451])) + "ЄІЇҐєіїґЎў",
}
"""The letters of names by script (ISO 15924): those of the languages of Europe."""

_PAGES: Final = {
    False: " " + _ASCII + _SHARED + ":?\u00a0",
    True: " etaoinsrhldcumfpgwybvkxzABCDEFGHILMNPQRSTVWY0124-:\u00a0",
}
"""What most leaflets in Latin show in the regular face, and in the bold one of headings. What is
rarer takes a little longer to compile; here each letter that is not shown takes 50 bytes."""

JOINS: Final = ("ff", "fi", "fl", "ffi", "ffl")
"""Groups that a face may join to one glyph."""


@lru_cache(maxsize=32)
def alphabet(face: FontFace, script: str, lang: str, *, default: bool) -> Alphabet:
    """The letters of names that the face has; ``lang`` is the language they are shaped in."""

    def plain(unit: str) -> tuple[int, int] | None:
        glyphs, advances = shape_apart(unit, face, script=script, lang=lang)
        return (glyphs[0], advances[0]) if len(glyphs) == 1 else None

    known: dict[str, tuple[int, int]] = {}
    letters = [letter for letter in f" {LETTERS[script]}{_SHARED}" if ord(letter) in face.points]
    joins = [unit for unit in JOINS if set(unit) <= set(letters)]
    for unit in (*letters, *joins):
        found = plain(unit)
        if found:
            known[unit] = found
    rows = [_row(unit, known, face, script, lang) for unit in known]
    pairs = array("h", [kern for row in rows for kern in row])
    if byteorder == "big":
        pairs.byteswap()
    order = tuple(known)
    space = order.index(" ") if " " in known else None
    return Alphabet(
        script=script,
        default=default,
        face=face.name,
        units_per_em=face.units_per_em,
        units=order,
        glyphs=tuple(gid for gid, _ in known.values()),
        advances=tuple(advance for _, advance in known.values()),
        kerning=zlib.compress(pairs.tobytes(), 9),
        joinable=space is not None and not any(rows[space]) and not any(row[space] for row in rows),
    )


@lru_cache(maxsize=32)
def common(face: FontFace, lang: str, *, bold: bool) -> tuple[tuple[int, str], ...]:
    """Glyphs that most leaflets in Latin show in a face, each with what it says."""
    found: list[tuple[int, str]] = []
    for unit in (*_PAGES[bold], *JOINS):
        glyphs, _ = shape_apart(unit, face, script="Latn", lang=lang)
        if len(glyphs) == 1 and glyphs[0]:
            found.append((glyphs[0], unit.translate(NBSP_LIKE)))
    return tuple(found)


def _row(
    first: str, known: Mapping[str, tuple[int, int]], face: FontFace, script: str, lang: str
) -> list[int]:
    """What the advance of ``first`` gains before each of the known units."""
    gid, advance = known[first]
    # All in one text, as long as nothing in it is joined.
    glyphs, advances = shape_apart(
        "".join(first + second for second in known), face, script=script, lang=lang
    )
    if glyphs == [shown for other, _ in known.values() for shown in (gid, other)]:
        return [moved - advance for moved in advances[::2]]
    return [
        _kerning(shape_apart(first + second, face, script=script, lang=lang), known[first], other)
        for second, other in known.items()
    ]


def _kerning(
    shaped: tuple[list[int], list[int]], first: tuple[int, int], second: tuple[int, int]
) -> int:
    """The kerning of two units that were shaped together, if they stay as they are."""
    glyphs, advances = shaped
    if glyphs != [first[0], second[0]] or advances[1] != second[1]:
        return JOINED
    return advances[0] - first[1]
