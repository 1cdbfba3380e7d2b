r"""Characters are in their one usual form (NFC), and none is invisible or unassigned.

Two forms of one letter look the same, but a search, a voice and a comparison take them for two.

Passes::

    msgstr "\u00e9"

Fails::

    msgstr "e\u0301"
"""

import re
import unicodedata
from collections.abc import Iterator

from leaflets.checks.catalog.reading import Pair
from leaflets.diagnostics import Severity

ID = "characters"
SEVERITY = Severity.ERROR

_JOINERS = {"\u200c", "\u200d"}
_USED_IN = ("ur", "fa", "bn", "pa_Guru", "hi", "gu", "ta", "ar")
_DIRECTION = {
    "\u200e", "\u200f", "\u061c", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e",
    "\u2066", "\u2067", "\u2068", "\u2069",
}  # fmt: skip
_CEDILLA = {"ş": "ș", "ţ": "ț", "Ş": "Ș", "Ţ": "Ț"}
_TWICE = re.compile(r"\b([^\W\d_]{2,})\s+\1\b", re.IGNORECASE)


def check(pair: Pair) -> Iterator[str]:
    """Characters that are not what they look like, double spaces and doubled words."""
    text = pair.target
    if unicodedata.normalize("NFC", text) != text:
        yield "it is not in NFC: save it so, or write the letters as one character each"
    for character in sorted(set(text)):
        kind = unicodedata.category(character)
        joiner = character in _JOINERS and pair.reader.language in _USED_IN
        if kind in ("Cc", "Cf", "Cn", "Co", "Cs") and character != "\n":
            if not joiner and character not in _DIRECTION:
                yield f"U+{ord(character):04X} does not print"
        elif kind == "Zs" and character not in " \u00a0\u202f\u3000":
            yield f"U+{ord(character):04X} is an unusual space"
    if "\ufffd" in text:
        yield "a character was lost when the file was saved"
    if "  " in text:
        yield "two spaces stand side by side"
    if pair.reader.language == "ro":
        for wrong, right in _CEDILLA.items():
            if wrong in text:
                yield f"{wrong} has a cedilla; Romanian writes {right}, with a comma"
    found = _TWICE.search(text)
    if (
        found
        and pair.reader.language not in _DOUBLE_TO_MEAN_MANY
        and not _TWICE.search(pair.source)
    ):
        yield f'"{found[0]}": a word stands twice'


_DOUBLE_TO_MEAN_MANY = ("bn", "pa_Guru", "ur", "hi", "zh_Hans", "zh_Hant")
