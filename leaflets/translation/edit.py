"""A translator's edit of one text in; its catalog with the edit in it, written whole, out.

The catalog is read anew for each edit, so that what others wrote meanwhile stays. If they changed
this very text, nothing is written: whoever edits sees both and decides.
"""

import fcntl
import hashlib
import os
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from leaflets.errors import TranslationFault
from leaflets.translation.catalog_folder import catalog_path, write_if_changed
from leaflets.translation.catalogs import same_placeholders
from leaflets.translation.entries import FUZZY, CatalogFile, Entry, translated
from leaflets.translation.exchange.rows import today
from leaflets.translation.merge import by_key
from leaflets.translation.po_files import format_po, parse_po

_DIGITS = 16


class Refusal(StrEnum):
    """Why an edit is not taken."""

    PLACEHOLDERS = "placeholders"
    CHARACTER = "character"


@dataclass(frozen=True, slots=True)
class Refused:
    """A plural form, from 0, that can't be written; ``character`` names one that has no place."""

    why: Refusal
    form: int
    character: str = ""


class EditConflict(TranslationFault):
    """Somebody changed the text since it was read. ``now`` is what stands there."""

    def __init__(self, now: Entry) -> None:
        super().__init__(f"{now.key} was changed meanwhile", hint="look at both, and save again")
        self.now = now


def fingerprint(entry: Entry) -> str:
    """What stands for all of ``entry`` that an edit is made from: English, translation, remarks."""
    made_from = (entry.source, entry.plural, entry.previous)
    told = (*made_from, *entry.targets, *sorted(entry.flags), entry.remarks)
    return hashlib.sha256("\0".join(told).encode()).hexdigest()[:_DIGITS]


def tidy(text: str, english: str) -> str:
    """``text`` as a catalog keeps it: composed, one kind of line end, no spaces round it."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return composed.strip() if english == english.strip() else composed


def tidy_remarks(text: str) -> str:
    """A translator's remarks as they stand above an entry: lines of words, and none empty."""
    lines = (" ".join(line.split()) for line in tidy(text, "").split("\n"))
    plain = ("".join(" " if _breaks_file(c) else c for c in line) for line in lines)
    return "\n".join(line.strip() for line in plain if line.strip())


def refusals(entry: Entry, targets: tuple[str, ...]) -> tuple[Refused, ...]:
    """Why ``targets`` can't be the translation of ``entry``: what would stop or spoil a leaflet."""
    found: list[Refused] = []
    for form, target in enumerate(targets):
        strange = next((c for c in target if _breaks_file(c)), "")
        if strange:
            found.append(Refused(Refusal.CHARACTER, form, f"U+{ord(strange):04X}"))
        elif target.strip() and not same_placeholders(entry.source, (target,)):
            found.append(Refused(Refusal.PLACEHOLDERS, form))
    return tuple(found)


def edited(
    entry: Entry,
    targets: tuple[str, ...],
    *,
    unfinished: bool = False,
    remarks: str | None = None,
) -> Entry:
    """``entry`` with a new translation; one that is ``unfinished`` is kept, and does not print.

    Its ``remarks`` stay as they are unless others are given.
    """
    entry = entry if remarks is None else replace(entry, remarks=remarks)
    if not unfinished or not any(target.strip() for target in targets):
        return translated(entry, targets)
    flags = entry.flags if entry.fuzzy else (FUZZY, *entry.flags)
    return replace(entry, targets=targets, flags=flags)


def write_edit(
    folder: Path,
    templates: Mapping[str, CatalogFile],
    language: str,
    domain: str,
    key: str,
    targets: tuple[str, ...],
    *,
    seen: str,
    unfinished: bool = False,
    remarks: str | None = None,
) -> Entry:
    """Put ``targets`` into the catalog of ``domain``; the entry as it stands there now.

    ``seen`` is the fingerprint of the entry that the edit was made from.

    Raises:
        EditConflict: Somebody else changed the entry since.
        TranslationFault: The catalog can't be read, or would not read back as it was written; or
            the text is refused. Nothing is written.
        UsageFault: It can't be written.
    """
    with locked(folder, language):
        catalog = today(folder, templates[domain], domain, language)
        entry = by_key(catalog).get(key)
        if entry is None or entry.obsolete:
            raise TranslationFault(f"{key}: there is no such text today")
        if fingerprint(entry) != seen:
            raise EditConflict(entry)
        if len(targets) != len(entry.targets) or refusals(entry, targets):
            raise TranslationFault(f"{key}: this can't be its translation")
        new = edited(entry, targets, unfinished=unfinished, remarks=remarks)
        kept = tuple(new if e is entry else e for e in catalog.entries)
        text = format_po(replace(catalog, entries=kept))
        path = catalog_path(folder, language, domain)
        if not _same(parse_po(text.encode(), path.as_posix()).entries, kept):
            raise TranslationFault(f"{key}: the catalog would not read back as it was written")
        write_if_changed(path, text)
        return new


@contextmanager
def locked(folder: Path, language: str) -> Iterator[None]:
    """Alone with the catalogs of a language, among all who ask for that here."""
    place = folder / language
    descriptor = os.open(place if place.is_dir() else folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _same(read: tuple[Entry, ...], written: tuple[Entry, ...]) -> bool:
    """Whether what was read back says what was to be written; spaces in comments say nothing."""

    def said(entries: tuple[Entry, ...]) -> list[tuple[object, ...]]:
        return [(e.key, e.source, e.plural, e.targets, e.fuzzy, e.obsolete) for e in entries]

    return said(read) == said(written)


def _breaks_file(character: str) -> bool:
    """Whether a PO file, or a page, has no room for it."""
    if character == "\n":
        return False
    return unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
