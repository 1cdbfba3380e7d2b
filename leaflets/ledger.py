"""A CSV file that only grows: its rows and flaws in, and rows to add; the longer file out.

Approvals stand in such files. A row is added whole or not at all, also by two programs at once and
on a disk that is full. A file that was cut in the middle of a row is a flaw: half a row says
nothing.
"""

import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from leaflets.diagnostics import Diagnostic, Location
from leaflets.errors import UsageFault
from leaflets.files import add_at_end, lock

CHECK = "ledger"
"""What findings about a ledger are called."""

_MEND = "mend the line, or take it out and approve again"


@dataclass(frozen=True, slots=True)
class Row:
    """One row, with the place where it stands."""

    cells: Mapping[str, str]
    where: Location


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a file says. Where there are findings, none of it may be relied upon."""

    rows: tuple[Row, ...] = ()
    findings: tuple[Diagnostic, ...] = ()


def read(path: Path, columns: Sequence[str]) -> Ledger:
    """The ledger in ``path``, with every flaw at once; empty if there is no file."""
    try:
        return _parse(path.read_bytes(), path, columns)
    except FileNotFoundError:
        return Ledger()
    except OSError as error:
        message = f"can't be read: {error.strerror or error}"
        return Ledger((), (flaw(Location(path.as_posix()), message, ""),))


def append(
    path: Path, columns: Sequence[str], choose: Callable[[Ledger], Iterable[Sequence[str]]]
) -> int:
    """Add the rows that ``choose`` makes of what stands in ``path``; how many they are.

    Nobody else adds a row while it chooses. What it raises is raised, and nothing is added.

    Raises:
        UsageFault: The file can't be written; it is left as it was.
    """
    try:
        with _opened(path) as descriptor:
            before = _parse(_whole(descriptor), path, columns)
            rows = [[" ".join(cell.split()) for cell in row] for row in choose(before)]
            if rows:
                size = os.fstat(descriptor).st_size
                head = [] if size else [columns]
                add_at_end(descriptor, size, _format([*head, *rows]))
            return len(rows)
    except OSError as error:
        raise UsageFault(
            f"{path} can't be written: {error.strerror or error}",
            hint="nothing was added to it; make room, or ask for the right to write there",
        ) from error


def flaw(where: Location, message: str, hint: str = _MEND) -> Diagnostic:
    """A finding about a row."""
    return Diagnostic(check=CHECK, message=message, where=where, hint=hint)


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    """The file, locked. One that stays empty is taken away again."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            lock(descriptor)
            if not _is_at(path, descriptor):
                continue  # somebody took it away while we waited for the lock
            try:
                yield descriptor
            finally:
                if os.fstat(descriptor).st_size == 0:
                    path.unlink()
            return
        finally:
            os.close(descriptor)


def _is_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _whole(descriptor: int) -> bytes:
    os.lseek(descriptor, 0, os.SEEK_SET)
    with os.fdopen(descriptor, "rb", closefd=False) as stream:
        return stream.read()


def _format(rows: Iterable[Sequence[str]]) -> bytes:
    import csv

    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8")


def _parse(data: bytes, path: Path, columns: Sequence[str]) -> Ledger:
    import csv

    name = path.as_posix()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = Location(name, data.count(b"\n", 0, error.start) + 1, 1)
        return Ledger((), (flaw(where, "is not UTF-8 text"),))
    # Only these end a line: a name may hold what str.splitlines takes for an end.
    lines = text.replace("\r\n", "\n").split("\n")
    rows: list[Row] = []
    findings: list[Diagnostic] = []
    if cut := lines.pop():
        findings.append(
            flaw(
                Location(name, len(lines) + 1, 1),
                f"the last line was cut off: {_shortened(cut)!r}",
                "take the cut line out and do again what it was to say; "
                "if it is whole, end it with a line break",
            )
        )
    for number, line in enumerate(lines, 1):
        where = Location(name, number, 1)
        try:
            cells = next(csv.reader([line], strict=True), [])
        except csv.Error as error:
            findings.append(flaw(where, f"can't be read: {error}"))
            continue
        if number == 1:
            if cells != list(columns):
                message = f"the columns must be {','.join(columns)}"
                findings.append(flaw(where, message, "mend the first line"))
        elif len(cells) == len(columns):
            rows.append(Row(dict(zip(columns, cells, strict=True)), where))
        elif cells:
            message = f"has {len(cells)} of {len(columns)} columns: {_shortened(line)!r}"
            findings.append(flaw(where, message))
    return Ledger(tuple(rows), tuple(findings))


def _shortened(line: str) -> str:
    return line if len(line) <= 60 else f"{line[:60]}..."
