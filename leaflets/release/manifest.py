"""Leaflets that were made in; a line for each in the manifest out, and back again.

A line says what was printed and with which versions, never for whom: of the person it has the
operator's ``record_id`` and the token, nothing else. Most of a line is the same for everybody who
gets the same leaflet; that half stands last, from ``language`` on, and is written and read once.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from leaflets.diagnostics import Diagnostic, Location
from leaflets.errors import UsageFault
from leaflets.files import append_line
from leaflets.model.source import State

E = TypeVar("E", bound=StrEnum)

MANIFEST = "manifest.jsonl"
"""What a batch calls its manifest."""

LONGEST_LINE = 1 << 20
"""Bytes; a line of a leaflet with all of its parts has some 4,000."""

_SHARED_FROM = b',"language":'
"""Where the half begins that is the same for everybody who gets the same leaflet. No text in front
of it can hold this: a quotation mark in a text has a backslash before it."""


_FILE_ID = re.compile(rb"<([0-9A-Fa-f]{32})>")
_TAIL = 64 * 1024  # bytes; the identifier is in the last object of a file


class LineState(StrEnum):
    """What became of a record."""

    MADE = "made"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What a leaflet is, whoever it is for.

    ``keys`` are the blocks and parts that print, each with its revision; ``frame`` what stands
    round them, likewise; ``translations`` all of these with the revisions of what they say in the
    language, empty for the source language.
    ``approvals`` tell for a key which lines of the ledgers it printed under. ``content`` and
    ``catalog`` are digests of all there was, ``fonts`` file names and digests, ``libraries``
    versions. ``order`` is how it was asked for: what is needed to make it again from its record.
    """

    language: str
    format: str
    code: str
    pages: int
    band: State
    leaflet: str
    version: str
    keys: Mapping[str, str]
    frame: Mapping[str, str] = field(default_factory=dict)
    translations: Mapping[str, str] = field(default_factory=dict)
    approvals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    program: str
    content: str
    catalog: str
    clinic: str = ""
    fonts: Mapping[str, str] = field(default_factory=dict)
    libraries: Mapping[str, str] = field(default_factory=dict)
    order: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> str:
        """The fields as they stand in a line, without braces round them."""
        told = {each.name: getattr(self, each.name) for each in fields(self)}
        return _compact(told)[1:-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestLine:
    """A line. ``reasons`` say why a record was refused, and quote nothing of what is in it.

    ``sha256`` is that of the file, ``file_id`` the identifier it has in itself, which tells it even
    when the rest was changed. ``printed`` is ``None`` where nothing was. ``where`` is the place it
    was read from.
    """

    record_id: str | None
    token: str | None
    state: LineState
    sha256: str | None
    file_id: str = ""
    printed: Printed | None
    reasons: tuple[str, ...] = ()
    where: Location = field(default=Location(""), compare=False)

    def to_json(self, shared: str = "") -> str:
        """The line, without its end.

        ``shared`` is ``printed.to_json()``, where that is asked for once for many lines.
        """
        head = _compact(
            {
                "record_id": self.record_id,
                "token": self.token,
                "state": self.state.value,
                "reasons": self.reasons,
                "sha256": self.sha256,
                "file_id": self.file_id,
            }
        )
        rest = shared or (self.printed.to_json() if self.printed else _NOTHING_PRINTED)
        return f"{head[:-1]},{rest}}}"


def copy_head(record_id: str, token: str, state: LineState, sha256: str, file_id: str) -> str:
    """How the line of a leaflet that is there begins, as :class:`ManifestLine` has it, but faster.

    After it come ``Printed.to_json()`` and a brace.
    """
    return (
        f'{{"record_id":{_ENCODER.encode(record_id)},"token":"{token}","state":"{state}",'
        f'"reasons":[],"sha256":"{sha256}","file_id":"{file_id}",'
    )


_ENCODER = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False)


def _compact(data: Mapping[str, object]) -> str:
    return _ENCODER.encode(data)


_NOTHING_PRINTED = _compact(
    {"language": None, "format": None, "code": None, "pages": None, "keys": {}}
)[1:-1]


def file_ids(pdf: bytes) -> tuple[str, ...]:
    """The identifiers that a PDF has in itself (ISO 32000-1, 14.4): one, twice, if it is ours."""
    return tuple(found.decode().upper() for found in _FILE_ID.findall(pdf[-_TAIL:]))


def append(path: Path, line: ManifestLine) -> None:
    """Add ``line`` to the manifest at ``path``, whole or not at all, mode 0600.

    Raises:
        UsageFault: It can't be written.
    """
    append_line(path, line.to_json().encode())


def manifest_files(place: Path) -> tuple[Path, ...]:
    """The manifest at ``place``, or every one in that folder and those in it.

    Raises:
        UsageFault: There is none.
    """
    if not place.is_dir():
        if place.is_file():
            return (place,)
        raise UsageFault(f"{place} is not there", hint="give a manifest, or a folder that has one")
    found = tuple(sorted(path for path in place.rglob(MANIFEST) if path.is_file()))
    if not found:
        raise UsageFault(f"there is no {MANIFEST} in {place}", hint="name the manifest itself")
    return found


