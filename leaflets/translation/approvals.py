"""Who approved which translation: a ledger that only grows, and what it says of an entry today.

A line holds the hashes of the English and of the translation that were read. Whoever edits either
side ends the approval by that; nobody has to remember to take it back.
"""

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from leaflets import ledger
from leaflets.diagnostics import Diagnostic
from leaflets.errors import TranslationFault
from leaflets.translation.entries import Entry

STAGES = ("language", "clinical")
"""The reviews that a translation needs, in order: of its language, and of what it says."""

COLUMNS = ("key", "source", "target", "stage", "by", "date", "note")

_DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """One line of the ledger."""

    key: str
    source: str
    target: str
    stage: str
    by: str
    date: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The approvals of one language, by key."""

    by_key: Mapping[str, tuple[Approval, ...]]

    @classmethod
    def read(cls, translations: Path, language: str) -> "Ledger":
        """The ledger of ``language``; empty if there is none.

        Raises:
            TranslationFault: A line of it is not an approval.
        """
        return cls(_by_key(ledger.read(ledger_path(translations, language), COLUMNS)))

    def stages(self, entry: Entry) -> set[str]:
        """The stages that approved ``entry`` as it stands."""
        hashes = (source_hash(entry), target_hash(entry))
        lines = self.by_key.get(entry.key, ())
        return {line.stage for line in lines if (line.source, line.target) == hashes}


def approve(entry: Entry, stage: str, by: str, day: date, note: str = "") -> Approval:
    """The line that approves ``entry`` as it stands."""
    return Approval(
        key=entry.key,
        source=source_hash(entry),
        target=target_hash(entry),
        stage=stage,
        by=by,
        date=day.isoformat(),
        note=note,
    )


def append(
    translations: Path, language: str, choose: Callable[[Ledger], Iterable[Approval]]
) -> int:
    """Add the lines that ``choose`` makes of the ledger; what stands in it is never changed.

    Raises:
        TranslationFault: A line of it is not an approval.
        UsageFault: It can't be written.
    """

    def rows(before: ledger.Ledger) -> Iterable[list[str]]:
        chosen = choose(Ledger(_by_key(before)))
        return [[getattr(line, column) for column in COLUMNS] for line in chosen]

    return ledger.append(ledger_path(translations, language), COLUMNS, rows)


def ledger_path(translations: Path, language: str) -> Path:
    """Where the approvals of a language stand."""
    return translations / language / "approvals.csv"


def source_hash(entry: Entry) -> str:
    """What the English of ``entry`` is, but for spaces."""
    return _hash((entry.source, entry.plural))


def target_hash(entry: Entry) -> str:
    """What the translation of ``entry`` is, in all its plural forms, but for spaces."""
    return _hash(entry.targets)


def _hash(texts: Iterable[str]) -> str:
    folded = (" ".join(unicodedata.normalize("NFC", text).split()) for text in texts)
    return hashlib.sha256("\x04".join(folded).encode()).hexdigest()[:_DIGITS]


def _by_key(read: ledger.Ledger) -> dict[str, tuple[Approval, ...]]:
    findings = [*read.findings, *(flaw for row in read.rows if (flaw := _flaw(row)))]
    if findings:
        listed = "\n".join(map(str, findings))
        raise TranslationFault(f"the approvals can't be relied upon\n{listed}")
    found: dict[str, tuple[Approval, ...]] = {}
    for row in read.rows:
        approval = Approval(**row.cells)
        found[approval.key] = (*found.get(approval.key, ()), approval)
    return found


def _flaw(row: ledger.Row) -> Diagnostic | None:
    empty = [column for column in COLUMNS if column != "note" and not row.cells[column]]
    if empty:
        return ledger.flaw(row.where, f"no {', '.join(empty)}")
    if row.cells["stage"] not in STAGES:
        return ledger.flaw(row.where, f"{row.cells['stage']!r} is not {' or '.join(STAGES)}")
    return None
