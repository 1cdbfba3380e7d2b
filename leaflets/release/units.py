"""A leaflet's source in; the pieces of it that are approved one by one out.

Each block, each part, each word explained and each of the tool's own words is one; so are the
frame (``leaflet``: titles, lead, sources, which blocks there are and their rules, conflicts) and
what rules go by (``attributes``: values, reasons, drugs and their classes). Whatever prints, or
decides what prints, is in one of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from leaflets.model.review import Review
from leaflets.model.source import BlockKind, LeafletSource, SourceBlock, messages
from leaflets.model.text import Message
from leaflets.model.vocabulary import Vocabulary
from leaflets.release.revision import revision

FRAME = "leaflet"
ATTRIBUTES = "attributes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A piece that is approved by itself.

    ``group`` is the key that means this piece and its neighbours: a part's is its block's.
    ``dated`` marks what must have a date to be looked at again by: blocks and their parts.
    ``text`` is what a reviewer reads of it.
    """

    key: str
    group: str
    revision: str
    review: Review
    sample: bool
    dated: bool = False
    review_by: date | None = None
    text: tuple[str, ...] = ()


def units(
    leaflet: LeafletSource, vocabulary: Vocabulary, words: Sequence[Message]
) -> tuple[Unit, ...]:
    """Everything in ``leaflet`` that is approved, in print order; ``words`` are the tool's own.

    The frame counts as a sample for as long as a block of it does.
    """
    frame = [block for block in leaflet.blocks if block.kind is BlockKind.FRAME]
    sample = any(block.sample for block in frame or leaflet.blocks)
    return (
        _frame(leaflet, sample),
        *(unit for block in leaflet.blocks for unit in _block(leaflet, block)),
        *_glossary(leaflet, sample),
        _attributes(vocabulary, sample),
        *_words(words),
    )


def _frame(leaflet: LeafletSource, sample: bool) -> Unit:
    said = (leaflet.title, leaflet.lead, leaflet.later_note, *leaflet.sources)
    return Unit(
        key=FRAME,
        group=FRAME,
        revision=revision(leaflet),
        review=Review.GENERAL,
        sample=sample,
        text=_texts(said),
    )


def _block(leaflet: LeafletSource, block: SourceBlock) -> Iterator[Unit]:
    own = Unit(
        key=block.key,
        group=block.key,
        revision=revision(block),
        review=leaflet.review_of(block),
        sample=block.sample,
        dated=True,
        review_by=block.review_by,
        text=_texts((block.title, block.brand)),
    )
    yield own
    for part in block.parts:
        yield replace(
            own,
            key=part.key,
            revision=revision(part),
            review=leaflet.review_of(block, part),
            text=_texts(tuple(messages(part))),
        )


def _glossary(leaflet: LeafletSource, sample: bool) -> Iterator[Unit]:
    for term in leaflet.glossary:
        yield Unit(
            key=term.term.key,
            group=term.term.key.partition(".")[0],
            revision=revision(term),
            review=Review.GENERAL,
            sample=sample,
            text=_texts((term.term, term.meaning)),
        )


def _attributes(vocabulary: Vocabulary, sample: bool) -> Unit:
    reasons = [v.reason for a in vocabulary.attributes for v in a.values]
    reasons += [said for a in vocabulary.attributes for _, said in a.drug_reasons]
    reasons += [v.reason for derived in vocabulary.derived for v in derived.values]
    waiting = [a.waiting for a in vocabulary.attributes]
    return Unit(
        key=ATTRIBUTES,
        group=ATTRIBUTES,
        revision=revision(vocabulary),
        review=Review.ELIGIBILITY,
        sample=sample,
        text=_texts((*reasons, *waiting)),
    )


def _words(words: Sequence[Message]) -> Iterator[Unit]:
    for word in words:
        yield Unit(
            key=word.key,
            group=word.key.partition(".")[0],
            revision=revision(word),
            review=Review.GENERAL,
            sample=False,
            text=_texts((word,)),
        )


def _texts(said: Iterable[Message | None]) -> tuple[str, ...]:
    return tuple(message.source for message in said if message)
