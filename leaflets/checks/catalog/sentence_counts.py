"""As many sentences as the English, and a list in a sentence as long: nothing was dropped.

A translator may join two sentences or part one, and then waives it; a sentence that is gone takes a
side effect or a warning with it.

Passes::

    msgid "You have it as a drip. It takes an hour."
    msgstr "Podaje się go w kroplówce. Trwa to godzinę."

Fails::

    msgid "You have it as a drip. It takes an hour."
    msgstr "Podaje się go w kroplówce."
"""

import re
from collections.abc import Iterator

from leaflets.checks.catalog.reading import Pair
from leaflets.checks.catalog.speech import sentences
from leaflets.diagnostics import Severity

ID = "sentences"
SEVERITY = Severity.ERROR

_COMMAS = re.compile(r",(?!\d)|[،、，]")
_SEVERAL = 3


def check(pair: Pair) -> Iterator[str]:
    """Sentences, lines or points that were lost or added."""
    wanted, found = len(sentences(pair.source)), len(sentences(pair.target))
    if wanted != found:
        yield f"the English has {wanted} sentences, the translation {found}"
    lines, there = pair.source.count("\n"), pair.target.count("\n")
    if lines != there:
        yield f"the English has {lines + 1} lines, the translation {there + 1}"
    commas = len(_COMMAS.findall(pair.source))
    if commas >= _SEVERAL and not _COMMAS.findall(pair.target):
        yield f"the English has a list with {commas} commas, the translation has none"
