"""A message's key in; its translation out, or the reason why there is none that may be printed."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from leaflets.errors import TranslationFault
from leaflets.keep.files import key_of, program_here
from leaflets.keep.kept import Kept
from leaflets.model.text import Message, placeholders
from leaflets.translation.approvals import STAGES, Ledger
from leaflets.translation.catalog_folder import TOOL_DOMAIN, catalog_path
from leaflets.translation.entries import CatalogFile, Entry, EntryState
from leaflets.translation.languages import SOURCE_LANGUAGE, describe, find_language
from leaflets.translation.spoken import Spoken, keep, remember, sample_days

_TOOL = "tool."
"""What keys of the tool's own words begin with."""

_CODE = ("keep", "translation", "model/text.py")
_LIBRARIES = ("polib",)


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
    asked: str,
    translations: Path,
    leaflet: str,
    *,
    whole_source: bool = False,
    cache: Path | None = None,
) -> Catalog:
    """The catalog of ``leaflet`` in the language that ``asked`` names.

    ``whole_source`` gives the source language where there is no translation into that one. What
    catalogs say, and Babel of their languages, is kept in ``cache``.

    Raises:
        UsageFault: No language is called that.
        TranslationFault: There is no translation into it, or its catalog can't be read.
    """
    if cache:
        for code in (SOURCE_LANGUAGE, asked.strip().replace("-", "_")):
            remember(code, cache)
    try:
        language = find_language(asked, translations)
        if cache:
            for code in (SOURCE_LANGUAGE, language.code):
                keep(code, cache, partial(_learn, code))
        if language.code == SOURCE_LANGUAGE:
            return SourceCatalog(SOURCE_LANGUAGE)
        return read_catalog(language.code, translations, leaflet, cache)
    except TranslationFault:
        if not whole_source:
            raise
        return SourceCatalog(SOURCE_LANGUAGE, stands_for=asked)


def _learn(code: str) -> Spoken:
    """What Babel knows of a language."""
    from leaflets.translation.formats import babel_date

    found = describe(code)
    return Spoken(
        name=found.name,
        english_name=found.english_name,
        right_to_left=found.right_to_left,
        days=sample_days(lambda day: babel_date(day, code)),
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """What the two catalogs say, and the digest of it."""

    entries: dict[str, Entry]
    digest: str


def read_catalog(
    language: str, translations: Path, leaflet: str, cache: Path | None = None
) -> TranslatedCatalog:
    """The two catalogs of ``leaflet`` in ``language``; one that is not there has no entries.

    What they say is kept in ``cache``; who approved it never is.

    Raises:
        TranslationFault: One of them can't be read, or has a key twice.
    """
    files = {
        domain: catalog_path(translations, language, domain) for domain in (leaflet, TOOL_DOMAIN)
    }
    read = partial(_read, files)
    shelf = Kept(cache, "catalog", _Said, (_Said, Entry)) if cache else None
    said = shelf.read(partial(_key, files), read) if shelf else read()
    return TranslatedCatalog(
        language=language,
        digest=said.digest,
        entries=said.entries,
        files={"": files[leaflet].as_posix(), TOOL_DOMAIN: files[TOOL_DOMAIN].as_posix()},
        approvals=Ledger.read(translations, language),
    )


def _key(files: Mapping[str, Path]) -> str | None:
    """What stands for all that decides what the catalogs say."""
    there = [(domain, path) for domain, path in files.items() if path.is_file()]
    return key_of(("catalog", *files, program_here(_CODE, _LIBRARIES)), there)


def _read(files: Mapping[str, Path]) -> _Said:
    from leaflets.translation.po_files import read_po

    entries: dict[str, Entry] = {}
    for domain, path in files.items():
        if path.is_file():
            entries.update(_own_entries(read_po(path), domain))
    return _Said(entries, _digest(entries))


def _own_entries(catalog: CatalogFile, domain: str) -> dict[str, Entry]:
    """What a catalog says of its own domain: no file can speak for another."""
    from leaflets.translation.merge import by_key

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
