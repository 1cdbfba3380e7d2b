"""High stays high, and before stays before: a word is not turned into its opposite.

What stands in contrast is data: the same in every language's words, with the English for it in
``words/en.yaml``. Three or more may stand side by side, as a vein, an artery and a muscle do.

Passes::

    msgid "The test found high levels of XYZ1."
    msgstr "Badanie wykazało wysoki poziom XYZ1."

Fails::

    msgid "The test found high levels of XYZ1."
    msgstr "Badanie wykazało niski poziom XYZ1."
"""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from leaflets.checks.catalog.reading import Pair
from leaflets.checks.catalog.speech import aligned, speech
from leaflets.diagnostics import Severity

ID = "contrasts"
SEVERITY = Severity.ERROR

Contrast = Mapping[str, tuple[str, ...]]
"""What may not be taken for one another, and the words of one language for each."""


def check(pair: Pair) -> Iterator[str]:
    """Words whose opposite stands in their place."""
    for english, other in aligned(pair.source, pair.target):
        for contrast in pair.speech.contrasts:
            yield from _turned(english, other, contrast, pair)


def _turned(english: str, other: str, contrast: Contrast, pair: Pair) -> Iterator[str]:
    """What the translation does not say, and says one of the others more often instead."""
    said = [name for name in contrast if _times(english, name)]
    lost = [name for name in said if not pair.speech.says(other, contrast[name])]
    for name in lost:
        for opposite, words in contrast.items():
            found = pair.speech.count(other, words)
            if found > _times(english, opposite):
                yield f'"{name}" has become "{opposite}"'
                break


@lru_cache(maxsize=65536)
def _times(english: str, name: str) -> int:
    """How often an English text says what ``name`` stands for."""
    own = speech("en")
    return own.count(own.without(english, own.set_phrases), _english().get(name, (name,)))


@cache
def _english() -> Contrast:
    return {name: words for contrast in speech("en").contrasts for name, words in contrast.items()}
