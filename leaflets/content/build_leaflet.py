"""A leaflet's folder in; its source model out: frame, blocks in order, facts, conflicts, flags."""

from collections.abc import Iterator, Mapping

from leaflets.content.build_block import BlockBuilder
from leaflets.content.rules import Report, RuleReader, nearest
from leaflets.content.shapes import BlockFile, FactsFile, GlancePart, GlossaryFile, LeafletFile
from leaflets.diagnostics import Diagnostic
from leaflets.documents import Document
from leaflets.model.approval import LedgerLine
from leaflets.model.rule import ALWAYS, Printed, Rule, leaves
from leaflets.model.source import (
    Conflict,
    Fact,
    Flag,
    LeafletSource,
    Term,
    TurnsToAsk,
)
from leaflets.model.text import Message
from leaflets.model.vocabulary import Vocabulary

Checked = tuple[Document, LeafletFile]


def build_leaflet(
    frame: Checked,
    facts: tuple[Document, FactsFile] | None,
    blocks: Mapping[str, tuple[Document, BlockFile]],
    glossary: tuple[Term, ...],
    approvals: tuple[LedgerLine, ...],
    vocabulary: Vocabulary,
    report: Report,
) -> LeafletSource:
    """The leaflet that the files of one folder say; what is wrong is reported."""
    document, shape = frame
    order = tuple(dict.fromkeys(name for name in shape.blocks if name in blocks))
    unread = frozenset(shape.blocks) - frozenset(order)

    def message(key: str, text: str, *path: str | int) -> Message:
        return Message(key=key, source=text, where=document.where(*path))

    phrases = {
        (row, ""): message(f"glance.{row}", entry.label, "glance", row, "label")
        for row, entry in shape.glance.items()
    } | {
        (row, value): message(
            f"glance.{row}.{value}", phrase.text, "glance", row, "values", value, "text"
        )
        for row, entry in shape.glance.items()
        for value, phrase in entry.values.items()
    }
    built = tuple(
        BlockBuilder(
            blocks[name][0],
            vocabulary,
            RuleReader(blocks[name][0], vocabulary, order, report, unread),
            shape.glance,
            phrases,
            report,
        ).build(blocks[name][1])
        for name in order
    )
    rules = RuleReader(document, vocabulary, order, report, unread)
    leaflet = LeafletSource(
        id=shape.leaflet,
        title=message("leaflet.title", shape.title, "title"),
        short_title=message("leaflet.short_title", shape.short_title, "short_title"),
        lead=message("leaflet.lead", shape.lead, "lead"),
        version=shape.version,
        published=shape.published,
        publisher=shape.publisher,
        sources=tuple(
            message(f"leaflet.sources.{number}", text, "sources", number - 1)
            for number, text in enumerate(shape.sources, 1)
        ),
        dated_opening=shape.dated_opening,
        sample_band=message("leaflet.sample_band", shape.sample_band, "sample_band")
        if shape.sample_band
        else None,
        later_note=message("leaflet.later_note", shape.later_note, "later_note")
        if shape.later_note
        else None,
        blocks=built,
        conflicts=tuple(_conflicts(document, shape, rules)),
        flags=tuple(_flags(document, shape, rules)),
        facts=tuple(_facts(*facts, vocabulary, order, report, unread)) if facts else (),
        glossary=glossary,
        approvals=approvals,
        where=document.where("leaflet"),
    )
    for finding in _reference_faults(document, shape, leaflet):
        report(finding)
    if facts:
        for block, block_shape in blocks.values():
            for finding in _unknown_facts(block, block_shape, facts[1]):
                report(finding)
    return leaflet


def build_glossary(document: Document, shape: GlossaryFile) -> tuple[Term, ...]:
    """The terms that the glossary file declares."""
    return tuple(
        Term(
            id=name,
            term=Message(
                key=f"glossary.{name}",
                source=entry.term,
                where=document.where("terms", name, "term"),
                names=entry.name,
            ),
            meaning=Message(
                key=f"glossary.{name}.meaning",
                source=entry.meaning,
                where=document.where("terms", name, "meaning"),
            )
            if entry.meaning
            else None,
            forms=(entry.term, *entry.forms),
            name=entry.name,
            generic=entry.generic,
            where=document.where_key("terms", name),
        )
        for name, entry in shape.terms.items()
    )


def _conflicts(document: Document, shape: LeafletFile, rules: RuleReader) -> Iterator[Conflict]:
    for name, entry in shape.conflicts.items():
        path = ("conflicts", name)
        asks = tuple(
            TurnsToAsk(
                block=block,
                only_if=rules.at(*path, "asks", block, "only_if")
                if turn and turn.only_if
                else ALWAYS,
                unless=rules.at(*path, "asks", block, "unless") if turn and turn.unless else None,
            )
            for block, turn in entry.asks.items()
        )
        yield Conflict(
            id=name,
            when=rules.at(*path, "when"),
            message=entry.message,
            keys=tuple(entry.asks),
            asks=asks,
            where=document.where_key(*path),
        )


