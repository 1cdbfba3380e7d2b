"""A table with a comma, a semicolon or a tab between cells in; its rows out."""

import codecs
import csv
import os
import re
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from leaflets.errors import UsageFault
from leaflets.model.vocabulary import Vocabulary
from leaflets.records.answers import Refusal
from leaflets.records.columns import UNNAMED
from leaflets.records.lines import LONGEST
from leaflets.records.sources import Found, Grid, Mark
from leaflets.records.words import Translator

DELIMITERS = (",", ";", "\t")
_UTF8, _WINDOWS, _UTF16 = "utf-8", "cp1252", "utf-16"
_CHUNK = 1024 * 1024
_SHORT = 512
"""Bytes that are read of a row first; most rows are shorter."""

_PLAIN_ROWS = re.compile(rb'(?:[0-9A-Za-z][^"\r\n]*+\r?\n)*+')
"""Rows that have something in them and, without a quote, end where their line ends."""

_SIGN_LINES = {f"{quote}sep={sign}{quote}".strip() for sign in DELIMITERS for quote in ("", '"')}
"""A first line that tells Excel which sign stands between cells."""


class DelimitedSource:
    """A table as text."""

    def __init__(
        self, path: Path, translator: Translator, vocabulary: Vocabulary, warnings: list[str]
    ) -> None:
        self.headings: tuple[str, ...] = ()
        self.encoding = _UTF8
        self._path = path
        self._translator = translator
        self._grid = Grid(path, translator, vocabulary)
        self._warnings = warnings
        self._delimiter = ","
        self._again: BufferedReader | None = None
        csv.field_size_limit(LONGEST)  # a cell that is too long is its row's fault, not the table's

    def rows(self) -> Iterator[Found]:
        """Every row.

        Raises:
            UsageFault: It is not text, or not a table.
        """
        with self._path.open("rb") as stream:
            lines = self._begun(stream)
            for place, line, cells in self._cells_of(lines):
                if (found := self._found(place, line, cells)) is not None:
                    yield found

    def rows_from(self, mark: Mark) -> Iterator[Found]:
        """The rows from ``mark`` on."""
        with self._path.open("rb") as stream:
            stream.seek(mark.place)
            lines = _Lines(self._path, stream, self.encoding, mark.place, mark.line - 1)
            for place, line, cells in self._cells_of(lines):
                if (found := self._found(place, line, cells)) is not None:
                    yield found

    def marks(self, every: int) -> Iterator[Mark]:
        """Where every so many rows begin.

        Raises:
            UsageFault: It is not text, or not a table.
        """
        with self._path.open("rb") as stream:
            number = 0
            lines = self._begun(stream)
            for place, line, cells in self._cells_of(lines):
                if isinstance(cells, csv.Error) or not self._grid.is_empty(cells):
                    number += 1
                    if (number - 1) % every == 0:
                        yield Mark(number, place, line)
                if not self._grid.given_back:  # of what was given back, two cells do not count
                    while (left := -number % every) and (passed := lines.pass_over(left)):
                        number += passed

    def _begun(self, stream: BufferedReader) -> "_Lines":
        """The lines after the headings, which are known from then on."""
        self.encoding = _encoding(self._path)
        if self.encoding == _WINDOWS:
            self._warnings.append(
                f"{self._path.name} is not UTF-8; it was read as Windows text (cp1252): "
                "look at the names"
            )
        lines = _Lines(self._path, stream, self.encoding)
        heading = next(lines, "")
        if heading.strip().lower() in _SIGN_LINES:  # Excel's own, and for Excel only
            heading = next(lines, "")
        self._delimiter = max(DELIMITERS, key=lambda sign: self._fit(heading, sign))
        # A heading may go on in the next line, within quotes: the reader begins with it again.
        lines.put_back(heading)
        try:
            self._grid.begin(next(self._reader(lines), []))
        except csv.Error as error:
            raise UsageFault(f"{self._path}:1: this is not CSV: {error}") from error
        self.headings = self._grid.headings
        return lines

    def _cells_of(self, lines: "_Lines") -> Iterator[tuple[int, int, list[str] | csv.Error]]:
        """Place, line and cells of each row, empty ones too; or why a row is no CSV."""
        rows = self._reader(lines)
        while True:
            place, line = lines.begin_row()
            try:
                cells = self._cells(lines, rows)
            except csv.Error as error:
                if lines.ended:
                    # An open quote has swallowed every row after it.
                    raise UsageFault(
                        f"{self._path}:{line}: a quote is opened in this row and never closed",
                        hint="close it; a quote inside a cell in quotes is written twice",
                    ) from error
                yield place, line, error
                continue
            if cells is None:
                return
            yield place, line, cells

    def _found(self, place: int, line: int, cells: list[str] | csv.Error) -> Found | None:
        if isinstance(cells, csv.Error):
            return _not_csv(place, line, cells)
        return self._grid.row(place, line, cells)

    def again(self, place: int) -> Found:
        """The row at ``place``."""
        cells = self._cells_at(place)
        if cells is None:
            lines = self._lines_at(place)
            try:
                cells = self._cells(lines, self._reader(lines))
            except csv.Error as error:
                return _not_csv(place, 0, error)
        found = self._grid.row(place, 0, cells or ())
        assert found is not None, "an empty row has no place"
        return found

    def given(self, place: int) -> dict[str, str]:
        """The cells at ``place`` by their headings."""
        try:
            return self._grid.given(next(self._reader(self._lines_at(place))))
        except csv.Error:
            return {UNNAMED: next(self._lines_at(place)).rstrip("\r\n")}

    def close(self) -> None:
        """Let go of the file."""
        if self._again is not None:
            self._again.close()
            self._again = None

    def _cells_at(self, place: int) -> list[str] | None:
        """The cells of a short row in one line without quotes; any other takes :class:`_Lines`."""
        line, end, _ = os.pread(self._opened().fileno(), _SHORT, place).partition(b"\n")
        line = line.removesuffix(b"\r")
        if not end or not place or b'"' in line or b"\r" in line:
            return None
        return line.decode(self.encoding).split(self._delimiter)

    def _lines_at(self, place: int) -> "_Lines":
        stream = self._opened()
        stream.seek(place)
        return _Lines(self._path, stream, self.encoding, place)

    def _opened(self) -> BufferedReader:
        if self._again is None:
            self._again = self._path.open("rb")
        return self._again

    def _cells(self, lines: "_Lines", rows: Iterator[list[str]]) -> list[str] | None:
        """The cells of the next row; ``rows`` reads ``lines``, but where no quote makes it hard."""
        text = next(lines, None)
        if text is None:
            return None
        if '"' in text:
            lines.put_back(text)
            return next(rows)
        return text.rstrip("\r\n").split(self._delimiter)

    def _reader(self, lines: "_Lines") -> Iterator[list[str]]:
        return csv.reader(lines, delimiter=self._delimiter, strict=True)

    def _fit(self, heading: str, delimiter: str) -> tuple[int, int]:
        """How many known columns a heading has if ``delimiter`` parts them."""
        try:
            cells = next(csv.reader([heading], delimiter=delimiter), [])
        except csv.Error:
            cells = heading.split(delimiter)
        named = {self._translator.column(cell) for cell in cells}
        return len(named & self._translator.known), len(cells)


