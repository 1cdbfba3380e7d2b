"""Brackets, quotation marks and tags come in pairs, and as many as in the English.

Passes::

    msgid "a drip (infusion)"
    msgstr "kroplówka (wlew)"

Fails::

    msgid "a drip (infusion)"
    msgstr "kroplówka (wlew"
"""

import re
from collections.abc import Iterator

from leaflets.checks.catalog.reading import Pair
from leaflets.diagnostics import Severity

ID = "markup"
SEVERITY = Severity.ERROR

_OPEN, _CLOSE = "([（［", ")]）］"
_TAG = re.compile(r"</?\w[^>]*>|&\w+;|\*\*|__|\]\(|`|~~|(?<!\w)\*\w|^#+ ", re.MULTILINE)


def check(pair: Pair) -> Iterator[str]:
    """Brackets that are left open, lost or added, and markup that the English has not."""
    counts = [[sum(map(text.count, marks)) for marks in (_OPEN, _CLOSE)] for text in _texts(pair)]
    (wanted, _), (opened, closed) = counts
    if opened != closed:
        yield "a bracket is not closed"
    elif opened < wanted:
        yield "a bracket is lost: what stands in it, or that it is an aside"
    source, target = (sorted(_TAG.findall(text)) for text in _texts(pair))
    if source != target:
        yield f"markup differs: {', '.join({*source} ^ {*target}) or 'another number of them'}"
    for first, last in (("“", "”"), ("«", "»"), ("「", "」"), ("‘", "’")):
        if first in pair.target and pair.target.count(first) > pair.target.count(last):
            if (first, last) == ("“", "”") and pair.target.count("„") == pair.target.count("“"):
                continue
            yield f"{first} is not closed by {last}"


def _texts(pair: Pair) -> tuple[str, str]:
    return pair.source, pair.target
