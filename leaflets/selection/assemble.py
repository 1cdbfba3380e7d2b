"""A leaflet's source and its decisions in; what prints for this person, in order, out.

Nothing is decided here: a block or part prints if its verdict says so. What is drawn from data
(results, what is waited for, words explained) is cut to what this person's leaflet needs.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import assert_never

from leaflets.model.evaluate import Evaluator
from leaflets.model.leaflet import (
    Block,
    Body,
    Card,
    Cards,
    Contact,
    Part,
    Phone,
    Prose,
    Row,
    Table,
    Terms,
)
from leaflets.model.profile import Profile
from leaflets.model.proof import Found, Proof, Selection, Verdict
from leaflets.model.rule import AllOf, AnyOf, Asks, Not, Printed, Rule
from leaflets.model.source import (
    BlockKind,
    CardsSource,
    ContactSource,
    GlanceSource,
    ImprintSource,
    LeafletSource,
    ProseSource,
    SourceBlock,
    SourcePart,
    Term,
    TermsSource,
    WaitingSource,
)
from leaflets.model.text import Message
from leaflets.model.vocabulary import Mention, Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """What the command asks to print besides what rules show.

    ``options`` names parts that print only on request; ``mention`` false says nothing of results
    that are waited for; ``short_forms`` prints parts as a folded leaflet has them.
    """

    include_later: bool = False
    options: frozenset[str] = frozenset()
    mention: bool = True
    short_forms: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplied:
    """What is not in the content: the clinic's numbers, and the rows of the imprint.

    ``qr`` is what a QR code below the imprint holds, if there is to be one.
    """

    why_label: Message
    phones: tuple[Phone[Message], ...]
    imprint: tuple[Row[Message], ...]
    qr: str = ""


def printed_blocks(
    leaflet: LeafletSource, selection: Selection, printing: Printing
) -> Iterator[tuple[SourceBlock, tuple[SourcePart, ...]]]:
    """Each block that prints, with those of its parts that do."""
    wanted = {Verdict.SHOW, Verdict.LATER} if printing.include_later else {Verdict.SHOW}
    for block in leaflet.blocks:
        if selection.decision(block.key).verdict not in wanted:
            continue
        parts = tuple(
            part
            for part in block.parts
            if selection.verdict(block.key, part.key) in wanted
            and (not part.option or part.option in printing.options)
            and (block.sample or not part.only_sample)
        )
        if printing.short_forms:
            parts = tuple(part.shortened() for part in parts)
        yield block, parts


class Assembler:
    """Makes the blocks of one person's leaflet."""

    def __init__(
        self,
        leaflet: LeafletSource,
        vocabulary: Vocabulary,
        profile: Profile,
        selection: Selection,
        printing: Printing,
    ) -> None:
        self._leaflet = leaflet
        self._vocabulary = vocabulary
        self._selection = selection
        self._printing = printing
        self._parts: dict[str, Part[Message] | None] = {}
        self._evaluator = Evaluator(
            vocabulary, profile, lambda block: selection.decision(block).verdict
        )

    def blocks(self, supplied: Supplied) -> tuple[Block[Message], ...]:
        """The blocks that print, the words they use explained."""
        made = []
        for block, parts in self._chosen:
            texts = tuple(
                made_part for part in parts if (made_part := self._part(part, supplied)) is not None
            )
            if texts:
                made.append(self._block(block, texts, supplied))
        return tuple(made)

    def _block(
        self, block: SourceBlock, parts: tuple[Part[Message], ...], supplied: Supplied
    ) -> Block[Message]:
        later = self._selection.decision(block.key).verdict is Verdict.LATER
        why = self._why(block)
        return Block(
            key=block.key,
            kind=block.kind,
            title=block.title,
            brand=block.brand,
            why_label=supplied.why_label if why and not later else None,
            why=why,
            parts=parts,
        )

    def _why(self, block: SourceBlock) -> tuple[Message, ...]:
        """Why a drug is here, from its proof; or that it may only come later."""
        decision = self._selection.decision(block.key)
        if decision.verdict is Verdict.LATER and self._leaflet.later_note:
            return (self._leaflet.later_note,)
        if block.kind is BlockKind.DRUG:
            return reasons(decision.proof, self._vocabulary)
        return ()

    @cached_property
    def _chosen(self) -> list[tuple[SourceBlock, tuple[SourcePart, ...]]]:
        return list(printed_blocks(self._leaflet, self._selection, self._printing))

    @cached_property
    def _used(self) -> tuple[Term, ...]:
        """The words to explain."""
        return self._used_terms(
            message
            for block, parts in self._chosen
            for message in (
                *self._why(block),
                *(m for part in parts for m in self._printed_messages(part)),
            )
        )

    def _part(self, part: SourcePart, supplied: Supplied) -> Part[Message] | None:
        if isinstance(part.body, ContactSource | ImprintSource):
            return self._made(part, supplied)
        if part.key not in self._parts:  # the same, whatever is supplied
            self._parts[part.key] = self._made(part, supplied)
        return self._parts[part.key]

    def _made(self, part: SourcePart, supplied: Supplied) -> Part[Message] | None:
        body = self._body(part, supplied)
        if body is None:
            return None
        return Part(
            key=part.key, heading=part.heading, body=body, tone=part.tone, drawing=part.drawing
        )

    def _body(self, part: SourcePart, supplied: Supplied) -> Body[Message] | None:
        body = part.body
        match body:
            case ProseSource():
                return self._prose(body)
            case GlanceSource(rows):
                return Table(
                    tuple(Row(label=r.label, values=r.values, drawing=r.drawing) for r in rows)
                )
            case CardsSource():
                cards = tuple(self._cards(body))
                return Cards(cards) if cards else None
            case WaitingSource(text=text, after=after):
                items = tuple(self._waiting())
                return Prose(text=text, items=items, after=after) if items else None
            case TermsSource(text=text):
                entries = tuple((t.term, t.meaning) for t in self._used if t.meaning)
                return Terms(intro=text, entries=entries) if entries else None
            case ContactSource(text=text, after=after):
                return Contact(text=text, phones=supplied.phones, after=after)
            case ImprintSource(text=text):
                return Table(supplied.imprint, intro=text, qr=supplied.qr)
            case _:
                assert_never(body)

    def _prose(self, body: ProseSource) -> Prose[Message] | None:
        items = tuple(
            item.text for item in body.items if self._evaluator.prove(item.when).holds is True
        )
        if body.items and not items:
            return None  # a lead-in to an empty list says nothing; the matrix reports it
        return Prose(text=body.text, items=items, after=body.after, lines=body.lines)

    def _cards(self, body: CardsSource) -> Iterator[Card[Message]]:
        for card in body.cards:
            found = self._evaluator.found(card.attribute)
            if any(self._evaluator.found(name) is not None for name in card.instead_of):
                continue
            for value in card.values:
                if value.value == found:
                    yield Card(name=card.name, value=value.word, meaning=value.meaning)

    def _waiting(self) -> Iterator[Message]:
        """What may be named of what is waited for, in the order of the vocabulary."""
        if not self._printing.mention:
            return
        waiting = set(self._selection.waiting_for())
        for attribute in self._vocabulary.attributes:
            mentioned = attribute.mention is Mention.RESULT and attribute.id in waiting
            if mentioned and attribute.waiting:
                yield attribute.waiting

    def _used_terms(self, messages: Iterable[Message]) -> tuple[Term, ...]:
        glossary = self._leaflet.glossary
        forms = tuple(tuple(map(str.casefold, term.forms)) for term in glossary)
        used = set[int]().union(*(_used(message.source, forms) for message in messages))
        return tuple(term for index, term in enumerate(glossary) if index in used)

    def _printed_messages(self, part: SourcePart) -> Iterator[Message]:
        if part.heading:
            yield part.heading
        match part.body:
            case ProseSource() as body:
                made = self._prose(body)
                if made:
                    yield from (m for m in (made.text, *made.items, made.after) if m)
            case GlanceSource(rows):
                for row in rows:
                    yield from row.values
            case CardsSource() as body:
                for card in self._cards(body):
                    yield from (card.name, card.meaning)
            case _:
                pass


