"""Names stand in the order of the English: what comes first is had first, or is given with it.

"Examplinib, and then examplinib" with its two names swapped has all its words and another meaning.
A country's name may stand anywhere. Where grammar turns others round, waive it.

Passes::

    msgid "after examplinib, and otherinib or thirdinib"
    msgstr "po examplinib, i otherinib lub thirdinib"

Fails::

    msgid "after examplinib, and otherinib or thirdinib"
    msgstr "po otherinib, i examplinib lub thirdinib"
"""

from collections.abc import Iterator

from leaflets.checks.catalog.reading import Pair
from leaflets.diagnostics import Severity

ID = "name-order"
SEVERITY = Severity.WARNING


def check(pair: Pair) -> Iterator[str]:
    """Names that changed places."""
    places = pair.reader.places
    wanted = [n for n in pair.reader.named_in_english(pair.source) if n not in places]
    found = [n for n in pair.reader.named(pair.target) if n not in places]
    if sorted(wanted) == sorted(found) and wanted != found:
        yield f"the names stand in another order: {', '.join(found)}"
