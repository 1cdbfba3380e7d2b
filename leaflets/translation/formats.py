"""Dates and lists in; how a language writes them, out: Babel's data, with its slips mended.

Never a short date (3/12/26 is another day elsewhere), always the Gregorian calendar, and the digits
of telephone numbers and doses: 0 to 9.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from leaflets.translation.languages import describe
from leaflets.translation.spoken import spoken

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"

_VOWELS_WELSH = tuple("aeiouwyâêîôûŵŷ")

_PSEUDO = {"en_XA": "en_GB", "ar_XB": "ar"}
"""Invented languages borrow the data of a real one."""


def data_locale(language: str) -> str:
    """The language whose dates and lists ``language`` uses."""
    return _PSEUDO.get(language, language)


@lru_cache(maxsize=1024)
def show_date(day: date, language: str) -> str:
    """``day`` with its month in words."""
    known = spoken(language)
    shown = known.day(day) if known else None
    return babel_date(day, language) if shown is None else shown


def babel_date(day: date, language: str) -> str:
    """``day`` with its month in words, as Babel's data has it."""
    from babel.dates import format_date

    return format_date(day, format="long", locale=data_locale(language))


def show_list(items: Sequence[str], language: str) -> str:
    """``items`` joined as in a sentence.

    Babel's Welsh pattern is "A, B, a(c) C", and its Spanish "y" stays "y" before an i.
    """
    if language == "cy" and len(items) > 1:
        last = items[-1]
        joint = "ac" if last.casefold().startswith(_VOWELS_WELSH) else "a"
        return f"{', '.join(items[:-1])} {joint} {last}"
    from babel.lists import format_list

    joined = format_list(list(items), locale=data_locale(language))
    if language == "es" and len(items) > 1 and _sounds_as_i(items[-1]):
        start = joined.removesuffix(f"y {items[-1]}")
        return f"{start}e {items[-1]}"
    return joined


def isolated(text: str, language: str) -> str:
    """``text`` so that what stands round it can't reorder it, where a language runs to the left."""
    if not _runs_to_the_left(language):
        return text
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"


@lru_cache(maxsize=64)
def _runs_to_the_left(language: str) -> bool:
    return describe(language).right_to_left


def _sounds_as_i(word: str) -> bool:
    folded = word.casefold()
    return folded.startswith(("i", "hi", "í", "hí")) and not folded.startswith(("hia", "hie"))
