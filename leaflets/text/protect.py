"""A text in, the same with its doses, phone numbers and names kept whole and in order out.

Correct bidi is not enough: in Arabic text UAX #9 shows "10 mg" as "mg 10" and a phone number with
its groups reversed. So everything of the other direction is wrapped in an isolate (LRI or RLI to
PDI), and what must not be torn apart at a line's end is joined (U+00A0, U+2060). The reader's own
characters are all kept; ``source`` says where each came from.
"""

# ruff: noqa: RUF001 - dashes, signs and units are what this module looks for

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from leaflets.text.characters import LRI, NO_BREAK_SPACE, PDI, RLI, WORD_JOINER
from leaflets.text.linebreak import line_breaks

INSERTED: Final = -1

# Quantifiers are possessive and bounded, and a token starts only where no other could be under
# way, so that no text makes the search take more than linear time.
_LATIN: Final = "A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff"
_START: Final = rf"(?<![{_LATIN}\d.@/+-])"
_END: Final = rf"(?![{_LATIN}\d])"
_SPACE: Final = "[ \u00a0\u2009\u202f]"
_NUMBER: Final = r"\d{1,40}+(?:[.,\u066b\u066c·]\d{1,40}+){0,8}+"
_DASH: Final = "[-\u2010-\u2015\u2212~]"
_METRIC: Final = (
    "kg|mg|µg|μg|mcg|ng|g|ml|mL|µl|μl|dl|dL|cl|l|L|mmol|µmol|nmol|mol|mIU|IU|MBq|GBq|Gy|mSv|mm|cm|km|m"
    "|kcal|kJ|mmHg|kPa|Hz|h|min|s|°|°C|°F|℃|℉|%|‰|BSA"
)
_LTR_UNIT: Final = (
    rf"(?:{'|'.join(sorted(_METRIC.split('|'), key=len, reverse=True))})"
    rf"[²³23]?+(?![{_LATIN}\d])"
)
_LTR_UNITS: Final = (
    rf"{_LTR_UNIT}(?:{_SPACE}?[/·]{_SPACE}?(?:[\d.]{{1,6}}{_SPACE}?)?{_LTR_UNIT}){{0,3}}"
)
# The same units as other languages write them; a full word is joined as well as its short form.
_OTHER_UNIT: Final = (
    r"(?:мкг|мг|кг|мл|см|мм|ммоль|МЕ|г|л|τ\.?μ|ملغم|ملغ|ملجم|مجم|مغ|مكغ|مل|كغم|كغ|كجم|غ|سم|ملی\s?گرام|ملی\s?لیٹر|گرام"
    r"|मि\.?\s?ग्रा\.?|मिलीग्राम|मि\.?\s?ली\.?|ग्राम|মি\.?\s?গ্রা\.?|মিলিগ্রাম|মিলি|গ্রাম|મિ\.?\s?ગ્રા\.?|મિલિગ્રામ|ગ્રામ"
    r"|ਮਿ\.?\s?ਗ੍ਰਾ\.?|ਮਿਲੀਗ੍ਰਾਮ|ਗ੍ਰਾਮ|மி\.?\s?கி\.?|மில்லிகிராம்|கிராம்|٪)(?!\w)"
)
_HAN_UNIT: Final = (
    "(?:(?:毫克|微克|千克|公斤|毫升|微升|国际单位|单位|厘米|毫米|小时|分钟|秒钟|个月|星期|疗程|周期|摄氏度|克|升|米|片|粒"
    "|支|瓶|滴|次|天|日|周|个|年|月|岁|袋|针|度|名|位|种|条|倍)(?:/(?:千克|公斤|平方米|毫升|天|日|次|周))?)"
)  # fmt: skip
_SIGN: Final = rf"(?:[+\u2212-]|[<>≤≥±≈~]{_SPACE}?)"
_RANGE: Final = rf"{_NUMBER}(?:{_SPACE}?(?:{_DASH}|[x×*]){_SPACE}?{_NUMBER}){{0,3}}"
_DOSE: Final = (
    rf"(?=[\d+\u2212<>≤≥±≈~-]){_START}(?P<number>{_SIGN}?{_RANGE})"
    rf"(?:{_SPACE}?(?:(?P<ltr>{_LTR_UNITS})|(?P<other>{_OTHER_UNIT}))|{_SPACE}?(?P<han>{_HAN_UNIT}))?"
)
_PHONE: Final = (
    rf"(?=[\d+(]){_START}(?:\+|\(\+)?\(?\d{{1,5}}\)?"
    rf"(?:[ \u00a0-]{{0,2}}\(?\d{{1,8}}+\)?){{2,8}}{_END}"
    rf"|(?=\d){_START}\d{{2,6}}+(?:[ \u00a0\u202f]\d{{3,8}}+){{1,5}}{_END}"
)
_ADDRESS: Final = (
    _START + r"(?:(?:https?://|www\.)[!-~]{1,400}(?<![.,;:!?)\"'])"
    r"|[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,64}(?:\.[A-Za-z0-9-]{1,64}){1,6}"
    r"|[A-Za-z0-9-]{2,64}(?:\.[A-Za-z0-9-]{2,64}){1,6}(?:/[!-~]{0,200}(?<![.,;:!?)\"']))?)"
)
_WORD: Final = (
    rf"{_START}[{_LATIN}][{_LATIN}\d]{{0,80}}(?:[-'’.·/&+][{_LATIN}\d]{{1,80}}){{0,8}}[®™©+]?"
)

