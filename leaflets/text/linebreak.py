"""A text in, the places where a line may or must end out (UAX #14 of Unicode 16.0).

Line_Break classes are those of uniseg's tables (Unicode 16.0); the rules are our own, because a
paragraph has to cost microseconds. Rules are applied in the annex's order and carry its names.
Words of Thai, Lao, Khmer and Burmese would need a dictionary: class SA is kept whole (LB1).
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from uniseg.emoji import extended_pictographic
from uniseg.linebreak import line_break

_HARD: Final = frozenset({"BK", "CR", "LF", "NL"})
_NO_BASE: Final = _HARD | {"SP", "ZW"}  # LB9: what a combining mark can't belong to
_CLOSING: Final = frozenset({"CL", "CP", "CPE"})
_QUOTES: Final = frozenset({"QU", "QUi", "QUf"})
_AKSARA: Final = frozenset({"AK", "AS"})
_LETTERS: Final = frozenset({"AL", "HL"})
_KEPT: Final = _CLOSING | {"SP", "EX", "IS", "SY"}  # never parted from what it follows
_FREE: Final = frozenset({"AL", "HL", "ID", "NU", "OP", "OPE", "PO", "PR"})  # after a space
_REACHING: Final = frozenset({"SP", "OP", "OPE", "QUi"})  # what a space may not end
_DOTTED_CIRCLE: Final = "\u25cc"


def _pairs(*rules: str) -> frozenset[tuple[str, str]]:
    """Pairs that don't break, from "AL HL x NU"."""
    pairs = set()
    for rule in rules:
        before, after = (side.split() for side in rule.split("x"))
        pairs |= {(left, right) for left in before for right in after}
    return frozenset(pairs)


