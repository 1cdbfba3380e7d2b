"""A file or a folder of FHIR in; what came together in it out, one after another.

A file is a resource, a Bundle, or NDJSON: a resource a line, as a bulk export writes them. Each may
be packed with gzip. A table of an extract for mCODE is read as if each row were a resource.
"""

import gzip
import json
import math
import zlib
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from leaflets.errors import LeafletsError, RecordFault, UsageFault
from leaflets.records.fhir.access import mapping, objects, short
from leaflets.records.fhir.extracts import extract_rows, is_extract
from leaflets.records.fhir.resources import Container
from leaflets.records.json_text import read_json
from leaflets.records.lines import LONGEST, bounded_lines

LARGEST = 64 * 1024 * 1024
"""Bytes of one JSON file."""

LINES = (".ndjson", ".jsonl")
_NAME = b"resourceType"
_MOST_UNPACKED = 200
"""Times the size of a packed file; records unpack to thirty times, or ninety if all are alike."""

_MOST_NAMED = 5
_MANIFEST = frozenset({"transactionTime", "output"})
"""What a server says of a bulk export; it lies beside the files, and is about nobody."""

_EXTRACT = ".csv"
_PACKED = ".gz"
_DAMAGED = (gzip.BadGzipFile, EOFError, zlib.error)


@dataclass(frozen=True, slots=True)
class Piece:
    """What came together, with its place; or why it can't be read.

    ``raw`` is what it was read from; ``line`` the number of its line, 0 for a whole file.
    """

    path: Path
    line: int
    raw: bytes = b""
    container: Container | None = None
    fault: str = ""

    @property
    def place(self) -> str:
        """The place, for people."""
        return f"{self.path.name}:{self.line}" if self.line else self.path.name


def is_fhir(path: Path) -> bool:
    """Whether ``path`` is a folder, or a file that begins with a FHIR resource.

    Raises:
        OSError: It can't be read.
    """
    if path.is_dir():
        return True
    suffix = _suffix(path)
    if suffix == _EXTRACT:
        return is_extract(path)
    if suffix not in (*LINES, ".json"):
        return False
    if _is_packed(path):
        return True  # nothing else is read packed
    with path.open("rb") as stream:
        if suffix == ".json":
            whole = stream.read(LARGEST + 1)
            return len(whole) <= LARGEST and _NAME in whole and _has_kind(whole) is True
        told = (_has_kind(line.raw) for line in bounded_lines(stream) if line.raw is not None)
        return next((is_so for is_so in told if is_so is not None), False)


def files_of(path: Path) -> list[Path]:
    """The file, or the files of the folder that may hold resources, in the order of their names.

    Raises:
        UsageFault: There is none.
    """
    if not path.is_dir():
        return [path]
    found = [p for p in _shown(path) if p.is_file() and _may_be_read(p)]
    if not found:
        raise UsageFault(
            f"{path} holds no records", hint="files of FHIR end in .json or .ndjson, of tables .csv"
        )
    return found


def passed_over(path: Path) -> tuple[str, ...]:
    """A warning that names what is in a folder beside its files of FHIR; nothing if all is read."""
    if not path.is_dir():
        return ()
    read = set(files_of(path))
    names = [short(p.name, 40) for p in _shown(path) if p not in read]
    if not names:
        return ()
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return (f"not read in the folder: {', '.join(names[:_MOST_NAMED])}{more}",)


def pieces(path: Path) -> Iterator[Piece]:
    """Everything in one file. What can't be read is a piece with a fault."""
    if _suffix(path) == _EXTRACT:
        yield from _rows(path)
        return
    if _suffix(path) not in LINES:
        yield _whole(path)
        return
    number = 0
    most = path.stat().st_size * _MOST_UNPACKED + LONGEST if _is_packed(path) else math.inf
    with _opened(path) as stream:
        try:
            for number, (offset, raw) in enumerate(bounded_lines(stream), 1):
                if offset > most:
                    fault = "the file unpacks to far more than records do, and was read no further"
                    yield Piece(path, number, fault=fault)
                    return
                if raw is None:
                    fault = f"the line is longer than {LONGEST // 1024 // 1024} MB"
                    yield Piece(path, number, fault=fault)
                elif raw.strip():
                    yield Piece(path, number, raw, *container_of(raw))
        except _DAMAGED as error:
            yield Piece(path, number + 1, fault=f"the file is damaged from here on: {error}")


def container_of(raw: bytes) -> tuple[Container | None, str]:
    """What came together in a line or a file, or why it can't be read."""
    try:
        data = read_json(raw.removeprefix(BOM_UTF8).decode())
        if _is_list(data):
            data = {
                "resourceType": "Bundle",
                "entry": [{"resource": entry} for entry in objects(data)],
            }
        if not isinstance(data, dict) or not ("resourceType" in data or data.keys() >= _MANIFEST):
            return None, "it is not a resource"
        return Container(data), ""
    except UnicodeDecodeError:
        return None, "it is not UTF-8 text"
    except LeafletsError as fault:
        return None, f"it is {fault.message}" if isinstance(fault, UsageFault) else fault.message


def _rows(path: Path) -> Iterator[Piece]:
    """The rows of an extract, as the resources that they stand for."""
    for row in extract_rows(path):
        if row.resource is None:
            yield Piece(path, row.line, fault=row.fault)
        else:
            raw = json.dumps(row.resource).encode()
            yield Piece(path, row.line, raw, Container(row.resource))


def _whole(path: Path) -> Piece:
    try:
        with _opened(path) as stream:
            raw = stream.read(LARGEST + 1)
    except _DAMAGED as error:
        return Piece(path, 0, fault=f"the file is damaged: {error}")
    if len(raw) > LARGEST:
        fault = f"the file is larger than {LARGEST // 1024 // 1024} MB"
        return Piece(path, 0, fault=fault)
    return Piece(path, 0, raw, *container_of(raw))


def _shown(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if not p.name.startswith("."))


def _may_be_read(path: Path) -> bool:
    suffix = _suffix(path)
    return suffix in (*LINES, ".json") or (suffix == _EXTRACT and is_extract(path))


def _suffix(path: Path) -> str:
    """The suffix that says what a file holds, packed or not."""
    return Path(path.name.casefold().removesuffix(_PACKED)).suffix


def _is_packed(path: Path) -> bool:
    return path.name.casefold().endswith(_PACKED)


def _opened(path: Path) -> BinaryIO:
    if _is_packed(path):
        return cast("BinaryIO", gzip.open(path, "rb"))
    return path.open("rb")


def _has_kind(raw: bytes) -> bool | None:
    """Whether JSON is a resource; ``None`` where it can't be read and says nothing of the rest."""
    try:
        data = read_json(raw.decode("utf-8-sig"))
        return "resourceType" in mapping(data) or _is_list(data)
    except (UnicodeDecodeError, UsageFault, RecordFault):
        return None


def _is_list(data: object) -> bool:
    """Whether it is a list of nothing but resources."""
    return isinstance(data, list) and bool(data) and all("resourceType" in mapping(e) for e in data)