def _flags(document: Document, shape: LeafletFile, rules: RuleReader) -> Iterator[Flag]:
    for name, entry in shape.flags.items():
        yield Flag(
            id=name,
            message=entry.message,
            when=rules.at("flags", name, "when") if entry.when else None,
            undecided=entry.undecided,
            keys=entry.keys or ((entry.undecided,) if entry.undecided else ()),
        )


def _facts(
    document: Document,
    shape: FactsFile,
    vocabulary: Vocabulary,
    blocks: tuple[str, ...],
    report: Report,
    unread: frozenset[str],
) -> Iterator[Fact]:
    rules = RuleReader(document, vocabulary, blocks, report, unread)
    conditions: dict[str, Rule] = {name: rules.at("conditions", name) for name in shape.conditions}
    for name, entry in shape.facts.items():
        if entry.under and entry.under not in conditions:
            report(
                Diagnostic(
                    check="facts",
                    message=f'"{entry.under}" is not a condition',
                    where=document.where("facts", name, "under"),
                    hint=nearest(entry.under, conditions),
                )
            )
        for index, other in enumerate(entry.same_as):
            if other not in shape.facts:
                report(
                    Diagnostic(
                        check="facts",
                        message=f"{other} is not a declared fact",
                        where=document.where("facts", name, "same_as", index),
                        hint=nearest(other, shape.facts),
                    )
                )
        yield Fact(
            id=name,
            fact=entry.fact,
            when=conditions.get(entry.under, ALWAYS),
            terms=entry.terms,
            hedge=entry.hedge,
            dated=entry.dated,
            safety=entry.safety,
            own=entry.own,
            printed=entry.printed,
            same_as=entry.same_as,
            where=document.where_key("facts", name),
        )


def _reference_faults(
    document: Document, shape: LeafletFile, leaflet: LeafletSource
) -> Iterator[Diagnostic]:
    keys = {block.key for block in leaflet.blocks} | {part.key for _, part in leaflet.parts()}
    declared = set(shape.blocks)

    def fault(message: str, *path: str | int, hint: str = "") -> Diagnostic:
        return Diagnostic(check="content", message=message, where=document.where(*path), hint=hint)

    for name, conflict in shape.conflicts.items():
        for turned in conflict.asks:
            if turned not in declared:
                yield fault(
                    f'"{turned}" is not a block',
                    "conflicts",
                    name,
                    "asks",
                    turned,
                    hint=nearest(turned, declared),
                )
    for name, flag in shape.flags.items():
        wanted = (*flag.keys, *((flag.undecided,) if flag.undecided else ()))
        for key in wanted:
            if key not in keys and key.partition(".")[0] in {b.key for b in leaflet.blocks}:
                yield fault(
                    f'"{key}" is not a block or part', "flags", name, hint=nearest(key, keys)
                )
        if not flag.when and not flag.undecided:
            yield fault(
                f"nothing raises the flag {name}",
                "flags",
                name,
                hint="give it `when` or `undecided`",
            )
    for block in leaflet.blocks:
        for other in block.never_with:
            if other not in declared:
                yield Diagnostic(
                    check="content",
                    message=f'never_with: "{other}" is not a block',
                    where=block.where,
                    hint=nearest(other, declared),
                )
    yield from _circles(leaflet)


def _unknown_facts(document: Document, shape: BlockFile, facts: FactsFile) -> Iterator[Diagnostic]:
    """Facts that a part or a row of ``document`` carries, and nothing declares."""
    for name, part in shape.parts.items():
        at = ("parts", name)
        named: list[tuple[tuple[str | int, ...], str]] = [
            ((*at, "facts", i), fact) for i, fact in enumerate(part.facts)
        ]
        if isinstance(part, GlancePart):
            for row, entry in part.rows.items():
                inside = (*at, "rows", row, "facts")
                named += [((*inside, i), fact) for i, fact in enumerate(entry.facts)]
        for place, fact in named:
            if fact not in facts.facts:
                yield Diagnostic(
                    check="facts",
                    message=f"{fact} is not a declared fact",
                    where=document.where(*place),
                    hint=nearest(fact, facts.facts),
                    key=f"{shape.block}.{name}",
                )


def _circles(leaflet: LeafletSource) -> Iterator[Diagnostic]:
    """Blocks whose rules ask, through one another, whether they are printed themselves.

    A conflict's rules count as those of the blocks that it turns to ask.
    """
    asks = {block.key: _printed_in(block.when) for block in leaflet.blocks}
    for conflict in leaflet.conflicts:
        for turn in conflict.asks:
            rules = (conflict.when, turn.only_if, *((turn.unless,) if turn.unless else ()))
            asks.setdefault(turn.block, set()).update(*(_printed_in(rule) for rule in rules))
    for block in leaflet.blocks:
        seen: set[str] = set()
        waiting = set(asks[block.key])
        while waiting:
            key = waiting.pop()
            if key not in seen:
                seen.add(key)
                waiting |= asks.get(key, set())
        if block.key in seen:
            yield Diagnostic(
                check="rules",
                message=f"the rule of {block.key} asks, in a circle, whether it is printed itself",
                where=block.where,
                hint="take one `printed:` out of the circle",
                key=block.key,
            )


def _printed_in(rule: Rule) -> set[str]:
    return {leaf.block for leaf in leaves(rule) if isinstance(leaf, Printed)}
