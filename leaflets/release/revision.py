"""A part, a block, or another piece of English in; the revision that names what it says out.

An approval, a withdrawal and the manifest all name a text by its revision. It covers everything
that a reader of the source would call an edit: words, rule, facts, order, tone, safety, dates. Line
numbers and comments are not in it, nor is ``basis``, which says nothing to a reader.
"""

import hashlib
import json
from dataclasses import MISSING, Field, fields
from datetime import date
from enum import StrEnum
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
    told = json.dumps(_told(item), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()[:DIGITS]


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
    left_out = _NOT_SAID.get(type(item), set())
    told = {"is": cast("Told", type(item).__name__)} | {
        field.name: _told(getattr(item, field.name))
        for field in fields(item)  # type: ignore[arg-type]  # all that is left are dataclasses
        if field.compare and field.name not in left_out and not _at_default(item, field)
    }
    match item:
        case SourceBlock(parts=inside):
            told["parts"] = [part.key for part in inside]
        case LeafletSource(blocks=inside, glossary=glossary):
            told["blocks"] = [{"key": block.key, "when": _told(block.when)} for block in inside]
            told["glossary"] = [term.id for term in glossary]
    return told


def _at_default(item: object, field: "Field[object]") -> bool:
    default = field.default_factory() if field.default_factory is not MISSING else field.default
    return bool(getattr(item, field.name) == default)
