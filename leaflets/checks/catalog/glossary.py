"""A term of the glossary is translated as it was agreed: one word for one thing.

The translation of the term itself counts, in any ending. A term that ``terms.yaml`` of the language
lists is the concern of the check ``terms``.

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
    """Terms of which no form like the glossary's is there."""
    text = folded_text(pair.target)
    for term in terms_of(pair, pair.source):
        forms = pair.reader.terms[term]
        if term not in pair.reader.agreed and not any(_stem_stands(f, text) for f in forms):
            yield not_as_agreed(term, forms)


def terms_of(pair: Pair, english: str) -> Iterator[str]:
    """The terms in ``english``, of the pair, the longest first, none inside another."""
    if pair.entry.key.startswith("glossary.") and not pair.entry.key.endswith(".meaning"):
        return
    spaced = f" {' '.join(tokens(folded_text(english)))} "
    for term in sorted(pair.reader.terms, key=len, reverse=True):
        wanted = f" {' '.join(tokens(folded_text(term)))}"
        plurals = [f"{wanted}es ", f"{wanted}s ", f"{wanted} "]
        if wanted.endswith("y"):
            plurals.append(f"{wanted[:-1]}ies ")
        if any(plural in spaced for plural in plurals):
            yield term
        for plural in plurals:
            spaced = spaced.replace(plural, " · ")


def not_as_agreed(term: str, forms: tuple[str, ...]) -> str:
    """What is said of a term without one of its forms."""
    return f'"{term}" is not translated as agreed: {" or ".join(forms)}'


def _stem_stands(form: str, text: str) -> bool:
    """Whether the longest word of ``form`` stands in ``text`` with any beginning or ending."""
    words = tokens(folded_text(form))
    if not words:
        return True
    longest = max(words, key=len)
    stem = longest[: max(_SHORTEST, ceil(len(longest) * _KEPT))]
    return stem in text or stem[1:] in text
