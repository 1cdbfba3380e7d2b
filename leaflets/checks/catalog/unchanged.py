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
from leaflets.checks.catalog.speech import folded_text, sentences, tokens
from leaflets.diagnostics import Severity

ID = "unchanged"
SEVERITY = Severity.ERROR

_SENTENCE = 2
"""Words besides names that make a sentence of it."""

_SHORTEST = 3
"""Fewer letters than this are a sign, not a word."""


def check(pair: Pair) -> Iterator[str]:
    """A text that was left as it is."""
    text = folded_text(pair.target)
    if folded_text(pair.source) != text:
        for sentence in sentences(pair.source):
            long = len(tokens(pair.reader.without_names(sentence))) >= _SENTENCE
            if long and folded_text(sentence) in text:
                yield f'a sentence was left in English: "{sentence}"'
        return
    # A drug's title is its name; so is a name in a list.
    rest = pair.reader.without_names(pair.source)
    same = {folded_text(word) for word in pair.speech.same}
    left = [word for word in tokens(rest) if len(word) > _SHORTEST and word not in same]
    if left:
        yield "it is the English over again"
