"""A workbook (XLSX, XLS, ODS) in; the rows of its first sheet out, every cell as text.

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
from leaflets.records.json_text import read_json

SUFFIXES = (".xlsx", ".xls", ".ods", ".xlsm", ".xlsb")
LARGEST = 512 * 1024 * 1024
"""Bytes that a workbook may say it unpacks to."""

MOST_PARTS = 10_000


def sheet_rows(path: Path, warnings: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Each row of the first sheet that is not hidden, with its number; the heading is row 1.

    Raises:
        UsageFault: It is no workbook, needs more than may be, or can't be read without an extra.
    """
    if find_spec("python_calamine") is None:
        raise UsageFault(
            f"{path}: workbooks need the extra tables", hint="pip install 'leaflets[tables]'"
        )
    with path.open("rb") as stream:
        _check_zip(path, stream)
    script = Path(__file__).with_name("sheet_process.py")
    command = [sys.executable, "-P", str(script), str(path.absolute())]
    with subprocess.Popen(
        command,
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


def _rows(path: Path, told: IO[str], warnings: list[str]) -> Iterator[tuple[int, list[str]]]:
    sheets: list[str] = []
    number = 0
    left_out: dict[str, None] = {}
    for line in told:
        found = read_json(line)
        if isinstance(found, dict) and "fault" in found:
            raise UsageFault(f"{path} is not a workbook that can be read: {found['fault']}")
        if isinstance(found, dict):
            sheets.append(str(found.get("sheet")))
        elif isinstance(found, list) and len(sheets) == 1:
            number += 1
            yield number, [str(cell) for cell in found]
        elif isinstance(found, list) and any(found):
            left_out[sheets[-1]] = None
    if left_out:
        names = ", ".join(left_out)
        warnings.append(f"only the first sheet, {sheets[0]}, was read, not {names}")


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
