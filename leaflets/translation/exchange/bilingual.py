"""Rows as one PO file with every domain in it, and back.

The domain stands before the key in ``msgctxt``, so that one file holds all of a language.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from leaflets.translation.entries import CatalogFile, Entry
from leaflets.translation.exchange.rows import FORM_SIGN, ExchangeRow, today
from leaflets.translation.exchange.table import row_of
from leaflets.translation.po_files import format_po, parse_po

_BETWEEN = "/"


def write_bilingual(folder: Path, templates: Mapping[str, CatalogFile], language: str) -> bytes:
    """The PO file of everything in ``language``, in today's English."""
    catalogs = {d: today(folder, template, d, language) for d, template in templates.items()}
    entries: list[Entry] = [
        replace(entry, key=f"{domain}{_BETWEEN}{entry.key}")
        for domain, catalog in catalogs.items()
        for entry in catalog.current()
    ]
    first = next(iter(catalogs.values()))
    return format_po(replace(first, entries=tuple(entries))).encode("utf-8")


def read_bilingual(raw: bytes, name: str) -> Iterator[ExchangeRow]:
    """The rows of such a file; what is fuzzy in it is not finished, and is left out.

    Raises:
        TranslationFault: It is not a PO file.
    """
    catalog = parse_po(raw, name)
    for entry in catalog.current():
        domain, _, key = entry.key.partition(_BETWEEN)
        many = len(entry.targets) > 1
        for number, target in enumerate(entry.targets):
            told = {
                "domain": domain,
                "key": f"{key}{FORM_SIGN}{number}" if many else key,
                "english": entry.plural if number and entry.plural else entry.source,
                "translation": "" if entry.fuzzy else target,
                "language": catalog.header("Language"),
            }
            yield replace(row_of(told, f"{name}:{entry.line}"), remarks=entry.remarks)
