"""A leaflet's source and its decisions in; what prints for this person, in order, out.

Nothing is decided here: a block or part prints if its verdict says so. What is drawn from data
(results, what is waited for, words explained) is cut to what this person's leaflet needs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain

from leaflets.memo import Memo
from leaflets.model.leaflet import Block, Part, Phone, Row
from leaflets.model.profile import Profile
from leaflets.model.proof import Decision, Selection, Verdict
from leaflets.model.source import (
    BlockKind,
    ContactSource,
    ImprintSource,
    LeafletSource,
    SourceBlock,
    SourcePart,
    TermsSource,
)
from leaflets.model.text import Message
from leaflets.model.vocabulary import Vocabulary
from leaflets.selection.drawn import Drawer, Drawn, Supplement, body_of, messages_of, varies
from leaflets.selection.reasons import reasons
from leaflets.selection.terms import Explained


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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Supplied:
    """What is not in the content: the clinic's numbers, and the rows of the imprint.

    ``qr`` is what a QR code below the imprint holds, if there is to be one. It equals itself alone:
    blocks that say what it has are known by it.
    """

    why_label: Message
    phones: tuple[Phone[Message], ...]
    imprint: tuple[Row[Message], ...]
    qr: str = ""


def printed_blocks(
    leaflet: LeafletSource, selection: Selection, printing: Printing
) -> Iterator[tuple[SourceBlock, tuple[SourcePart, ...]]]:
    """Each block that prints, with those of its parts that do."""
    for block in leaflet.blocks:
        parts = _printed_parts(block, selection, printing)
        if parts is not None:
            yield block, parts


def _printed_parts(
    block: SourceBlock, selection: Selection, printing: Printing
) -> tuple[SourcePart, ...] | None:
    """The parts of ``block`` that print; ``None`` if it does not."""
    wanted = {Verdict.SHOW, Verdict.LATER} if printing.include_later else {Verdict.SHOW}
    if selection.decision(block.key).verdict not in wanted:
        return None
    parts = tuple(
        part
        for part in block.parts
        if selection.verdict(block.key, part.key) in wanted
        and (not part.option or part.option in printing.options)
        and (block.sample or not part.only_sample)
    )
    return tuple(part.shortened() for part in parts) if printing.short_forms else parts


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Chosen:
    """What prints of a block, for all for whom the same of it does. It equals itself alone.

    ``why`` says why a drug is here, from its proof, or that it may only come ``later``.
    """

    block: SourceBlock
    parts: tuple[SourcePart, ...]
    keys: tuple[str, ...]
    """That of the block, and those of its parts."""
    verdicts: tuple[str, ...]
    """Those of its parts, each with its key."""
    later: bool
    why: tuple[Message, ...]
    varying: tuple[SourcePart, ...]
    """Those parts in which something is drawn that not everyone gets."""
    explains: bool
    """Whether a part explains the words that the leaflet uses."""
    supplied: bool
    """Whether a part says what is not in the content."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Said:
    """What prints of a block, with what is drawn for each of its parts. It equals itself alone.

    ``uses`` are the words in it that the leaflet explains.
    """

    chosen: _Chosen
    drawn: tuple[Drawn, ...]
    uses: frozenset[int]


