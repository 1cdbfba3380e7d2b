"""Catalogs in; what translations may have lost or gained, each with its place, out.

One check a module; its docstring is its page of the manual. A check that is wrong about one entry
is waived there, with a reason: ``# ignore: numbers - the date is written in words``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from leaflets.checks.catalog import (
    addresses,
    bidi_controls,
    contrasts,
    endings,
    glossary,
    hedges,
    language,
    length,
    links,
    markup,
    name_order,
    names,
    negation,
    numbers,
    placeholders,
    plain_characters,
    results,
    reused,
    scripts,
    sentence_counts,
    simplified,
    state,
    terms,
    two_ways,
    unchanged,
    word_lists,
)
from leaflets.checks.catalog.reading import Book, Pair, Reader, read_spellings
from leaflets.diagnostics import Diagnostic, Location, Severity, in_order
from leaflets.errors import LeafletsError
from leaflets.model.source import Content
from leaflets.translation.catalog_folder import catalog_path
from leaflets.translation.entries import CatalogFile, Entry
from leaflets.translation.po_files import read_po


class EntryCheck(Protocol):
    """A check that reads one text at a time."""

    @property
    def ID(self) -> str:  # noqa: N802 - a constant of a module
        """The name of the check, as findings and waivers show it."""

    @property
    def SEVERITY(self) -> Severity:  # noqa: N802 - a constant of a module
        """How bad its findings are."""

    def check(self, pair: Pair, /) -> Iterator[str]:
        """What is wrong with one text, in words."""


class BookCheck(Protocol):
    """A check that reads a whole catalog."""

    @property
    def ID(self) -> str:  # noqa: N802 - a constant of a module
        """The name of the check, as findings and waivers show it."""

    def check(self, book: Book, /) -> Iterator[tuple[Entry | None, str, Severity]]:
        """What is wrong, with the entry if it is one entry's."""


ENTRY_CHECKS: tuple[EntryCheck, ...] = (
    numbers,
    placeholders,
    names,
    name_order,
    negation,
    hedges,
    results,
    contrasts,
    links,
    markup,
    addresses,
    terms,
    glossary,
    sentence_counts,
    endings,
    scripts,
    simplified,
    unchanged,
    length,
    bidi_controls,
    plain_characters,
    language,
)

BOOK_CHECKS: tuple[BookCheck, ...] = (state, two_ways, reused)

FITS = "fits"
"""The check that measures texts as they are set: it is above this room, and is passed in."""

WAIVERS = "waivers"
"""The name under which a waiver itself is found fault with."""

_WAIVER = re.compile(r"^\s*ignore:\s*([\w-]+)\s*(?:[-–—:]\s*(.*))?$")

_RUN = frozenset({check.ID for check in ENTRY_CHECKS} | {check.ID for check in BOOK_CHECKS})
_NAMES = _RUN | {FITS}


def check_catalogs(
    folder: Path,
    content: Content,
    templates: Mapping[str, CatalogFile],
    languages: Iterable[str],
    more: Sequence[BookCheck] = (),
    unread: frozenset[str] = frozenset(),
) -> tuple[Diagnostic, ...]:
    """Every finding on the catalogs of ``languages``, by file and place.

    ``more`` are checks that need what no check can see: a page. ``unread`` are files of the
    content, without their endings, that could not be read.
    """
    findings: list[Diagnostic] = []
    for code in languages:
        try:
            books = list(read_books(folder, content, templates, code))
        except LeafletsError as error:
            findings.append(_unreadable(error))
            continue
        findings.extend(_blind(folder, code))
        for book in books:
            findings.extend(check_book(replace(book, unread=unread), more))
    return in_order(findings)


def read_books(
    folder: Path, content: Content, templates: Mapping[str, CatalogFile], code: str
) -> Iterator[Book]:
    """The catalogs of one language, with what it agreed on for names and terms.

    Raises:
        TranslationFault: One of the files is not valid.
    """
    catalogs = {
        domain: read_po(path)
        for domain in templates
        if (path := catalog_path(folder, code, domain)).is_file()
    }
    reader = reader_of(folder, content, catalogs.values(), code)
    for domain, catalog in catalogs.items():
        yield Book(catalog=catalog, template=templates[domain], reader=reader, domain=domain)


