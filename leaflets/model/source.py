"""What ``source/`` says: a leaflet's blocks and parts, each with its rule and the facts it carries.

:mod:`leaflets.model.leaflet` is what is left of it once rules have been asked for one person.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from leaflets.diagnostics import Location
from leaflets.model.approval import LedgerLine
from leaflets.model.review import Review
from leaflets.model.rule import ALWAYS, Rule
from leaflets.model.text import Message
from leaflets.model.vocabulary import Vocabulary

NOWHERE = Location("")


class BlockKind(StrEnum):
    """A drug, a topic that carries facts, or the leaflet's own frame."""

    DRUG = "drug"
    TOPIC = "topic"
    FRAME = "frame"


class Tone(StrEnum):
    """How a part is set: as running text, as a warning, a note, or one person's words."""

    PLAIN = "plain"
    WARNING = "warning"
    NOTE = "note"
    QUOTATION = "quotation"


class State(StrEnum):
    """How far content may be trusted, worst first."""

    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    SAMPLE = "sample"
    DRAFT = "draft"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One point of a list; ``when`` leaves it out without touching its neighbours."""

    text: Message
    when: Rule = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseSource:
    """A paragraph, a list, and a closing paragraph; each may be absent. ``lines`` to write on."""

    text: Message | None = None
    items: tuple[Item, ...] = ()
    after: Message | None = None
    lines: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GlanceRow:
    """A row of an at-a-glance table."""

    label: Message
    values: tuple[Message, ...]
    drawing: str = ""
    facts: tuple[str, ...] = ()
    where: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class GlanceSource:
    """An at-a-glance table: what kind of drug, how, how often, with what, for whom."""

    rows: tuple[GlanceRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardValue:
    """What a result card says for one value of its attribute."""

    value: str
    word: Message
    meaning: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSource:
    """A result as a card. It prints if the attribute is known and none of ``instead_of`` is."""

    attribute: str
    name: Message
    values: tuple[CardValue, ...]
    instead_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CardsSource:
    """The person's results side by side."""

    cards: tuple[CardSource, ...]


@dataclass(frozen=True, slots=True)
class WaitingSource:
    """A lead-in to the list of results that the leaflet waits for."""

    text: Message
    after: Message | None = None


@dataclass(frozen=True, slots=True)
class TermsSource:
    """The glossary, cut down to the terms that this person's leaflet uses."""

    text: Message | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactSource:
    """Whom to call, and when; the clinic file fills in the rest."""

    text: Message
    after: Message | None = None


@dataclass(frozen=True, slots=True)
class ImprintSource:
    """What names this edition: version, dates, sources, code, language."""

    text: Message | None = None


SHORT = ".short"
"""How the key of a short form's own text ends."""