@lru_cache(maxsize=4096)
def _used(text: str, forms: tuple[tuple[str, ...], ...]) -> frozenset[int]:
    """The places of those terms that ``text`` uses; leaflets have the same sentences.

    ``forms`` are casefolded.
    """
    folded = text.casefold()
    return frozenset(
        index
        for index, each in enumerate(forms)
        if any(form in folded and _is_word(form, folded) for form in each)
    )


def _is_word(form: str, text: str) -> bool:
    """Whether ``form`` stands somewhere in ``text`` with no letter, digit or low line beside it."""
    at = text.find(form)
    while at >= 0:
        end = at + len(form)
        if not (_in_word(text[at - 1 : at]) or _in_word(text[end : end + 1])):
            return True
        at = text.find(form, at + 1)
    return False


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def reasons(proof: Proof, vocabulary: Vocabulary) -> tuple[Message, ...]:
    """The sentences that say, from the proof, why a block is there; each once."""
    return tuple(dict.fromkeys(_reasons(proof, vocabulary)))


def _reasons(proof: Proof, vocabulary: Vocabulary) -> Iterator[Message]:
    if proof.holds is not True:
        return
    rule: Rule = proof.rule
    match rule:
        case Asks(name, value):
            said = _reason(name, value, proof.found, vocabulary)
            if said:
                yield said
            else:
                for part in proof.parts:
                    yield from _reasons(part, vocabulary)
        case AllOf() | AnyOf():
            for part in proof.parts:
                yield from _reasons(part, vocabulary)
        case Not() | Printed():
            return
        case _:
            assert_never(rule)


def _reason(name: str, asked: str, found: Found, vocabulary: Vocabulary) -> Message | None:
    """What is said of a clause that holds: of the value found, where it has words of its own."""
    attribute = vocabulary.attribute(name)
    if attribute is not None and attribute.holds_drugs:
        return dict(attribute.drug_reasons).get(asked)
    if attribute is not None:
        value = attribute.value(found) if isinstance(found, str) else None
        return value.reason if value else None
    derived = vocabulary.derived_attribute(name)
    value_of = derived.value(asked) if derived else None
    return value_of.reason if value_of else None
