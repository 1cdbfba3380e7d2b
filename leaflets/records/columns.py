"""A record's columns in; a :class:`Record`, its refusals and its warnings out."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from leaflets.model.evidence import Evidence, RecordConflict
from leaflets.model.profile import Personal, Profile, Record
from leaflets.model.vocabulary import UNKNOWN, Attribute, Vocabulary
from leaflets.records.answers import Answer, Refusal, build_profile
from leaflets.records.outcomes import merge, together

Columns = Mapping[str, tuple[str, ...]]
"""Each column's words; an empty cell has none."""

LONGEST_NAME = 80
LONGEST_ID = 128
_MARKUP = frozenset("<>{}[]|\\^~`")
_JOINERS = frozenset("\u200c\u200d")

UNNAMED = "unread"
"""What a cell stands under that no heading names, or a row that can't be taken apart."""

ASK = "ask"
"""The column of what must be settled before a row may be printed; see :func:`_ask_faults`."""

_UNREAD = re.compile(rf"{UNNAMED}(?:_\d+)?")

_PERSONAL = ("name", "given_by")
OTHER_COLUMNS = ("record_id", "language", "format", *_PERSONAL, "date", ASK)

RETURNED_COLUMNS = ("column", "reason")
"""What stands before the cells of a row that was given back; it is passed over when read again."""

AnswersReader = Callable[[tuple[tuple[str, tuple[str, ...]], ...]], "Answered"]


class Reading(NamedTuple):
    """One record as it was read: refused if there is any refusal.

    ``imported``: it was written by another program, and comes with evidence.
    """

    record: Record
    refusals: tuple[Refusal, ...] = ()
    warnings: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    conflicts: tuple[RecordConflict, ...] = ()
    imported: bool = False


@lru_cache(maxsize=256)
def column_name(heading: str) -> str:
    """The column that ``heading`` names: case, hyphens and spaces do not count."""
    return heading.strip().casefold().replace("-", "_").replace(" ", "_")


@dataclass(frozen=True, slots=True)
class Answered:
    """What the columns say that are not one person's own; many rows have the same."""

    profile: Profile
    refusals: tuple[Refusal, ...]
    warnings: tuple[str, ...]


def read_columns(
    columns: Columns, vocabulary: Vocabulary, reader: AnswersReader | None = None
) -> Reading:
    """The record that ``columns`` say. An unknown column is a warning, an unknown value refused.

    ``reader`` is :func:`read_answers` of somebody who keeps what was read before.
    """
    kinds = _kinds(tuple(columns))
    refusals = _unread(columns, kinds.unread) if kinds.unread else []
    texts = {column: _one(columns[heading]) for heading, column in kinds.other}
    said = tuple([(heading, columns[heading]) for heading in kinds.answers])
    found = reader(said) if reader else read_answers(said, vocabulary)
    refusals += found.refusals
    for column in _PERSONAL:
        refusals += _name_faults(column, texts.get(column, ""))
    refusals += _id_faults(texts.get("record_id", ""))
    refusals += _ask_faults(texts.get(ASK, ""))
    day = _date(texts.get("date", ""), refusals)
    record = Record(
        profile=found.profile,
        record_id=texts.get("record_id") or None,
        language=texts.get("language", ""),
        page_format=texts.get("format", ""),
        personal=Personal(name=texts.get("name", ""), given_by=texts.get("given_by", ""), day=day),
    )
    return Reading(record, tuple(refusals), found.warnings)


@dataclass(frozen=True, slots=True)
class _Kinds:
    """Headings by what stands under them: ``other`` with the column that each names."""

    other: tuple[tuple[str, str], ...]
    unread: tuple[str, ...]
    answers: tuple[str, ...]


