"""Texts in; those of the words explained that they use, out."""

from collections.abc import Iterable, Sequence
from functools import partial

from leaflets.memo import Memo
from leaflets.model.source import Term


class Explained:
    """The words that a leaflet explains, and what uses them. Most leaflets say the same sentences.

    Words are known by their places in the glossary.
    """

    def __init__(self, glossary: Sequence[Term]) -> None:
        self._forms = tuple(tuple(map(str.casefold, term.forms)) for term in glossary)
        self._used = Memo[frozenset[int]]()

    def used(self, texts: Iterable[str]) -> frozenset[int]:
        """The words that ``texts`` use."""
        found = (self._used.again(text, partial(self._in, text)) for text in texts)
        return frozenset[int]().union(*found)

    def _in(self, text: str) -> frozenset[int]:
        folded = text.casefold()
        return frozenset(
            place
            for place, forms in enumerate(self._forms)
            if any(form in folded and _is_word(form, folded) for form in forms)
        )


def _is_word(form: str, text: str) -> bool:
    """Whether ``form`` stands somewhere in ``text`` with no letter, digit or low line beside it."""
    at = text.find(form)
    while at >= 0:
        end = at + len(form)
        if not (_in_word(text[at - 1 : at]) or _in_word(text[end : end + 1])):
            return True
        at = text.find(form, at + 1)
    return False


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"