_DOSES: Final = re.compile(_DOSE)
_PHONES: Final = re.compile(_PHONE)
_UNNAMED_DOSE: Final = re.sub(r"\?P<\w+>", "?:", _DOSE)
_PIECE: Final = rf"(?:{_ADDRESS}|{_PHONE}|{_UNNAMED_DOSE}|{_WORD})"
_GROUP: Final = rf"(?:{_PIECE}|\({_PIECE}(?:{_SPACE}{_PIECE}){{0,6}}\))"
_LATIN_PHRASE: Final = rf"(?:{_ADDRESS}|{_PHONE}|{_WORD})(?:{_SPACE}{_GROUP}){{0,12}}"
_NAME: Final = re.compile(rf"{_WORD}(?:{_SPACE}{_WORD}){{0,4}}")
# After up to three letters, or before them; it begins with its hyphen, which re finds quickly.
_SHORT_HYPHEN: Final = re.compile(
    r"-(?:(?:(?<=(?<![\w-])\w-)|(?<=(?<![\w-])\w\w-)|(?<=(?<![\w-])\w\w\w-))(?=\w)"
    r"|(?<=\w-)(?=\w{1,3}(?![\w-])))"
)
# After a digit that ends a name, as in "AB2-positive": a result is not torn from what it is of.
_NAME_NUMBER_HYPHEN: Final = re.compile(r"-(?<=[^\W\d_]\d-)(?=\w)")
_ONE_LETTER_WORD: Final = re.compile(r"(?<![\w'’-])[^\W\d_] (?=[\w(„“«])")
_NEVER_END_A_LINE: Final = ("pl", "cs", "sk")
"""Languages in which a word of one letter, such as a preposition, may not stand at a line's end."""
_NAME_HYPHEN: Final = re.compile(rf"(?<=[{_LATIN}\d])([-/])(?=[{_LATIN}\d])")
_RTL: Final = r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
_RTL_PHRASE: Final = re.compile(rf"{_RTL}+(?:[ \u00a0،]+{_RTL}+)*")
_HAS_RTL: Final = re.compile(_RTL)
_HAS_INDIC: Final = re.compile(r"[\u0900-\u0dff]")
_HAS_HAN: Final = re.compile(r"[\u2e80-\u2fd5\u3400-\u9fff\U00020000-\U0003ffff]")


@cache
def _latin_phrase() -> re.Pattern[str]:
    """Compiled when a text needs it first: it is large, and English never asks for it."""
    return re.compile(_LATIN_PHRASE)


_WORTH_A_LOOK: Final = re.compile(r"[\d@/-]")

# A Latin name of several words in another script stays on one line up to this many characters.
LONGEST_WHOLE_NAME: Final = 24
_PREFIX: Final = re.compile("\u0644\u0640 (?=[A-Za-z])")  # Arabic "for", written before a name
_OF_NAMES: Final = ("Latn", "Cyrl", "Grek")  # where a Latin name is words among words


@dataclass(frozen=True, slots=True)
class Protected:
    """The text to set, and for each of its characters the index it had, or INSERTED."""

    text: str
    source: Sequence[int]


