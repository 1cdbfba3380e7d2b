"""A character in, what setting has to know of it out: forbidden, invisible, a space, a line end."""

import unicodedata
from functools import cache
from typing import Final

from fontTools.unicodedata import script as script_property
from uniseg.derived import default_ignorable_code_point

from leaflets.text.errors import ForbiddenCharacter

LRI: Final = "\u2066"
RLI: Final = "\u2067"
PDI: Final = "\u2069"
WORD_JOINER: Final = "\u2060"
NO_BREAK_SPACE: Final = "\u00a0"
SOFT_HYPHEN: Final = "\u00ad"

# What ends a line wherever it stands. Vertical tab, form feed and NEL are refused: nobody types
# them, and nobody agrees on what they mean.
LINE_ENDS: Final = frozenset("\n\r\u2028\u2029")

# Spaces that vanish at the end of a line.
BREAKING_SPACES: Final = frozenset(" \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008"
                                   "\u2009\u200a\u205f\u3000\u200b")  # fmt: skip

# Direction marks, embeddings, overrides and isolates: they order the text, and no reader copies
# or searches for them.
BIDI_CONTROLS: Final = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)

# Instructions that may leave no glyph. Other invisible characters (tags, fillers, deprecated
# format characters) are refused, since text would vanish in them.
INSTRUCTIONS: Final = (
    BIDI_CONTROLS
    | LINE_ENDS
    | frozenset("\u00ad\u034f\u200b\u200c\u200d\u2060\ufeff")
    | frozenset(map(chr, range(0xFE00, 0xFE10)))
)

# Instructions whose text is of no use once the line is set. Joiners and variation selectors
# stay: with them the copied word is spelled as it was.
SILENT: Final = BIDI_CONTROLS | LINE_ENDS | frozenset("\u00ad\u200b\u2060\ufeff")

# Stand-ins for text that was lost before it came here.
_DAMAGED: Final = frozenset("\ufffc\ufffd")


@cache
def is_forbidden(character: str) -> bool:
    """Whether the character has no meaning on paper."""
    if character in INSTRUCTIONS or character == "\t":
        return False
    return (
        unicodedata.category(character) in ("Cc", "Cs")
        or character in _DAMAGED
        or default_ignorable_code_point(character)
    )


def refuse_forbidden(text: str, key: str = "") -> None:
    """Raise ForbiddenCharacter for the first character that can't be printed."""
    if text.isascii() and text.isprintable():
        return
    if not any(map(is_forbidden, set(text))):
        return
    for index, character in enumerate(text):
        if is_forbidden(character):
            raise ForbiddenCharacter(character, index, key=key)


@cache
def script_of(character: str) -> str:
    """The Script property by ISO 15924 code, "" for characters that scripts share (UAX #24)."""
    script = str(script_property(character))
    return "" if script in ("Zyyy", "Zinh", "Zzzz") else script


@cache
def stays_with_base(character: str) -> bool:
    """Whether it can't be separated from the character before it: marks, joiners, selectors."""
    return (
        unicodedata.category(character) in ("Mn", "Mc", "Me")
        or character in "\u200c\u200d"
        or 0x1F3FB <= ord(character) <= 0x1F3FF
    )
