"""A workbook (XLSX, XLS, ODS) in; the rows of one sheet out, every cell as text.

A formula is never worked out: what counts is the value that the sheet showed when it was saved.
"""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from leaflets.errors import UsageFault
from leaflets.model.vocabulary import Vocabulary
from leaflets.records.json_text import read_json
from leaflets.records.sources import Found, Grid
from leaflets.records.words import Translator

SUFFIXES = (".xlsx", ".xls", ".ods", ".xlsm", ".xlsb")
LARGEST = 512 * 1024 * 1024
"""Bytes that a workbook may say it unpacks to."""

MOST_PARTS = 10_000


class SheetSource:
    """The first sheet of a workbook that is not hidden."""

    def __init__(
        self, path: Path, translator: Translator, vocabulary: Vocabulary, warnings: list[str]
    ) -> None:
        self.headings: tuple[str, ...] = ()
        self.encoding = "utf-8"
        self._path = path
        self._grid = Grid(path, translator, vocabulary)
        self._warnings = warnings
        self._kept: list[str] | None = None

    def rows(self) -> Iterator[Found]:
        """Every row.

        Raises:
            UsageFault: It is no workbook, needs more than may be, or needs an extra to be read.
        """
        lines = _sheet_lines(self._path, self._warnings)
        self._grid.begin(_cells(next(lines, "[]")))
        self.headings = self._grid.headings
        for number, line in enumerate(lines, 2):
            if (found := self._grid.row(number, number, _cells(line))) is not None:
                yield found

    def again(self, place: int) -> Found:
        """The row at ``place``."""
        found = self._grid.row(place, 0, self._cells_at(place))
        assert found is not None, "an empty row has no place"
        return found

    def given(self, place: int) -> dict[str, str]:
        """The cells at ``place`` by their headings."""
        return self._grid.given(self._cells_at(place))

    def close(self) -> None:
        """Let go of what was read."""
        self._kept = None

    def _cells_at(self, place: int) -> list[str]:
        if self._kept is None:  # a sheet can only be read from its start
            self._kept = list(_sheet_lines(self._path, []))
        return _cells(self._kept[place - 1])


def _sheet_lines(path: Path, warnings: list[str]) -> Iterator[str]:
    """Each row of the sheet as a line of JSON, the heading first."""
    if find_spec("python_calamine") is None:
        raise UsageFault(
            f"{path}: workbooks need the extra tables", hint="pip install 'leaflets[tables]'"
        )
    with path.open("rb") as stream:
        _check_zip(path, stream)
    script = Path(__file__).with_name("sheet_process.py")
    with subprocess.Popen(
        [sys.executable, "-P", str(script), str(path.absolute())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    ) as child:
        assert child.stdout is not None
        try:
            yield from _rows(path, child.stdout, warnings)
        except BaseException:
            child.kill()
            raise
        if child.wait() != 0:
            raise UsageFault(
                f"{path} can't be read: it is damaged, or needs more memory or time than a list "
                "of people does",
                hint="save it again from a spreadsheet program, or as CSV",
            )


def _rows(path: Path, told: IO[str], warnings: list[str]) -> Iterator[str]:
    sheets: list[str] = []
    left_out: dict[str, None] = {}
    for line in told:
        if line.startswith("["):
            if len(sheets) == 1:
                yield line
            elif any(_cells(line)):
                left_out[sheets[-1]] = None
            continue
        found = read_json(line)
        assert isinstance(found, dict)
        if "fault" in found:
            raise UsageFault(f"{path} is not a workbook that can be read: {found['fault']}")
        sheets.append(str(found.get("sheet")))
    if left_out:
        names = ", ".join(left_out)
        warnings.append(f"only the first sheet, {sheets[0]}, was read, not {names}")


def _cells(line: str) -> list[str]:
    found = read_json(line)
    return [str(cell) for cell in found] if isinstance(found, list) else []


def _check_zip(path: Path, stream: IO[bytes]) -> None:
    """Refuse at once what says of itself that it unpacks to more than may be."""
    if not zipfile.is_zipfile(stream):
        return
    try:
        with zipfile.ZipFile(stream) as parts:
            size = sum(part.file_size for part in parts.infolist())
            if size > LARGEST or len(parts.infolist()) > MOST_PARTS:
                raise UsageFault(f"{path} unpacks to {size:,} bytes, which no list of people does")
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UsageFault(f"{path} is a damaged workbook: {error}") from error
