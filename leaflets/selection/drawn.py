"""A part and a person in; what of it is drawn from data, and what it says with that, out."""

from collections.abc import Iterator
from typing import NamedTuple, assert_never

from leaflets.model.evaluate import Evaluator
from leaflets.model.leaflet import Body, Card, Cards, Contact, Phone, Prose, Row, Table, Terms
from leaflets.model.profile import Profile
from leaflets.model.proof import Selection
from leaflets.model.rule import ALWAYS
from leaflets.model.source import (
    CardsSource,
    ContactSource,
    GlanceSource,
    ImprintSource,
    ProseSource,
    SourcePart,
    TermsSource,
    WaitingSource,
)
from leaflets.model.text import Message
from leaflets.model.vocabulary import UNKNOWN, Mention, Vocabulary


class Drawn(NamedTuple):
    """What of a part is drawn from data: points of its list or results waited for, or cards."""

    texts: tuple[Message, ...] = ()
    cards: tuple[Card[Message], ...] = ()


class Supplement(NamedTuple):
    """What a part says besides: words explained, the clinic's numbers, the rows of the imprint."""

    terms: tuple[tuple[Message, Message], ...]
    phones: tuple[Phone[Message], ...]
    imprint: tuple[Row[Message], ...]
    qr: str


class Drawer:
    """Draws for one person what parts say of them. ``mention`` false: nothing waited for is."""

    def __init__(
        self, vocabulary: Vocabulary, profile: Profile, selection: Selection, *, mention: bool
    ) -> None:
        self._vocabulary = vocabulary
        self._selection = selection
        self._mention = mention
        self._evaluator = Evaluator(
            vocabulary, profile, lambda block: selection.decision(block).verdict
        )
        self._known = {
            attested.attribute: attested.value
            for attested in selection.attributes
            if attested.value != UNKNOWN
        }

    def drawn(self, part: SourcePart) -> Drawn:
        """What of ``part`` is drawn from data for this person."""
        match part.body:
            case ProseSource(items=items):
                prove = self._evaluator.prove
                return Drawn(tuple(item.text for item in items if prove(item.when).holds is True))
            case WaitingSource():
                return Drawn(tuple(self._waiting()))
            case CardsSource() as body:
                return Drawn(cards=tuple(self._cards(body)))
            case _:
                return Drawn()

    def _cards(self, body: CardsSource) -> Iterator[Card[Message]]:
        for card in body.cards:
            found = self._known.get(card.attribute)
            if any(name in self._known for name in card.instead_of):
                continue
            for value in card.values:
                if value.value == found:
                    yield Card(name=card.name, value=value.word, meaning=value.meaning)

    def _waiting(self) -> Iterator[Message]:
        """What may be named of what is waited for, in the order of the vocabulary."""
        if not self._mention:
            return
        waiting = set(self._selection.waiting_for())
        for attribute in self._vocabulary.attributes:
            mentioned = attribute.mention is Mention.RESULT and attribute.id in waiting
            if mentioned and attribute.waiting:
                yield attribute.waiting


def varies(part: SourcePart) -> bool:
    """Whether what is drawn of ``part`` is not the same for everyone."""
    match part.body:
        case ProseSource(items=items):
            return any(item.when != ALWAYS for item in items)
        case body:
            return isinstance(body, CardsSource | WaitingSource)


def body_of(part: SourcePart, drawn: Drawn, supplement: Supplement) -> Body[Message] | None:
    """What ``part`` says, or ``None`` where nothing was drawn of what it leads in to."""
    body = part.body
    match body:
        case ProseSource(text=text, after=after, lines=lines):
            if body.items and not drawn.texts:
                return None  # a lead-in to an empty list says nothing; the matrix reports it
            return Prose(text=text, items=drawn.texts, after=after, lines=lines)
        case GlanceSource(rows):
            return Table(
                tuple(Row(label=r.label, values=r.values, drawing=r.drawing) for r in rows)
            )
        case CardsSource():
            return Cards(drawn.cards) if drawn.cards else None
        case WaitingSource(text=text, after=after):
            return Prose(text=text, items=drawn.texts, after=after) if drawn.texts else None
        case TermsSource(text=text):
            return Terms(intro=text, entries=supplement.terms) if supplement.terms else None
        case ContactSource(text=text, after=after):
            return Contact(text=text, phones=supplement.phones, after=after)
        case ImprintSource(text=text):
            return Table(supplement.imprint, intro=text, qr=supplement.qr)
        case _:
            assert_never(body)


def messages_of(part: SourcePart, drawn: Drawn) -> Iterator[Message]:
    """The texts of ``part`` whose words are explained."""
    if part.heading:
        yield part.heading
    match part.body:
        case ProseSource(text=text, items=items, after=after):
            if drawn.texts or not items:
                yield from (m for m in (text, *drawn.texts, after) if m)
        case GlanceSource(rows):
            for row in rows:
                yield from row.values
        case CardsSource():
            for card in drawn.cards:
                yield from (card.name, card.meaning)
        case _:
            pass
