"""A translation is not the English over again, unless it is nothing but names.

Passes::

    msgid "XYZ1"
    msgstr "XYZ1"

Fails::

    msgid "How you have it"
    msgstr "How you have it"
"""

from collections.abc import Iterator

from leaflets.checks.catalog.reading import Pair
from leaflets.checks.catalog.speech import folded_text, tokens
from leaflets.diagnostics import Severity

ID = "unchanged"
SEVERITY = Severity.ERROR

_SHORTEST = 3
"""Fewer letters than this are a sign, not a word."""


def check(pair: Pair) -> Iterator[str]:
    """A text that was left as it is."""
    if folded_text(pair.source) != folded_text(pair.target):
        return
    # A drug's title is its name; so is a name in a list.
    rest = pair.reader.without_names(pair.source)
    same = {folded_text(word) for word in pair.speech.same}
    left = [word for word in tokens(rest) if len(word) > _SHORTEST and word not in same]
    if left:
        yield "it is the English over again"
