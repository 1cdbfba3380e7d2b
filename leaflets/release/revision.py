"""A part, a block, or another piece of English in; the revision that names what it says out.

An approval, a withdrawal and the manifest all name a text by its revision. It covers everything
that a reader of the source would call an edit: words, rule, facts, order, tone, safety, dates. Line
numbers and comments are not in it, nor is ``basis``, which says nothing to a reader.
"""

import hashlib
import json
from collections.abc import Hashable
from dataclasses import fields
from datetime import date
from enum import StrEnum
from functools import cache
from typing import cast

from leaflets.model.source import LeafletSource, SourceBlock, SourcePart, Term
from leaflets.model.text import Message
from leaflets.model.vocabulary import Vocabulary

Revised = SourcePart | SourceBlock | LeafletSource | Term | Message | Vocabulary

DIGITS = 12

_NOT_SAID = {
    SourceBlock: {"parts", "sample", "review"},
    LeafletSource: {"blocks", "facts", "glossary", "approvals"},
}
"""What has a revision of its own, or is a yardstick that no reader sees."""


def revision(item: Revised) -> str:
    """The first 12 hex digits of the SHA-256 of what ``item`` says.

    A block's is of its title, rule and dates and of which parts it has, in their order; each part
    has its own. A leaflet's is of what stands round its blocks, of which blocks and words explained
    it has, and of the blocks' rules: one that drops out by a rule is missed in every leaflet.
    """
    return hashlib.sha256(_json(_told(item)).encode()).hexdigest()[:DIGITS]


_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode

Told = str | int | bool | None | list["Told"] | dict[str, "Told"]


def _told(item: object) -> Told:
    """``item`` as plain values.

    A field at its default is left out: a later program with one more field gives the same revision.
    """
    match item:
        case None | bool() | int():
            return item
        case StrEnum():
            return item.value
        case str():
            return item
        case date():
            return item.isoformat()
        case tuple():
            return [_told(part) for part in item]
    told = {"is": cast("Told", type(item).__name__)}
    for name, default in _said(cast("Hashable", type(item))):
        value = getattr(item, name)
        if value != default:
            told[name] = _told(value)
    match item:
        case SourceBlock(parts=inside):
            told["parts"] = [part.key for part in inside]
        case LeafletSource(blocks=inside, glossary=glossary):
            told["blocks"] = [{"key": block.key, "when": _told(block.when)} for block in inside]
            told["glossary"] = [term.id for term in glossary]
    return told


@cache
def _said(kind: Hashable) -> tuple[tuple[str, object], ...]:
    """The fields that count of a class, each with its default; a default of none equals nothing."""
    left_out = _NOT_SAID.get(cast("type", kind), set())
    return tuple(
        (field.name, field.default_factory() if callable(field.default_factory) else field.default)
        for field in fields(kind)  # type: ignore[arg-type]  # all that is left are dataclasses
        if field.compare and field.name not in left_out
    )
