"""What can't be done with a list, in words that a page shows in its own language."""

from leaflets.desk.words import Words
from leaflets.errors import UsageFault

_ENGLISH = Words(language="en_GB")


class ListFault(UsageFault):
    """A fault of the desk's own. ``told`` and ``hint`` are marked words; ``values`` stand in both.

    What the program says of a list and its rows are other faults, which are told as they are.
    """

    def __init__(self, told: str, *, hint: str = "", **values: object) -> None:
        super().__init__(_ENGLISH(told, **values), hint=_ENGLISH(hint, **values))
        self._told = told
        self._hint = hint
        self._values = values

    def in_words(self, words: Words) -> "ListFault":
        """The same in the words of a page."""
        told, hint = words(self._told, **self._values), words(self._hint, **self._values)
        return ListFault(told, hint=hint if self._hint else "")
