"""Simplified Chinese has no Traditional characters, and the other way round.

Readers of one can often not read the other. A character that the national set of the language lacks
is of the other one.

Passes::

    msgstr "您可能会头痛。"

Fails::

    msgstr "您可能會頭痛。"
"""

from collections.abc import Iterator

from leaflets.checks.catalog.reading import Pair
from leaflets.diagnostics import Severity

ID = "simplified"
SEVERITY = Severity.ERROR

_SETS = {"zh_Hans": ("gb2312", "Simplified"), "zh_Hant": ("big5", "Traditional")}
_FIRST_HAN, _LAST_HAN = "\u4e00", "\u9fff"


def check(pair: Pair) -> Iterator[str]:
    """Characters of the other Chinese."""
    if pair.reader.language not in _SETS:
        return
    encoding, name = _SETS[pair.reader.language]
    foreign = [
        character
        for character in dict.fromkeys(pair.target)
        if _FIRST_HAN <= character <= _LAST_HAN and not _encodes(character, encoding)
    ]
    if foreign:
        yield f"{', '.join(foreign)}: not {name} Chinese"


def _encodes(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
