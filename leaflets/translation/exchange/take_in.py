"""Rows that came back in; catalogs with their translations, and the rows that were refused, out.

A row whose English is no longer today's is refused: its translation says something else. A stale
translation that comes back as it went out stays stale. What translators wrote beside an entry, such
as a reason to waive a check, stays, and what they wrote meanwhile is added.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from leaflets.errors import UsageFault
from leaflets.translation.catalog_folder import catalog_path, write_if_changed
from leaflets.translation.entries import CatalogFile, Entry, translated
from leaflets.translation.exchange.rows import FORM_SIGN, ExchangeRow, english_of, today
from leaflets.translation.merge import UNFINISHED
from leaflets.translation.po_files import format_po


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A row that was not taken in, and why."""

    row: ExchangeRow
    reason: str

    def __str__(self) -> str:
        return f"{self.row.place}: {self.row.key or 'no key'}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What an import did: texts that are new or changed, those that were the same, and the rest."""

    changed: int
    same: int
    empty: int
    refused: tuple[Refused, ...]


def take_in(
    rows: Iterable[ExchangeRow], folder: Path, templates: Mapping[str, CatalogFile], language: str
) -> Taken:
    """Put the translations of ``rows`` into the catalogs of ``language``.

    Raises:
        UsageFault: The file says that it is in another language.
    """
    rows = tuple(rows)
    _check_language(rows, language)
    catalogs = {d: today(folder, template, d, language) for d, template in templates.items()}
    entries = {
        (domain, entry.key): entry
        for domain, catalog in catalogs.items()
        for entry in catalog.current()
    }
    seen: set[tuple[str, str]] = set()
    refused: list[Refused] = []
    changed: set[tuple[str, str]] = set()
    same = empty = 0
    for row in rows:
        key, _, form = row.key.partition(FORM_SIGN)
        entry = entries.get((row.domain, key))
        number = int(form) if form.isdecimal() else 0
        reason = _refusal(row, entry, number, seen)
        if reason or entry is None:
            refused.append(Refused(row=row, reason=reason))
            continue
        seen.add((row.domain, row.key))
        remarks = _remarks(entry.remarks, row.remarks)
        if remarked := remarks != entry.remarks:
            entries[row.domain, key] = entry = replace(entry, remarks=remarks)
            changed.add((row.domain, row.key))
        text = unicodedata.normalize("NFC", row.translation.replace("\r\n", "\n"))
        if not text.strip():
            empty += not remarked
        elif entry.targets[number] == text:
            # Left as it was: a stale one stays stale, since nobody may have looked at it.
            same += not remarked
        else:
            entries[row.domain, key] = _with(entry, number, text)
            changed.add((row.domain, row.key))
    for domain, catalog in catalogs.items():
        if any(name == domain for name, _ in changed):
            kept = tuple(e if e.obsolete else entries[domain, e.key] for e in catalog.entries)
            path = catalog_path(folder, language, domain)
            write_if_changed(path, format_po(replace(catalog, entries=kept)))
    return Taken(changed=len(changed), same=same, empty=empty, refused=tuple(refused))


def _check_language(rows: Iterable[ExchangeRow], language: str) -> None:
    """Refuse all rows if one is in another language; a translator's program may add a country."""
    for row in rows:
        told = row.language.strip().replace("-", "_")
        if told and not f"{told}_".casefold().startswith(f"{language}_".casefold()):
            raise UsageFault(
                f"{row.place} says that it is in {told}, not in {language}: nothing was taken in",
                hint=f"import it into {told}, or take the file that was exported for {language}",
            )


def _refusal(row: ExchangeRow, entry: Entry | None, number: int, seen: set[tuple[str, str]]) -> str:
    """Why ``row`` can't be taken in; empty if it can."""
    if entry is None:
        return "there is no such text today"
    if number >= len(entry.targets):
        return "the language has no such plural form"
    if (row.domain, row.key) in seen:
        return "it stands twice in the file"
    if _spaced(row.english) != _spaced(english_of(entry, number)):
        return f"its English is now {english_of(entry, number)!r}"
    return ""


def _with(entry: Entry, number: int, text: str) -> Entry:
    """``entry`` with a new translation, which was made from today's English."""
    targets = tuple(text if n == number else old for n, old in enumerate(entry.targets))
    return translated(entry, targets)


def _remarks(had: str, came: str) -> str:
    """The comments that an entry had, and those that came with it and are new."""
    lines = had.split("\n") if had else []
    new = (line for line in came.split("\n") if line.strip() and line != UNFINISHED)
    return "\n".join((*lines, *(line for line in dict.fromkeys(new) if line not in lines)))


def _spaced(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
