"""Small catalogs for tests, and a source folder with them."""

import shutil
from dataclasses import replace
from pathlib import Path

from leaflets.content.valid import load_valid
from leaflets.translation.catalog_folder import catalog_path, write_if_changed
from leaflets.translation.entries import CatalogFile, Entry
from leaflets.translation.po_files import format_po
from leaflets.translation.pseudo import pseudo_catalog
from leaflets.translation.template import templates

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "source"
LEAFLET = "targeted-therapies-secondary-breast-cancer"
HEADERS = (("Language", "pl"), ("Plural-Forms", "nplurals=3; plural=0;"))


def entry(key, source, *targets, **more):
    return Entry(key=key, source=source, targets=targets or ("",), **more)


def catalog(*entries, headers=HEADERS):
    return CatalogFile(headers=headers, entries=entries, path="pl.po")


def template(*texts):
    entries = tuple(Entry(key=key, source=source) for key, source in texts)
    return CatalogFile(headers=(("POT-Creation-Date", "2026-11-22"),), entries=entries)


def pretended(folder, language="pl", change=lambda domain, catalog: catalog, source=SOURCE):
    """A folder in which ``language`` is accented English, but for what ``change`` does."""
    for domain, made in templates(load_valid(source), source).items():
        told = pseudo_catalog(made, "en_XA")
        headers = dict(told.headers) | {
            "Language": language,
            "Plural-Forms": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && "
            "(n%100<12 || n%100>14) ? 1 : 2);",
        }
        shaped = CatalogFile(
            headers=tuple(headers.items()),
            # Short: a title that is 40 % longer has no room.
            entries=tuple(short(e) for e in told.entries),
            preamble=told.preamble,
        )
        write_if_changed(catalog_path(folder, language, domain), format_po(change(domain, shaped)))
    return folder


def short(made):
    """The entry with accents that every font has, and no longer than its English."""
    accented = made.source.translate(str.maketrans("aeoszAEOSZ", "ąęóśżĄĘÓŚŻ"))
    text = f"{made.source} ż" if "{" in made.source else accented
    return replace(made, targets=(text,))


def copied_source(folder):
    shutil.copytree(SOURCE, folder / "source")
    return folder / "source"
