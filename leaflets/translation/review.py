"""Keys that a reviewer has read in; the lines of the ledger that say so out."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from leaflets.errors import TranslationFault, UsageFault
from leaflets.translation.approvals import Approval, Ledger, append, approve
from leaflets.translation.catalog_folder import catalog_path
from leaflets.translation.catalogs import state_today
from leaflets.translation.entries import CatalogFile, Entry, EntryState
from leaflets.translation.merge import by_key
from leaflets.translation.po_files import read_po


def approve_keys(
    folder: Path,
    templates: Mapping[str, CatalogFile],
    language: str,
    keys: tuple[str, ...],
    *,
    stage: str,
    by: str,
    day: date,
    note: str = "",
    exactly: bool = False,
) -> tuple[int, int]:
    """Approve all of ``keys``, or none: how many were, and how many had been before.

    A key means all that stands under it, too, but where these ``exactly`` are meant.

    Raises:
        UsageFault: A key is not known, or no reviewer is named.
        TranslationFault: A translation is missing or stale, so there is nothing to approve.
    """
    if not by.strip():
        raise UsageFault("no reviewer is named", hint="say who read it with --by NAME")
    found = dict(_texts(folder, templates, language))
    wanted = dict.fromkeys(key for asked in keys for key in _meant(asked, found, exactly))
    lacking = [told for key in wanted if (told := _lack(*found[key], key))]
    if lacking:
        listed = "\n".join(lacking)
        raise TranslationFault(
            f"{len(lacking)} of these can't be approved\n{listed}",
            hint="translate them first, then run `leaflets translations update`",
        )
    entries = [entry for key in wanted if (entry := found[key][1]) is not None]

    def fresh(ledger: Ledger) -> list[Approval]:
        unread = (entry for entry in entries if stage not in ledger.stages(entry))
        return [approve(entry, stage, by.strip(), day, note) for entry in unread]

    added = append(folder, language, fresh)
    return added, len(entries) - added


Found = tuple[Entry, Entry | None, str]
"""An entry of the template, that of the catalog, and the catalog's file."""


def _texts(
    folder: Path, templates: Mapping[str, CatalogFile], language: str
) -> Iterator[tuple[str, Found]]:
    for domain, template in templates.items():
        path = catalog_path(folder, language, domain)
        entries = by_key(read_po(path)) if path.is_file() else {}
        for wanted in template.entries:
            yield wanted.key, (wanted, entries.get(wanted.key), path.as_posix())


def _meant(asked: str, found: Mapping[str, Found], exactly: bool) -> list[str]:
    """The keys that ``asked`` means: that one, and everything under it."""
    meant = [key for key in found if key == asked or (not exactly and key.startswith(f"{asked}."))]
    if not meant:
        raise UsageFault(f'"{asked}" is not a key', hint="keys stand after msgctxt in the catalogs")
    return meant


def _lack(wanted: Entry, entry: Entry | None, file: str, key: str) -> str:
    if entry is None or entry.obsolete:
        return f"{file}:1: {key}: missing"
    state = state_today(entry, wanted.source, wanted.plural)
    return "" if state is EntryState.TRANSLATED else f"{file}:{entry.line}: {key}: {state.value}"
