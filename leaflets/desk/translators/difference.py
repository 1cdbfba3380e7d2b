"""Two versions of a text in; what was taken out and put in, word by word, out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


class Change(StrEnum):
    """What became of some words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Words:
    """Some words, and what became of them."""

    change: Change
    text: str


def difference(old: str, new: str) -> tuple[Words, ...]:
    """The words of both texts in order; what was replaced is removed, then added."""
    return tuple(_joined(_steps(_WORDS.findall(old), _WORDS.findall(new))))


def _steps(old: list[str], new: list[str]) -> Iterator[Words]:
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Words(Change.SAME, "".join(old[i:j]))
            continue
        if i < j:
            yield Words(Change.REMOVED, "".join(old[i:j]))
        if k < m:
            yield Words(Change.ADDED, "".join(new[k:m]))


def _joined(steps: Iterator[Words]) -> Iterator[Words]:
    """One space between two changes is part of them: a phrase is replaced, not each word."""
    removed = added = ""
    for step in steps:
        match step.change:
            case Change.REMOVED:
                removed += step.text
            case Change.ADDED:
                added += step.text
            case _ if (removed or added) and step.text.isspace():
                removed, added = removed + step.text, added + step.text
            case _:
                yield from _changed(removed, added)
                removed = added = ""
                yield step
    yield from _changed(removed, added)


def _changed(removed: str, added: str) -> Iterator[Words]:
    tail = ""
    if removed[-1:].isspace() and added[-1:].isspace():
        kept_removed, kept_added = removed.rstrip(), added.rstrip()
        if removed[len(kept_removed) :] == added[len(kept_added) :]:
            tail = removed[len(kept_removed) :]
            removed, added = kept_removed, kept_added
    if removed:
        yield Words(Change.REMOVED, removed)
    if added:
        yield Words(Change.ADDED, added)
    if tail:
        yield Words(Change.SAME, tail)
