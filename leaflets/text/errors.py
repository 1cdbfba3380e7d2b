"""What text can't be set, each a fault that names the character or word and says what to do."""

import unicodedata

from leaflets.errors import ExitCode, LeafletsError


def describe(character: str) -> str:
    """A character as a reader can look it up: "U+2264 LESS-THAN OR EQUAL TO"."""
    point = ord(character)
    if 0xD800 <= point <= 0xDFFF:
        name = "lone surrogate"
    elif unicodedata.category(character) == "Cc":
        name = "control character"
    elif unicodedata.category(character) == "Co":
        name = "private-use character"
    else:
        name = unicodedata.name(character, "unassigned")
    return f"U+{point:04X} {name}"


class TextFault(LeafletsError):
    """Text that can't be printed. ``key`` is the message it is in, when the caller gave one."""

    exit_code = ExitCode.CONTENT

    def __init__(self, message: str, *, key: str = "", hint: str = "") -> None:
        super().__init__(f"{key}: {message}" if key else message, hint=hint)
        self.key = key


class MissingGlyph(TextFault):
    """No font of the chain has this character; nothing is printed rather than a box."""

    def __init__(self, character: str, *, key: str = "", fonts: tuple[str, ...] = ()) -> None:
        tried = f" (tried {', '.join(fonts)})" if fonts else ""
        visible = f' "{character}"' if character.isprintable() else ""
        super().__init__(
            f"no font has{visible} {describe(character)}{tried}",
            key=key,
            hint="replace the character, or add a font that has it under [fonts] in leaflets.toml",
        )
        self.character = character


class ForbiddenCharacter(TextFault):
    """A character with no meaning on paper: a control, half a surrogate pair, damaged text."""

    def __init__(self, character: str, position: int, *, key: str = "") -> None:
        super().__init__(
            f"{describe(character)} at character {position + 1} can't be printed",
            key=key,
            hint="remove it from the text; it often comes from a wrong encoding or a bad copy",
        )
        self.character = character
        self.position = position


class WordTooWide(TextFault):
    """A word that the column has no room for, where breaking inside words was not allowed."""

    def __init__(self, word: str, needed: float, width: float, *, key: str = "") -> None:
        shown = word if len(word) <= 60 else word[:59] + "…"
        super().__init__(
            f'"{shown}" is {needed:.1f} pt wide, the column {width:.1f} pt',
            key=key,
            hint="use a wider format, smaller type, or put a soft hyphen (U+00AD) into the word",
        )
        self.word = word
        self.needed = needed
        self.width = width
