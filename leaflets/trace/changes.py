"""Two versions of the content in; every difference between them, in words, out.

Each field of each piece is compared, so that nothing that an author can edit is passed over.
"""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum

from leaflets.model.changes import Change, Changes, Difference, Event
from leaflets.model.rule import AllOf, AnyOf, Asks, Not, Printed
from leaflets.model.source import (
    Content,
    LeafletSource,
    SourceBlock,
)
from leaflets.model.text import Message
from leaflets.model.vocabulary import Vocabulary
from leaflets.translation.context import in_words

_PLAIN = (str, int, bool, date)
_ELSEWHERE = {
    LeafletSource: {"blocks", "facts", "glossary", "approvals"},
    SourceBlock: {"parts"},
}
"""Fields whose pieces are compared by themselves."""

_DIGITS = 12
_WORDS = {"when": "prints if", "text": "words", "after": "closing words", "parts": "order of parts"}


def changes(
    old: Content, old_leaflet: LeafletSource, new: Content, new_leaflet: LeafletSource
) -> Changes:
    """What is different in the new version; facts and what rules ask for are included."""
    before, now = dict(_pieces(old, old_leaflet)), dict(_pieces(new, new_leaflet))
    return Changes(
        title=new_leaflet.title.source,
        before=f"{old_leaflet.version} ({old.digest[:_DIGITS]})",
        now=f"{new_leaflet.version} ({new.digest[:_DIGITS]})",
        changes=tuple(_changes(before, now)),
    )


Aspect = tuple[str, tuple[str, bool]]
"""A label, what is said under it, and whether that is a rule."""

Piece = tuple[str, Mapping[str, tuple[str, bool]]]
"""A title, and the aspects."""


def _changes(before: Mapping[str, Piece], now: Mapping[str, Piece]) -> Iterator[Change]:
    for key in (*now, *(key for key in before if key not in now)):
        old, new = before.get(key), now.get(key)
        title, _ = new or old or ("", {})
        event = Event.ADDED if old is None else Event.REMOVED if new is None else Event.CHANGED
        differences = tuple(_differences(old[1] if old else {}, new[1] if new else {}))
        if differences or event is not Event.CHANGED:
            yield Change(key=key, title=title, event=event, differences=differences)


def _differences(
    before: Mapping[str, tuple[str, bool]], now: Mapping[str, tuple[str, bool]]
) -> Iterator[Difference]:
    for label in (*now, *(label for label in before if label not in now)):
        old, old_is_rule = before.get(label, ("", False))
        new, new_is_rule = now.get(label, ("", False))
        if old != new:
            yield Difference(label=label, before=old, now=new, rule=old_is_rule or new_is_rule)


def _pieces(content: Content, leaflet: LeafletSource) -> Iterator[tuple[str, Piece]]:
    """Everything that is compared, by its key, in print order."""
    vocabulary = content.vocabulary
    order = {"order of blocks": (", ".join(block.key for block in leaflet.blocks), False)}
    yield "leaflet", (leaflet.title.source, dict(_told(leaflet, vocabulary)) | order)
    for block in leaflet.blocks:
        title = block.title.source
        parts = {"order of parts": (", ".join(part.name for part in block.parts), False)}
        yield block.key, (title, dict(_told(block, vocabulary)) | parts)
        for part in block.parts:
            heading = part.heading.source if part.heading else part.name.replace("_", " ")
            yield part.key, (f"{title}: {heading}", dict(_told(part, vocabulary)))
    for term in leaflet.glossary:
        yield f"glossary.{term.id}", (term.term.source, dict(_told(term, vocabulary)))
    for fact in leaflet.facts:
        yield f"facts.{fact.id}", (f"Fact {fact.id}", dict(_told(fact, vocabulary)))
    yield "attributes", ("What rules ask for", dict(_told(vocabulary, vocabulary)))


def _told(item: object, vocabulary: Vocabulary, label: str = "") -> Iterator[Aspect]:
    """Each aspect of ``item`` that is not as by default, with a label that is its own."""
    match item:
        case AllOf() | AnyOf() | Asks() | Not() | Printed():
            yield label, (in_words(item, vocabulary) or "always", True)
        case Message(source=said):
            yield label, (said, False)
        case tuple() if not all(isinstance(inside, _PLAIN) for inside in item):
            for number, inside in enumerate(item, 1):
                yield from _told(inside, vocabulary, f"{label} {_name(inside) or number}".strip())
        case None:
            return
        case _ if is_dataclass(item):
            left_out = _ELSEWHERE.get(type(item), set()) | {"key", "id"}
            for field in fields(item):
                value = getattr(item, field.name)
                if field.compare and field.name not in left_out and value != _default(field):
                    inner = "" if field.name == "body" else _word(field.name)
                    yield from _told(value, vocabulary, f"{label} {inner}".strip())
        case _:
            yield label, (_plain(item), False)


def _word(name: str) -> str:
    return _WORDS.get(name, name.replace("_", " "))


def _name(item: object) -> str:
    """What tells ``item`` from its neighbours, so that one more of them renames no other."""
    for attribute in ("id", "key", "text", "label", "name", "term", "attribute", "value"):
        named = getattr(item, attribute, "")
        if isinstance(named, Message):
            named = named.key.rpartition(".")[2]
        if isinstance(named, str) and named:
            return named.replace("_", " ")
    first = item[0] if isinstance(item, tuple) and item else ""
    return first.replace("_", " ") if isinstance(first, str) else ""


def _plain(item: object) -> str:
    match item:
        case tuple():
            return ", ".join(map(_plain, item))
        case bool():
            return "yes" if item else "no"
        case date():
            return item.isoformat()
        case StrEnum():
            return item.value
        case _:
            return str(item)


def _default(field: "Field[object]") -> object:
    return field.default_factory() if field.default_factory is not MISSING else field.default
