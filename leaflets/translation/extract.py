"""A leaflet's source in; every message that can reach its pages, in a stable order, out.

Proper names are not among them: they are written the same in each language, or in the spelling that
its ``names.yaml`` agrees on. The tool's own words are a domain of their own.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from leaflets.model.rule import Rule
from leaflets.model.source import (
    SHORT,
    CardsSource,
    GlanceSource,
    LeafletSource,
    ProseSource,
    SourceBlock,
    SourcePart,
    messages,
)
from leaflets.model.text import Message, placeholders
from leaflets.model.vocabulary import Mention, Vocabulary
from leaflets.translation import words
from leaflets.translation.context import Context, both, in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """A message to translate, what a translator must know of it, and the terms it uses."""

    message: Message
    context: Context
    terms: tuple[str, ...] = ()

    def comment(self) -> str:
        """The lines above its entry, for translators."""
        lines = list(self.context.lines())
        for name in dict.fromkeys(placeholders(self.message.source)):
            example = words.EXAMPLES.get(name)
            lines.append(f"Keep {{{name}}} as it is" + (f": it becomes {example}" * bool(example)))
        if self.terms:
            lines.append(f"Terms: {', '.join(self.terms)}")
        return "\n".join(lines)


def extract_leaflet(leaflet: LeafletSource, vocabulary: Vocabulary) -> tuple[Extracted, ...]:
    """The messages of one leaflet: its frame, its blocks in print order, reasons, the glossary."""
    found: dict[str, Extracted] = {}
    for message, context in _leaflet(leaflet, vocabulary):
        if not message.names and message.key not in found:
            found[message.key] = Extracted(
                message=message, context=context, terms=_terms(message, leaflet)
            )
    return tuple(found.values())


def extract_words() -> tuple[Extracted, ...]:
    """The tool's own words, in the order in which they are declared."""
    return tuple(
        Extracted(
            message=message,
            context=Context(
                where=words.PLACES.get(message.key, "The tool's own words on a page"),
                longest=words.LONGEST.get(message.key, 0),
            ),
        )
        for message in words.all_words()
    )


def _leaflet(leaflet: LeafletSource, vocabulary: Vocabulary) -> Iterator[tuple[Message, Context]]:
    yield leaflet.title, Context(where="The title on the first page")
    yield leaflet.short_title, Context(where="The short title at the top of each page", longest=40)
    yield leaflet.lead, Context(where="Under the title on the first page")
    if leaflet.sample_band:
        yield leaflet.sample_band, Context(where="The dark band at the top and foot of each page")
    if leaflet.later_note:
        yield (
            leaflet.later_note,
            Context(where="Under the title of a treatment that may come later"),
        )
    for source in leaflet.sources:
        yield source, Context(where="About this leaflet > Sources")
    yield from _glance(leaflet)
    for block in leaflet.blocks:
        yield from _block(block, vocabulary)
    yield from _vocabulary(vocabulary)
    for term in leaflet.glossary:
        where = f"Words explained > {term.term.source}"
        yield term.term, Context(where=where, note="A term: use it the same way everywhere")
        if term.meaning:
            yield term.meaning, Context(where=where, note="The meaning of the term")


def _glance(leaflet: LeafletSource) -> Iterator[tuple[Message, Context]]:
    """Labels and shared phrases of at-a-glance tables, label first."""
    rows: dict[str, list[Message]] = {}
    labels: dict[str, Message] = {}
    for _, part in leaflet.parts():
        if isinstance(part.body, GlanceSource):
            for row in part.body.rows:
                labels[row.label.key] = row.label
                shared = [value for value in row.values if value.key.startswith(row.label.key)]
                rows.setdefault(row.label.key, []).extend(shared)
    for key, label in labels.items():
        yield label, Context(where="At-a-glance tables > label of a row", longest=24)
        for value in rows[key]:
            yield value, Context(where=f"At-a-glance tables > {label.source}")


def _block(block: SourceBlock, vocabulary: Vocabulary) -> Iterator[tuple[Message, Context]]:
    title = block.title.source
    when = in_words(block.when, vocabulary)
    yield block.title, Context(where=f"{title} > title", when=when)
    if block.brand:
        yield block.brand, Context(where=f"{title} > brand", when=when)
    for part in block.parts:
        yield from _part(block, part, vocabulary)


def _part(
    block: SourceBlock, part: SourcePart, vocabulary: Vocabulary
) -> Iterator[tuple[Message, Context]]:
    place = f"{block.title.source} > {part.heading.source if part.heading else part.name}"
    rule = both(block.when, part.when)

    def context(kind: str, own: Rule | None = None) -> Context:
        return Context(
            where=f"{place} ({kind})",
            when=in_words(both(rule, own), vocabulary),
            note="It stands in the leaflet for safety: leave nothing out" if part.safety else "",
        )

    body = part.body
    rules = {i.text.key: i.when for i in body.items} if isinstance(body, ProseSource) else {}
    meanings = (
        {value.meaning.key for card in body.cards for value in card.values}
        if isinstance(body, CardsSource)
        else set()
    )
    labels = (
        {value.key: row.label.source for row in body.rows for value in row.values}
        if isinstance(body, GlanceSource)
        else {}
    )
    for message in messages(part):
        if part.heading is message:
            kind = "heading"
        elif message.key.endswith(SHORT):
            kind = "in place of the text, on a folded leaflet"
        elif message.key in rules:
            kind = "point of the list"
        elif message.key in labels:
            kind = f"at a glance: {labels[message.key]}"
        elif isinstance(body, CardsSource):
            kind = "meaning of a result" if message.key in meanings else "result"
        else:
            kind = "after the list" if message.key.endswith(".after") and rules else "text"
        yield message, context(kind, rules.get(message.key))


def _vocabulary(vocabulary: Vocabulary) -> Iterator[tuple[Message, Context]]:
    waiting = Context(where="Results we are waiting for > point of the list")
    for attribute in vocabulary.attributes:
        if attribute.waiting and attribute.mention is Mention.RESULT:
            yield attribute.waiting, waiting
        for value in attribute.values:
            if value.reason:
                yield value.reason, _reason(f"{attribute.label} is {value.word}")
        for drug, reason in attribute.drug_reasons:
            yield reason, _reason(f"{attribute.label}: {drug.replace('_', ' ')}")
    for derived in vocabulary.derived:
        for outcome in derived.values:
            if outcome.reason:
                yield outcome.reason, _reason(f"{derived.label} is {outcome.word}")


def _reason(when: str) -> Context:
    return Context(where='Under a treatment\'s title, after "Why this is here:"', when=when)


def _terms(message: Message, leaflet: LeafletSource) -> tuple[str, ...]:
    """The glossary terms and names in ``message``, the longest first where one holds another."""
    own = message.key.removeprefix("glossary.").removesuffix(".meaning")
    text = f" {_spaced(message.source)} "
    found = []
    for term in sorted(leaflet.glossary, key=lambda t: -max(map(len, t.forms))):
        forms = [f" {_spaced(form)} " for form in term.forms]
        if term.id != own and any(form in text for form in forms):
            found.append(term.term.source)
            for form in forms:
                text = text.replace(form, " · ")
    return tuple(sorted(found, key=str.casefold))


def _spaced(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
