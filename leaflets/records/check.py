"""A list of people in; what is wrong with it, row by row, out. Nothing is printed."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from leaflets.diagnostics import Diagnostic, Location, Severity
from leaflets.errors import LeafletsError
from leaflets.records.answers import Refusal
from leaflets.records.tables import Row

Wish = Callable[[str], object]
"""Finds what a record asks for by name, or raises a fault that says why there is none."""


def check_rows(
    rows: Iterable[Row], path: Path, wishes: dict[str, Wish]
) -> Iterator[tuple[Row, tuple[Diagnostic, ...]]]:
    """Each row with its findings: errors refuse it. A warning that many rows share comes once.

    ``wishes`` looks up what a row asks for in a column of its own: a language, a format.
    """
    warned: set[str] = set()
    faults: dict[tuple[str, str], Refusal | None] = {}
    for row in rows:
        findings = [_refused(row, refusal, path) for refusal in row.reading.refusals]
        asked = {"language": row.reading.record.language, "format": row.reading.record.page_format}
        for column, word in asked.items():
            if word and column in wishes:
                if (column, word) not in faults:
                    faults[column, word] = _fault(column, word, wishes[column])
                if (refusal := faults[column, word]) is not None:
                    findings.append(_refused(row, refusal, path))
        for conflict in row.reading.conflicts:
            findings.append(
                Diagnostic(
                    check=conflict.id,
                    severity=Severity.WARNING,
                    message=_told(row, conflict.message),
                    where=Location(path.as_posix(), row.line),
                    key=", ".join(conflict.attributes),
                )
            )
        for warning in row.reading.warnings:
            if warning not in warned:
                warned.add(warning)
                findings.append(
                    Diagnostic(
                        check="record",
                        severity=Severity.WARNING,
                        message=warning,
                        where=Location(path.as_posix(), row.line),
                    )
                )
        yield row, tuple(findings)


def _fault(column: str, word: str, find: Wish) -> Refusal | None:
    try:
        find(word)
    except LeafletsError as fault:
        return Refusal(column, fault.message, fault.hint)
    return None


def _refused(row: Row, refusal: Refusal, path: Path) -> Diagnostic:
    where = Location(path.as_posix(), row.line, row.columns.get(refusal.column, 0))
    return Diagnostic(
        check="record-refused",
        message=_told(row, _without_hint(refusal)),
        where=where,
        hint=refusal.hint,
        key=refusal.column,
    )


def _told(row: Row, message: str) -> str:
    """``message`` with whom it is about, where no line says so."""
    return message if row.line else f"{row.record_id}: {message}"


def _without_hint(refusal: Refusal) -> str:
    return f"{refusal.column}: {refusal.message}" if refusal.column else refusal.message
