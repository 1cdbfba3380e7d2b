"""A bench and a language in; what the checks find in its texts, out: all of them, or of one edit.

The checks are those of ``translations check``. They read a whole catalog and take a second, so that
what they found is kept for as long as no file changes.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from threading import Lock

from leaflets.checks.catalog import check_book, check_catalogs, reader_of
from leaflets.checks.catalog.reading import Book, Reader
from leaflets.desk.desk import ENGINE
from leaflets.desk.translators.bench import Bench
from leaflets.diagnostics import Diagnostic
from leaflets.fit import Fits
from leaflets.model.source import Content
from leaflets.translation.catalog_folder import TOOL_DOMAIN, catalog_path
from leaflets.translation.catalogs import Catalog, read_catalog
from leaflets.translation.edit import fingerprint
from leaflets.translation.entries import CatalogFile, Entry

Findings = Mapping[tuple[str, str], tuple[Diagnostic, ...]]
"""By domain and key; what is about no one text has an empty key."""

_MOST = 12
_kept: OrderedDict[str, Findings] = OrderedDict()
_lock = Lock()


def language_findings(bench: Bench, language: str) -> Findings:
    """Every finding on the catalogs of ``language``."""
    stamp = _stamp(bench, language)
    with _lock:
        if stamp in _kept:
            _kept.move_to_end(stamp)
            return _kept[stamp]
    domains = bench.domains_of(language)
    with ENGINE:
        fits = Fits(bench.folder, bench.content, bench.fonts)
        found = check_catalogs(bench.folder, bench.content, domains, (language,), (fits,))
    sorted_out = _by_text(bench, language, found)
    with _lock:
        _kept[stamp] = sorted_out
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return sorted_out


def entry_findings(
    bench: Bench, language: str, domain: str, entry: Entry
) -> tuple[Diagnostic, ...]:
    """What the checks would find in ``entry`` if it stood in the catalog."""
    domains = bench.domains_of(language)
    catalogs = {name: bench.catalog(language, name) for name in domains}
    catalogs[domain] = _with(catalogs[domain], entry)
    book = Book(
        catalog=catalogs[domain],
        template=domains[domain],
        reader=reader(bench, language, catalogs),
        domain=domain,
    )

    def read(code: str, leaflet: str) -> Catalog:
        return printed_catalog(bench, code, leaflet, (domain, entry))

    with ENGINE:
        fits = Fits(bench.folder, _printing(bench.content, domain, entry.key), bench.fonts, read)
        return tuple(check_book(book, (fits,), only=entry.key))


def reader(bench: Bench, language: str, catalogs: Mapping[str, CatalogFile]) -> Reader:
    """How the language writes names and terms."""
    return reader_of(bench.folder, bench.content, catalogs.values(), language)


def printed_catalog(
    bench: Bench, language: str, leaflet: str, changed: tuple[str, Entry] | None = None
) -> Catalog:
    """What leaflets are printed from; ``changed`` is a domain, and an entry not yet saved in it."""
    made = read_catalog(language, bench.folder, leaflet)
    if changed is None or changed[0] not in (leaflet, TOOL_DOMAIN):
        return made
    entries = {**made.entries, changed[1].key: changed[1]}
    return replace(made, entries=entries, digest=f"{made.digest} {fingerprint(changed[1])}")


def _printing(content: Content, domain: str, key: str) -> Content:
    """``content`` with no more than prints the text: to set its one block takes a tenth."""
    block = key.partition(".")[0]
    alone = [
        replace(leaflet, blocks=tuple(b for b in leaflet.blocks if b.key == block))
        for leaflet in content.leaflets
        if leaflet.id == domain and leaflet.block(block)
    ]
    return replace(content, leaflets=tuple(alone)) if alone else content


def _with(catalog: CatalogFile, entry: Entry) -> CatalogFile:
    entries = tuple(
        entry if old.key == entry.key and not old.obsolete else old for old in catalog.entries
    )
    return replace(catalog, entries=entries)


def _by_text(bench: Bench, language: str, found: tuple[Diagnostic, ...]) -> Findings:
    domains = {
        catalog_path(bench.folder, language, domain).as_posix(): domain
        for domain in bench.domains_of(language)
    }
    sorted_out: dict[tuple[str, str], tuple[Diagnostic, ...]] = {}
    for finding in found:
        place = (domains.get(finding.where.file, ""), finding.key)
        sorted_out[place] = (*sorted_out.get(place, ()), finding)
    return sorted_out


def _stamp(bench: Bench, language: str) -> str:
    """What stands for all that the checks read."""
    digest = hashlib.sha256(f"{bench.content.digest}\0{bench.fonts!r}\0".encode())
    for path in sorted((bench.folder / language).rglob("*")):
        if path.suffix in (".po", ".yaml") and path.is_file():
            data = path.read_bytes()
            digest.update(f"{path}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()
