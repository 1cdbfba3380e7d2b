r"""Numbers and intervals are the same, in whatever digits or words they are written.

"Every three weeks" that becomes "every two weeks" is a dose, and it reads just as well. Digits of
all scripts and number words count alike, and so do the unit beside a number and a range.

Passes::

    msgid "every three weeks"
    msgstr "co 3 tygodnie"

Fails::

    msgid "every three weeks"
    msgstr "co dwa tygodnie"
"""

import re
from collections.abc import Iterator

from leaflets.checks.catalog.reading import Pair
from leaflets.checks.catalog.speech import Speech, aligned, ascii_digits, tokens
from leaflets.diagnostics import Severity

ID = "numbers"
SEVERITY = Severity.ERROR

_WORDS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "twelve": "12",
}  # fmt: skip
_MAYBE = {"both": "2", "double": "2", "twice": "2", "triple": "3", "second": "2", "third": "3"}
_UNITS = {
    "hour": ("hour", "hours"),
    "day": ("day", "days", "daily"),
    "week": ("week", "weeks", "weekly"),
    "month": ("month", "months", "monthly"),
    "year": ("year", "years", "yearly"),
}
_COUNTING = ("every", "several")
"""Words before a unit that make an interval of it."""

_DIGITS = re.compile(r"\d+(?:[.,٫٬\u00a0\u202f]\d+)*")
_THOUSANDS = re.compile(r"[.,٬\u00a0\u202f](?=\d{3}(?!\d))")
_BRACES = re.compile(r"\{[^}]*\}")


def check(pair: Pair) -> Iterator[str]:
    """Numbers that were lost, changed or added, and units that were."""
    whole = _numbers(pair.source, pair.target, pair)
    yield from whole
    if not whole:
        for english, other in aligned(pair.source, pair.target):
            yield from _numbers(english, other, pair)
    yield from _units(pair)


def _numbers(source: str, target: str, pair: Pair) -> list[str]:
    said = _BRACES.sub(" ", pair.reader.without_names(source))
    other = _BRACES.sub(" ", pair.reader.without_names(target))
    wanted = _figures(said) + [_WORDS[word] for word in tokens(said) if word in _WORDS]
    figures = _figures(other)
    found = []
    for number in dict.fromkeys(wanted):
        if number not in figures and not _worded(number, other, pair.speech):
            found.append(f"{number} is lost")
    allowed = {*wanted, *(_MAYBE[word] for word in tokens(said) if word in _MAYBE)}
    found += [f"{n} is not in the English" for n in dict.fromkeys(figures) if n not in allowed]
    found += [
        f'"{word}" is not in the English'
        for number, word in _added_words(other, pair.speech)
        if number not in allowed
    ]
    ordered = [number for number in figures if number in wanted]
    if not found and len(ordered) == len(wanted) and ordered != wanted and len(wanted) > 1:
        found.append(f"the numbers stand in another order: {', '.join(ordered)}")
    return found


def _figures(text: str) -> list[str]:
    """The numbers that are written in digits, as 0 to 9 with a point."""
    return [
        _THOUSANDS.sub("", found).replace(",", ".").replace("٫", ".")
        for found in _DIGITS.findall(ascii_digits(text))
    ]


def _worded(number: str, text: str, speech: Speech) -> bool:
    words = (*speech.numbers.get(number, ()), *speech.optional_numbers.get(number, ()))
    return speech.says(text, words)


def _added_words(text: str, speech: Speech) -> Iterator[tuple[str, str]]:
    """Number words in ``text``, but for those that may be part of something else."""
    maybe = {word for words in speech.optional_numbers.values() for word in words}
    plain = speech.without(text, maybe) if maybe else text
    for number, words in speech.numbers.items():
        for word in words:
            if word not in maybe and speech.says(plain, (word,)):
                yield number, word
                break


def _units(pair: Pair) -> Iterator[str]:
    """Units of time: the English ones are there, and no other stands in their place."""
    words = tokens(pair.source.casefold().replace("-", " "))
    counted = any(word.isdecimal() or word in _WORDS or word in _COUNTING for word in words)
    said = set(words)
    wanted = {unit for unit, names in _UNITS.items() if counted and said & set(names)}
    lists = pair.speech.units
    if not lists or not wanted:
        return
    found = {unit for unit, words in lists.items() if pair.speech.says(pair.target, words)}
    for unit in sorted(wanted - found):
        if not (unit == "day" and "night" in said):
            yield f'"{unit}" is lost'
    if wanted - found:
        yield from (f'"{unit}" is not in the English' for unit in sorted(found - wanted))
