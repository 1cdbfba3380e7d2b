"""Marks that turn the direction of text are closed, and stand only where they are needed.

An override hides what a line says: "1,5 mg" can be made to read "5,1 mg".

Passes::

    msgstr "تناول \u2068Herceptin 600 mg\u2069 الآن"

Fails::

    msgstr "تناول \u2068Herceptin 600 mg الآن"
"""

from collections.abc import Iterator

from leaflets.checks.catalog.reading import Pair
from leaflets.diagnostics import Severity

ID = "bidi-controls"
SEVERITY = Severity.ERROR

_OPEN, _CLOSE = "\u2066\u2067\u2068", "\u2069"
_OLD = {
    "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
}  # fmt: skip
_MARKS = {"\u200e": "LRM", "\u200f": "RLM", "\u061c": "ALM"}
_LEFTWARD = ("ar", "ur", "fa", "ar_XB")


def check(pair: Pair) -> Iterator[str]:
    """Controls that are left open, forbidden, or in a language that does not need them."""
    depth = 0
    for character in pair.target:
        if character in _OPEN:
            depth += 1
        elif character == _CLOSE:
            depth -= 1
            if depth < 0:
                break
    if depth:
        yield "an isolate is not closed, or is closed twice"
    for control, name in _OLD.items():
        if control in pair.target:
            yield f"{name} (U+{ord(control):04X}) is not used: write the isolates U+2068 and U+2069"
    if pair.reader.language not in _LEFTWARD:
        controls = {*_OPEN, _CLOSE, *_MARKS}
        found = sorted({f"U+{ord(c):04X}" for c in pair.target if c in controls})
        if found:
            yield f"{', '.join(found)}: the language runs to the right and needs none"
