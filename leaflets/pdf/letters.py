"""An alphabet in; words as the codes that show them, with kerning, out: no engine needed."""

import re
from functools import cached_property, lru_cache
from itertools import pairwise

from leaflets.pdf.syntax import number
from leaflets.pdf.template import JOINED, Alphabet

_KEPT = 1 << 14
"""How many words are kept; names come again and again, but not all of them."""

_MIN_SHIFT = 0.5  # thousandths of the size, as where a shaped text is shown
_HEXADECIMAL = "0123456789abcdef"
_TOKEN = 16  # characters: a text so long may be a token, which every copy has and no two alike


class Words(dict[str, "tuple[str, float] | None"]):
    """Words that were met: the codes between ``<`` and ``>``, and the width in thousandths.

    ``None`` is a word that takes more than this alphabet. A code that is followed by kerning ends
    the string, as in ``0012>-15<0013``.
    """

    def __init__(self, alphabet: Alphabet, codes: tuple[int, ...]) -> None:
        super().__init__()
        self.default = alphabet.default
        self.space, self.space_width = "", 0.0
        self._alphabet = alphabet
        self._steps = _Steps(alphabet, codes)
        groups = sorted((unit for unit in alphabet.units if len(unit) > 1), key=len, reverse=True)
        self._units = re.compile("|".join([*map(re.escape, groups), "."]), re.DOTALL)
        self._grouped = {group[0] for group in groups}
        if alphabet.joinable:
            self.space, self.space_width = self._set(" ") or ("", 0.0)

    def __missing__(self, word: str) -> tuple[str, float] | None:
        if len(self) > _KEPT:
            self.clear()
        found = self[word] = self._set(word)
        return found

    def line(self, text: str) -> tuple[str, float] | None:
        """The operator that shows a line, and its width in thousandths of the size."""
        if not self.default and text.upper() == text.lower():
            return None  # signs alone are of another script here
        if len(text) == _TOKEN and (token := self._digits.line(text)):
            return token
        words = text.split(" ") if self.space else [text]
        codes: list[str] = []
        width = self.space_width * (len(words) - 1)
        for word in words:
            found = self[word]
            if found is None or not word:
                return None
            codes.append(found[0])
            width += found[1]
        joined = self.space.join(codes)
        return (f"[<{joined}>]TJ" if ">" in joined else f"<{joined}>Tj"), width

    @cached_property
    def _digits(self) -> "_Digits":
        return _Digits(self._alphabet, self._steps)

    def _set(self, word: str) -> tuple[str, float] | None:
        units = word if self._grouped.isdisjoint(word) else self._units.findall(word)
        if not units:
            return "", 0.0
        steps = self._steps
        shown: list[str] = []
        width = drift = 0.0
        try:
            for pair in pairwise(units):
                code, advance, kern = steps[pair]
                shown.append(code)
                width += advance
                if kern:
                    drift -= kern
                    if abs(drift) >= _MIN_SHIFT:
                        shown.append(f">{number(round(drift))}<")
                        drift -= round(drift)
            code, advance, _ = steps[units[-1], ""]
        except LookupError:
            return None
        shown.append(code)
        return "".join(shown), width + advance


@lru_cache(maxsize=4)
def words_of(alphabet: Alphabet, codes: tuple[int, ...]) -> Words:
    """The words of an alphabet with these codes, which most leaflets of a language have alike."""
    return Words(alphabet, codes)


class _Steps(dict[tuple[str, str], tuple[str, float, float]]):
    """A unit and the one after it: its code, what it advances, and how much of that is kerning.

    Widths are in thousandths. No unit after it: the word ends. A pair that this alphabet can't show
    raises :class:`LookupError`.
    """

    def __init__(self, alphabet: Alphabet, codes: tuple[int, ...]) -> None:
        super().__init__()
        self._alphabet = alphabet
        self._scale = 1000 / alphabet.units_per_em
        self._index = {unit: index for index, unit in enumerate(alphabet.units)}
        self._codes = [f"{code:04X}" for code in codes]
        self._kerning = alphabet.kerning_rows()

    def __missing__(self, pair: tuple[str, str]) -> tuple[str, float, float]:
        unit, after = pair
        place = self._index[unit]
        kern = 0
        if after:
            kern = self._kerning[place * len(self._index) + self._index[after]]
            if kern == JOINED:
                raise LookupError("these two are one glyph")
        advance = self._alphabet.advances[place] * self._scale
        found = self[pair] = (self._codes[place], advance + kern * self._scale, kern * self._scale)
        return found


class _Digits:
    """Hexadecimal digits, each by itself: where a face moves or joins two, that is for others."""

    def __init__(self, alphabet: Alphabet, steps: _Steps) -> None:
        try:
            alone = {digit: steps[digit, ""] for digit in _HEXADECIMAL}
            self._uneven = _uneven(alphabet)
        except LookupError:  # this alphabet has not all of them
            alone, self._uneven = {}, ()
        self._code = {digit: code for digit, (code, _, _) in alone.items()}.__getitem__
        self._width = {digit: width for digit, (_, width, _) in alone.items()}.__getitem__

    def line(self, text: str) -> tuple[str, float] | None:
        """As :meth:`Words.line`, but ``None`` for what is not all such digits."""
        for pair in self._uneven:
            if pair in text:
                return None
        try:
            return f"<{''.join(map(self._code, text))}>Tj", sum(map(self._width, text))
        except KeyError:
            return None


@lru_cache(maxsize=4)
def _uneven(alphabet: Alphabet) -> tuple[str, ...]:
    """The pairs of digits that do not just stand beside each other."""
    kerning, count = alphabet.kerning_rows(), len(alphabet.units)
    places = [(digit, alphabet.units.index(digit)) for digit in _HEXADECIMAL]
    return tuple(
        first + second
        for first, row in places
        for second, place in places
        if kerning[row * count + place]
    )
