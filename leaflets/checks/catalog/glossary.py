"""A term of the glossary is translated as it was agreed: one word for one thing.

The translation of the term itself counts, in any ending; ``terms.yaml`` of the language lists other
forms. Where that file names the term, a text without one of its forms is an error.

Passes::

    msgid "side effects of infusion"         # terms.yaml: infusion: [wlew]
    msgstr "skutki uboczne wlewi"

Fails::

    msgid "side effects of infusion"
    msgstr "skutki uboczne leczenia"
"""

from collections.abc import Iterator
from math import ceil

from leaflets.checks.catalog.reading import Pair
from leaflets.checks.catalog.speech import folded_text, tokens
from leaflets.diagnostics import Severity

ID = "glossary"
SEVERITY = Severity.WARNING

_KEPT = 0.6
"""How much of a word an ending leaves as it is."""

_SHORTEST = 3


def check(pair: Pair) -> Iterator[str]:
    """Terms of which no agreed form is there."""
    if pair.entry.key.startswith("glossary.") and not pair.entry.key.endswith(".meaning"):
        return
    text = folded_text(pair.target)
    spaced = f" {' '.join(tokens(folded_text(pair.source)))} "
    for term in sorted(pair.reader.terms, key=len, reverse=True):
        wanted = f" {' '.join(tokens(folded_text(term)))}"
        if not any(f"{wanted}{ending} " in spaced for ending in ("", "s", "es")):
            continue
        for ending in ("es", "s", ""):
            spaced = spaced.replace(f"{wanted}{ending} ", " · ")
        forms = pair.reader.terms[term]
        if term in pair.reader.agreed:
            there = any(folded_text(form).strip("*") in text for form in forms)
        else:
            there = any(_stem_stands(form, text) for form in forms)
        if not there:
            yield f'"{term}" is not translated as agreed: {" or ".join(forms)}'


def _stem_stands(form: str, text: str) -> bool:
    """Whether the longest word of ``form`` stands in ``text`` with any beginning or ending."""
    words = tokens(folded_text(form))
    if not words:
        return True
    longest = max(words, key=len)
    stem = longest[: max(_SHORTEST, ceil(len(longest) * _KEPT))]
    return stem in text or stem[1:] in text
