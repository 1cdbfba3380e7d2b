"""Today's template and a catalog in; the catalog brought up to date out.

The key is the identity: a translation never moves to another key, however alike two texts are. What
the English of a translation was is kept until someone has looked at it, so that a translator sees
what changed, and an English text that goes back to what it was makes its translation good again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from leaflets.errors import TranslationFault
from leaflets.translation.entries import FUZZY, CatalogFile, Entry
from leaflets.translation.template import blank

UNFINISHED = "not finished when the English changed"
"""A remark that keeps a translator's own "fuzzy" from going when the English goes back."""

_OURS = ("python-format", "no-python-format", "python-brace-format", FUZZY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A catalog brought up to date, and what became of its entries."""

    catalog: CatalogFile
    new: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    good_again: tuple[str, ...] = ()
    obsolete: tuple[str, ...] = ()


def merge(template: CatalogFile, catalog: CatalogFile) -> Merged:
    """``catalog`` with the keys, English and notes of ``template``.

    Raises:
        TranslationFault: A key stands twice in the catalog.
    """
    old = by_key(catalog)
    count = catalog.plural_forms
    entries: list[Entry] = []
    new, stale, good_again = [], [], []
    for wanted in template.entries:
        had = old.pop(wanted.key, None)
        entry = _current(blank(wanted, count), had)
        entries.append(entry)
        if had is None or not _has_text(had):
            new.append(entry.key)
        elif entry.previous and not (had.previous and had.fuzzy):
            stale.append(entry.key)
        elif had.previous and had.fuzzy and not entry.previous:
            good_again.append(entry.key)
    left = list(_left(catalog, old))
    return Merged(
        catalog=replace(catalog, headers=_headers(template, catalog), entries=(*entries, *left)),
        new=tuple(new),
        stale=tuple(stale),
        good_again=tuple(good_again),
        obsolete=tuple(e.key for e in left if not old[e.key].obsolete),
    )


def by_key(catalog: CatalogFile) -> dict[str, Entry]:
    """The entries by key; of one that is there and obsolete too, the one that is there.

    Raises:
        TranslationFault: A key stands twice.
    """
    found: dict[str, Entry] = {}
    for entry in sorted(catalog.entries, key=lambda e: e.obsolete):
        first = found.setdefault(entry.key, entry)
        if first is not entry and first.obsolete == entry.obsolete:
            raise TranslationFault(
                f"{catalog.place(entry)}: {entry.key or 'an entry without msgctxt'} "
                f"stands twice, first in line {first.line}",
                hint="take one of them out",
            )
    return found


def _current(fresh: Entry, had: Entry | None) -> Entry:
    """``fresh`` with the translation that its key ``had``."""
    if had is None:
        return fresh
    kept = tuple(flag for flag in had.flags if flag not in _OURS)
    flags = (*fresh.flags, *(flag for flag in kept if flag not in fresh.flags))
    entry = replace(fresh, flags=flags, remarks=had.remarks, line=had.line)
    if not _has_text(had):
        return entry
    entry = replace(entry, targets=_targets(fresh, had))
    same = (had.source, had.plural) == (fresh.source, fresh.plural)
    stale = had.fuzzy and bool(had.previous)
    made_from = (had.previous, had.previous_plural) if stale else (had.source, had.plural)
    if made_from == (fresh.source, fresh.plural):
        # What it was made from stands again, or never changed.
        if _unfinished(had):
            return _fuzzy(replace(entry, remarks=_without_remark(had.remarks)))
        return _fuzzy(entry) if had.fuzzy and not stale else entry
    if same and not stale:
        return _fuzzy(entry) if had.fuzzy else entry
    if had.fuzzy and not stale:
        entry = replace(entry, remarks="\n".join(filter(None, (had.remarks, UNFINISHED))))
    return _fuzzy(replace(entry, previous=made_from[0], previous_plural=made_from[1]))


def _fuzzy(entry: Entry) -> Entry:
    return replace(entry, flags=(FUZZY, *entry.flags))


def _unfinished(entry: Entry) -> bool:
    return UNFINISHED in entry.remarks.split("\n")


def _without_remark(remarks: str) -> str:
    return "\n".join(line for line in remarks.split("\n") if line != UNFINISHED)


def _targets(fresh: Entry, had: Entry) -> tuple[str, ...]:
    """The old translation in the shape of the new entry; forms that are lacking stay empty."""
    count = len(fresh.targets)
    if fresh.plural and not had.plural:
        return ("",) * (count - 1) + had.targets[:1]
    if not fresh.plural:
        return (next((text for text in reversed(had.targets) if text), ""),)
    return (*had.targets[:count], *("",) * (count - len(had.targets)))


def _has_text(entry: Entry) -> bool:
    return any(target.strip() for target in entry.targets)


def _left(catalog: CatalogFile, unused: dict[str, Entry]) -> Iterator[Entry]:
    """What no key asks for any more, kept as obsolete if anyone translated it."""
    for entry in catalog.entries:
        if unused.get(entry.key) is entry and _has_text(entry):
            yield replace(entry, obsolete=True, notes="", places=())


def _headers(template: CatalogFile, catalog: CatalogFile) -> tuple[tuple[str, str], ...]:
    created = "POT-Creation-Date"
    headers = dict(catalog.headers)
    headers[created] = template.header(created)
    return tuple(headers.items())
