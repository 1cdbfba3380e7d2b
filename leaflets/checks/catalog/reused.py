"""Two English texts do not have one translation: one of them was put in the wrong place.

A point of a list that was pasted twice reads well, and the point that it replaced is gone.

Passes::

    msgid "headaches"
    msgstr "bóle głowy"

Fails::

    msgid "headaches"
    msgstr "biegunka"                            # as "diarrhoea" is translated
"""

import re
from collections.abc import Iterator

from leaflets.checks.catalog.reading import Book
from leaflets.checks.catalog.speech import folded_text, tokens
from leaflets.diagnostics import Severity
from leaflets.translation.entries import Entry

ID = "reused"

_PLURAL = re.compile(r"ies$")


def check(book: Book) -> Iterator[tuple[Entry | None, str, Severity]]:
    """Texts whose translation is that of other English."""
    first: dict[str, Entry] = {}
    for pair in book.pairs():
        told = " ".join(tokens(folded_text(pair.entry.targets[0])))
        known = first.setdefault(told, pair.entry)
        if _plain(known.source) != _plain(pair.entry.source):
            yield (
                pair.entry,
                f'"{known.source}" in line {known.line} ({known.key}) has the same translation',
                Severity.ERROR,
            )


def _plain(text: str) -> str:
    """An English text without what many languages do not say: articles and the plural."""
    words = (word for word in tokens(folded_text(text)) if word not in ("a", "an", "the"))
    return " ".join(_PLURAL.sub("y", word).removesuffix("s") for word in words)
