"""Positive stays positive, and negative stays negative.

"XYZ1 negative" for "XYZ1 positive" sends a person to another treatment, and differs in one word.

Passes::

    msgid "Your result is XYZ1 positive."
    msgstr "Wynik jest XYZ1-dodatni."

Fails::

    msgid "Your result is XYZ1 positive."
    msgstr "Wynik jest XYZ1-ujemny."
"""

from collections.abc import Iterator

from leaflets.checks.catalog.reading import Pair
from leaflets.checks.catalog.speech import aligned, tokens
from leaflets.diagnostics import Severity

ID = "results"
SEVERITY = Severity.ERROR


def check(pair: Pair) -> Iterator[str]:
    """Results that were lost, added or swapped."""
    lists = pair.speech.results
    if not lists:
        return
    for english, other in aligned(pair.source, pair.target):
        words = tokens(english.casefold())
        for result in ("positive", "negative"):
            found = pair.speech.says(other, lists.get(result, ()))
            if result in words and not found:
                yield f'"{result}" is lost'
            elif found and result not in words:
                yield f'it says "{result}", and the English does not'
    yield from _order(pair)


def _order(pair: Pair) -> Iterator[str]:
    """Where both are said, which of them comes first."""
    words = [w for w in tokens(pair.source.casefold()) if w in ("positive", "negative")]
    if len(set(words)) < len(("positive", "negative")):
        return
    text = pair.speech.spaced(pair.target)
    first = {
        result: min(
            (at for word in pair.speech.results[result] if (at := _at(text, word)) >= 0),
            default=-1,
        )
        for result in ("positive", "negative")
    }
    if min(first.values()) >= 0 and min(first, key=lambda r: first[r]) != words[0]:
        yield '"positive" and "negative" stand in another order'


def _at(text: str, word: str) -> int:
    return text.find(word.strip("*").casefold())
