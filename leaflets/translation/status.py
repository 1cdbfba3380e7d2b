"""Templates and a folder of translations in; what each language has and lacks, out.

A text counts in one column only: missing, stale, translated, reviewed for language, or approved by
both reviews. Words are those of the English, since they are what is left to do.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from leaflets.translation.approvals import STAGES, Ledger
from leaflets.translation.catalog_folder import TOOL_DOMAIN, catalog_path, languages_in
from leaflets.translation.catalogs import state_today
from leaflets.translation.entries import CatalogFile, Entry, EntryState
from leaflets.translation.languages import SOURCE_LANGUAGE
from leaflets.translation.merge import by_key
from leaflets.translation.po_files import read_po


class Progress(StrEnum):
    """How far one text is, least first."""

    MISSING = "missing"
    STALE = "stale"
    TRANSLATED = "translated"
    LANGUAGE_APPROVED = "language-approved"
    CLINICALLY_APPROVED = "clinically-approved"


READY = (Progress.TRANSLATED, Progress.LANGUAGE_APPROVED, Progress.CLINICALLY_APPROVED)
"""What may be printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text in one language."""

    language: str
    domain: str
    block: str
    key: str
    words: int
    progress: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Texts of one kind, counted: ``texts`` and ``words`` by progress."""

    language: str
    domain: str
    block: str
    texts: Mapping[Progress, int]
    words: Mapping[Progress, int]

    @property
    def total(self) -> int:
        """How many texts there are."""
        return sum(self.texts.values())

    @property
    def total_words(self) -> int:
        """How many English words there are."""
        return sum(self.words.values())

    @property
    def percent(self) -> int:
        """How many of a hundred words may be printed; 100 only if all may."""
        ready = sum(self.words[progress] for progress in READY)
        return ready * 100 // self.total_words if self.total_words else 100


def read_progress(
    folder: Path, templates: Mapping[str, CatalogFile], languages: tuple[str, ...] = ()
) -> tuple[Text, ...]:
    """Every text of every language in ``folder``, or of ``languages`` only."""
    return tuple(
        text
        for language in languages or languages_in(folder)
        for domain, template in templates.items()
        for text in _texts(folder, language, domain, template)
    )


def whole_languages(folder: Path, templates: Mapping[str, CatalogFile]) -> tuple[str, ...]:
    """The languages in which every text of at least one leaflet, and of the tool, may be printed.

    The source language is whole without a catalog.
    """
    lacking: dict[str, set[str]] = {}
    for text in read_progress(folder, templates):
        known = lacking.setdefault(text.language, set())
        if text.progress not in READY:
            known.add(text.domain)
    leaflets = set(templates) - {TOOL_DOMAIN}
    whole = (
        language
        for language, domains in lacking.items()
        if TOOL_DOMAIN not in domains and leaflets - domains
    )
    return (SOURCE_LANGUAGE, *whole)


def rows(texts: tuple[Text, ...], *, by_block: bool = True) -> tuple[Row, ...]:
    """The texts counted by language and domain, and by block if wanted, in order of the leaflet."""
    groups: dict[tuple[str, str, str], list[Text]] = {}
    for text in texts:
        block = text.block if by_block else ""
        groups.setdefault((text.language, text.domain, block), []).append(text)
    return tuple(
        Row(
            language=language,
            domain=domain,
            block=block,
            texts={p: sum(t.progress is p for t in group) for p in Progress},
            words={p: sum(t.words for t in group if t.progress is p) for p in Progress},
        )
        for (language, domain, block), group in groups.items()
    )


def blocked(texts: tuple[Text, ...]) -> dict[str, tuple[str, ...]]:
    """By language, the leaflets that can't be printed for everyone, and what holds them up."""
    leaflets = tuple(dict.fromkeys(t.domain for t in texts if t.domain != TOOL_DOMAIN))
    found: dict[str, tuple[str, ...]] = {}
    for language in dict.fromkeys(text.language for text in texts):
        lacking = {
            text.domain
            for text in texts
            if text.language == language and text.progress not in READY
        }
        everything = TOOL_DOMAIN in lacking
        found[language] = tuple(leaf for leaf in leaflets if everything or leaf in lacking)
    return found


def progress_of(entry: Entry | None, wanted: Entry, ledger: Ledger) -> Progress:
    """How far the translation of ``wanted``, today's English, is."""
    state = EntryState.MISSING
    if entry is not None:
        state = state_today(entry, wanted.source, wanted.plural)
    match state:
        case EntryState.MISSING | EntryState.EMPTY | EntryState.INCOMPLETE_PLURAL:
            return Progress.MISSING
        case EntryState.BROKEN | EntryState.STALE:
            return Progress.STALE
        case _:
            stages = ledger.stages(entry) if entry else set()
    if stages >= set(STAGES):
        return Progress.CLINICALLY_APPROVED
    return Progress.LANGUAGE_APPROVED if "language" in stages else Progress.TRANSLATED


def _texts(folder: Path, language: str, domain: str, template: CatalogFile) -> Iterator[Text]:
    path = catalog_path(folder, language, domain)
    entries = by_key(read_po(path)) if path.is_file() else {}
    ledger = Ledger.read(folder, language)
    for wanted in template.entries:
        entry = entries.get(wanted.key)
        if entry is not None and entry.obsolete:
            entry = None
        yield Text(
            language=language,
            domain=domain,
            block=wanted.key.partition(".")[0],
            key=wanted.key,
            words=len(wanted.source.split()),
            progress=progress_of(entry, wanted, ledger),
        )