def protect(
    text: str, *, rtl: bool, script: str = "Latn", lang: str = "", names: tuple[str, ...] = ()
) -> Protected:
    """The text with isolates and joins.

    ``rtl``, ``script`` (ISO 15924), ``lang`` (BCP 47) and ``names`` are the paragraph's own.
    """
    text_to_scan = text.replace("\t", " ")
    joins: set[int] = set()  # no break before these characters
    opens: dict[int, str] = {}
    closes: set[int] = set()
    has_rtl = _HAS_RTL.search(text) is not None
    if _WORTH_A_LOOK.search(text):
        _join(text_to_scan, joins)
    if lang.partition("-")[0] in _NEVER_END_A_LINE:
        joins.update(match.end() for match in _ONE_LETTER_WORD.finditer(text_to_scan))
    if _HAS_HAN.search(text):
        # Lines end after any Chinese character; a name is kept whole at its hyphen, too.
        joins.update(match.end() for match in _NAME_HYPHEN.finditer(text_to_scan))
        _join_names(text_to_scan, joins)
    elif rtl or (script not in _OF_NAMES and _HAS_INDIC.search(text)):
        _join_names(text_to_scan, joins)
    else:
        for match in _of_several_words(names).finditer(text_to_scan):
            joins.update(match.start() + place for place in _breaks_inside(match[0]))
    if rtl:
        joins.update(match.end() for match in _PREFIX.finditer(text_to_scan))
    if rtl or has_rtl:
        for start, end in _isolates(text_to_scan, rtl=rtl):
            opens[start] = LRI if rtl else RLI
            closes.add(end)
    if not joins and not opens:
        return Protected(text_to_scan, range(len(text)))
    return _rewrite(text_to_scan, joins, opens, closes)


@lru_cache(maxsize=8)
def _of_several_words(names: tuple[str, ...]) -> re.Pattern[str]:
    """The names that a line could end in: part of one may be another name."""
    several = [name for name in names if " " in name and len(name) <= LONGEST_WHOLE_NAME]
    listed = "|".join(map(re.escape, sorted(several, key=len, reverse=True)))
    return re.compile(rf"\b(?:{listed})\b" if several else r"(?!)", re.IGNORECASE)


def _rewrite(text: str, joins: set[int], opens: dict[int, str], closes: set[int]) -> Protected:
    pieces: list[str] = []
    source: list[int] = []
    done = 0
    for index in sorted({*joins, *opens, *closes}):
        piece = text[done:index]
        extra = PDI if index in closes else ""
        if index in joins:
            if piece.endswith(" "):
                piece = piece[:-1] + NO_BREAK_SPACE
            else:
                extra += WORD_JOINER
        extra += opens.get(index, "")
        pieces += piece, extra
        source += range(done, index)
        source += [INSERTED] * len(extra)
        done = index
    pieces.append(text[done:])
    source += range(done, len(text))
    return Protected("".join(pieces), source)


def _join(text: str, joins: set[int]) -> None:
    """Mark where a number with its unit, a range, a phone number or a short compound may break."""
    for pattern in (_PHONES, _DOSES):
        for match in pattern.finditer(text):
            joins.update(match.start() + place for place in _breaks_inside(match[0]))
    for pattern in (_SHORT_HYPHEN, _NAME_NUMBER_HYPHEN):
        joins.update(match.end() for match in pattern.finditer(text))


def _join_names(text: str, joins: set[int]) -> None:
    """In another script a line may not end inside a Latin name."""
    for match in _NAME.finditer(text):
        if match.end() - match.start() <= LONGEST_WHOLE_NAME:
            joins.update(match.start() + place for place in _breaks_inside(match[0]))


@lru_cache(maxsize=4096)
def _breaks_inside(piece: str) -> Sequence[int]:
    """Where a line could end in it: few doses and names come again and again."""
    return line_breaks(piece).allowed[:-1]


def _isolates(text: str, *, rtl: bool) -> Iterator[tuple[int, int]]:
    """What runs against the paragraph's direction, or is built of parts that bidi would swap."""
    if not rtl:
        for match in _RTL_PHRASE.finditer(text):
            yield match.span()
        return
    done = 0
    phrases = [match.span() for match in _latin_phrase().finditer(text)]
    doses = [span for match in _DOSES.finditer(text) if (span := _ltr_part(match))]
    for start, end in sorted([*phrases, *doses], key=lambda span: (span[0], -span[1])):
        if start >= done:
            yield start, end
            done = end


def _ltr_part(match: re.Match[str]) -> tuple[int, int] | None:
    """The part of a dose to isolate: with a metric unit, a sign or a range; a bare number isn't."""
    number = match["number"]
    if match["ltr"]:
        return match.span()
    western = number.isascii() or any(character in number for character in "–−×≤≥±")
    if not number.replace(".", "").replace(",", "").isdigit() and western:
        return match.span("number")
    return None
