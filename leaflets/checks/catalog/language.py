"""A text is in its language: no sentence was left in English, none is of another catalog.

The script tells most languages apart; the short words of each tell the rest. With the extra
``langid`` a detector reads every text of some words, too.

Passes::

    msgid "Call us if you are worried."
    msgstr "Zadzwoń do nas, jeśli coś Cię niepokoi."

Fails::

    msgid "Call us if you are worried."
    msgstr "Appelez-nous si vous êtes inquiet."
"""

from collections.abc import Iterator

from leaflets.checks.catalog.detector import another_language
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

_ABROAD = {
    "cy": "kqvxząćęłńśźżășțñãõçß",
    "pl": "qvxáàâãäéèêëíìîïúùûüůñçășțěščřžýďťß",
    "ro": "qwyáàãäéèêëíìïóòôõöúùûüñçąćęłńśźżěščřžß",
    "es": "kwàâãäèêëìîïòôõöùûçășțąćęłńśźżß",
    "pt": "kwyäëïöñășțąćęłńśźżß",
    "ar": "یکپچگٹڈڑںےہھۓ",
    "bn": "ৰৱ",
}
"""Letters that stand in names and foreign words only."""

_NEIGHBOURS = {
    "fr": {"les", "des", "vous", "est", "une", "dans", "pour", "avec", "votre", "sont", "être",
           "pas", "qui", "nous", "et", "le", "du", "sur", "il"},
    "it": {"il", "della", "che", "gli", "sono", "per", "nel", "con", "alla", "può", "non", "di",
           "dei", "delle", "è", "si", "una", "del"},
    "de": {"der", "die", "das", "und", "ist", "sie", "nicht", "mit", "für", "ein", "eine", "oder",
           "werden", "ihr", "ihre", "von", "den", "bei"},
    "cs": {"je", "se", "na", "pro", "jsou", "nebo", "při", "které", "může", "vás", "vám", "až"},
    "fa": {"است", "که", "را", "این", "شما", "برای", "می", "از", "شود", "در", "با", "های"},
}  # fmt: skip
"""Short words of languages that have no catalog and are taken for one of ours."""

_FEWEST_WORDS = 4
_FEWEST_LETTERS = 8
"""Where words are written without spaces."""
_AS_MANY = 2
_CLEAR_LEAD = 2


def check(pair: Pair) -> Iterator[str]:
    """Sentences in English, and texts in another language."""
    told = False
    if pair.speech.stop_words:
        for message in _by_words(pair):
            told = True
            yield message
    if not told:
        yield from _detected(pair)


def _detected(pair: Pair) -> Iterator[str]:
    """What a detector takes a text of some words for."""
    text = _without_names(pair)
    words = tokens(text)
    if len(words) >= _FEWEST_WORDS or (
        pair.speech.anywhere and sum(map(len, words)) >= _FEWEST_LETTERS
    ):
        language = another_language(text, pair.reader.language)
        if language:
            yield f"it reads as {language}, not as {pair.reader.language}"


def _by_words(pair: Pair) -> Iterator[str]:
    """What its letters and short words tell."""
    own = _folded(pair.speech.stop_words)
    for sentence in sentences(pair.reader.without_names(pair.target)):
        words = tokens(folded_text(sentence))
        english = sum(word in _ENGLISH - own for word in words)
        if english >= _AS_MANY and english > sum(word in own for word in words):
            yield f'a sentence is in English: "{sentence}"'
            return
    yield from _foreign_letters(pair)
    yield from _another(pair, own)


def _foreign_letters(pair: Pair) -> Iterator[str]:
    """The first word that has a letter its language does not use."""
    abroad = set(_ABROAD.get(pair.reader.language, ""))
    known = {*tokens(pair.source.casefold()), *pair.speech.same}
    for word in tokens(_without_names(pair).casefold()):
        if abroad & set(word) and word not in known:
            yield f'"{word}" has letters that {pair.reader.language} does not use'
            return


def _without_names(pair: Pair) -> str:
    """The translation without its names, in its own letters, which folding makes alike."""
    return pair.reader.any_name.sub(" ", pair.target)


def _another(pair: Pair, own: frozenset[str]) -> Iterator[str]:
    """Whether the short words of another language of the same script are more than its own."""
    group = _LATIN if pair.reader.language in _LATIN else ("ar", "ur")
    if pair.reader.language not in (*_LATIN, "ar", "ur"):
        return
    words = tokens(folded_text(pair.target))
    if len(words) < _FEWEST_WORDS:
        return
    mine = sum(word in own for word in words)
    others = {code: _folded(speech(code).stop_words) for code in group}
    others |= {code: _folded(tuple(short)) for code, short in _NEIGHBOURS.items()}
    for language, short in others.items():
        if language == pair.reader.language:
            continue
        theirs = sum(word in short for word in words)
        if theirs > mine + _CLEAR_LEAD or (not mine and theirs >= _CLEAR_LEAD):
            yield f"its words are rather of {language} than of {pair.reader.language}"
            return


def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(folded_text, words))