@lru_cache(maxsize=256)
def _kinds(headings: tuple[str, ...]) -> _Kinds:
    """The rows of a table have the same headings all the way down."""
    named = [(heading, column_name(heading)) for heading in headings]
    other = [(heading, column) for heading, column in named if column in OTHER_COLUMNS]
    rest = [(heading, column) for heading, column in named if column not in OTHER_COLUMNS]
    unread = [heading for heading, column in rest if _UNREAD.fullmatch(column)]
    answers = [heading for heading, _ in rest if heading not in unread]
    return _Kinds(tuple(other), tuple(unread), tuple(answers))


def _one(words: tuple[str, ...]) -> str:
    """What a cell says that holds one thing."""
    if len(words) == 1:
        return words[0].strip()
    return " ".join([word.strip() for word in words]).strip()


def _unread(columns: Columns, headings: tuple[str, ...]) -> list[Refusal]:
    hint = "put it where it belongs and empty this cell"
    return [
        Refusal(heading, "could not be read, and still stands here", hint)
        for heading in headings
        if any(word.strip() for word in columns[heading])
    ]


def read_id(columns: Columns) -> str:
    """The id, empty if there is none, of columns that were read before."""
    other = _kinds(tuple(columns)).other
    ids = [_one(columns[heading]) for heading, column in other if column == "record_id"]
    return ids[-1] if ids else ""


def read_personal(columns: Columns) -> Personal:
    """What is stamped, of columns that were read before."""
    other = _kinds(tuple(columns)).other
    texts = {column: _one(columns[heading]) for heading, column in other}
    day = _date(texts.get("date", ""), [])
    return Personal(name=texts.get("name", ""), given_by=texts.get("given_by", ""), day=day)


def read_answers(
    columns: tuple[tuple[str, tuple[str, ...]], ...], vocabulary: Vocabulary
) -> Answered:
    """The profile that columns say, each with its words."""
    refusals: list[Refusal] = []
    warnings: list[str] = []
    answers: list[Answer] = []
    known = set(vocabulary.record_names)
    tests = _Tests(vocabulary, refusals, warnings)
    for heading, words in columns:
        column = column_name(heading)
        if tests.take(column, words):
            continue
        if column in known:
            answers.append(Answer(column, words))
        elif words:
            warnings.append(f'the column "{shown(heading)}" is not known and was not read')
    profile, faults = build_profile(tuple(tests.joined(answers)), vocabulary)
    return Answered(profile, (*refusals, *faults), tuple(warnings))


def answered(recorded: Columns, typed: Columns) -> dict[str, tuple[str, ...]]:
    """Both. What a record leaves unknown may be answered; what differs is seen when it is read."""
    joined = {column_name(heading): words for heading, words in recorded.items()}
    for column, words in typed.items():
        in_record = joined.get(column, ())
        known = any(word.strip().casefold() not in ("", UNKNOWN) for word in in_record)
        joined[column] = (*in_record, *words) if known else words
    return joined


class _Tests:
    """Reads the columns that hold the outcome of one test, and joins them into attributes."""

    def __init__(
        self, vocabulary: Vocabulary, refusals: list[Refusal], warnings: list[str]
    ) -> None:
        self._vocabulary = vocabulary
        self._refusals = refusals
        self._warnings = warnings
        self._outcomes: dict[str, dict[str, str]] = {}

    def take(self, column: str, words: tuple[str, ...]) -> bool:
        """Whether ``column`` is such a column; what it says is kept."""
        found = self._vocabulary.codes.test_column(column)
        if found is None:
            return False
        codes, test = found
        said = " ".join(word.strip() for word in words).casefold()
        outcome = test.words.get(said, UNKNOWN if said in ("", UNKNOWN) else "")
        if not outcome:
            listed = ", ".join((*test.words, UNKNOWN))
            self._refusals.append(Refusal(column, f'"{shown(said)}" is not one of {listed}'))
        elif outcome != UNKNOWN:
            self._outcomes.setdefault(codes.attribute, {})[test.id] = outcome
        return True

    def joined(self, answers: list[Answer]) -> list[Answer]:
        """``answers`` with what the tests make of their attributes."""
        for name, outcomes in self._outcomes.items():
            attribute = self._vocabulary.attribute(name)
            codes = self._vocabulary.codes.result(name)
            assert attribute is not None
            assert codes is not None
            made = together(codes, attribute, outcomes)
            told = " and ".join(
                f"{test.column} {outcomes[test.id]}" for test in codes.tests if test.id in outcomes
            )
            if made.value is None:
                self._refusals.append(
                    Refusal(
                        name,
                        f"{told} do not go together",
                        "check both results",
                        contradiction=True,
                    )
                )
                continue
            if made.waits:
                self._warnings.append(f"{attribute.label}: {made.waits}")
            answers = [*_without(answers, attribute, made.value), Answer(name, (made.value,))]
        return answers


