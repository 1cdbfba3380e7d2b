"""A list of people in; what is wrong with it, row by row, out. Nothing is printed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from leaflets.diagnostics import Diagnostic, Location, Severity
from leaflets.errors import LeafletsError
from leaflets.records.answers import Refusal
from leaflets.records.columns import Reading
from leaflets.records.tables import Row

Wish = Callable[[str], object]
"""Finds what a record asks for by name, or raises a fault that says why there is none."""


class Checker:
    """Checks rows. A warning that many of them share comes once.

    ``wishes`` looks up what a row asks for in a column of its own: a language, a format.
    """

    def __init__(self, path: Path, wishes: Mapping[str, Wish]) -> None:
        self._path = path
        self._wishes = wishes
        self._warned: set[str] = set()
        self._faults: dict[tuple[str, str], Refusal | None] = {}

    def refusals(self, reading: Reading) -> tuple[Refusal, ...]:
        """Why a record is refused, each with its column; nothing if it may be printed."""
        asked = {"language": reading.record.language, "format": reading.record.page_format}
        faults = (self._fault(column, word) for column, word in asked.items() if word)
        return (*reading.refusals, *(fault for fault in faults if fault is not None))

    def findings(self, row: Row) -> Iterator[Diagnostic]:
        """All that is wrong with a row: errors refuse it."""
        for refusal in self.refusals(row.reading):
            yield refused(self._path, row, refusal)
        where = Location(self._path.as_posix(), row.line)
        for conflict in row.reading.conflicts:
            yield Diagnostic(
                check=conflict.id,
                severity=Severity.WARNING,
                message=_told(row, conflict.message),
                where=where,
                key=", ".join(conflict.attributes),
            )
        for warning in row.reading.warnings:
            if warning not in self._warned:
                self._warned.add(warning)
                yield Diagnostic(
                    check="record", severity=Severity.WARNING, message=warning, where=where
                )

    def _fault(self, column: str, word: str) -> Refusal | None:
        if column not in self._wishes:
            return None
        if (column, word) not in self._faults:
            self._faults[column, word] = _fault(column, word, self._wishes[column])
        return self._faults[column, word]


def refused(path: Path, row: Row, refusal: Refusal) -> Diagnostic:
    """That a row of the list at ``path`` is refused, and where."""
    return Diagnostic(
        check="record-refused",
        message=_told(row, _without_hint(refusal)),
        where=Location(path.as_posix(), row.line, row.columns.get(refusal.column, 0)),
        hint=refusal.hint,
        key=refusal.column,
    )


def check_rows(
    rows: Iterable[Row], path: Path, wishes: Mapping[str, Wish]
) -> Iterator[tuple[Row, tuple[Diagnostic, ...]]]:
    """Each row with its findings, as :class:`Checker` has them."""
    checker = Checker(path, wishes)
    for row in rows:
        yield row, tuple(checker.findings(row))


def _fault(column: str, word: str, find: Wish) -> Refusal | None:
    try:
        find(word)
    except LeafletsError as fault:
        return Refusal(column, fault.message, fault.hint)
    return None


def _told(row: Row, message: str) -> str:
    """``message`` with whom it is about, where no line says so."""
    return message if row.line else f"{row.record_id}: {message}"


def _without_hint(refusal: Refusal) -> str:
    return f"{refusal.column}: {refusal.message}" if refusal.column else refusal.message
