"""A text in; the same in pieces, placeholders and marks of direction told apart, out.

A placeholder stands by itself in a line that runs to the left. A mark that turns the direction is
named, so that nobody is misled by what they can't see; those that only hide are not set at all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

ISOLATES = {"\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI"}
"""Marks that a translation may have; they do what they do on the page."""

_OTHERS = {
    "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
    "\u200e": "LRM", "\u200f": "RLM", "\u061c": "ALM", "\u200b": "ZWSP", "\u00ad": "SHY",
    "\ufeff": "BOM",
}  # fmt: skip
_PIECES = re.compile(rf"\{{[^{{}}]*\}}|[{''.join((*ISOLATES, *_OTHERS))}]")


class Kind(StrEnum):
    """What a piece is."""

    WORDS = "words"
    PLACEHOLDER = "placeholder"
    ISOLATE = "isolate"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, a placeholder, or the name of a mark; ``sign`` is the mark if it is set."""

    kind: Kind
    text: str
    sign: str = ""


def pieces(text: str) -> tuple[Piece, ...]:
    """``text`` in order, nothing left out."""
    return tuple(_pieces(text))


def _pieces(text: str) -> Iterator[Piece]:
    at = 0
    for found in _PIECES.finditer(text):
        if found.start() > at:
            yield Piece(Kind.WORDS, text[at : found.start()])
        sign = found[0]
        if sign in ISOLATES:
            yield Piece(Kind.ISOLATE, ISOLATES[sign], sign)
        elif sign in _OTHERS:
            yield Piece(Kind.MARK, _OTHERS[sign])
        else:
            yield Piece(Kind.PLACEHOLDER, sign)
        at = found.end()
    if at < len(text):
        yield Piece(Kind.WORDS, text[at:])
