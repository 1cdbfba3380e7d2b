"""A table of records, CSV or JSON Lines, in; one reading a row out, in order, as it is read.

Nothing of a row is kept: who needs one again, reads it again at its place.
"""

import codecs
import csv
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from leaflets.cells import from_cell
from leaflets.errors import RecordFault, UsageFault
from leaflets.model.profile import Profile
from leaflets.model.vocabulary import Vocabulary
from leaflets.records.answers import Answer, Refusal, build_profile
from leaflets.records.columns import (
    OTHER_COLUMNS,
    RETURNED_COLUMNS,
    Columns,
    Reading,
    column_name,
    read_columns,
)
from leaflets.records.files import LARGEST, columns_of, drug_columns, read_json

Cells = tuple[Columns, tuple[Refusal, ...]]
"""A row's columns, and what is wrong with the row before any of them is read."""

UNNAMED = "unread"
"""What a cell stands under that no heading names, or a row that can't be taken apart."""

_ALIKE = 4096
"""How many different sets of answers are kept; lists have the same ones over and over."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its number (from 1, without the heading), id and reading.

    ``place`` is the byte at which it begins in the file, ``line`` its line.
    """

    number: int
    record_id: str
    reading: Reading
    place: int = 0
    line: int = 0


def read_table(path: Path, vocabulary: Vocabulary) -> Iterator[Row]:
    """Each row of the table at ``path``. A second row of the same record_id is refused.

    Raises:
        UsageFault: The file can't be read, or is neither CSV nor JSON Lines.
    """
    seen: set[str] = set()
    for row in Table(path, vocabulary).rows():
        if row.record_id in seen:
            reading = row.reading
            refusals = (*reading.refusals, repeated(row.record_id))
            yield replace(row, reading=replace(reading, refusals=refusals))
        else:
            seen.add(row.record_id)
            yield row


def repeated(record_id: str) -> Refusal:
    """Why a second row of the same id is refused."""
    return Refusal("record_id", f"{record_id} stands in an earlier row too")


