"""What a check of catalogs reads: one translated text beside its English, and whose it is."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import yaml

from leaflets.checks.catalog.speech import Speech, folded_text, speech, tokens
from leaflets.errors import TranslationFault
from leaflets.translation.entries import CatalogFile, Entry


@dataclass(frozen=True, kw_only=True)
class Reader:
    """A language as checks know it: its words, and how it writes names and terms.

    ``names`` are what no translation may change, with the spellings that count as the name;
    ``terms`` what the glossary agreed on, with the forms that count as the term, ``agreed`` those
    of them that somebody listed. ``places`` are names that only the language's own list has.
    """

    language: str
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    agreed: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()

    @cached_property
    def speech(self) -> Speech:
        """Its word lists."""
        return speech(self.language)

    @cached_property
    def english_names(self) -> tuple[str, ...]:
        """The names, longest first, so that one inside another is not taken for it."""
        return tuple(sorted(self.names, key=len, reverse=True))

    def named_in_english(self, text: str) -> list[str]:
        """The names in an English text, in order, each once."""
        found: dict[int, str] = {}
        spaced = f" {' '.join(tokens(folded_text(text)))} "
        for name in self.english_names:
            wanted = f" {' '.join(tokens(folded_text(name)))} "
            at = spaced.find(wanted)
            if at >= 0:
                found[at] = name
                spaced = spaced.replace(wanted, f" {'·' * (len(wanted) - 2)} ")
        return [found[at] for at in sorted(found)]

    def named(self, text: str) -> list[str]:
        """The names in a text of this language, in order, each once."""
        found: dict[int, str] = {}
        spaced = folded_text(text)
        spellings = sorted(
            ((s, name) for name, all_of in self.names.items() for s in (name, *all_of)),
            key=lambda pair: -len(pair[0]),
        )
        for spelling, name in spellings:
            match = self._pattern(spelling).search(spaced)
            if match:
                if name not in found.values():
                    found[match.start()] = name
                spaced = self._pattern(spelling).sub(lambda m: "·" * len(m[0]), spaced)
        return [found[at] for at in sorted(found)]

    def _pattern(self, spelling: str) -> re.Pattern[str]:
        """A name as a pattern: in Latin letters it may take an ending."""
        wanted = folded_text(spelling).strip("*")
        body = r"[\s\-\u00a0]".join(map(re.escape, re.split(r"[\s\-]+", wanted)))
        if not wanted.isascii() and not re.match(r"[\u00c0-\u024f]|[a-z]", wanted):
            return re.compile(body)
        ending = r"(?![\w])" if wanted.isupper() or len(wanted) < 4 else r"[a-zà-ž]{0,5}(?!\w)"
        return re.compile(rf"(?<![a-z0-9à-ž]){body}{ending}")

    def without_names(self, text: str) -> str:
        """``text`` with its names blanked out, so that the 2 of XYZ1 counts for nothing."""
        spaced = folded_text(text)
        spellings = {s for name, all_of in self.names.items() for s in (name, *all_of)}
        for spelling in sorted(spellings, key=len, reverse=True):
            spaced = self._pattern(spelling).sub(" ", spaced)
        return spaced


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One text in two languages. ``target`` is a plural form, where there are several."""

    entry: Entry
    source: str
    target: str
    reader: Reader

    @property
    def speech(self) -> Speech:
        """The word lists of the translation's language."""
        return self.reader.speech


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """One catalog, today's template of it, and how its language is read."""

    catalog: CatalogFile
    template: CatalogFile
    reader: Reader

    def pairs(self) -> Iterator[Pair]:
        """Every text that has a translation of today's English, each plural form by itself."""
        today = {entry.key: entry for entry in self.template.entries}
        for entry in self.catalog.current():
            wanted = today.get(entry.key)
            if wanted is None or wanted.source != entry.source or entry.fuzzy:
                continue
            for number, target in enumerate(entry.targets):
                source = entry.plural if entry.plural and number else entry.source
                if target.strip():
                    yield Pair(entry=entry, source=source, target=target, reader=self.reader)


def read_spellings(path: Path) -> dict[str, tuple[str, ...]]:
    """``names.yaml`` or ``terms.yaml``: an English word, and the forms that count as it.

    Raises:
        TranslationFault: The file is not such a list.
    """
    if not path.is_file():
        return {}
    try:
        told = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise TranslationFault(f"{path} can't be read: {error}") from error
    if not isinstance(told, dict) or not all(isinstance(v, list) for v in told.values()):
        raise TranslationFault(
            f"{path}:1: this is not a list of words for each English word",
            hint="write lines such as `examplinib: [examplinibu, examplinibem]`",
        )
    return {str(word): tuple(map(str, forms)) for word, forms in told.items()}
