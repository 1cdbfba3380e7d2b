"""A language's word lists in; whether a text says one of their words, out.

The lists are data, ``words/<language>.yaml``: what denies, what hedges, numbers, units, results.
A word with ``*`` stands for all that begin so, one with ``^`` only at the beginning. ``same``
are words that the language shares with English; words say something else in ``set_phrases``, as
in "no longer". English has a list too, of what its texts say. Texts are compared without case, and
without marks that writers leave out.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent / "words"

_TATWEEL_AND_HARAKAT = re.compile("[\u0640\u064b-\u0652\u0670]")
_SAME = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ی", "ي": "ی", "ك": "ک", "ة": "ه", "ۃ": "ه", "ہ": "ه"}
    | {"ş": "ș", "ţ": "ț", "’": "'", "ʼ": "'"}
)
_ARABIC_PREFIXES = re.compile("^(?:[وف]?(?:[بکل]?ال|لل|[بکل])|[وف])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """What a language has words for. ``anywhere``: it is written without spaces.

    ``weak_negation`` are words that deny only where the English does; ``joined_negation`` are those
    that carry a denial on to a second thing.
    """

    language: str
    anywhere: bool = False
    negation: tuple[str, ...] = ()
    weak_negation: tuple[str, ...] = ()
    joined_negation: tuple[str, ...] = ()
    not_negation: tuple[str, ...] = ()
    hedges: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    optional_numbers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    results: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    contrasts: tuple[Mapping[str, tuple[str, ...]], ...] = ()
    set_phrases: tuple[str, ...] = ()
    stop_words: tuple[str, ...] = ()
    same: tuple[str, ...] = ()

    def says(self, text: str, words: Iterable[str]) -> bool:
        """Whether ``text`` has one of ``words``."""
        spaced = self.spaced(text)
        return any(self._finds(spaced, word) for word in words)

    def count(self, text: str, words: Iterable[str]) -> int:
        """How many times ``text`` says one of ``words``."""
        spaced = self.spaced(text)
        total = 0
        for word in sorted(set(words), key=len, reverse=True):
            while self._finds(spaced, word):
                start, wanted, end = self._parts(word)
                spaced = spaced.replace(f"{start}{wanted}{end}", f"{start}·{end}", 1)
                total += 1
        return total

    def without(self, text: str, words: Iterable[str]) -> str:
        """``text`` with every one of ``words`` taken out, wherever it stands."""
        return any_of(frozenset(words)).sub(" ", text)

    def spaced(self, text: str) -> str:
        """``text`` as it is compared: its words between spaces, or as it is without spaces."""
        return folded_text(text) if self.anywhere else _spaced(text, self.language)

    def _finds(self, spaced: str, word: str) -> bool:
        found = "".join(self._parts(word))
        return spaced.startswith(found) if word.startswith("^") else found in spaced

    def _parts(self, word: str) -> tuple[str, str, str]:
        """``word`` as it stands in a spaced text: what must be before it, itself, and after it."""
        wanted = _wanted(word)
        if self.anywhere:
            return "", wanted.strip("*^ "), ""
        start = "" if wanted.startswith("*") else " "
        end = "" if wanted.endswith("*") else " "
        return start, wanted.strip("*^"), end


@cache
def speech(language: str) -> Speech:
    """The word lists of ``language``; empty where nobody wrote any."""
    path = _FOLDER / f"{language}.yaml"
    if not path.is_file():
        return Speech(language=language)
    told: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) or {}

    def lists(name: str) -> dict[str, tuple[str, ...]]:
        return {key: tuple(words) for key, words in (told.get(name) or {}).items()}

    return Speech(
        language=language,
        anywhere=told.get("anywhere") == "true",
        negation=tuple(told.get("negation") or ()),
        weak_negation=tuple(told.get("weak_negation") or ()),
        joined_negation=tuple(told.get("joined_negation") or ()),
        not_negation=tuple(told.get("not_negation") or ()),
        hedges=lists("hedges"),
        numbers=lists("numbers"),
        optional_numbers=lists("optional_numbers"),
        units=lists("units"),
        results=lists("results"),
        links=lists("links"),
        contrasts=tuple(
            {name: tuple(words) for name, words in pair.items()}
            for pair in told.get("contrasts") or ()
        ),
        set_phrases=tuple(told.get("set_phrases") or ()),
        stop_words=tuple(told.get("stop_words") or ()),
        same=tuple(told.get("same") or ()),
    )


@lru_cache(maxsize=4096)
def folded_text(text: str) -> str:
    """``text`` without case and without marks that writers leave out."""
    plain = unicodedata.normalize("NFC", text.casefold())
    return unicodedata.normalize("NFC", _TATWEEL_AND_HARAKAT.sub("", plain).translate(_SAME))


@lru_cache(maxsize=4096)
def _wanted(word: str) -> str:
    return folded_text(word).replace("-", " ") if "*" not in word else folded_text(word)


@lru_cache(maxsize=4096)
def _spaced(text: str, language: str) -> str:
    words = tokens(folded_text(text))
    if language == "ar":
        words = [form for word in words for form in _arabic_forms(word)]
    return f" {' '.join(words)} "


@lru_cache(maxsize=256)
def any_of(words: frozenset[str], ending: str = "") -> re.Pattern[str]:
    """A pattern of any of ``words``, the longest where several begin alike, with an ``ending``."""
    longest_first = sorted(filter(None, words), key=lambda word: (-len(word), word))
    if not longest_first:
        return re.compile("(?!)")  # which nothing matches
    return re.compile(f"(?:{'|'.join(map(re.escape, longest_first))}){ending}", re.IGNORECASE)


def tokens(text: str) -> list[str]:
    """The words of ``text``: letters with their marks, digits, and apostrophes inside."""
    return list(_tokens(text))


@lru_cache(maxsize=8192)
def _tokens(text: str) -> tuple[str, ...]:
    words: list[str] = []
    word = ""
    for character in text:
        kind = unicodedata.category(character)[0]
        joins = character in "\u200c\u200d" or (character == "'" and word)
        if kind in "LMN" or joins:
            word += character
        elif word:
            words.append(word.strip("'"))
            word = ""
    return (*words, word.strip("'")) if word else tuple(words)


_ENDS = re.compile(r"(?<=[.!?…])[”’\")\]]*\s+|(?<=[。！？])[”’」]*|(?<=[।॥۔؟])[”’\")]*\s*")


def sentences(text: str) -> list[str]:
    """The sentences of ``text``, in any of our scripts."""
    return [piece for piece in (part.strip() for part in _ENDS.split(text)) if tokens(piece)]


def aligned(source: str, target: str) -> list[tuple[str, str]]:
    """Sentence beside sentence where there are as many; else the two texts as they are."""
    english, other = sentences(source), sentences(target)
    if len(english) == len(other) and len(english) > 1:
        return list(zip(english, other, strict=True))
    return [(source, target)]


def ascii_digits(text: str) -> str:
    """``text`` with the digits of every script as 0 to 9."""
    return "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character
        for character in text
    )


def _arabic_forms(word: str) -> tuple[str, ...]:
    bare = _ARABIC_PREFIXES.sub("", word)
    joined = word[1:] if word[0] in "وف" else word
    return tuple(dict.fromkeys(form for form in (word, joined, bare) if len(form) > 1))