class _Lines:
    """The lines of a file as text, with the place at which the next one begins.

    A row may not take more of them than a line may be long.
    """

    def __init__(
        self, path: Path, stream: BufferedReader, encoding: str, place: int = 0, number: int = 0
    ) -> None:
        self._path = path
        self._encoding = encoding
        self._stream = stream
        self._waiting: list[tuple[str, int]] = []
        """Lines that come before any that is read, the next one last, each with its bytes."""
        self._in_row = 0
        self.place = place
        self.number = number
        self.ended = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        text, size = self._waiting.pop() if self._waiting else self._read()
        self.place += size
        self.number += 1
        self._in_row += size
        self._last_size = size
        if self._in_row > LONGEST:
            raise UsageFault(
                f"{self._path}:{self.number}: a row is longer than may be, "
                f"{LONGEST // 1024 // 1024} MB",
                hint="look for a quote that is never closed",
            )
        return text

    def put_back(self, line: str) -> None:
        """Give the line once more that was given last."""
        if line:
            self._waiting.append((line, self._last_size))
            self.place -= self._last_size
            self.number -= 1

    def pass_over(self, most: int) -> int:
        """Pass over plain rows that are in memory, all at once; how many, if any."""
        if self._waiting:
            return 0
        plain = _PLAIN_ROWS.match(self._stream.peek())
        assert plain is not None, "no row at all is a match, too"
        rows = plain[0].splitlines(keepends=True)[:most]
        size = len(b"".join(rows))
        self._stream.seek(size, os.SEEK_CUR)
        self.place += size
        self.number += len(rows)
        return len(rows)

    def begin_row(self) -> tuple[int, int]:
        """Where the next row begins, and its line."""
        self._in_row = 0
        return self.place, self.number + 1

    def _read(self) -> tuple[str, int]:
        raw = self._stream.readline(LONGEST + 1)
        if not raw:
            self.ended = True
            raise StopIteration
        if len(raw) > LONGEST:
            raise UsageFault(
                f"{self._path}:{self.number + 1}: the line is longer than "
                f"{LONGEST // 1024 // 1024} MB"
            )
        if b"\r" in raw:
            raw, *others = raw.splitlines(keepends=True)
            self._waiting = [(line.decode(self._encoding), len(line)) for line in others[::-1]]
        text = raw if self.place else raw.removeprefix(codecs.BOM_UTF8)
        return text.decode(self._encoding), len(raw)


def _not_csv(place: int, line: int, error: csv.Error) -> Found:
    hint = "a quote inside a cell in quotes is written twice"
    return Found(place, line, refusals=(Refusal("", f"the row is not CSV: {error}", hint),))


def _encoding(path: Path) -> str:
    """What the file is written in: UTF-8 if it can be, else Windows' text."""
    decoder = codecs.getincrementaldecoder(_UTF8)()
    windows = codecs.getincrementaldecoder(_WINDOWS)()
    is_utf8 = is_windows = has_mark = True
    with path.open("rb") as stream:
        first = True
        while chunk := stream.read(_CHUNK):
            if first and chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                raise UsageFault(f"{path} is UTF-16 text", hint="save it as CSV UTF-8")
            has_mark = has_mark and (not first or chunk.startswith(codecs.BOM_UTF8))
            first = False
            if b"\0" in chunk:
                raise UsageFault(f"{path} is not text", hint="save the table as CSV UTF-8")
            is_utf8 = is_utf8 and _decodes(decoder, chunk)
            is_windows = is_windows and _decodes(windows, chunk)
            if not is_utf8 and not is_windows:
                break
        is_utf8 = is_utf8 and _decodes(decoder, b"", final=True)
    if is_utf8:
        return "utf-8-sig" if has_mark else _UTF8
    if is_windows:
        return _WINDOWS
    raise UsageFault(f"{path} is not UTF-8 text", hint="save it as UTF-8")


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True