_UNBROKEN: Final = _pairs(
    "SY x HL",  # LB21b
    "AL HL x NU", "NU x AL HL",  # LB23
    "PR x ID EB EM", "ID EB EM x PO",  # LB23a
    "PR PO x AL HL", "AL HL x PR PO",  # LB24
    "PO PR HY IS x NU",  # LB25, the parts that are pairs
    "JL x JL JV H2 H3", "JV H2 x JV JT", "JT H3 x JT",  # LB26
    "JL JV JT H2 H3 x PO", "PR x JL JV JT H2 H3",  # LB27
    "AL HL x AL HL",  # LB28
    "AP x AK AS", "AK AS x VF VI",  # LB28a, without the dotted circle
    "IS x AL HL",  # LB29
    "AL HL NU x OP", "CP x AL HL NU",  # LB30, which spares East Asian brackets (OPE, CPE)
    "EB x EM",  # LB30b
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LineBreaks:
    """Where a new line may start, ascending, the text's end last; and which of these must."""

    allowed: Sequence[int]
    mandatory: frozenset[int]


def _east_asian(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "FWH"


@cache
def line_break_class(character: str) -> str:
    """The class after LB1, split where a rule asks for more than the class.

    Quotation marks are QU, QUi (initial) or QUf (final); OPE and CPE are East Asian brackets.
    """
    kind = line_break(character).value
    if kind in ("AI", "SG", "XX"):
        return "AL"
    if kind == "SA":
        return "CM" if unicodedata.category(character) in ("Mn", "Mc") else "AL"
    if kind == "CJ":
        return "NS"
    if kind == "QU":
        return "QU" + {"Pi": "i", "Pf": "f"}.get(unicodedata.category(character), "")
    if kind in ("OP", "CP") and _east_asian(character):
        return f"{kind}E"
    return str(kind)


def line_breaks(text: str) -> LineBreaks:
    """Every break opportunity of the text, and the forced ones among them."""
    if not text:
        return LineBreaks((), frozenset())
    kinds, at = _bases(text)
    scan = _Scan(text, kinds, at)
    allowed: list[int] = []
    mandatory = set()
    for k, (previous, kind) in enumerate(pairwise(kinds), 1):
        # The most common pairs first, each as the rules below would have it.
        if (previous == kind and kind in ("AL", "NU")) or (  # LB25, LB28
            kind in _KEPT and previous not in _NO_BASE  # LB7, LB13, LB15d
        ):
            continue
        if previous == "SP" and kind in _FREE and kinds[k - 2] not in _REACHING:  # LB18
            allowed.append(at[k])
            continue
        if previous == "ID" == kind and text[at[k] - 1] != "\u200d":  # LB31
            allowed.append(at[k])
        elif previous in _HARD and not (previous == "CR" and kind == "LF"):  # LB4, LB5
            mandatory.add(at[k])
            allowed.append(at[k])
        elif scan.breaks(k, previous, kind):
            allowed.append(at[k])
    allowed.append(len(text))
    if kinds[-1] in _HARD:
        mandatory.add(len(text))
    return LineBreaks(allowed, frozenset(mandatory))


def _bases(text: str) -> tuple[list[str], Sequence[int]]:
    """The classes of base characters, and where these are (LB9, LB10)."""
    kinds = list(map(line_break_class, text))
    if "CM" not in kinds and "ZWJ" not in kinds:
        return kinds, range(len(text))
    bases: list[str] = []
    at: list[int] = []
    for index, kind in enumerate(kinds):
        if kind in ("CM", "ZWJ"):
            if bases and bases[-1] not in _NO_BASE:
                continue  # LB9: it belongs to its base
            kind = "AL"  # LB10
        bases.append(kind)
        at.append(index)
    return bases, at


def _second_halves_of_flags(kinds: Sequence[str]) -> frozenset[int]:
    """LB30a: regional indicators stay together in twos, counted from the first of a row."""
    halves = set()
    for k in range(1, len(kinds)):
        if kinds[k] == "RI" == kinds[k - 1] and k - 1 not in halves:
            halves.add(k)
    return frozenset(halves)


class _Scan:
    """The text as base characters (LB9 done): their classes and where each is."""

    __slots__ = ("at", "halves", "kinds", "text")

    def __init__(self, text: str, kinds: list[str], at: Sequence[int]) -> None:
        self.text, self.kinds, self.at = text, kinds, at
        self.halves = _second_halves_of_flags(kinds) if "RI" in kinds else frozenset()

    def kind(self, k: int) -> str:
        """The class of a base character, "" before the first and after the last."""
        return self.kinds[k] if 0 <= k < len(self.kinds) else ""

    def is_east_asian(self, k: int) -> bool:
        return 0 <= k < len(self.at) and _east_asian(self.text[self.at[k]])

    def is_dotted_circle(self, k: int) -> bool:
        return k >= 0 and self.text[self.at[k]] == _DOTTED_CIRCLE

    def breaks(self, k: int, previous: str, kind: str) -> bool:
        """LB6-LB31: whether a line may start at the base character ``k``."""
        if kind in _HARD or kind in ("SP", "ZW"):  # LB6, LB7
            return False
        solid = k - 1  # the last before any spaces
        while solid >= 0 and self.kinds[solid] == "SP":
            solid -= 1
        before = self.kind(solid)
        if before == "ZW":  # LB8
            return True
        if self.text[self.at[k] - 1] == "\u200d":  # LB8a
            return False
        if kind == "WJ" or previous in ("WJ", "GL"):  # LB11, LB12
            return False
        if kind == "GL" and previous not in ("SP", "BA", "HY"):  # LB12a
            return False
        if kind in _CLOSING or kind in ("EX", "SY"):  # LB13
            return False
        if before in ("OP", "OPE"):  # LB14
            return False
        if before == "QUi" and self._opens(solid):  # LB15a
            return False
        if kind == "QUf" and self._closes(k):  # LB15b
            return False
        if kind == "IS":  # LB15c, LB15d
            return previous == "SP" and self.kind(k + 1) == "NU"
        if before in _CLOSING and kind == "NS":  # LB16
            return False
        if before == "B2" == kind:  # LB17
            return False
        if previous == "SP":  # LB18
            return True
        if (kind in _QUOTES or previous in _QUOTES) and self._holds_quote(k):  # LB19, LB19a
            return False
        if "CB" in (kind, previous):  # LB20
            return True
        if self._starts_with_hyphen(k):  # LB20a
            return False
        if kind in ("BA", "HY", "NS") or previous == "BB":  # LB21
            return False
        if (
            self.kind(k - 2) == "HL"
            and (previous == "HY" or (previous == "BA" and not self.is_east_asian(k - 1)))
            and kind != "HL"
        ):  # LB21a
            return False
        if kind == "IN":  # LB22
            return False
        if (previous, kind) in _UNBROKEN:  # LB21b-LB30b, the pairs
            return False
        return not (
            k in self.halves or self._is_number(k) or self._is_aksara(k) or self._is_emoji(k)
        )

    def _opens(self, k: int) -> bool:
        """LB15a: an initial quotation mark that nothing stands directly before."""
        return self.kind(k - 1) in _NO_BASE | _QUOTES | {"", "OP", "OPE", "GL"}

    def _closes(self, k: int) -> bool:
        """LB15b: a final quotation mark that nothing stands directly after."""
        ends = _NO_BASE | _CLOSING | _QUOTES | {"", "GL", "WJ", "EX", "IS", "SY"}
        return self.kind(k + 1) in ends

    def _holds_quote(self, k: int) -> bool:
        """LB19 and LB19a: quotation marks hold what is beside them, except between Han."""
        kind, previous = self.kinds[k], self.kinds[k - 1]
        if kind in ("QU", "QUf") or previous in ("QU", "QUi"):
            return True
        if kind == "QUi":
            return not (self.is_east_asian(k - 1) and self.is_east_asian(k + 1))
        return not (self.is_east_asian(k) and self.is_east_asian(k - 2))

    def _starts_with_hyphen(self, k: int) -> bool:
        """LB20a: a hyphen at the start of a word stays with it, as in "-based"."""
        return (
            self.kinds[k] == "AL"
            and (self.kinds[k - 1] == "HY" or self.text[self.at[k - 1]] == "\u2010")
            and self.kind(k - 2) in _NO_BASE | {"", "CB", "GL"}
        )

    def _is_number(self, k: int) -> bool:
        """LB25, the parts that look further than one character."""
        kind, previous = self.kinds[k], self.kinds[k - 1]
        if previous in ("PO", "PR") and kind in ("OP", "OPE"):
            after = k + 2 if self.kind(k + 1) == "IS" else k + 1
            return self.kind(after) == "NU"
        if kind not in ("NU", "PO", "PR"):
            return False
        start = k - 1
        if kind != "NU" and previous in _CLOSING:
            start -= 1
        while start >= 0 and self.kinds[start] in ("SY", "IS"):
            start -= 1
        return self.kind(start) == "NU"

    def _is_aksara(self, k: int) -> bool:
        """LB28a, the parts with a dotted circle or a third character."""
        kind, previous = self.kinds[k], self.kinds[k - 1]
        starts = kind in _AKSARA or self.is_dotted_circle(k)
        started = previous in _AKSARA or self.is_dotted_circle(k - 1)
        if previous == "AP":
            return starts
        if previous == "VI":
            base = self.kind(k - 2) in _AKSARA or self.is_dotted_circle(k - 2)
            return base and (kind == "AK" or self.is_dotted_circle(k))
        return started and (kind in ("VF", "VI") or (starts and self.kind(k + 1) == "VF"))

    def _is_emoji(self, k: int) -> bool:
        """LB30b, the code points kept for future emoji."""
        base = self.text[self.at[k - 1]]
        return (
            self.kinds[k] == "EM"
            and extended_pictographic(base)
            and unicodedata.category(base) == "Cn"
        )
