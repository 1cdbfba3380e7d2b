"""A text is in its language: no sentence was left in English, none is of another catalog.

The script tells most languages apart; the short words of each tell the rest.

Passes::

    msgid "Call us if you are worried."
    msgstr "Zadzwoń do nas, jeśli coś Cię niepokoi."

Fails::

    msgid "Call us if you are worried."
    msgstr "Appelez-nous si vous êtes inquiet."
"""

from collections.abc import Iterator

from leaflets.checks.catalog.reading import Pair
from leaflets.checks.catalog.speech import folded_text, sentences, speech, tokens
from leaflets.diagnostics import Severity

ID = "language"
SEVERITY = Severity.ERROR

_ENGLISH = frozenset({
    "the", "of", "and", "to", "you", "your", "is", "are", "for", "with", "it", "that", "this",
    "be", "or", "if", "have", "has", "will", "not", "can", "may", "as", "by", "from", "which",
    "who", "what", "how", "when", "about", "them", "they", "their", "us", "our", "we", "at",
    "an", "was", "were", "been", "does", "other", "some", "only", "more", "these", "because",
    "before", "after", "during",
})  # fmt: skip
_LATIN = ("cy", "pl", "ro", "es", "pt")

_FEWEST_WORDS = 4
_AS_MANY = 2
_CLEAR_LEAD = 2


def check(pair: Pair) -> Iterator[str]:
    """Sentences in English, and texts in another language of ours."""
    if not pair.speech.stop_words:
        return
    own = _folded(pair.speech.stop_words)
    for sentence in sentences(pair.reader.without_names(pair.target)):
        words = tokens(folded_text(sentence))
        english = sum(word in _ENGLISH - own for word in words)
        if english >= _AS_MANY and english > sum(word in own for word in words):
            yield f'a sentence is in English: "{sentence}"'
            return
    yield from _another(pair, own)


def _another(pair: Pair, own: frozenset[str]) -> Iterator[str]:
    """Whether the short words of another language of the same script are more than its own."""
    group = _LATIN if pair.reader.language in _LATIN else ("ar", "ur")
    if pair.reader.language not in (*_LATIN, "ar", "ur"):
        return
    words = tokens(folded_text(pair.target))
    if len(words) < _FEWEST_WORDS:
        return
    mine = sum(word in own for word in words)
    for language in group:
        if language == pair.reader.language:
            continue
        theirs = sum(word in _folded(speech(language).stop_words) for word in words)
        if theirs > mine + _CLEAR_LEAD:
            yield f"its words are rather of {language} than of {pair.reader.language}"
            return


def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(folded_text, words))
