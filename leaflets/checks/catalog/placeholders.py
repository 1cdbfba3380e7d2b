"""Placeholders are the same: what fills them would be lost, or stop the leaflet.

Passes::

    msgid "Printed {date}"
    msgstr "Wydrukowano {date}"

Fails::

    msgid "Printed {date}"
    msgstr "Wydrukowano {data}"
"""

from collections.abc import Iterator

from leaflets.checks.catalog.reading import Pair
from leaflets.diagnostics import Severity
from leaflets.model.text import placeholders

ID = "placeholders"
SEVERITY = Severity.ERROR


def check(pair: Pair) -> Iterator[str]:
    """Placeholders that are lost, added, or not plain names."""
    try:
        wanted = placeholders(pair.source)
    except ValueError:
        return
    if not wanted and "{" not in pair.target and "}" not in pair.target:
        return
    try:
        found = placeholders(pair.target)
    except ValueError as error:
        yield f"a brace is wrong: {error}"
        return
    for name in dict.fromkeys(wanted):
        if name not in found:
            yield f"{{{name}}} is missing from the translation"
        elif found.count(name) > wanted.count(name):
            yield f"{{{name}}} stands more often than in the English"
    yield from (f"{{{n}}} is not in the English" for n in dict.fromkeys(found) if n not in wanted)
