"""What was made in; a line for each in a ledger out, so that the next run knows what is there.

``state`` is the ledger of a run that ended: written whole, in the order of the list. ``journal`` is
that of a run that goes on: it grows line by line, and its last line may be cut off. Both say the
same thing in the same words::

    {"schema": 1, ...}                                         what the run was
    L 0 SHEET "language":...                                   what lines of the manifest share
    R TOKEN INPUTS SHA256 FILE_ID SIZE DAY 0                   a copy, and which L it goes with

Nothing of a person can be read off it or tried out: ``INPUTS`` is a keyed digest.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import BinaryIO

from leaflets.batch.plan import Kept, PlannedRow
from leaflets.files import OWNER_ONLY

_SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a run was.

    ``run`` stands for the list and everything else that decides bytes. ``day`` is the clock's,
    when the run began. The counts and sizes of a run that has not ended are 0.
    """

    run: str = ""
    day: str = ""
    records: int = 0
    refused: int = 0
    failed: int = 0
    sizes: Mapping[str, int] = field(default_factory=dict)


class Writer:
    """Writes a ledger, line by line."""

    def __init__(self, path: Path, head: Head | None) -> None:
        flags = os.O_WRONLY | os.O_CREAT | (os.O_APPEND if head is None else os.O_TRUNC)
        self._stream: BinaryIO = os.fdopen(os.open(path, flags, OWNER_ONLY), "wb")
        self._numbers: dict[str, int] = {}
        if head is not None:
            self._line(json.dumps({"schema": _SCHEMA, **asdict(head)}))

    def add(self, kept: Kept | PlannedRow, printed: Callable[[str], str]) -> None:
        """Write down a leaflet that is on disk. ``printed`` tells what a sheet stands for."""
        number = self._numbers.get(kept.sheet)
        if number is None:
            number = self._numbers[kept.sheet] = len(self._numbers)
            self._line(f"L {number} {kept.sheet} {printed(kept.sheet)}")
        digests = f"{kept.inputs.hex()} {kept.sha256.hex()} {kept.file_id or '-'}"
        self._line(f"R {kept.token} {digests} {kept.size} {kept.day} {number}")

    def flush(self) -> None:
        """Give the lines to the operating system, so that they outlive this process."""
        self._stream.flush()

    def close(self, *, sync: bool = False) -> None:
        """End it, on the disk if ``sync``."""
        self._stream.flush()
        if sync:
            os.fsync(self._stream.fileno())
        self._stream.close()

    def _line(self, text: str) -> None:
        self._stream.write(text.encode() + b"\n")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The half of a manifest line that many share, and what stands for it."""

    sheet: str
    printed: str


class Reader:
    """Reads a ledger: ``head`` first, then its lines. What is cut off or foreign ends it."""

    def __init__(self, path: Path, *, fresh: bool) -> None:
        self._path = path
        self._fresh = fresh
        self.head = self._head()

    def _head(self) -> Head | None:
        try:
            with self._path.open("rb") as stream:
                told = json.loads(stream.readline())
            if told.pop("schema") != _SCHEMA:
                return None
            return Head(**told)
        except (FileNotFoundError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def lines(self) -> Iterator[Kept | Sheet]:
        """Each line, up to the first that is not whole."""
        if self.head is None:
            return
        sheets: dict[str, str] = {}
        with self._path.open("rb") as stream:
            stream.readline()
            for raw in stream:
                if not raw.endswith(b"\n"):
                    return
                try:
                    found = self._read(raw.decode().rstrip("\n"), sheets)
                except (ValueError, KeyError):
                    return
                yield found

    def _read(self, line: str, sheets: dict[str, str]) -> Kept | Sheet:
        kind, _, rest = line.partition(" ")
        if kind == "L":
            number, sheet, printed = rest.split(" ", 2)
            sheets[number] = sheet
            return Sheet(sheet, printed)
        if kind != "R":
            raise ValueError(kind)
        token, inputs, sha256, file_id, size, day, number = rest.split(" ")
        return Kept(
            token=token,
            inputs=bytes.fromhex(inputs),
            sha256=bytes.fromhex(sha256),
            file_id=file_id.removeprefix("-"),
            size=int(size),
            day=day,
            sheet=sheets[number],
            fresh=self._fresh,
        )


def cut_to_whole_lines(path: Path) -> None:
    """Take off a last line that was not written to its end."""
    with path.open("r+b") as stream:
        data_end = stream.seek(0, 2)
        start = max(0, data_end - (1 << 20))
        stream.seek(start)
        tail = stream.read()
        stream.truncate(start + tail.rfind(b"\n") + 1)
