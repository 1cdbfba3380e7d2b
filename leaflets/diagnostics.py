"""What a check found: where it is, how bad it is, and what to do about it.

A :class:`~leaflets.errors.LeafletsError` stops a run; diagnostics are collected, so that an author
sees all faults at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is: errors fail a check, warnings and notes do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; line and column count from 1, 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = (self.file, self.line, self.column if self.line else 0)
        return ":".join(str(part) for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding of one check. ``key`` is the block or part it is about, if there is one."""

    check: str
    message: str
    where: Location
    hint: str = ""
    key: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        line = f"{self.where}: {self.severity}: {self.message} [{self.check}]"
        return f"{line}\n  hint: {self.hint}" if self.hint else line

    def as_json(self) -> dict[str, str | int | None]:
        """The finding as the contract's JSON object."""
        return {
            "check": self.check,
            "severity": self.severity.value,
            "file": self.where.file,
            "line": self.where.line or None,
            "column": self.where.column or None,
            "key": self.key or None,
            "message": self.message,
            "hint": self.hint or None,
        }


def has_errors(findings: Iterable[Diagnostic]) -> bool:
    """Whether any finding is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def in_order(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings by place, each once, in an order that is the same every time."""
    return tuple(sorted(set(findings), key=lambda f: (f.where, f.check, f.key, f.message)))
