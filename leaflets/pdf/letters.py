"""A seeded alphabet in; words as the codes that show them, with kerning, out: no engine needed."""

import re

from leaflets.pdf.syntax import number
from leaflets.pdf.template import JOINED, Seeded

_KEPT = 1 << 16
"""How many words are kept; names come again and again, but not all of them."""

_MIN_SHIFT = 0.5  # thousandths of the size, as where a shaped text is shown


class Words(dict[str, "tuple[str, float] | None"]):
    """Words that were met: the codes between ``<`` and ``>``, and the width in thousandths.

    ``None`` is a word that takes more than this alphabet. A code that is followed by kerning ends
    the string, as in ``0012>-15<0013``.
    """

    def __init__(self, seeded: Seeded) -> None:
        super().__init__()
        self.seeded = seeded
        alphabet = seeded.alphabet
        self.default = alphabet.default
        self.space = ""
        self._scale = 1000 / alphabet.units_per_em
        self._index = {unit: index for index, unit in enumerate(alphabet.units)}
        self._codes = [f"{code:04X}" for code in seeded.codes]
        self._kerning = alphabet.kerning_rows()
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
        codes: list[str] = []
        width = 0.0
        for word in text.split(" ") if self.space else (text,):
            found = self[word]
            if found is None or not word:
                return None
            codes.append(found[0])
            width += found[1]
        joined = self.space.join(codes)
        width += self.space_width * (len(codes) - 1) if self.space else 0
        return (f"[<{joined}>]TJ" if ">" in joined else f"<{joined}>Tj"), width

    def _set(self, word: str) -> tuple[str, float] | None:
        units = word if self._grouped.isdisjoint(word) else self._units.findall(word)
        try:
            places = [self._index[unit] for unit in units]
        except KeyError:
            return None
        alphabet, kerning, scale = self.seeded.alphabet, self._kerning, self._scale
        count = len(alphabet.units)
        shown: list[str] = []
        width = drift = 0.0
        for place, after in zip(places, [*places[1:], -1], strict=True):
            shown.append(self._codes[place])
            width += alphabet.advances[place] * scale
            if after < 0:
                break
            kern = kerning[place * count + after]
            if kern == JOINED:
                return None
            if kern:
                width += kern * scale
                drift -= kern * scale
                if abs(drift) >= _MIN_SHIFT:
                    shown.append(f">{number(round(drift))}<")
                    drift -= round(drift)
        return "".join(shown), width
