"""A table with a comma, a semicolon or a tab between cells in; its rows with their lines out."""

import codecs
import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from leaflets.errors import UsageFault
from leaflets.records.lines import LONGEST, bounded_lines

DELIMITERS = (",", ";", "\t")
_UTF8, _WINDOWS, _UTF16 = "utf-8", "cp1252", "utf-16"
_CHUNK = 1024 * 1024

Known = Callable[[Sequence[str]], int]
"""How many of some headings are known."""


def delimited_rows(
    path: Path, known: Known, warnings: list[str]
) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of its first line, the heading first.

    Raises:
        UsageFault: It is not text, or not a table.
    """
    encoding = _encoding(path)
    if encoding == _WINDOWS:
        warnings.append(
            f"{path.name} is not UTF-8; it was read as Windows text (cp1252): look at the names"
        )
    if encoding == _UTF16:
        raise UsageFault(f"{path} is UTF-16 text", hint="save it as CSV UTF-8")
    csv.field_size_limit(LONGEST)  # a cell that is too long is its row's fault, not the table's
    lines = _Lines(path, encoding)
    heading = next(lines, "")
    delimiter = max(DELIMITERS, key=lambda sign: _fit(heading, sign, known))
    # A heading may go on in the next line, within quotes: the reader takes it from the beginning.
    lines.put_back(heading)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        while True:
            begins = rows.line_num + 1
            lines.in_row = 0
            row = next(rows, None)
            if row is None:
                return
            yield begins, row
    except csv.Error as error:
        raise UsageFault(f"{path}:{rows.line_num}: this is not CSV: {error}") from error


def _fit(heading: str, delimiter: str, known: Known) -> tuple[int, int]:
    try:
        cells = next(csv.reader([heading], delimiter=delimiter), [])
    except csv.Error:
        cells = heading.split(delimiter)
    return known(cells), len(cells)


class _Lines:
    """The lines of a file as text; a row may not take more of them than a line may be long."""

    def __init__(self, path: Path, encoding: str) -> None:
        self._path = path
        self._encoding = encoding
        self._lines = self._read()
        self._first: list[str] = []
        self.in_row = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._first.pop() if self._first else next(self._lines)
        self.in_row += len(line)
        if self.in_row > 2 * LONGEST:
            raise UsageFault(f"{self._path}: a row is longer than may be", hint="look for a lone \"")
        return line

    def put_back(self, line: str) -> None:
        """Give ``line`` once more."""
        if line:
            self._first.append(line)

    def _read(self) -> Iterator[str]:
        with self._path.open("rb") as stream:
            for number, (_, raw) in enumerate(bounded_lines(stream), 1):
                if raw is None:
                    raise UsageFault(
                        f"{self._path}:{number}: the line is longer than "
                        f"{LONGEST // 1024 // 1024} MB"
                    )
                yield (raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw).decode(
                    self._encoding
                )


def _encoding(path: Path) -> str:
    """What the file is written in: UTF-8 if it can be, else Windows' text."""
    decoder = codecs.getincrementaldecoder(_UTF8)()
    windows = codecs.getincrementaldecoder(_WINDOWS)()
    is_utf8 = is_windows = True
    with path.open("rb") as stream:
        first = True
        while chunk := stream.read(_CHUNK):
            if first and chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                return _UTF16
            first = False
            if b"\0" in chunk:
                raise UsageFault(f"{path} is not text", hint="save the table as CSV UTF-8")
            is_utf8 = is_utf8 and _decodes(decoder, chunk)
            is_windows = is_windows and _decodes(windows, chunk)
            if not is_utf8 and not is_windows:
                break
        is_utf8 = is_utf8 and _decodes(decoder, b"", final=True)
    if is_utf8:
        return _UTF8
    if is_windows:
        return _WINDOWS
    raise UsageFault(f"{path} is not UTF-8 text", hint="save it as UTF-8")


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True
