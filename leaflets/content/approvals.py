"""``approvals.csv`` beside a leaflet's content: its lines in, or lines to add."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from leaflets import ledger
from leaflets.diagnostics import Diagnostic
from leaflets.errors import ContentFault
from leaflets.model.approval import Event, LedgerLine
from leaflets.model.source import LeafletSource

FILE = "approvals.csv"
COLUMNS = ("key", "revision", "event", "by", "role", "date", "until", "reason")

_NEEDED = {
    Event.APPROVE: ("key", "revision", "by", "role", "date", "until"),
    Event.WITHDRAW: ("key", "revision", "by", "date", "reason"),
    Event.LIFT: ("key", "revision", "by", "date", "reason"),
}
_REVISION = re.compile(r"[0-9a-f]{12}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def ledger_path(leaflet: LeafletSource) -> Path:
    """Where the approvals of a leaflet stand."""
    return Path(leaflet.where.file).parent / FILE


def read_approvals(folder: Path) -> tuple[tuple[LedgerLine, ...], tuple[Diagnostic, ...]]:
    """The lines of the ledger in ``folder``, and every flaw of it at once."""
    return _lines(ledger.read(folder / FILE, COLUMNS))


def append_approvals(
    leaflet: LeafletSource,
    choose: Callable[[tuple[LedgerLine, ...]], Iterable[LedgerLine]],
) -> int:
    """Add the lines that ``choose`` makes of those that stand there; how many they are.

    Raises:
        ContentFault: The ledger has a flaw.
        UsageFault: It can't be written; it is left as it was.
    """

    def rows(before: ledger.Ledger) -> list[list[str]]:
        lines, findings = _lines(before)
        if findings:
            listed = "\n".join(map(str, findings))
            raise ContentFault(f"the approvals can't be relied upon\n{listed}")
        return [_cells(line) for line in choose(lines)]

    return ledger.append(ledger_path(leaflet), COLUMNS, rows)


def _cells(line: LedgerLine) -> list[str]:
    until = line.until.isoformat() if line.until else ""
    day = line.day.isoformat()
    return [line.key, line.revision, line.event, line.by, line.role, day, until, line.reason]


def _lines(
    read: ledger.Ledger,
) -> tuple[tuple[LedgerLine, ...], tuple[Diagnostic, ...]]:
    lines: list[LedgerLine] = []
    findings = list(read.findings)
    for row in read.rows:
        flaw = _flaw(row)
        if flaw:
            findings.append(ledger.flaw(row.where, flaw))
        else:
            lines.append(_line(row))
    return tuple(lines), tuple(findings)


def _flaw(row: ledger.Row) -> str:
    """What is wrong with a row; empty if nothing is."""
    cells = row.cells
    if cells["event"] not in list(Event):
        return f'"{cells["event"]}" is not {", ".join(Event)}'
    lacking = [column for column in _NEEDED[Event(cells["event"])] if not cells[column]]
    if lacking:
        return f"no {', '.join(lacking)}"
    if not _REVISION.fullmatch(cells["revision"]):
        return f'revision: "{cells["revision"]}" is not twelve hex digits'
    for column in ("date", "until"):
        if cells[column] and _day(cells[column]) is None:
            return f'{column}: "{cells[column]}" is not a date like 2026-11-22'
    return ""


def _line(row: ledger.Row) -> LedgerLine:
    cells = row.cells
    day = _day(cells["date"])
    assert day is not None
    return LedgerLine(
        key=cells["key"],
        revision=cells["revision"],
        event=Event(cells["event"]),
        by=cells["by"],
        role=cells["role"],
        day=day,
        until=_day(cells["until"]),
        reason=cells["reason"],
        where=row.where,
    )


def _day(text: str) -> date | None:
    """The date that ``text`` is, in the one way of writing it; half a date is none."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
