"""High stays high, and before stays before: a word is not turned into its opposite.

Passes::

    msgid "The test found high levels of XYZ1."
    msgstr "Badanie wykazało wysoki poziom XYZ1."

Fails::

    msgid "The test found high levels of XYZ1."
    msgstr "Badanie wykazało niski poziom XYZ1."
"""

from collections.abc import Iterator

from leaflets.checks.catalog.reading import Pair
from leaflets.checks.catalog.speech import aligned, tokens
from leaflets.diagnostics import Severity

ID = "contrasts"
SEVERITY = Severity.ERROR


def check(pair: Pair) -> Iterator[str]:
    """Words whose opposite stands in their place."""
    for english, other in aligned(pair.source, pair.target):
        said = set(tokens(english.casefold()))
        for contrast in pair.speech.contrasts:
            for word in contrast:
                others = [name for name in contrast if name != word]
                if word not in said or any(name in said for name in others):
                    continue
                opposite = [w for name in others for w in contrast[name]]
                found = pair.speech.says(other, opposite)
                if found and not pair.speech.says(other, contrast[word]):
                    yield f'"{word}" has become its opposite'
