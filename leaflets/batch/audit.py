"""Copies on disk and the records they are for in; which of them say something else, out.

A copy is read back as a reader of PDFs sees it, so that two copies that changed places, or a stamp
on the wrong pages, are found whatever made them so.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

import pypdfium2  # type: ignore[import-untyped]

from leaflets.batch.page_text import page_texts
from leaflets.batch.plan import Plan, PlannedRow
from leaflets.batch.store import Shelf
from leaflets.records.tables import Table

_ALL = 100.0
_HYPHEN_AT_END = "\x02"
_RUN = re.compile("[A-Za-z]+|[0-9]+")


@dataclass(frozen=True, slots=True)
class Sample:
    """Which copies are read back: so many in a hundred."""

    percent: float

    @property
    def whole(self) -> bool:
        """Whether every copy is."""
        return self.percent >= _ALL

    def has(self, token: str) -> bool:
        """Whether the copy of ``token`` is among them. Tokens are as good as drawn by lot."""
        return int(token, 16) % 1_000_000 < self.percent * 10_000


@dataclass(frozen=True, slots=True)
class Expected:
    """What is on a copy, by its record and its line in the manifest."""

    token: str
    sha256: bytes
    name: str
    code: str
    pages: int


class Back(NamedTuple):
    """A copy that is to be read back, and what its line in the manifest says of it."""

    number: int
    place: int
    token: str
    sha256: bytes
    code: str
    pages: int


def backs(rows: Iterator[PlannedRow], plan: Plan) -> Iterator[Back]:
    """The copies of ``rows``, which are to be read back."""

    @lru_cache(maxsize=256)
    def told(sheet: str) -> tuple[str, int]:
        line = json.loads(f"{{{plan.printed(sheet)}}}")
        return str(line["code"]), int(line["pages"])

    for row in rows:
        assert row.token is not None
        yield Back(row.number, row.place, row.token, row.sha256, *told(row.sheet))


def faults_in(copies: Iterable[Back], shelf: Shelf, table: Table) -> Iterator[tuple[int, str]]:
    """What is wrong with each copy, by the number of its row; nothing, if it is as it should be."""
    for number, place, token, sha256, code, pages in copies:
        name = table.personal(place).name
        yield number, fault_in(shelf, Expected(token, sha256, name, code, pages))


def fault_in(shelf: Shelf, expected: Expected) -> str:
    """What is wrong with a copy on ``shelf``; nothing, if it is as expected."""
    try:
        data = shelf.read(expected.token)
        # Letters as they follow one another are sooner read than those in the boxes of lines, but
        # some readings have only these in order.
        fault = _fault_on(page_texts(data), expected)
        if fault:
            fault = _fault_on(page_texts(data, by_lines=True), expected)
    except OSError as error:
        return f"can't be read: {error.strerror}"
    except pypdfium2.PdfiumError:
        return "is no PDF"
    if not fault and hashlib.sha256(data).digest() != expected.sha256:
        return "is not, byte for byte, what was written"
    return fault


def _fault_on(pages: Sequence[str], expected: Expected) -> str:
    """What is wrong with the pages of a copy, by their text."""
    if len(pages) != expected.pages:
        return f"has {len(pages)} pages instead of {expected.pages}"
    for number, text in enumerate(pages, 1):
        if not has_code(text, expected.token):
            return f"does not have its record's token on page {number}"
        if not has_code(text, expected.code):
            return f"does not have its leaflet's code on page {number}"
    # In the largest print the title may fill page 1.
    if not any(has_name(page, expected.name) for page in pages):
        return "does not have its record's name"
    return ""


def has_code(text: str, code: str) -> bool:
    """Whether a token, or a leaflet's code, stands in ``text``.

    Of a file that is read from right to left, PDFium gives its runs of letters and of digits in
    the other order; a hyphen goes with the digits beside it, or is alone.
    """
    if code in text:
        return True
    there, joined = text.replace("-", ""), code.replace("-", "")
    return any("".join(_RUN.findall(each)[::-1]) in there for each in (code, joined))


def has_name(text: str, name: str) -> bool:
    """Whether ``name`` stands in ``text``, in the order of its letters.

    Of right-to-left and Indic scripts PDFium gives words in either order, and marks elsewhere:
    there each word counts for itself, without its marks. On pages that are read from right to left
    it gives each line's words of other scripts from the last to the first, and joined letters of
    Indic scripts in any order. A hyphen at the end of a line is a sign of its own to PDFium.
    """
    text = text.replace(_HYPHEN_AT_END, "-")
    letters = _letters(name, "LNPM")
    # Most have it in one line, near the top.
    if any(letters in _letters(line, "LNPM") for line in text.splitlines()):
        return True
    if letters in _letters(text, "LNPM"):
        return True
    if any(map(_is_right_to_left, text)):
        if _letters(name, "LNM") in _letters(_turned(text), "LNM"):
            return True
        if any(map(_is_indic, name)):
            return _is_line(text, name)
    if not any(map(_is_rearranged, name)):
        return False
    there = _letters(text, "LNP")
    words = (_letters(word, "LNP") for word in name.split())
    return all(word in there or word[::-1] in there for word in words)


def _letters(text: str, kinds: str) -> str:
    """``text`` without what readers of PDFs disagree about: spaces, joiners, forms of letters."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain if unicodedata.category(c)[0] in kinds)


def _turned(text: str) -> str:
    """``text`` with each line's words from the last to the first; a mark counts as a word."""

    def kind(character: str) -> str:
        return unicodedata.category(character)[0].replace("N", "L")

    lines = (["".join(run) for _, run in groupby(line, kind)] for line in text.splitlines())
    return "".join(run for line in lines for run in reversed(line))


def _is_line(text: str, name: str) -> bool:
    """Whether one or two lines of ``text`` have just the letters of ``name``, in any order."""
    wanted = sorted(_letters(name, "LN"))
    lines = [letters for line in text.splitlines() if (letters := _letters(line, "LN"))]
    pairs = map("".join, pairwise(lines))
    return any(sorted(letters) == wanted for letters in (*lines, *pairs))


def _is_indic(character: str) -> bool:
    return "\u0900" <= character <= "\u0dff"


def _is_rearranged(character: str) -> bool:
    return (
        _is_indic(character)
        or _is_right_to_left(character)
        or unicodedata.bidirectional(character) == "NSM"
    )


def _is_right_to_left(character: str) -> bool:
    return unicodedata.bidirectional(character) in ("R", "AL")