def reader_of(folder: Path, content: Content, catalogs: Iterable[CatalogFile], code: str) -> Reader:
    """How ``code`` writes names and terms, from its files and the glossary's own translations."""
    spellings = read_spellings(folder / code / "names.yaml")
    agreed = read_spellings(folder / code / "terms.yaml")
    protected = {
        term.term.source: spellings.get(term.term.source, ())
        for leaflet in content.leaflets
        for term in leaflet.glossary
        if term.name
    }
    for drug in content.vocabulary.drugs:
        for name in (drug.name, *drug.brands):
            if len(name) > _SHORTEST_NAME:
                protected.setdefault(name, spellings.get(name, ()))
    translated = {e.key: e.targets[0] for c in catalogs for e in c.current() if e.targets[0]}
    terms = {
        term.term.source: agreed.get(term.term.source, (translated[term.term.key],))
        for leaflet in content.leaflets
        for term in leaflet.glossary
        if not term.name and term.term.key in translated
    }
    return Reader(
        language=code,
        names=protected | spellings,
        terms=terms | agreed,
        agreed=frozenset(agreed),
        places=frozenset(set(spellings) - set(protected)),
    )


_SHORTEST_NAME = 3
"""A name of fewer letters is a word in some language."""


def check_book(book: Book, more: Sequence[BookCheck] = (), only: str = "") -> Iterator[Diagnostic]:
    """Every finding on one catalog, but for what its waivers take out.

    ``only`` is the key of the one entry to look at; what others lack is not told then.
    """
    run = _RUN | {check.ID for check in more}
    waivers = {entry.key: dict(_waivers(entry)) for entry in book.catalog.current()}
    used: set[tuple[str, str]] = set()
    for module in (*BOOK_CHECKS, *more):
        for entry, message, severity in module.check(book):
            key = entry.key if entry else ""
            if only and key != only:
                continue
            if waivers.get(key, {}).get(module.ID):
                used.add((key, module.ID))
            else:
                yield _finding(book, entry, module.ID, message, severity)
    for pair in book.pairs():
        if only and pair.entry.key != only:
            continue
        for check in ENTRY_CHECKS:
            for message in check.check(pair):
                if waivers[pair.entry.key].get(check.ID):
                    used.add((pair.entry.key, check.ID))
                else:
                    yield _finding(book, pair.entry, check.ID, message, check.SEVERITY)
    for entry in book.catalog.current():
        if only and entry.key != only:
            continue
        for name, reason in waivers[entry.key].items():
            if name not in _NAMES:
                told = f'"{name}" is not a check that could be ignored'
            elif not reason:
                told = f"ignore: {name} gives no reason, so it does not count"
            elif (entry.key, name) in used or name not in run or not entry.targets[0]:
                continue
            else:
                told = f"ignore: {name} has nothing to ignore any more"
            yield _finding(book, entry, WAIVERS, told, Severity.WARNING)


def _blind(folder: Path, code: str) -> Iterator[Diagnostic]:
    """What is not looked for in a language whose words nobody listed."""
    if told := word_lists.blind_checks(code):
        yield Diagnostic(
            check=word_lists.ID,
            message=told,
            where=Location((folder / code).as_posix()),
            severity=Severity.WARNING,
            hint=word_lists.HINT,
        )


def _waivers(entry: Entry) -> Iterator[tuple[str, str]]:
    for line in entry.remarks.split("\n"):
        if found := _WAIVER.match(line):
            yield found[1], (found[2] or "").strip()


def _finding(
    book: Book, entry: Entry | None, check: str, message: str, severity: Severity
) -> Diagnostic:
    return Diagnostic(
        check=check,
        message=message,
        where=Location(book.catalog.path, entry.line if entry else 1, 1),
        key=entry.key if entry else "",
        severity=severity,
        hint=f"English: {entry.source}" if entry else "",
    )


def _unreadable(error: LeafletsError) -> Diagnostic:
    file, _, rest = error.message.partition(":")
    line, _, message = rest.partition(":")
    if line.isdigit():
        where, told = Location(file, int(line), 1), message.strip()
    else:
        where, told = Location(""), error.message
    return Diagnostic(check="file", message=told, where=where, hint=error.hint)
