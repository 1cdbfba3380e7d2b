"""Finding terms, drug names and quantities in a text, however they are written.

Case, hyphens, registered marks and the spelling of numbers do not count: "every three weeks" stands
in "Every 3 weeks", but not in "every two to three weeks".
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from leaflets.checks.wording import fragments, running_text
from leaflets.model.source import Fact, SourcePart
from leaflets.model.vocabulary import Vocabulary

# fmt: off
_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_COUNTED = frozenset({
    "minute", "hour", "day", "week", "month", "year", "time", "tablet", "capsule", "dose",
    "injection", "drip", "cycle", "milligram", "gram", "millilitre", "microgram", "litre",
})
# fmt: on
_UNITS = _COUNTED | {"%", "percent", "mg", "g", "kg", "ml", "l", "mcg"}
_SHORT = 3
_SHARED = 3
_NAME_WITH_NUMBER = re.compile(r"[^\W\d_]\w*(?:[-\u2010\u2011/]\d+)+")
_EACH = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "hourly": "hour"}
_VALUES = {word: number for number, word in enumerate(_SMALL)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
_TOKEN = re.compile(r"\d+(?:\.\d+)?|[^\W_]+(?:'[^\W_]+)*|%")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a range, of a unit where one is named."""

    low: str
    high: str
    unit: str = ""

    def agrees(self, other: "Quantity") -> bool:
        """Whether both say the same; a unit that is not named may be any."""
        same = (self.low, self.high) == (other.low, other.high)
        return same and (self.unit == other.unit or not self.unit or not other.unit)

    def __str__(self) -> str:
        number = self.low if self.low == self.high else f"{self.low} to {self.high}"
        plural = "s" if self.unit in _COUNTED and number != "1" else ""
        return f"{number} {self.unit}{plural}".strip()


@dataclass(frozen=True, slots=True)
class DrugMention:
    """A drug as a text names it."""

    start: int
    words: str
    drug: str
    brand: bool


def tokens(text: str) -> tuple[str, ...]:
    """The words of ``text`` as they are compared, numbers as digits."""
    plain = text.casefold().replace("\u2019", "'").replace("®", "").replace("™", "")
    plain = re.sub(r"(?<=\d),(?=\d{3}\b)", "", plain)
    plain = re.sub(r"(?<=\d)\s*[-\u2013\u2014]\s*(?=\d)", " to ", plain)
    found: list[str] = []
    tens = False
    for word in _TOKEN.findall(plain):
        value = _VALUES.get(word)
        if value is None:
            found.append(word)
        elif tens and 0 < value < 10:
            found[-1] = str(int(found[-1]) + value)
        else:
            found.append(str(value))
        tens = word in _TENS
    return tuple(found)


def holds(text: Iterable[str], term: str) -> bool:
    """Whether one of the sentences ``text`` says ``term``."""
    wanted = tokens(term)
    return not wanted or any(_stands(wanted, tokens(sentence)) for sentence in text)


def said(part: SourcePart) -> tuple[str, ...]:
    """All that a part says: heading, sentences, rows."""
    return tuple(sentence.text for sentence in (*fragments(part), *running_text(part)))


def telling(fact: Fact, sentence: str, names: "DrugNames") -> bool:
    """Whether ``sentence`` has a term of ``fact`` that is more than the name of a drug."""
    return any(holds([sentence], term) for term in fact.terms if not any(names.mentions(term)))


def carrying(fact: Fact, part: SourcePart, names: "DrugNames") -> tuple[str, ...]:
    """The sentences of ``part`` that carry ``fact``; all of them where none can be told.

    They are known by a term of the fact, or by three of its longer words.
    """
    text = said(part)
    longer = _longer_words(fact.fact)
    return (
        tuple(
            sentence
            for sentence in text
            if telling(fact, sentence, names) or len(longer & _longer_words(sentence)) >= _SHARED
        )
        or text
    )


def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers, ranges and intervals that ``text`` names, each once.

    The word "one" is one only where a unit follows: "one of these" counts nothing. Nor does the
    number of a name, as in "PLZ-9".
    """
    text = _NAME_WITH_NUMBER.sub("name", text)
    counted = re.search(r"(?<![\d.])1(?![\d.])", text) is not None
    found: dict[Quantity, None] = {}
    row = tokens(text)
    at = 0
    while at < len(row):
        word = row[at]
        following = row[at + 1 : at + 4]
        if word[0].isdigit():
            high = word
            if len(following) > 1 and following[0] in {"to", "or"} and following[1][0].isdigit():
                high = following[1]
                at += 2
            unit = _unit(row[at + 1]) if at + 1 < len(row) else ""
            if unit or high != "1" or counted:
                found[Quantity(word, high, unit)] = None
        elif word == "every" and following and (unit := _unit(following[0])):
            found[Quantity("1", "1", unit)] = None
        elif word == "twice":
            found[Quantity("2", "2", "time")] = None
        elif word in _EACH and not (at and row[at - 1][0].isdigit()):
            found[Quantity("1", "1", _EACH[word])] = None
        at += 1
    return tuple(found)


def written(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern for any of ``phrases`` as whole words, the longest first."""
    alternatives = sorted(
        {r"[\s\u2010\u2011-]+".join(map(re.escape, re.split(r"[\s-]+", p))) for p in phrases if p},
        key=lambda pattern: (-len(pattern), pattern),
    )
    if not alternatives:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)", re.IGNORECASE)


class DrugNames:
    """Finds drugs by generic name, brand or synonym."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._pattern = written(
            word for d in vocabulary.drugs for word in (d.name, *d.brands, *d.synonyms)
        )
        self._brands = {brand.casefold() for d in vocabulary.drugs for brand in d.brands}

    def mentions(self, text: str) -> Iterator[DrugMention]:
        """Each drug that ``text`` names, in order; of nested names the longest."""
        if self._pattern is None:
            return
        for match in self._pattern.finditer(text):
            drug = self._vocabulary.drug_named(match[0])
            if drug is not None:
                brand = match[0].casefold() in self._brands
                yield DrugMention(match.start(), match[0], drug.id, brand)


def _longer_words(text: str) -> frozenset[str]:
    return frozenset(word for word in tokens(text) if len(word) > _SHORT)


def _unit(word: str) -> str:
    if word in _EACH:
        return _EACH[word]
    return next((unit for unit in (word, word.removesuffix("s")) if unit in _UNITS), "")


def _stands(wanted: tuple[str, ...], row: tuple[str, ...]) -> bool:
    for start in range(len(row) - len(wanted) + 1):
        end = start + len(wanted)
        if not all(map(_same, wanted, row[start:end])):
            continue
        # A number at the edge of the term must not be one end of a range in the text.
        cut_left = wanted[0].isdigit() and _range(row[max(start - 2, 0) : start], -1)
        cut_right = wanted[-1].isdigit() and _range(row[end : end + 2], 0)
        if not cut_left and not cut_right:
            return True
    return False


def _range(beside: tuple[str, ...], near: int) -> bool:
    return len(beside) == 2 and beside[near] in {"to", "or"} and beside[-1 - near][0].isdigit()


def _same(wanted: str, word: str) -> bool:
    if wanted == word:
        return True
    singular, other = wanted.removesuffix("s"), word.removesuffix("s")
    return singular == other and len(singular) > 3
