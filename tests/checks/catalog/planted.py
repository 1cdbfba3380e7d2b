"""One text in two languages, and what the checks say of it."""

from pathlib import Path

from leaflets.checks.catalog import ENTRY_CHECKS, check_book
from leaflets.checks.catalog.reading import Book, Pair, Reader, read_spellings
from leaflets.translation.entries import CatalogFile, Entry

ROOT = Path(__file__).resolve().parent.parent.parent.parent
NAMES = ("HER2", "NHS", "examplinib", "otherinib", "Exa")


def reader(language, terms=None):
    """How ``language`` writes invented names, and those of its shipped list."""
    shipped = read_spellings(ROOT / "translations" / language / "names.yaml")
    names = {name: shipped.get(name, ()) for name in NAMES} | shipped
    return Reader(language=language, names=names, terms=terms or {}, agreed=frozenset(terms or ()))


def pair(language, source, target, notes="", terms=None):
    entry = Entry(key="block.part", source=source, targets=(target,), notes=notes)
    return Pair(entry=entry, source=source, target=target, reader=reader(language, terms))


def found(language, source, target, **more):
    """The checks that find something, by name, with what they say."""
    made = pair(language, source, target, **more)
    told = ((check.ID, message) for check in ENTRY_CHECKS for message in check.check(made))
    return sorted(told)


def book(*entries, language="pl", template=None, unread=()):
    headers = (("Language", language),)
    catalog = CatalogFile(headers=headers, entries=entries, path="pl.po")
    plain = tuple(
        Entry(key=e.key, source=e.source) for e in (entries if template is None else template)
    )
    today = CatalogFile(headers=(), entries=plain)
    return Book(catalog=catalog, template=today, reader=reader(language), unread=frozenset(unread))


def findings(*entries, **more):
    return [
        (f.check, f.severity.value, f.where.line, f.message)
        for f in check_book(book(*entries, **more))
    ]