def _without(answers: list[Answer], attribute: Attribute, found: str) -> list[Answer]:
    """``answers`` without one on ``attribute`` that agrees with what was ``found``."""
    kept = []
    for answer in answers:
        declared = [attribute.value(word) for word in answer.words]
        agrees = answer.column == attribute.id and all(
            attribute.is_unknown(word)
            or (value is not None and merge(attribute, value.id, found) == found)
            for word, value in zip(answer.words, declared, strict=True)
        )
        if not agrees:
            kept.append(answer)
    return kept


def _name_faults(column: str, text: str) -> list[Refusal]:
    if len(text) > LONGEST_NAME:
        return [Refusal(column, f"is {len(text):,} characters long; {LONGEST_NAME} fit its box")]
    if text.isprintable() and _MARKUP.isdisjoint(text):
        return []
    for character in text:
        if character in _MARKUP:
            return [
                Refusal(
                    column,
                    f'has the character "{character}", which no name has',
                    "write the name as it should stand on the paper",
                )
            ]
        if unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp") and (
            character not in _JOINERS
        ):
            return [
                Refusal(column, f"has a character that can't be printed (U+{ord(character):04X})")
            ]
    return []


def _id_faults(text: str) -> list[Refusal]:
    if len(text) > LONGEST_ID:
        return [Refusal("record_id", f"is {len(text):,} characters long, at most {LONGEST_ID}")]
    if not text.isprintable():
        return [Refusal("record_id", "has a character that can't be printed")]
    if is_nhs_number(text):
        return [
            Refusal(
                "record_id",
                "is an NHS number",
                "use a number of your own, so that nobody can be known by it",
            )
        ]
    return []


def _ask_faults(text: str) -> list[Refusal]:
    """A row from FHIR that was refused says here what no column of a table can say.

    Otherwise it would be printed when it is read again, with nothing asked and nothing mended.
    """
    if not text:
        return []
    hint = "settle it and empty this cell, or take the row out"
    return [Refusal(ASK, f"is not settled: {shown(text, 200)}", hint)]


def is_nhs_number(text: str) -> bool:
    """Whether ``text`` is a valid NHS number: ten digits, the last a modulus 11 check."""
    if len(text) < 10:
        return False
    digits = [int(c) for c in text.replace(" ", "").replace("-", "") if c.isascii() and c.isdigit()]
    if len(digits) != 10 or len(text.replace(" ", "").replace("-", "")) != 10:
        return False
    check = 11 - sum(d * w for d, w in zip(digits, range(10, 1, -1), strict=False)) % 11
    return digits[9] == (0 if check == 11 else check)


def _date(text: str, refusals: list[Refusal]) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        refusals.append(
            Refusal("date", f'"{shown(text)}" is not a date', "write year-month-day: 2026-11-22")
        )
        return None


def shown(text: str, most: int = 40) -> str:
    """``text`` as it may stand in a message: one line, not long."""
    printable = "".join(c if c.isprintable() else " " for c in text)
    return printable if len(printable) <= most else printable[: most - 1] + "…"
