"""What the English denies is denied, and nothing else is.

"It does not work in the brain" without its "not" is the most dangerous sentence that one slip can
make. Sentences are compared one by one where both texts have as many.

Passes::

    msgid "It does not work in the brain."
    msgstr "Nie działa w mózgu."

Fails::

    msgid "It does not work in the brain."
    msgstr "Działa w mózgu."
"""

import re
from collections.abc import Iterator

from leaflets.checks.catalog.reading import Pair
from leaflets.checks.catalog.speech import aligned, tokens
from leaflets.diagnostics import Severity

ID = "negation"
SEVERITY = Severity.ERROR

_DENIES = frozenset(
    {"not", "no", "never", "none", "neither", "nor", "cannot", "nothing", "nobody", "without"}
)
_DENIAL = re.compile(rf"\b(?:{'|'.join(sorted(_DENIES))}|\w+n't)\b", re.IGNORECASE)
_SOUNDS_LIKE_IT = frozenset({"anything"})
_ENOUGH = " enough to "
_TWICE = 2


def check(pair: Pair) -> Iterator[str]:
    """Denials that were lost or added."""
    if not pair.speech.negation:
        return
    for english, other in aligned(pair.source, pair.target):
        said = denials(english)
        found = _denied(other, pair, weak=said > 0)
        quoted = f': "{other}"' if other != pair.target else ""
        if said and not found:
            yield f'"not" is lost{quoted}'
        elif said >= _TWICE and found + _joined(other, pair) < _TWICE:
            yield f'the English says "not" {said} times, the translation once{quoted}'
        elif said and _commonest(other, pair) > said + _may_repeat(english):
            yield f'it says "not" more often than the English{quoted}'
        elif found and not said and not _may_deny(english):
            yield f'it says "not", and the English does not{quoted}'


def denials(english: str) -> int:
    """How many words of an English text deny something."""
    words = tokens(english.casefold().replace("’", "'"))
    return sum(word in _DENIES or word.endswith("n't") for word in words)


def _denied(text: str, pair: Pair, *, weak: bool) -> int:
    speech = pair.speech
    plain = speech.without(text, speech.not_negation)
    words = [w for w in speech.negation if weak or w not in speech.weak_negation]
    return speech.count(plain, words)


def _commonest(text: str, pair: Pair) -> int:
    """How often the word stands that denies most often in the text.

    Words are counted one by one: two of them in a row may make one denial, as in "not nobody".
    """
    speech = pair.speech
    plain = speech.without(text, speech.not_negation)
    words = (w for w in speech.negation if w not in speech.weak_negation)
    return max((speech.count(plain, [word]) for word in words), default=0)


def _may_repeat(english: str) -> int:
    """How often one denial may be said anew: for each thing of "no A, B or C".

    A comma that no "or" follows ends a clause, and what stands before the denial is not denied.
    "Not enough to be" is also "not enough, so it is not".
    """
    denial = _DENIAL.search(english.replace("’", "'"))
    denied = english[denial.end() :].casefold() if denial else ""
    listed, joined, _ = denied.rpartition(" or ")
    things = listed.count(" or ") + listed.rstrip(", ").count(",") + 1 if joined else 0
    return things + (_ENOUGH in denied)


def _joined(text: str, pair: Pair) -> int:
    """How many words carry a denial on, as "nor" does."""
    return pair.speech.count(text, pair.speech.joined_negation)


def _may_deny(english: str) -> bool:
    """Whether what the English says is a denial in some languages, such as "if anything"."""
    return bool(_SOUNDS_LIKE_IT & set(tokens(english.casefold())))
