"""Desks that work on copies of the shipped content and translations, which tests may change."""

import re
import shutil

from desk.conftest import TODAY
from factories import PROJECT, SOURCE

from leaflets.desk.desk import Desk
from leaflets.translation.catalog_folder import catalog_path
from leaflets.translation.po_files import parse_po, read_po

TRANSLATIONS = PROJECT / "translations"
LEAFLET = "targeted-therapies-secondary-breast-cancer"


def copied(folder, *languages, approvable=False, day=TODAY):
    """A desk on copies in ``folder``; ``approvable`` content is no sample."""
    source = shutil.copytree(SOURCE, folder / "source")
    if approvable:
        for path in source.rglob("*.yaml"):
            text = path.read_text("utf-8")
            path.write_text(re.sub(r"(?m)^basis: sample\n", "", text), "utf-8")
    translations = folder / "translations"
    translations.mkdir()
    for language in languages:
        shutil.copytree(TRANSLATIONS / language, translations / language)
    return Desk(source=source, translations=translations, clock=lambda: day)


def po(desk, language="pl", domain=LEAFLET):
    """The catalog's file."""
    return catalog_path(desk.translations, language, domain)


def entry(desk, key, language="pl", domain=LEAFLET):
    """The entry of the catalog, as it is on disk."""
    (found,) = [e for e in read_po(po(desk, language, domain)).entries if e.key == key]
    return found


def edit_english(desk, block, old, new):
    """Change the English in a content file."""
    path = desk.source / LEAFLET / f"{block}.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def only_change(before, after):
    """The entries that differ between two PO files, as ``{key: (old, new)}``; all else is alike."""
    old, new = parse_po(before, "before"), parse_po(after, "after")
    assert old.headers == new.headers
    assert [e.key for e in old.entries] == [e.key for e in new.entries]
    pairs = zip(old.entries, new.entries, strict=True)
    return {a.key: (a, b) for a, b in pairs if a != b}
