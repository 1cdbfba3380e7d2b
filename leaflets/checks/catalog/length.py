"""A text is neither far shorter nor far longer than the English, and fits where room is short.

What is a third as long has lost something; what is three times as long says more than the English.

Passes::

    msgid "At most 20 characters: Given by"
    msgstr "Podał(a)"

Fails::

    msgid "If you have heart problems, your doctor may stop examplinib for a while."
    msgstr "Zapytaj lekarza."
"""

import re
from collections.abc import Iterator

from leaflets.checks.catalog.reading import Pair
from leaflets.diagnostics import Severity

ID = "length"
SEVERITY = Severity.WARNING

_RATIOS = {"zh_Hans": (0.12, 0.8), "zh_Hant": (0.12, 0.8), "ar": (0.45, 1.7), "pa_Guru": (0.5, 2.6)}
_USUAL = (0.55, 1.9)
"""Characters for each English one: the least and the most, for texts of some length."""

_SHORT, _SLACK = 30, 18
"""A short text may be so many characters longer than its ratio says."""

_LIMIT = re.compile(r"^At most (\d+) characters$", re.MULTILINE)


def check(pair: Pair) -> Iterator[str]:
    """Texts that are too short, too long, or longer than their place."""
    least, most = _RATIOS.get(pair.reader.language, _USUAL)
    length = len(pair.reader.without_names(pair.target).strip())
    english = len(pair.reader.without_names(pair.source).strip())
    slack = _SLACK if english < _SHORT else 0
    if length < english * least - slack / 3 or length > english * most + slack:
        yield f"{length} characters for the English {english}: is something lost or added?"
    limit = _LIMIT.search(pair.entry.notes)
    if limit and len(pair.target) > int(limit[1]):
        yield f"{len(pair.target)} characters, where {limit[1]} have room"