class Assembler:
    """Makes the blocks of one person's leaflet after the other's.

    What leaflets say alike is made once: it is the very same block in each of them.
    """

    def __init__(self, leaflet: LeafletSource, vocabulary: Vocabulary, printing: Printing) -> None:
        self._leaflet = leaflet
        self._vocabulary = vocabulary
        self._printing = printing
        self._explained = Explained(leaflet.glossary)
        self._decided_by = tuple(
            (block, (block.key, *(part.key for part in block.parts if part.when is not None)))
            for block in leaflet.blocks
        )
        self._chosen = Memo[tuple[tuple[Decision, ...], _Chosen | None]]()
        self._alike = Memo[_Chosen]()
        self._said = Memo[_Said]()
        self._blocks = Memo[Block[Message] | None]()

    def about(self, profile: Profile, selection: Selection) -> "Assembled":
        """What prints for the person whom ``selection`` is about."""
        drawer = Drawer(self._vocabulary, profile, selection, mention=self._printing.mention)
        said = []
        for block, keys in self._decided_by:
            chosen = self._chosen_by(tuple(map(selection.decision, keys)), block, selection)
            if chosen is not None:
                drawn = tuple(map(drawer.drawn, chosen.varying))
                said.append(self._said.again((chosen, drawn), partial(self._say, chosen, drawer)))
        return Assembled(self, tuple(said))

    def block(self, said: _Said, used: frozenset[int], supplied: Supplied) -> Block[Message] | None:
        """The block that says so, if that is anything; ``used`` are the words to explain."""
        chosen = said.chosen
        why_label = supplied.why_label if chosen.why and not chosen.later else None
        key = (
            said,
            why_label,
            used if chosen.explains else None,
            supplied if chosen.supplied else None,
        )
        return self._blocks.again(key, lambda: self._make(said, why_label, used, supplied))

    def _chosen_by(
        self, decisions: tuple[Decision, ...], block: SourceBlock, selection: Selection
    ) -> _Chosen | None:
        """What ``decisions``, which are all there are on a block and its parts, choose of it."""

        def choose() -> tuple[tuple[Decision, ...], _Chosen | None]:
            # Decisions are known by where they are; they are kept, so that nothing else gets there.
            return decisions, self._choose(block, selection)

        return self._chosen.again(tuple(map(id, decisions)), choose)[1]

    def _choose(self, block: SourceBlock, selection: Selection) -> _Chosen | None:
        parts = _printed_parts(block, selection, self._printing)
        if parts is None:
            return None
        decision = selection.decision(block.key)
        later = decision.verdict is Verdict.LATER
        why: tuple[Message, ...] = ()
        if later and self._leaflet.later_note:
            why = (self._leaflet.later_note,)
        elif block.kind is BlockKind.DRUG:
            why = reasons(decision.proof, self._vocabulary)
        verdicts = tuple(f"{part.key}={selection.verdict(block.key, part.key)}" for part in parts)
        chosen = _Chosen(
            block=block,
            parts=parts,
            keys=(block.key, *(part.key for part in parts)),
            verdicts=verdicts,
            later=later,
            why=why,
            varying=tuple(filter(varies, parts)),
            explains=any(isinstance(part.body, TermsSource) for part in parts),
            supplied=any(isinstance(part.body, ContactSource | ImprintSource) for part in parts),
        )
        return self._alike.again((block.key, verdicts, later, why), lambda: chosen)

    def _say(self, chosen: _Chosen, drawer: Drawer) -> _Said:
        drawn = tuple(map(drawer.drawn, chosen.parts))
        texts = [*chosen.why]
        for part, found in zip(chosen.parts, drawn, strict=True):
            texts += messages_of(part, found)
        uses = self._explained.used(message.source for message in texts)
        return _Said(chosen=chosen, drawn=drawn, uses=uses)

    def _make(
        self, said: _Said, why_label: Message | None, used: frozenset[int], supplied: Supplied
    ) -> Block[Message] | None:
        chosen = said.chosen
        used_terms = (t for place, t in enumerate(self._leaflet.glossary) if place in used)
        supplement = Supplement(
            terms=tuple((term.term, term.meaning) for term in used_terms if term.meaning),
            phones=supplied.phones,
            imprint=supplied.imprint,
            qr=supplied.qr,
        )
        parts = tuple(
            Part(
                key=part.key, heading=part.heading, body=body, tone=part.tone, drawing=part.drawing
            )
            for part, drawn in zip(chosen.parts, said.drawn, strict=True)
            if (body := body_of(part, drawn, supplement)) is not None
        )
        if not parts:
            return None
        block = chosen.block
        return Block(
            key=block.key,
            kind=block.kind,
            title=block.title,
            brand=block.brand,
            why_label=why_label,
            why=chosen.why,
            parts=parts,
        )


class Assembled:
    """What prints for one person."""

    def __init__(self, assembler: Assembler, said: tuple[_Said, ...]) -> None:
        self._assembler = assembler
        self._said = said

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all blocks and parts that print."""
        return tuple(chain.from_iterable(said.chosen.keys for said in self._said))

    @property
    def verdicts(self) -> tuple[str, ...]:
        """The verdict on each part that prints, with its key."""
        return tuple(chain.from_iterable(said.chosen.verdicts for said in self._said))

    def blocks(self, supplied: Supplied) -> tuple[Block[Message], ...]:
        """The blocks that print, the words they use explained."""
        used = frozenset[int]().union(*(said.uses for said in self._said))
        made = (self._assembler.block(said, used, supplied) for said in self._said)
        return tuple(block for block in made if block is not None)
