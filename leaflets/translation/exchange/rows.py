"""Catalogs in; rows for a translator who has no PO editor out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from leaflets.translation.approvals import Ledger
from leaflets.translation.catalog_folder import catalog_path
from leaflets.translation.entries import CatalogFile, Entry
from leaflets.translation.merge import merge
from leaflets.translation.po_files import read_po
from leaflets.translation.status import progress_of
from leaflets.translation.template import empty_catalog

FORM_SIGN = "#"
"""What stands before the number of a plural form in a row's key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRow:
    """One text to translate. ``domain`` and ``key`` say where it goes when it comes back.

    ``language`` is the one that a file says it is in, and ``remarks`` are a translator's own
    comments, in the kinds of file that have room for them.
    """

    domain: str
    key: str
    where: str
    english: str
    translation: str
    state: str
    old_english: str = ""
    language: str = ""
    place: str = ""
    remarks: str = ""


COLUMNS = ("domain", "key", "where", "english", "translation", "state", "old_english", "language")
"""The columns of a spreadsheet, in order."""

TRANSLATION_COLUMN = COLUMNS.index("translation")


def read_rows(
    folder: Path, templates: Mapping[str, CatalogFile], language: str
) -> Iterator[ExchangeRow]:
    """Every text of ``language`` today, whether translated or not."""
    ledger = Ledger.read(folder, language)
    for domain, template in templates.items():
        for entry in today(folder, template, domain, language).current():
            many = len(entry.targets) > 1
            for number, target in enumerate(entry.targets):
                yield ExchangeRow(
                    domain=domain,
                    key=f"{entry.key}{FORM_SIGN}{number}" if many else entry.key,
                    where=entry.notes,
                    english=entry.plural if number else entry.source,
                    translation=target,
                    state=progress_of(entry, entry, ledger).value,
                    old_english=entry.previous,
                    language=language,
                )


def today(folder: Path, template: CatalogFile, domain: str, language: str) -> CatalogFile:
    """The catalog of a domain with today's English, as ``update`` would write it."""
    path = catalog_path(folder, language, domain)
    catalog = read_po(path) if path.is_file() else empty_catalog(template, language, language)
    return merge(template, catalog).catalog


def english_of(entry: Entry, number: int) -> str:
    """The English of one plural form."""
    return entry.plural if number and entry.plural else entry.source
