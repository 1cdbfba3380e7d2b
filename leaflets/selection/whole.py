"""A leaflet's source in; every block and part of it, whoever they are for, out.

This is what a translator reads through: no person has all of it.
"""

from collections.abc import Iterator
from typing import assert_never

from leaflets.model.leaflet import Block, Body, Card, Cards, Contact, Part, Prose, Row, Table, Terms
from leaflets.model.source import (
    CardsSource,
    ContactSource,
    GlanceSource,
    ImprintSource,
    LeafletSource,
    ProseSource,
    SourcePart,
    TermsSource,
    WaitingSource,
)
from leaflets.model.text import Message
from leaflets.model.vocabulary import Vocabulary
from leaflets.selection.assemble import Supplied


def whole_blocks(
    leaflet: LeafletSource, vocabulary: Vocabulary, supplied: Supplied
) -> tuple[Block[Message], ...]:
    """Every block with all its parts, all points of its lists and all cards.

    After a part stands its short form, if that has a text of its own.
    """
    return tuple(
        Block(
            key=block.key,
            kind=block.kind,
            title=block.title,
            brand=block.brand,
            parts=tuple(
                Part(
                    key=part.key,
                    heading=part.heading,
                    tone=part.tone,
                    drawing=part.drawing,
                    body=_body(part, leaflet, vocabulary, supplied),
                )
                for part in _with_short_forms(block.parts)
            ),
        )
        for block in leaflet.blocks
    )


def _with_short_forms(parts: tuple[SourcePart, ...]) -> Iterator[SourcePart]:
    for part in parts:
        yield part
        if (short := part.own_short_form()) is not None:
            yield short


def _body(
    part: SourcePart, leaflet: LeafletSource, vocabulary: Vocabulary, supplied: Supplied
) -> Body[Message]:
    body = part.body
    match body:
        case ProseSource(text=text, items=items, after=after, lines=lines):
            points = tuple(item.text for item in items)
            return Prose(text=text, items=points, after=after, lines=lines)
        case GlanceSource(rows=rows):
            return Table(
                tuple(Row(label=r.label, values=r.values, drawing=r.drawing) for r in rows)
            )
        case CardsSource():
            return Cards(tuple(_cards(body)))
        case WaitingSource(text=text, after=after):
            waiting = tuple(a.waiting for a in vocabulary.attributes if a.waiting)
            return Prose(text=text, items=waiting, after=after)
        case TermsSource(text=text):
            explained = tuple((t.term, t.meaning) for t in leaflet.glossary if t.meaning)
            return Terms(intro=text, entries=explained)
        case ContactSource(text=text, after=after):
            return Contact(text=text, phones=supplied.phones, after=after)
        case ImprintSource(text=text):
            return Table(supplied.imprint, intro=text)
        case _:
            assert_never(body)


def _cards(body: CardsSource) -> Iterator[Card[Message]]:
    for card in body.cards:
        for value in card.values:
            yield Card(name=card.name, value=value.word, meaning=value.meaning)
