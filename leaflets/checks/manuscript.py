"""What a check reads: one leaflet, the content round it, and every text that a reader may see."""

from collections.abc import Iterator
from dataclasses import dataclass

from leaflets.model.source import Content, LeafletSource, SourcePart, messages
from leaflets.model.text import Message
from leaflets.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """One leaflet to check.

    ``unread`` is the raw text of the files of which something was left out: what it may hold can't
    be called missing. It is ``None`` where such a file can't be read at all.
    """

    leaflet: LeafletSource
    content: Content
    unread: str | None = ""

    @property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary that all leaflets share."""
        return self.content.vocabulary

    def may_hold(self, words: str) -> bool:
        """Whether ``words`` may stand in what could not be read."""
        return self.unread is None or words.casefold() in self.unread.casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text of the leaflet; ``key`` is the block or part that it belongs to alone."""

    message: Message
    key: str = ""
    part: SourcePart | None = None


def texts(manuscript: Manuscript) -> Iterator[Text]:
    """Every text a reader may see, but for the sample band and the titles of sources."""
    leaflet = manuscript.leaflet
    for message in (leaflet.title, leaflet.short_title, leaflet.lead, leaflet.later_note):
        if message:
            yield Text(message=message)
    for block in leaflet.blocks:
        yield Text(message=block.title, key=block.key)
        for part in block.parts:
            for message in messages(part):
                # The phrases of at-a-glance tables are shared, so no part owns them.
                key = part.key if message.key.startswith(part.key) else ""
                yield Text(message=message, key=key, part=part)
    for term in leaflet.glossary:
        yield Text(message=term.term)
        if term.meaning:
            yield Text(message=term.meaning)
    for message in _reasons(manuscript.vocabulary):
        yield Text(message=message)


def _reasons(vocabulary: Vocabulary) -> Iterator[Message]:
    for attribute in vocabulary.attributes:
        if attribute.waiting:
            yield attribute.waiting
        yield from (value.reason for value in attribute.values if value.reason)
        yield from (reason for _, reason in attribute.drug_reasons)
    for derived in vocabulary.derived:
        yield from (value.reason for value in derived.values if value.reason)
