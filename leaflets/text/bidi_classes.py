"""A character in, its Bidi_Class or its bracket's partner out (UAX #9, section 3.2).

Bidi_Class comes from the standard library's tables (Unicode 14.0 in Python 3.11), brackets from
BidiBrackets.txt of Unicode 14.0; neither has changed since for a character that was assigned then.
"""

import unicodedata
from functools import cache
from typing import Final

ISOLATE_INITIATORS: Final = frozenset({"LRI", "RLI", "FSI"})
EMBEDDING_INITIATORS: Final = frozenset({"LRE", "RLE", "LRO", "RLO"})

# What rule X9 removes; they take the level of the character before them (section 5.2).
REMOVED_BY_X9: Final = EMBEDDING_INITIATORS | {"PDF", "BN"}

# NI of rule N1: neutral or isolate formatting.
NEUTRALS: Final = frozenset({"B", "S", "WS", "ON", "PDI"}) | ISOLATE_INITIATORS

# Opening brackets; the closing one is the next code point unless it is named.
_BRACKETS = """
    0028 005B-005D 007B-007D 0F3A 0F3C 169B 2045 207D 208D 2308 230A 2329 2768 276A 276C 276E 2770
    2772 2774 27C5 27E6 27E8 27EA 27EC 27EE 2983 2985 2987 2989 298B 298D-2990 298F-298E 2991 2993
    2995 2997 29D8 29DA 29FC 2E22 2E24 2E26 2E28 2E55 2E57 2E59 2E5B 3008 300A 300C 300E 3010 3014
    3016 3018 301A FE59 FE5B FE5D FF08 FF3B-FF3D FF5B-FF5D FF5F FF62
"""

# The angle brackets at 2329 and 3008 are canonically equivalent and pair with each other (BD16).
_CANONICAL = {"\u2329": "\u3008", "\u232a": "\u3009"}


def _bracket_pairs() -> tuple[dict[str, str], dict[str, str]]:
    opening, closing = {}, {}
    for entry in _BRACKETS.split():
        first, _, last = entry.partition("-")
        left = chr(int(first, 16))
        right = chr(int(last, 16) if last else int(first, 16) + 1)
        opening[left] = closing[right] = _CANONICAL.get(right, right)
    return opening, closing


# Both maps lead to the canonical closing bracket, so a pair matches when the two values are equal.
OPENING_BRACKETS, CLOSING_BRACKETS = _bracket_pairs()


@cache
def bidi_class(character: str) -> str:
    """The Bidi_Class, with DerivedBidiClass.txt's defaults for unassigned code points."""
    return unicodedata.bidirectional(character) or _default_class(ord(character))


def _default_class(point: int) -> str:
    if (
        0x0600 <= point < 0x07C0
        or 0x0860 <= point < 0x0900
        or 0xFB50 <= point < 0xFDD0
        or 0xFDF0 <= point < 0xFE00
        or 0xFE70 <= point < 0xFF00
        or 0x10D00 <= point < 0x10D40
        or 0x10EC0 <= point < 0x10F00
        or 0x10F30 <= point < 0x10F70
        or 0x1EC70 <= point < 0x1ECC0
        or 0x1ED00 <= point < 0x1ED50
        or 0x1EE00 <= point < 0x1EF00
    ):
        return "AL"
    if (
        0x0590 <= point < 0x0600
        or 0x07C0 <= point < 0x0860
        or 0xFB1D <= point < 0xFB50
        or 0x10800 <= point < 0x11000
        or 0x1E800 <= point < 0x1F000
    ):
        return "R"
    if 0x20A0 <= point < 0x20D0:
        return "ET"
    if point & 0xFFFE == 0xFFFE or 0xFDD0 <= point < 0xFDF0 or 0xE0000 <= point < 0xE1000:
        return "BN"
    return "L"


def bidi_classes(text: str) -> list[str]:
    """The Bidi_Class of every character."""
    return list(map(bidi_class, text))