def read_manifest(path: Path, report: Callable[[Diagnostic], None]) -> Iterator[ManifestLine]:
    """Each line of the manifest at ``path``, as it is read; what is no line of one is reported.

    Raises:
        UsageFault: The file can't be read.
    """
    reader = LineReader()
    for number, _, raw in raw_lines(path):
        where = Location(str(path), number, 1)
        try:
            yield reader.read(raw, where)
        except ValueError as error:
            report(foreign(str(error), where))


def foreign(message: str, where: Location) -> Diagnostic:
    """That a line is none of a manifest."""
    return Diagnostic(
        check="manifest",
        message=message,
        where=where,
        hint="take the line out, or get it back from a copy; the others are read without it",
    )


def raw_lines(path: Path) -> Iterator[tuple[int, int, bytes]]:
    """The lines of a file that are not empty: number from 1, place of its first byte, the line.

    A line that is longer than any of ours comes cut off.

    Raises:
        UsageFault: The file can't be read.
    """
    try:
        with path.open("rb") as stream:
            number = place = 0
            while raw := stream.readline(LONGEST_LINE):
                number += 1
                length = len(raw)
                rest = raw
                while len(rest) == LONGEST_LINE and not rest.endswith(b"\n"):
                    rest = stream.readline(LONGEST_LINE)
                    length += len(rest)
                if stripped := raw.strip():
                    yield number, place, stripped
                place += length
    except OSError as error:
        raise UsageFault(f"{path} can't be read: {error.strerror or error}") from error


class LineReader:
    """Reads lines. Lines of the same leaflet share one :class:`Printed`."""

    def __init__(self) -> None:
        self._printed: dict[bytes, Printed | None] = {}

    def read(self, raw: bytes, where: Location) -> ManifestLine:
        """The line that ``raw`` is.

        Raises:
            ValueError: It is none; the message says what is wrong with it.
        """
        head, shared = halves(raw)
        if shared not in self._printed:
            self._printed[shared] = read_printed(shared)
        return read_head(head, self._printed[shared], where)


def halves(raw: bytes) -> tuple[bytes, bytes]:
    """A line's own half, and the one that it shares with other lines.

    Raises:
        ValueError: It is no line of a manifest.
    """
    head, _, shared = raw.partition(_SHARED_FROM)
    if not shared:
        _object(raw)
        raise ValueError("this is no line of a manifest: language is missing")
    return head, shared


def _object(raw: bytes) -> dict[str, object]:
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise ValueError("this is no line of a manifest, or only a piece of one") from error
    if not isinstance(data, dict):
        raise ValueError("this is no line of a manifest")
    return data


def read_head(head: bytes, printed: Printed | None, where: Location) -> ManifestLine:
    """The line of a half of its own, and what was printed.

    Raises:
        ValueError: It is no line of a manifest.
    """
    data = _object(head + b"}")
    return ManifestLine(
        record_id=_maybe_text(data, "record_id"),
        token=_maybe_text(data, "token"),
        state=_one_of(LineState, data, "state"),
        sha256=_maybe_text(data, "sha256"),
        file_id=_text(data, "file_id"),
        reasons=_texts("reasons", data.get("reasons", [])),
        printed=printed,
        where=where,
    )


def read_printed(shared: bytes) -> Printed | None:
    """What was printed, of the half that lines share; ``None`` if nothing was.

    Raises:
        ValueError: It is no line of a manifest.
    """
    data = _object(b'{"language":' + shared)
    if data.get("language") is None:
        return None
    pages = data.get("pages")
    if not isinstance(pages, int):
        raise ValueError("this is no line of a manifest: pages must be a number")
    approvals = data.get("approvals")
    if not isinstance(approvals, dict):
        raise ValueError("this is no line of a manifest: approvals must name keys")
    return Printed(
        language=_text(data, "language"),
        format=_text(data, "format"),
        code=_text(data, "code"),
        pages=pages,
        band=_one_of(State, data, "band"),
        leaflet=_text(data, "leaflet"),
        version=_text(data, "version"),
        keys=_map(data, "keys"),
        frame=_map(data, "frame"),
        translations=_map(data, "translations"),
        approvals={key: _texts("approvals", lines) for key, lines in approvals.items()},
        program=_text(data, "program"),
        content=_text(data, "content"),
        catalog=_text(data, "catalog"),
        clinic=_text(data, "clinic"),
        fonts=_map(data, "fonts"),
        libraries=_map(data, "libraries"),
        order=_map(data, "order"),
    )


def _text(data: Mapping[str, object], name: str) -> str:
    value = data.get(name)
    if not isinstance(value, str):
        raise ValueError(f"this is no line of a manifest: {name} must be a text")
    return value


def _maybe_text(data: Mapping[str, object], name: str) -> str | None:
    return None if data.get(name, "") is None else _text(data, name)


def _texts(name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ValueError(f"this is no line of a manifest: {name} must be a list of texts")
    return tuple(value)


def _map(data: Mapping[str, object], name: str) -> dict[str, str]:
    value = data.get(name)
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
        raise ValueError(f"this is no line of a manifest: {name} must name texts")
    return value


def _one_of(kind: type[E], data: Mapping[str, object], name: str) -> E:
    value = _text(data, name)
    try:
        return kind(value)
    except ValueError as error:
        words = ", ".join(kind)
        raise ValueError(f"this is no line of a manifest: {name} must be {words}") from error
