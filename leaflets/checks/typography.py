"""Characters that print as intended, and that a translator can see.

A zero-width space makes two texts of one that look alike, a brace is read as a placeholder and
stops the leaflet, a letter made of two characters is not found by a search. Quotation marks and
apostrophes are of one kind in a leaflet, straight or curly.

Passes::

    text: "Your doctor's advice: drink water."

Fails, for the brace::

    text: "Your {doctor}'s advice: drink water."
"""

import re
import unicodedata
from collections.abc import Iterator

from leaflets.checks.manuscript import Manuscript, Text, texts
from leaflets.diagnostics import Diagnostic

ID = "typography"

_KINDS = {"quotation marks": ('"', "“”„"), "apostrophes": ("'", "\u2019\u2018")}
_PLAIN_SPACES = " \n\u00a0"


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Braces, characters that do not show, stray spaces, mixed quotation marks."""
    own = list({text.message.where: text for text in texts(manuscript)}.values())
    for text in own:
        yield from _characters(text)
        yield from _spaces(text)
    yield from _mixed(own)


def _characters(text: Text) -> Iterator[Diagnostic]:
    source = text.message.source
    brace = re.search(r"[{}]", source)
    if brace:
        yield _finding(
            text, f'a brace "{brace[0]}" stands in the text', "content has no placeholders"
        )
    for character in dict.fromkeys(source):
        unseen = unicodedata.category(character)[0] in "CZ" and character not in _PLAIN_SPACES
        if unseen:
            name = unicodedata.name(character, "a control character").lower()
            yield _finding(
                text,
                f"a character that does not show: U+{ord(character):04X}, {name}",
                "delete it, or type a plain space",
            )
    if not unicodedata.is_normalized("NFC", source):
        odd = next(c for c in source if not unicodedata.is_normalized("NFC", c) or _joins(c))
        yield _finding(
            text,
            f"U+{ord(odd):04X}, {unicodedata.name(odd).lower()}, is not how the letter is kept",
            "type the letter with its accent as one character (NFC)",
        )


def _joins(character: str) -> bool:
    return unicodedata.combining(character) > 0


def _spaces(text: Text) -> Iterator[Diagnostic]:
    source = text.message.source
    double = re.search(r"\S*[ \u00a0]{2,}\S*", source)
    if double:
        yield _finding(text, f'two spaces together: "{double[0]}"', "keep one")
    if source != source.strip():
        yield _finding(
            text, "a space or line break at the edge of the text", "use `>-`, which adds none"
        )
    before = re.search(r"\S+ [,.;:!?](?=\s|$)", source)
    if before:
        yield _finding(text, f'a space before a punctuation mark: "{before[0]}"', "take it out")


def _mixed(own: list[Text]) -> Iterator[Diagnostic]:
    for what, kinds in _KINDS.items():
        straight, curly = ([t for t in own if set(kind) & set(t.message.source)] for kind in kinds)
        if not straight or not curly:
            continue
        fewer, name, other = (
            (straight, "straight", "curly")
            if len(straight) <= len(curly)
            else (curly, "curly", "straight")
        )
        for text in fewer:
            yield _finding(
                text,
                f"{name} {what}, where the rest of the leaflet has {other} ones",
                "use one kind throughout",
            )


def _finding(text: Text, message: str, hint: str) -> Diagnostic:
    return Diagnostic(check=ID, message=message, where=text.message.where, hint=hint, key=text.key)
