"""Names stand in the order of the English: what comes first is had first, or is given with it.

"Examplinib, and then examplinib" with its two names swapped has all its words and another meaning.
Sentences are compared one by one where both texts have as many. A country's name may stand
anywhere. Where grammar turns others round, waive it.

Passes::

    msgid "after examplinib, and otherinib or thirdinib"
    msgstr "po examplinib, i otherinib lub thirdinib"

Fails::

    msgid "after examplinib, and otherinib or thirdinib"
    msgstr "po otherinib, i examplinib lub thirdinib"
"""

from collections.abc import Iterator

from leaflets.checks.catalog.reading import Pair
from leaflets.checks.catalog.speech import aligned
from leaflets.diagnostics import Severity

ID = "name-order"
SEVERITY = Severity.ERROR


def check(pair: Pair) -> Iterator[str]:
    """Names that changed places."""
    texts = dict.fromkeys([(pair.source, pair.target), *aligned(pair.source, pair.target)])
    for english, other in texts:
        if told := _other_order(english, other, pair):
            yield told
            return


def _other_order(english: str, other: str, pair: Pair) -> str:
    places = pair.reader.places
    wanted = [n for n in pair.reader.named_in_english(english) if n not in places]
    found = [n for n in pair.reader.named(other) if n not in places]
    if sorted(wanted) != sorted(found) or wanted == found:
        return ""
    return f"the names stand in another order: {', '.join(found)}"
