"""What a check of catalogs reads: one translated text beside its English, and whose it is."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import yaml

from leaflets.checks.catalog.speech import Speech, any_of, folded_text, speech, tokens
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
    def english_names(self) -> tuple[tuple[str, str], ...]:
        """The names, longest first, so that one inside another is not taken for it.

        Beside each stand its words between spaces, as texts are compared.
        """
        longest_first = sorted(self.names, key=len, reverse=True)
        return tuple((n, f" {' '.join(tokens(folded_text(n)))} ") for n in longest_first)

    def named_in_english(self, text: str) -> list[str]:
        """The names in an English text, in order, each once."""
        found: dict[int, str] = {}
        spaced = f" {' '.join(tokens(folded_text(text)))} "
        for name, wanted in self.english_names:
            at = spaced.find(wanted)
            if at >= 0:
                found[at] = name
                spaced = spaced.replace(wanted, f" {'·' * (len(wanted) - 2)} ")
        return [found[at] for at in sorted(found)]

    def named(self, text: str) -> list[str]:
        """The names in a text of this language, in order, each once."""
        found: dict[int, str] = {}
        spaced = folded_text(text)
        for begins, pattern, name in self._spellings:
            if begins in spaced and (match := pattern.search(spaced)):
                if name not in found.values():
                    found[match.start()] = name
                spaced = pattern.sub(lambda m: "·" * len(m[0]), spaced)
        return [found[at] for at in sorted(found)]

    def without_names(self, text: str) -> str:
        """``text`` with its names blanked out, so that the 2 of XYZ1 counts for nothing."""
        blanked = self._blanked.get(text)
        if blanked is None:
            blanked = folded_text(text)
            for begins, pattern, _ in self._spellings:
                if begins in blanked:
                    blanked = pattern.sub(" ", blanked)
            self._blanked[text] = blanked
        return blanked

    @cached_property
    def any_name(self) -> re.Pattern[str]:
        """Any way of writing any name, with its ending."""
        ways = (way.strip("*") for name, all_of in self.names.items() for way in (name, *all_of))
        return any_of(frozenset(ways), r"\w*")

    @cached_property
    def _spellings(self) -> tuple[tuple[str, re.Pattern[str], str], ...]:
        """Each way of writing a name as a pattern, longest first, with the name.

        Before it stands its first word, which is looked for sooner than a pattern is.
        """
        ways = [(s, name) for name, all_of in self.names.items() for s in (name, *all_of)]
        longest_first = sorted(ways, key=lambda way: -len(way[0]))
        return tuple((_words_of(s)[0], _pattern(s), name) for s, name in longest_first)

    @cached_property
    def _blanked(self) -> dict[str, str]:
        """Texts that were blanked already: several checks ask for the same."""
        return {}


def _words_of(spelling: str) -> list[str]:
    return re.split(r"[\s\-]+", folded_text(spelling).strip("*"))


def _pattern(spelling: str) -> re.Pattern[str]:
    """A name as a pattern: in Latin letters it may take an ending."""
    wanted = folded_text(spelling).strip("*")
    body = r"[\s\-\u00a0]".join(map(re.escape, _words_of(spelling)))
    if not wanted.isascii() and not re.match(r"[\u00c0-\u024f]|[a-z]", wanted):
        return re.compile(body)
    ending = r"(?![\w])" if wanted.isupper() or len(wanted) < 4 else r"[a-zà-ž]{0,5}(?!\w)"
    return re.compile(rf"(?<![a-z0-9à-ž]){body}{ending}")


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
    """One catalog, today's template of it, and how its language is read.

    ``domain`` is the leaflet that it is of, or that of the tool's own words. ``unread`` are files
    of the content, without their endings, that could not be read: what they say is not in the
    template.
    """

    catalog: CatalogFile
    template: CatalogFile
    reader: Reader
    domain: str = ""
    unread: frozenset[str] = frozenset()

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
