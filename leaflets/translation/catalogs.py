"""A message's key in; its translation out, or the reason why there is none that may be printed."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from leaflets.errors import TranslationFault
from leaflets.model.text import Message, placeholders
from leaflets.translation.approvals import STAGES, Ledger
from leaflets.translation.catalog_folder import catalog_path
from leaflets.translation.entries import CatalogFile, Entry, EntryState
from leaflets.translation.extract import TOOL_DOMAIN
from leaflets.translation.languages import SOURCE_LANGUAGE, find_language
from leaflets.translation.merge import by_key
from leaflets.translation.po_files import read_po

_TOOL = "tool."
"""What keys of the tool's own words begin with."""


class Catalog(Protocol):
    """What messages are called in one language."""

    @property
    def language(self) -> str:
        """The id of the language."""

    @property
    def digest(self) -> str:
        """The SHA-256 of what the translations are; empty for the source language."""

    @property
    def stands_for(self) -> str:
        """The language that was asked for, where this one stands in for it; else empty."""

    def look_up(self, message: Message) -> str | None:
        """The translation of ``message``, or ``None`` where there is none that may be printed."""

    def state(self, message: Message) -> EntryState:
        """What the translation of ``message`` is good for today."""

    def lack(self, message: Message) -> str:
        """Where and why there is no translation of ``message``."""

    def approved(self, message: Message) -> bool:
        """Whether every stage of review approved what :meth:`look_up` gives."""


@dataclass(frozen=True, slots=True)
class SourceCatalog:
    """The language that the content is written in: each message is its own translation."""

    language: str
    digest: str = ""
    stands_for: str = ""

    def look_up(self, message: Message) -> str:
        """The message as its author wrote it."""
        return message.source

    def state(self, message: Message) -> EntryState:
        """Every message is its own translation."""
        return EntryState.TRANSLATED

    def lack(self, message: Message) -> str:
        """Nothing is lacking in the source language."""
        return f"{message.where}: {message.key}"

    def approved(self, message: Message) -> bool:
        """What the author wrote is no translation: approval of content is kept elsewhere."""
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatedCatalog:
    """The catalogs of one leaflet in one language: its own, and that of the tool's words."""

    language: str
    digest: str
    entries: Mapping[str, Entry]
    files: Mapping[str, str]
    approvals: Ledger
    stands_for: str = ""

    def state(self, message: Message) -> EntryState:
        """What the translation of ``message`` is good for today."""
        entry = self.entries.get(message.key)
        return EntryState.MISSING if entry is None else state_today(entry, message.source)

    def look_up(self, message: Message) -> str | None:
        """The translation of ``message``, if it may be printed."""
        if self.state(message) is not EntryState.TRANSLATED:
            return None
        return self.entries[message.key].targets[0]

    def lack(self, message: Message) -> str:
        """File, line and key, and what is wrong with the entry."""
        file = self.files[_domain(message)]
        entry = self.entries.get(message.key)
        if entry is None:
            return f"{file}:1: {message.key}: missing, it is not in the catalog"
        place = f"{file}:{entry.line}: {message.key}"
        match self.state(message):
            case EntryState.STALE if entry.source != message.source:
                return f"{place}: stale, its English is now {message.source!r}"
            case EntryState.STALE:
                return f"{place}: stale, it is marked fuzzy"
            case EntryState.EMPTY:
                return f"{place}: missing, the translation is empty"
            case state:
                return f"{place}: {state.value}"

    def approved(self, message: Message) -> bool:
        """Whether every stage approved this translation of this English."""
        entry = self.entries.get(message.key)
        if entry is None or self.state(message) is not EntryState.TRANSLATED:
            return False
        return self.approvals.stages(entry) >= set(STAGES)


def state_today(entry: Entry, source: str, plural: str = "") -> EntryState:
    """What ``entry`` is good for, now that its English is ``source``, and ``plural`` for many."""
    state = entry.state
    if state is not EntryState.TRANSLATED:
        return state
    if (entry.source, entry.plural) != (source, plural):
        return EntryState.STALE
    return state if same_placeholders(source, entry.targets) else EntryState.BROKEN


def same_placeholders(source: str, targets: tuple[str, ...]) -> bool:
    """Whether each of ``targets`` has the placeholders of ``source``, and no others.

    In a text without placeholders a brace is a brace, unless the translation makes one of it.
    """
    try:
        wanted = sorted(set(placeholders(source)))
    except ValueError:
        return True
    try:
        return all(sorted(set(placeholders(target))) == wanted for target in targets)
    except ValueError:
        return not wanted and not any("{" in target or "}" in target for target in targets)


def find_catalog(
    asked: str, translations: Path, leaflet: str, *, whole_source: bool = False
) -> Catalog:
    """The catalog of ``leaflet`` in the language that ``asked`` names.

    ``whole_source`` gives the source language where there is no translation into that one.

    Raises:
        UsageFault: No language is called that.
        TranslationFault: There is no translation into it, or its catalog can't be read.
    """
    try:
        language = find_language(asked, translations)
        if language.code == SOURCE_LANGUAGE:
            return SourceCatalog(SOURCE_LANGUAGE)
        return read_catalog(language.code, translations, leaflet)
    except TranslationFault:
        if not whole_source:
            raise
        return SourceCatalog(SOURCE_LANGUAGE, stands_for=asked)


def read_catalog(language: str, translations: Path, leaflet: str) -> TranslatedCatalog:
    """The two catalogs of ``leaflet`` in ``language``; one that is not there has no entries.

    Raises:
        TranslationFault: One of them can't be read, or has a key twice.
    """
    entries: dict[str, Entry] = {}
    files: dict[str, str] = {}
    for domain in (leaflet, TOOL_DOMAIN):
        path = catalog_path(translations, language, domain)
        files[domain] = path.as_posix()
        if path.is_file():
            entries.update(_own_entries(read_po(path), domain))
    return TranslatedCatalog(
        language=language,
        digest=_digest(entries),
        entries=entries,
        files={"": files[leaflet], TOOL_DOMAIN: files[TOOL_DOMAIN]},
        approvals=Ledger.read(translations, language),
    )


def _own_entries(catalog: CatalogFile, domain: str) -> dict[str, Entry]:
    """What a catalog says of its own domain: no file can speak for another."""
    return {
        key: entry
        for key, entry in by_key(catalog).items()
        if not entry.obsolete and key.startswith(_TOOL) == (domain == TOOL_DOMAIN)
    }


def _domain(message: Message) -> str:
    return TOOL_DOMAIN if message.key.startswith(_TOOL) else ""


def _digest(entries: Mapping[str, Entry]) -> str:
    """What the translations are, whatever comments stand beside them."""
    digest = hashlib.sha256()
    for key, entry in sorted(entries.items()):
        told = "\0".join((key, entry.source, *entry.targets, str(entry.fuzzy)))
        digest.update(f"{len(told)}\0{told}".encode())
    return digest.hexdigest()
