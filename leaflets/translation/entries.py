"""What a catalog is made of: headers and entries, as frozen data without a file format."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

FUZZY = "fuzzy"

_COUNT = re.compile(r"nplurals\s*=\s*(\d+)")


class EntryState(StrEnum):
    """What one entry of a catalog is good for, worst first."""

    MISSING = "missing"
    EMPTY = "empty"
    INCOMPLETE_PLURAL = "incomplete plural"
    BROKEN = "placeholders differ"
    STALE = "stale"
    TRANSLATED = "translated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A message and its translation.

    ``key`` is the ``msgctxt`` and the only identity. ``targets`` is the ``msgstr``, or one for each
    plural form. ``notes`` are written by the program for translators (``#.``), ``remarks`` by
    translators (``#``). ``previous`` is the English that a stale translation was made from.
    """

    key: str
    source: str
    plural: str = ""
    targets: tuple[str, ...] = ("",)
    notes: str = ""
    remarks: str = ""
    places: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous: str = ""
    previous_plural: str = ""
    previous_key: str = ""
    obsolete: bool = False
    line: int = field(default=0, compare=False)

    @property
    def fuzzy(self) -> bool:
        """Whether the translation waits for someone to look at it."""
        return FUZZY in self.flags

    @property
    def state(self) -> EntryState:
        """What the entry is good for, as its file tells it."""
        if not any(target.strip() for target in self.targets):
            return EntryState.EMPTY
        if not all(target.strip() for target in self.targets):
            return EntryState.INCOMPLETE_PLURAL
        return EntryState.STALE if self.fuzzy else EntryState.TRANSLATED


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogFile:
    """A PO or POT file. ``preamble`` is the comment above its headers; ``path`` is for messages."""

    headers: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]
    preamble: str = ""
    fuzzy_header: bool = False
    path: str = field(default="", compare=False)

    def header(self, name: str) -> str:
        """The value of a header, empty if it is not there."""
        return dict(self.headers).get(name, "")

    @property
    def plural_forms(self) -> int:
        """How many plural forms the headers declare; 2 if they declare none."""
        found = _COUNT.search(self.header("Plural-Forms"))
        return int(found[1]) if found else 2

    def current(self) -> Iterator[Entry]:
        """The entries that are not obsolete."""
        return (entry for entry in self.entries if not entry.obsolete)

    def place(self, entry: Entry) -> str:
        """Where ``entry`` stands, as file and line."""
        return f"{self.path}:{entry.line}" if entry.line else self.path


def translated(entry: Entry, targets: tuple[str, ...]) -> Entry:
    """``entry`` with a translation that was made from today's English."""
    flags = tuple(flag for flag in entry.flags if flag != FUZZY)
    return replace(entry, targets=targets, flags=flags, previous="", previous_plural="")
