"""What a list has come to in; files to save, out, a piece at a time: no list is held whole."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from leaflets.batch.folder import REFUSED
from leaflets.batch.report import returned_headings, returned_row
from leaflets.desk.lists.checked import CheckedList
from leaflets.release.manifest import MANIFEST, LineState

_PIECE = 1 << 16
_ROWS = 200
"""Rows that are given out at a time."""


class _Sink(io.RawIOBase):
    """Where an archive is written to, and taken from while it grows."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]  # a buffer, as RawIOBase says
        self._pieces.append(piece)
        return len(piece)

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def zipped(files: Iterable[tuple[str, Path]], day: date) -> Iterator[bytes]:
    """An archive of ``files``, each under its name, dated ``day``: the same files, same bytes.

    Raises:
        OSError: A file is not there any more: what was given out is no archive.
    """
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        for name, path in files:
            told = zipfile.ZipInfo(name, (max(1980, day.year), day.month, day.day, 0, 0, 0))
            told.external_attr = 0o600 << 16
            with path.open("rb") as source, archive.open(told, "w") as entry:
                while piece := source.read(_PIECE):
                    entry.write(piece)
                    yield sink.taken()
    yield sink.taken()


def batch_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """What a batch has left in its folder, under the names that it has there."""
    for name in (MANIFEST, REFUSED):
        yield name, folder / name
    for path in sorted((folder / "leaflets").iterdir()):
        yield f"leaflets/{path.name}", path


def failures(folder: Path, most: int) -> list[tuple[int, str]]:
    """The first rows of which a batch could not make the leaflet, and why."""
    found: list[tuple[int, str]] = []
    with (folder / MANIFEST).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):  # a line a row, in the order of the list
            told = json.loads(line)
            if told["state"] == LineState.FAILED and len(found) < most:
                found.append((number, "; ".join(told["reasons"])))
    return found


def mended_list(checked: CheckedList) -> Iterator[bytes]:
    """The list as it is now, as CSV that is read again as it is and holds no formula.

    Before the cells of a row stand the columns at fault and the reasons, as in rows given back.
    """
    headings = checked.headings
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(returned_headings(headings))
    yield "\ufeff".encode()  # so that spreadsheets take it for UTF-8
    for count, (refusals, cells) in enumerate(checked.returned(), 1):
        writer.writerow(returned_row(refusals, headings, cells))
        if count % _ROWS == 0:
            yield _encoded(text)
    yield _encoded(text)


def _encoded(text: io.StringIO) -> bytes:
    written = text.getvalue().encode("utf-8", "backslashreplace")
    text.seek(0)
    text.truncate()
    return written
