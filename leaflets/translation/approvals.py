"""Who approved which translation: a ledger that only grows, and what it says of an entry today.

A line holds the hashes of the English and of the translation that were read. Whoever edits either
side ends the approval by that; nobody has to remember to take it back.
"""

import csv
import hashlib
import io
import os
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from leaflets.errors import TranslationFault, UsageFault
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
        path = ledger_path(translations, language)
        found: dict[str, tuple[Approval, ...]] = {}
        if path.is_file():
            for number, row in enumerate(_rows(path), 2):
                approval = _approval(row, f"{path}:{number}")
                found[approval.key] = (*found.get(approval.key, ()), approval)
        return cls(found)

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


def append(translations: Path, language: str, approvals: Iterable[Approval]) -> None:
    """Add lines to the ledger; what stands in it is never changed.

    Raises:
        UsageFault: It can't be written.
    """
    path = ledger_path(translations, language)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    try:
        head = path.read_bytes() if path.is_file() else b""
        if not head:
            writer.writerow(COLUMNS)
        elif not head.endswith(b"\n"):
            text.write("\n")
        for line in approvals:
            writer.writerow([getattr(line, column) for column in COLUMNS])
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as stream:
            stream.write(text.getvalue().encode("utf-8"))
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise UsageFault(f"{path} can't be written: {error.strerror or error}") from error


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


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.DictReader(stream, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TranslationFault(f"{path} can't be read: {error}") from error


def _approval(row: Mapping[str, str | None], place: str) -> Approval:
    values = {column: row.get(column) or "" for column in COLUMNS}
    needed = [column for column in COLUMNS if column != "note" and not values[column]]
    if needed:
        raise TranslationFault(f"{place}: no {', '.join(needed)}", hint="mend or take out the line")
    if values["stage"] not in STAGES:
        raise TranslationFault(f"{place}: {values['stage']!r} is not {' or '.join(STAGES)}")
    return Approval(**values)
