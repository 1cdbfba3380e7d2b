"""A file or a folder of FHIR in; what came together in it out, one after another.

A file is a resource, a Bundle, or NDJSON: a resource a line, as a bulk export writes them.
"""

from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from leaflets.errors import LeafletsError, RecordFault, UsageFault
from leaflets.records.fhir.access import mapping
from leaflets.records.fhir.resources import Container
from leaflets.records.json_text import read_json
from leaflets.records.lines import LONGEST, bounded_lines

LARGEST = 64 * 1024 * 1024
"""Bytes of one JSON file."""

LINES = (".ndjson", ".jsonl")


@dataclass(frozen=True, slots=True)
class Piece:
    """What came together, with its place; or why it can't be read.

    ``offset`` is where the line begins, in bytes; ``line`` its number, 0 for a whole file.
    """

    path: Path
    offset: int
    line: int
    container: Container | None
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
    suffix = path.suffix.casefold()
    if suffix not in (*LINES, ".json"):
        return False
    with path.open("rb") as stream:
        if suffix == ".json":
            whole = stream.read(LARGEST + 1)
            return len(whole) <= LARGEST and _has_kind(whole)
        for _, raw in bounded_lines(stream):
            if raw is None:
                return False
            if raw.strip():
                return _has_kind(raw)
    return False


def files_of(path: Path) -> list[Path]:
    """The file, or the files of the folder that may hold resources, in the order of their names.

    Raises:
        UsageFault: There is none.
    """
    if not path.is_dir():
        return [path]
    found = sorted(p for p in path.iterdir() if p.suffix.casefold() in (*LINES, ".json"))
    found = [p for p in found if p.is_file() and not p.name.startswith(".")]
    if not found:
        raise UsageFault(
            f"{path} holds no records", hint="files of FHIR end in .json or .ndjson, of tables .csv"
        )
    return found


def pieces(path: Path) -> Iterator[Piece]:
    """Everything in one file. What can't be read is a piece with a fault."""
    if path.suffix.casefold() not in LINES:
        yield _whole(path)
        return
    with path.open("rb") as stream:
        for number, (offset, raw) in enumerate(bounded_lines(stream), 1):
            if raw is None:
                fault = f"the line is longer than {LONGEST // 1024 // 1024} MB"
                yield Piece(path, offset, number, None, fault)
            elif raw.strip():
                container, fault = _container(raw)
                yield Piece(path, offset, number, container, fault)


def whole_file(path: Path) -> Container | None:
    """What came together in a file of JSON, read again."""
    return _whole(path).container


def line_at(stream: BinaryIO, offset: int) -> Container | None:
    """What came together in the line of NDJSON that begins at ``offset``, read again."""
    stream.seek(offset)
    return _container(stream.readline(LONGEST + 1))[0]


def _whole(path: Path) -> Piece:
    if path.stat().st_size > LARGEST:
        return Piece(path, 0, 0, None, f"the file is larger than {LARGEST // 1024 // 1024} MB")
    container, fault = _container(path.read_bytes())
    return Piece(path, 0, 0, container, fault)


def _container(raw: bytes) -> tuple[Container | None, str]:
    try:
        data = read_json(raw.removeprefix(BOM_UTF8).decode())
        if not isinstance(data, dict):
            return None, "it is not a resource"
        return Container(data), ""
    except UnicodeDecodeError:
        return None, "it is not UTF-8 text"
    except LeafletsError as fault:
        return None, f"it is {fault.message}" if isinstance(fault, UsageFault) else fault.message


def _has_kind(raw: bytes) -> bool:
    if b"resourceType" not in raw:
        return False
    try:
        return "resourceType" in mapping(read_json(raw.decode("utf-8-sig")))
    except (UnicodeDecodeError, UsageFault, RecordFault):
        return False