BodySource = (
    ProseSource
    | GlanceSource
    | CardsSource
    | WaitingSource
    | TermsSource
    | ContactSource
    | ImprintSource
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePart:
    """A part of a block.

    ``when`` is ``None`` where the part has no rule of its own. ``waits`` false turns ``ask`` into
    ``hide``; ``comes_later`` false turns ``later`` into ``hide``. A part with an ``option`` prints
    only where the command asks for it; one with ``only_sample``, for as long as its block is one.
    """

    key: str
    body: BodySource
    heading: Message | None = None
    tone: Tone = Tone.PLAIN
    when: Rule | None = None
    waits: bool = True
    comes_later: bool = True
    safety: bool = False
    option: str = ""
    only_sample: bool = False
    short: ProseSource | None = None
    """What stands in its place on a folded leaflet, without a heading: the same facts, shorter."""
    drawing: str = ""
    facts: tuple[str, ...] = ()
    where: Location = field(default=NOWHERE, compare=False)

    @property
    def name(self) -> str:
        """The part's name within its block."""
        return self.key.partition(".")[2]

    def shortened(self) -> "SourcePart":
        """The part as a folded leaflet has it: its short form, if it has one, in its place."""
        if self.short is None:
            return self
        return replace(self, heading=None, body=self.short, short=None)

    def own_short_form(self) -> "SourcePart | None":
        """The short form as a part by itself, with the key of its text, if that is its own."""
        if self.short is None or self.short.text is None:
            return None
        key = self.short.text.key
        return replace(self.shortened(), key=key, drawing="") if key.endswith(SHORT) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceBlock:
    """A drug, a topic or a piece of the frame, with its rule and parts."""

    key: str
    kind: BlockKind
    title: Message
    parts: tuple[SourcePart, ...]
    brand: Message | None = None
    when: Rule = ALWAYS
    sample: bool = False
    version: str = ""
    review_by: date | None = None
    review: Review = Review.GENERAL
    sources: tuple[str, ...] = ()
    never_with: tuple[str, ...] = ()
    where: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact that the content must carry, with the terms and hedges that may not be lost.

    ``same_as`` are facts that one part carries together with this one. ``own`` marks a fact of the
    frame, which no source holds. ``printed`` false: no part has to carry it.
    """

    id: str
    fact: str
    when: Rule = ALWAYS
    terms: tuple[str, ...] = ()
    hedge: str = ""
    dated: bool = False
    safety: bool = False
    own: bool = False
    printed: bool = True
    same_as: tuple[str, ...] = ()
    where: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnsToAsk:
    """A block that a conflict makes ``ask``: where ``only_if`` is true and ``unless`` is not."""

    block: str
    only_if: Rule = ALWAYS
    unless: Rule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A condition that is odd but possible, and what it does."""

    id: str
    when: Rule
    message: str
    keys: tuple[str, ...] = ()
    asks: tuple[TurnsToAsk, ...] = ()
    where: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A note to the clinician: raised by ``when``, or where the part ``undecided`` is not known."""

    id: str
    message: str
    when: Rule | None = None
    undecided: str = ""
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word that a reader may not know, with its plain meaning.

    ``forms`` are the ways it is written in the text; ``name`` marks a proper name, which no
    translation changes; ``generic`` is the drug that a brand stands for.
    """

    id: str
    term: Message
    meaning: Message | None = None
    forms: tuple[str, ...] = ()
    name: bool = False
    generic: str = ""
    where: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeafletSource:
    """A whole leaflet as content: blocks in print order, and the data beside the rules.

    ``approvals`` is its ledger, oldest line first.
    """

    id: str
    title: Message
    short_title: Message
    lead: Message
    blocks: tuple[SourceBlock, ...]
    version: str
    published: date
    publisher: str = ""
    sources: tuple[Message, ...] = ()
    dated_opening: str = ""
    sample_band: Message | None = None
    later_note: Message | None = None
    conflicts: tuple[Conflict, ...] = ()
    flags: tuple[Flag, ...] = ()
    facts: tuple[Fact, ...] = ()
    glossary: tuple[Term, ...] = ()
    approvals: tuple[LedgerLine, ...] = ()
    where: Location = field(default=NOWHERE, compare=False)

    def block(self, key: str) -> SourceBlock | None:
        """The block of that key."""
        return next((block for block in self.blocks if block.key == key), None)

    def parts(self) -> Iterator[tuple[SourceBlock, SourcePart]]:
        """Every part with its block, in print order."""
        for block in self.blocks:
            for part in block.parts:
                yield block, part

    def review_of(self, block: SourceBlock, part: SourcePart | None = None) -> Review:
        """What a block, or one part of it, is about: one with a dated fact is about access."""
        dated = {fact.id for fact in self.facts if fact.dated}
        parts = (part,) if part else block.parts
        carries = any(fact in dated for inside in parts for fact in inside.facts)
        return Review.ACCESS if carries else block.review

    def fact(self, identifier: str) -> Fact | None:
        """The fact of that id."""
        return next((fact for fact in self.facts if fact.id == identifier), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that ``source/`` holds; ``digest`` is the SHA-256 of every byte read for it."""

    vocabulary: Vocabulary
    leaflets: tuple[LeafletSource, ...]
    digest: str


def messages(part: SourcePart) -> Iterator[Message]:
    """Every message of a part that is its own, heading first; its short form last."""
    if part.heading:
        yield part.heading
    match part.body:
        case ProseSource(text=text, items=items, after=after):
            yield from (m for m in (text, *(item.text for item in items), after) if m)
        case GlanceSource(rows=rows):
            for row in rows:
                yield from row.values
        case CardsSource(cards=cards):
            for card in cards:
                yield card.name
                for value in card.values:
                    yield from (value.word, value.meaning)
        case WaitingSource(text=text, after=after) | ContactSource(text=text, after=after):
            yield from (m for m in (text, after) if m)
        case TermsSource(text=text) | ImprintSource(text=text):
            if text:
                yield text
    if (short := part.own_short_form()) is not None:
        yield from (m for m in messages(short) if m.key.endswith(SHORT))
