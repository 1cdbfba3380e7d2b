"""What the English hedges is hedged as much: "may", "some", "usually", "often", "only".

"Some people get headaches" without its "some" is a promise of headaches.

Passes::

    msgid "Some people may have:"
    msgstr "U niektórych osób mogą wystąpić:"

Fails::

    msgid "Some people may have:"
    msgstr "U chorych występują:"
"""

from collections.abc import Iterator

from leaflets.checks.catalog.reading import Pair
from leaflets.checks.catalog.speech import aligned, tokens
from leaflets.diagnostics import Severity

ID = "hedges"
SEVERITY = Severity.ERROR

_CLASSES = {
    "only": ("only", "solely"),
    "may": ("may", "might", "can", "could"),
    "some": ("some",),
    "usually": ("usually", "normally"),
    "often": ("often",),
    "sometimes": ("sometimes", "occasionally"),
    "certain": ("certain",),
}
"""The hedges and the English words for each; a language has words for each of them."""


def check(pair: Pair) -> Iterator[str]:
    """Hedges that were lost."""
    lists = pair.speech.hedges
    for english, other in aligned(pair.source, pair.target):
        # "How often" asks for a number; it hedges nothing.
        words = set(tokens(english.casefold().replace("how often", " ")))
        said = [hedge for hedge, forms in _CLASSES.items() if words & set(forms)]
        for hedge in said:
            if lists.get(hedge) and not pair.speech.says(other, lists[hedge]):
                yield f'"{hedge}" is lost'