class Table:
    """A list of records in a file, read from its start, or one row at its place.

    A repeated record_id is not looked for: that takes memory which grows with the list. Rows that
    were given back, with a column and a reason before each, are read as they were at first.
    ``headings`` and ``encoding`` are known once the first row was read.
    """

    def __init__(self, path: Path, vocabulary: Vocabulary) -> None:
        self.path = path
        self.headings: tuple[str, ...] = ()
        self.encoding = "utf-8"
        self._vocabulary = vocabulary
        self._drugs = drug_columns(vocabulary)
        self._given_back = False
        self._is_json = path.suffix.casefold() in (".jsonl", ".ndjson")
        self._again: BinaryIO | None = None

        @lru_cache(maxsize=_ALIKE)
        def profile_of(answers: tuple[Answer, ...]) -> tuple[Profile, tuple[Refusal, ...]]:
            return build_profile(answers, vocabulary)

        self._profile_of = profile_of
        csv.field_size_limit(LARGEST)  # a cell that is too long is its row's fault, not the table's

    def rows(self) -> Iterator[Row]:
        """Every row, in order.

        Raises:
            UsageFault: The file can't be read, or is neither CSV nor JSON Lines.
        """
        try:
            with self.path.open("rb") as stream:
                if stream.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8:
                    self.encoding = "utf-8-sig"
                stream.seek(0)
                lines = _Lines(stream)
                found = self._json_rows(lines) if self._is_json else self._csv_rows(lines)
                for number, (place, line, cells) in enumerate(found, 1):
                    yield self._row(number, place, line, cells)
        except OSError as error:
            raise _not_read(self.path, error) from error
        except UnicodeDecodeError as error:
            raise UsageFault(f"{self.path} is not UTF-8 text", hint="save it as UTF-8") from error

    def row(self, place: int, number: int) -> Row:
        """The row at ``place``, read again; :meth:`rows` has been read to its end before."""
        lines = self._lines_at(place)
        if self._is_json:
            return self._row(number, place, 0, self._json_cells(next(iter(lines))))
        cells = self._plain(next(csv.reader(lines, strict=True)))
        return self._row(number, place, 0, self._csv_cells(cells))

    def given(self, place: int) -> dict[str, str]:
        """The cells of the row at ``place``, as they were given, by their headings."""
        lines = self._lines_at(place)
        if self._is_json:
            return _given_json(next(iter(lines)))
        try:
            cells = self._plain(next(csv.reader(lines, strict=True)))
        except csv.Error:
            return {UNNAMED: next(iter(self._lines_at(place))).rstrip("\r\n")}
        more = cells[len(self.headings) :]
        given = dict(zip(self.headings, cells, strict=False))
        return given | {f"{UNNAMED} {n}": cell for n, cell in enumerate(more, 1)}

    def digest_into(self, update: Callable[[bytes], None]) -> None:
        """Give ``update`` every byte of the file.

        Raises:
            UsageFault: It can't be read.
        """
        try:
            with self.path.open("rb") as stream:
                while piece := stream.read(1 << 20):
                    update(piece)
        except OSError as error:
            raise _not_read(self.path, error) from error

    def close(self) -> None:
        """Let go of the file."""
        if self._again is not None:
            self._again.close()
            self._again = None

    def _lines_at(self, place: int) -> "_Lines":
        if self._again is None:
            self._again = self.path.open("rb")
        self._again.seek(place)
        return _Lines(self._again, place)

    def _row(self, number: int, place: int, line: int, cells: Cells) -> Row:
        columns, faults = cells
        reading = read_columns(columns, self._vocabulary, self._profile_of)
        if faults:
            reading = replace(reading, refusals=(*faults, *reading.refusals))
        return Row(number, reading.record.record_id or str(number), reading, place, line)

    def _csv_rows(self, lines: "_Lines") -> Iterator[tuple[int, int, Cells]]:
        rows = csv.reader(lines, strict=True)
        try:
            headings = next(rows, None)
        except csv.Error as error:
            raise UsageFault(f"{self.path}:1: this is not CSV: {error}") from error
        if not headings:
            raise UsageFault(f"{self.path} is empty", hint="its first line names the columns")
        self._given_back = tuple(headings[: len(RETURNED_COLUMNS)]) == RETURNED_COLUMNS
        headings = self._plain(headings)
        self.headings = tuple(headings)
        names = [column_name(heading) for heading in headings]
        _check_headings(names, self.path, self._vocabulary)
        while True:
            place, line = lines.place, lines.number + 1
            try:
                cells = next(rows, None)
            except csv.Error as error:
                if lines.ended:
                    # An open quote has swallowed every row after it.
                    raise UsageFault(
                        f"{self.path}:{line}: a quote is opened in this row and never closed",
                        hint="close it; a quote inside a cell in quotes is written twice",
                    ) from error
                hint = "a quote inside a cell in quotes is written twice"
                yield place, line, ({}, (Refusal("", f"the row is not CSV: {error}", hint),))
                continue
            if cells is None:
                return
            own = self._plain(cells)
            if any(own):
                yield place, line, self._csv_cells(own)

    def _plain(self, cells: list[str]) -> list[str]:
        """The cells of a row as they were before the row was given back."""
        if not self._given_back:
            return cells
        return [from_cell(cell) for cell in cells[len(RETURNED_COLUMNS) :]]

    def _csv_cells(self, cells: Sequence[str]) -> Cells:
        columns = {
            heading: tuple(cell.split(";"))
            if column_name(heading) in self._drugs
            else ((cell,) if cell else ())
            for heading, cell in zip(self.headings, cells, strict=False)
            if heading
        }
        if len(cells) <= len(self.headings):
            return columns, ()
        # The cells may stand one column off, so that none but the first is to be trusted.
        first = {h: w for h, w in list(columns.items())[:1] if column_name(h) == "record_id"}
        return first, (
            Refusal(
                "",
                f"has {len(cells)} cells, but the table has {len(self.headings)} columns",
                "put a cell with a comma in it in quotes",
            ),
        )

    def _json_rows(self, lines: "_Lines") -> Iterator[tuple[int, int, Cells]]:
        place = lines.place
        for text in lines:
            if text.strip():
                yield place, lines.number, self._json_cells(text)
            place = lines.place

    def _json_cells(self, line: str) -> Cells:
        try:
            data = read_json(line)
        except (json.JSONDecodeError, RecursionError) as error:
            return {}, (Refusal("", f"the line is not JSON: {error}"),)
        except RecordFault as fault:
            return {}, (Refusal("", fault.message, fault.hint),)
        if not isinstance(data, dict):
            return {}, (Refusal("", "the line is not one record", "write {...} on each line"),)
        columns, refusals = columns_of(data, self._drugs)
        return columns, tuple(refusals)


class _Lines:
    """The lines of a file as text, with the place at which the next one begins."""

    def __init__(self, stream: BinaryIO, place: int = 0) -> None:
        self._stream = stream
        self.place = place
        self.number = 0
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        for raw in self._stream:
            for line in raw.splitlines(keepends=True) if b"\r" in raw else (raw,):
                text = line.decode("utf-8-sig" if self.place == 0 else "utf-8")
                self.place += len(line)
                self.number += 1
                yield text
        self.ended = True


def _not_read(path: Path, error: OSError) -> UsageFault:
    return UsageFault(f"{path} can't be read: {error.strerror or error}")


def _given_json(line: str) -> dict[str, str]:
    try:
        data = read_json(line)
    except (json.JSONDecodeError, RecursionError, RecordFault):
        return {UNNAMED: line.rstrip("\r\n")}
    if not isinstance(data, dict):
        return {UNNAMED: line.rstrip("\r\n")}
    return {str(heading): _cell(value) for heading, value in data.items()}


def _cell(value: object) -> str:
    """A value of a JSON record as a cell of a table."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str():
            return value
        case []:
            return "none"
        case list() if all(isinstance(entry, str) for entry in value):
            return ";".join(map(str, value))
        case _:
            return json.dumps(value, ensure_ascii=False)


def _check_headings(names: Sequence[str], path: Path, vocabulary: Vocabulary) -> None:
    """Refuse a table that can't be one of records, rather than read every row as not known.

    Raises:
        UsageFault: A column stands twice, or none is known.
    """
    twice = sorted({name for name in names if names.count(name) > 1 and name})
    if twice:
        raise UsageFault(f"{path}: the column {twice[0]} stands twice", hint="keep one of them")
    if not {*vocabulary.record_names, *OTHER_COLUMNS} & set(names):
        raise UsageFault(
            f"{path}: none of its columns is known",
            hint="the first line names the columns, with commas between them: "
            f"record_id, {', '.join(vocabulary.record_names[:4])} ...",
        )
