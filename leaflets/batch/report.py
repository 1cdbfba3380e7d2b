"""A plan that was carried out in; the manifest, the refused rows and the state of the run, out.

All three are written whole into the folder's ``new``, in the order of the list, and put in their
places together. They are written some lines at a time: whoever writes may do other things between.
"""

import csv
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO

from leaflets.batch.folder import REFUSED, Folder
from leaflets.batch.ledger import Head, Writer
from leaflets.batch.plan import Fate, Plan, PlannedRow, RowRefusal
from leaflets.batch.store import not_written
from leaflets.cells import as_cell
from leaflets.diagnostics import Location
from leaflets.files import OWNER_ONLY
from leaflets.records.columns import RETURNED_COLUMNS
from leaflets.records.tables import Table
from leaflets.release.manifest import (
    MANIFEST,
    LineReader,
    LineState,
    ManifestLine,
    copy_head,
    raw_lines,
)

_BUFFER = 1 << 20
_SHEETS_AT_HAND = 512
"""Halves of manifest lines that are kept at hand; each has some 4,000 bytes."""

_STEP = 500
"""Lines that are written in a step: for a hundredth of a second or two."""

_STATES: dict[int, LineState] = {
    Fate.MADE: LineState.MADE,
    Fate.UNCHANGED: LineState.UNCHANGED,
    Fate.REFUSED: LineState.REFUSED,
    Fate.FAILED: LineState.FAILED,
}


def reports(folder: Folder, plan: Plan, table: Table, head: Head) -> Iterator[None]:
    """Write what a run leaves beside its leaflets, some lines at each step.

    Raises:
        UsageFault: It can't be written.
    """
    try:
        new = folder.make_new()
        yield from _manifest(new / MANIFEST, plan, table)
        _write_refused(new / REFUSED, plan, table)
        _write_earlier(folder, plan)
        sizes = {name: (new / name).stat().st_size for name in (MANIFEST, REFUSED)}
        yield from _state(new / folder.state.name, plan, replace(head, sizes=sizes))
    except OSError as error:
        raise not_written(Path(error.filename or folder.root), error) from error


def _manifest(path: Path, plan: Plan, table: Table) -> Iterator[None]:
    @lru_cache(maxsize=_SHEETS_AT_HAND)
    def shared(sheet: str) -> bytes:
        return plan.printed(sheet).encode()

    with _new_file(path) as stream:
        ids = table.record_ids()
        for number, planned in enumerate(plan.in_order(), 1):
            record_id = next(ids)
            if planned.fate in (Fate.MADE, Fate.UNCHANGED):
                assert planned.token is not None
                state, digest = _STATES[planned.fate], planned.sha256.hex()
                head = copy_head(record_id, planned.token, state, digest, planned.file_id)
                stream.write(b"%b%b}\n" % (_encoded(head), shared(planned.sheet)))
            else:
                line = _line_without_copy(plan, table, planned, record_id)
                stream.write(_encoded(line) + b"\n")
            if not number % _STEP:
                yield
        _end(stream)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


def _line_without_copy(plan: Plan, table: Table, planned: PlannedRow, record_id: str) -> str:
    """What the manifest says of a row that has no leaflet."""
    # An id that is refused may be one that names somebody: it stays out of the manifest.
    bad_id = planned.token is None and any(
        refusal.column == "record_id"
        for refusal in table.row(planned.place, planned.number).reading.refusals
    )
    line = ManifestLine(
        record_id=None if bad_id else record_id,
        token=planned.token,
        state=_STATES[planned.fate],
        sha256=None,
        printed=None,
        reasons=tuple(_reasons(plan, planned)),
    )
    return line.to_json()


def _reasons(plan: Plan, planned: PlannedRow) -> Iterator[str]:
    """Why a record has no leaflet: the column, and nothing that stands in it."""
    if planned.fate == Fate.FAILED:
        yield planned.reason
    if planned.fate == Fate.REFUSED:
        for refusal in plan.refusals(planned.number):
            yield f"row {planned.number}, {refusal.column or 'as a whole'}: see {REFUSED}"


def _write_refused(path: Path, plan: Plan, table: Table) -> None:
    headings = list(table.headings)
    known = set(headings)
    for planned in plan.in_order(Fate.REFUSED):
        for heading in table.given(planned.place):
            if heading not in known:
                known.add(heading)
                headings.append(heading)
    with _text_file(path, table.encoding) as stream:
        writer = csv.writer(stream)
        writer.writerow(returned_headings(headings))
        for planned in plan.in_order(Fate.REFUSED):
            given = table.given(planned.place)
            writer.writerow(returned_row(plan.refusals(planned.number), headings, given))
        _end(stream)


def returned_headings(headings: Iterable[str]) -> list[str]:
    """The first row of a list whose rows are given back."""
    return [*RETURNED_COLUMNS, *map(as_cell, headings)]


def returned_row(
    refusals: Sequence[RowRefusal], headings: Iterable[str], given: Mapping[str, str]
) -> list[str]:
    """A row that is given back: the columns at fault and the reasons, before its own cells."""
    columns = "; ".join(dict.fromkeys(refusal.column for refusal in refusals))
    several = len(refusals) > 1
    reasons = "; ".join(
        f"{refusal.column}: {refusal}" if several and refusal.column else str(refusal)
        for refusal in refusals
    )
    cells = (columns, reasons, *(given.get(heading, "") for heading in headings))
    return [as_cell(cell) for cell in cells]


def _write_earlier(folder: Folder, plan: Plan) -> None:
    """The lines of copies that are replaced, or whose records are gone, beside those of before."""
    manifest = folder.root / MANIFEST
    if not manifest.is_file():
        return
    known: set[bytes] = set()
    with folder.new_earlier_lines.open("wb", buffering=_BUFFER) as stream:
        os.fchmod(stream.fileno(), OWNER_ONLY)
        if folder.earlier_lines.is_file():
            for _, _, raw in raw_lines(folder.earlier_lines):
                if (digest := _digest(raw)) not in known:
                    known.add(digest)
                    stream.write(raw + b"\n")
        reader = LineReader()
        for number, _, raw in raw_lines(manifest):
            try:
                line = reader.read(raw, Location(str(manifest), number))
            except ValueError:
                continue
            gone = (
                line.token and line.sha256 and plan.digest(line.token) != bytes.fromhex(line.sha256)
            )
            if gone and _digest(raw) not in known:
                stream.write(raw + b"\n")
    if folder.new_earlier_lines.stat().st_size == 0:
        folder.new_earlier_lines.unlink()


def _digest(line: bytes) -> bytes:
    """What stands for a line, which may be long."""
    return hashlib.blake2b(line, digest_size=16).digest()


def _state(path: Path, plan: Plan, head: Head) -> Iterator[None]:
    writer = Writer(path, head)
    for number, planned in enumerate(plan.in_order(Fate.MADE, Fate.UNCHANGED), 1):
        writer.add(planned, plan.printed)
        if not number % _STEP:
            yield
    writer.close(sync=True)


def _new_file(path: Path) -> BinaryIO:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
    return os.fdopen(handle, "wb", _BUFFER)


def _text_file(path: Path, encoding: str) -> TextIO:
    return TextIOWrapper(_new_file(path), encoding, "backslashreplace", "")


def _end(stream: TextIO | BinaryIO) -> None:
    stream.flush()
    os.fsync(stream.fileno())
