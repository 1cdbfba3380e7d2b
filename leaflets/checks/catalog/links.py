"""What joins two things is kept: "or" stays "or", and "before and during" loses neither.

"Examplin or placebo" with "and" is another treatment, and a test "before treatment" is not one
"before and during treatment".

Passes::

    msgid "tablets or a drip"
    msgstr "tabletki lub kroplówka"

Fails::

    msgid "tablets or a drip"
    msgstr "tabletki i kroplówka"
"""

import re
from collections.abc import Iterator

from leaflets.checks.catalog.negation import denials
from leaflets.checks.catalog.reading import Pair
from leaflets.checks.catalog.speech import aligned, tokens
from leaflets.diagnostics import Severity

ID = "links"
SEVERITY = Severity.ERROR

_KEPT = ("or", "before", "during", "after")
_OFFERS = frozenset({"or", "either", "whether", "any", "anyone", "anything", "nor", "between"})
"""English words that another language may say with its "or"."""

_AT_ANY_TIME = re.compile(r"\bday or night\b")
_ONE_OF_SEVERAL = re.compile(r", or((?: \w+){1,3} or )")


def check(pair: Pair) -> Iterator[str]:
    """Links that were lost, and an "or" that was added."""
    lists = pair.speech.links
    for english, other in aligned(pair.source, pair.target):
        plain = _ONE_OF_SEVERAL.sub(r",\1", _AT_ANY_TIME.sub(" ", english.casefold()))
        words = tokens(plain)
        for link in _KEPT:
            known = lists.get(link, ())
            if known and pair.speech.count(other, _also(link, pair, english)) < words.count(link):
                yield f'"{link}" is lost'
        added = pair.speech.says(other, lists.get("or", ()))
        if added and not _OFFERS & set(tokens(english.casefold())):
            yield 'it says "or", and the English does not'


def _also(link: str, pair: Pair, english: str) -> tuple[str, ...]:
    """The words for a link; "or" has more of them, and those of "nor" after a denial."""
    lists = pair.speech.links
    words = lists[link]
    if link == "or":
        words += lists.get("weak_or", ())
        if denials(english):
            words += lists.get("nor", ())
    return words
