"""One block file in; a block of the model out, with the place of every text in it."""

from leaflets.content.rules import Report, RuleReader, nearest
from leaflets.content.shapes import (
    BlockFile,
    CardsPart,
    ContactPart,
    GlancePart,
    GlanceRowShape,
    ImprintPart,
    ItemShape,
    ProsePart,
    ShortShape,
    TermsPart,
    WaitingPart,
)
from leaflets.diagnostics import Diagnostic
from leaflets.documents import Document
from leaflets.model.review import Review
from leaflets.model.rule import ALWAYS
from leaflets.model.source import (
    BlockKind,
    BodySource,
    CardSource,
    CardsSource,
    CardValue,
    ContactSource,
    GlanceRow,
    GlanceSource,
    ImprintSource,
    Item,
    ProseSource,
    SourceBlock,
    SourcePart,
    TermsSource,
    Tone,
    WaitingSource,
)
from leaflets.model.text import Message
from leaflets.model.vocabulary import Vocabulary

AnyPart = ProsePart | GlancePart | CardsPart | WaitingPart | TermsPart | ContactPart | ImprintPart

RESERVED = frozenset({"heading", "after", "title", "brand", "short"})
"""Names that texts of the tool's own structure have in keys; parts and items can't take them."""


class BlockBuilder:
    """Builds the block of one document."""

    def __init__(
        self,
        document: Document,
        vocabulary: Vocabulary,
        rules: RuleReader,
        glance: dict[str, GlanceRowShape],
        glance_messages: dict[tuple[str, str], Message],
        report: Report,
    ) -> None:
        self._document = document
        self._vocabulary = vocabulary
        self._rules = rules
        self._glance = glance
        self._glance_messages = glance_messages
        self._report = report

    def build(self, shape: BlockFile) -> SourceBlock:
        """The block that ``shape`` says."""
        key = shape.block
        parts = []
        for name, part in shape.parts.items():
            if name in RESERVED:
                self._fault(f'a part can not be called "{name}"', "parts", name)
            parts.append(self._part(key, name, part))
        return SourceBlock(
            key=key,
            kind=BlockKind(shape.kind),
            title=self._message(f"{key}.title", shape.title, "title"),
            brand=self._maybe(f"{key}.brand", shape.brand, "brand", names=True),
            when=self._rules.at("when") if shape.when else ALWAYS,
            sample=shape.basis == "sample",
            version=shape.version,
            review_by=shape.review_by,
            review=_review(shape),
            sources=shape.sources,
            never_with=shape.never_with,
            parts=tuple(parts),
            where=self._document.where("block"),
        )

    def _fault(self, message: str, *path: str | int, hint: str = "") -> None:
        where = self._document.where_key(*path)
        self._report(Diagnostic(check="content", message=message, where=where, hint=hint))

    def _message(self, key: str, text: str, *path: str | int, names: bool = False) -> Message:
        return Message(key=key, source=text, where=self._document.where(*path), names=names)

    def _maybe(
        self, key: str, text: str | None, *path: str | int, names: bool = False
    ) -> Message | None:
        return None if text is None else self._message(key, text, *path, names=names)

    def _part(self, block: str, name: str, shape: AnyPart) -> SourcePart:
        key = f"{block}.{name}"
        at = ("parts", name)
        body = self._body(key, at, shape)
        return SourcePart(
            key=key,
            heading=self._maybe(f"{key}.heading", shape.heading, *at, "heading"),
            tone=Tone(shape.tone),
            body=body,
            short=self._short(key, at, shape, body),
            when=self._rules.at(*at, "when") if shape.when else None,
            waits=shape.ask is None,
            comes_later=shape.later is None,
            safety=shape.safety,
            option=shape.option or "",
            only_sample=shape.only == "sample",
            drawing=shape.drawing,
            facts=shape.facts,
            where=self._document.where_key(*at),
        )

    def _body(self, key: str, at: tuple[str, str], shape: AnyPart) -> BodySource:
        match shape:
            case ProsePart():
                return self._prose(key, at, shape)
            case GlancePart():
                return GlanceSource(tuple(self._rows(key, at, shape)))
            case CardsPart():
                return CardsSource(tuple(self._cards(key, at, shape)))
            case WaitingPart():
                return WaitingSource(
                    self._message(key, shape.text, *at, "text"),
                    self._maybe(f"{key}.after", shape.after, *at, "after"),
                )
            case TermsPart():
                return TermsSource(self._maybe(key, shape.text, *at, "text"))
            case ContactPart():
                return ContactSource(
                    text=self._message(key, shape.text, *at, "text"),
                    after=self._maybe(f"{key}.after", shape.after, *at, "after"),
                )
            case ImprintPart():
                return ImprintSource(self._maybe(key, shape.text, *at, "text"))

    def _short(
        self, key: str, at: tuple[str, str], shape: AnyPart, body: BodySource
    ) -> ProseSource | None:
        """What stands for the part on a folded leaflet, if it has a short form."""
        short = shape.short if isinstance(shape, ProsePart | TermsPart) else None
        if short is None:
            return None
        if shape.safety:
            self._fault("a part that is there for safety has no short form", *at, "short")
        prose = body if isinstance(body, ProseSource) else ProseSource()
        if not isinstance(short, ShortShape):
            return prose
        items = {item.text.key.removeprefix(f"{key}."): item for item in prose.items}
        for index, name in enumerate(short.items):
            if name not in items:
                self._fault(
                    f'"{name}" is no point of the part\'s list',
                    *at,
                    "short",
                    "items",
                    index,
                    hint=nearest(name, items),
                )
        if not (short.text or short.items or short.lines):
            self._fault("the short form says nothing", *at, "short", hint="write `short: same`")
        own = self._maybe(f"{key}.short", short.text, *at, "short", "text")
        return ProseSource(
            text=own or prose.text,
            items=tuple(items[name] for name in short.items if name in items),
            after=prose.after if short.lines else None,
            lines=short.lines,
        )

    def _prose(self, key: str, at: tuple[str, str], shape: ProsePart) -> ProseSource:
        items = []
        for name, item in shape.items.items():
            if name in RESERVED:
                self._fault(f'a list item can not be called "{name}"', *at, "items", name)
            path = (*at, "items", name)
            if isinstance(item, ItemShape):
                text = self._message(f"{key}.{name}", item.text, *path, "text")
                items.append(Item(text=text, when=self._rules.at(*path, "when")))
            else:
                items.append(Item(text=self._message(f"{key}.{name}", item, *path)))
        if not (shape.text or items or shape.after or shape.lines):
            self._fault("the part has no text", *at, hint="write `text: ...`, or take it out")
        return ProseSource(
            text=self._maybe(key, shape.text, *at, "text"),
            items=tuple(items),
            after=self._maybe(f"{key}.after", shape.after, *at, "after"),
            lines=shape.lines,
        )

    def _rows(self, key: str, at: tuple[str, str], shape: GlancePart) -> list[GlanceRow]:
        rows = []
        order = list(self._glance)
        for name in sorted(shape.rows, key=lambda n: order.index(n) if n in order else 99):
            row = shape.rows[name]
            path = (*at, "rows", name)
            declared = self._glance.get(name)
            if declared is None:
                self._fault(
                    f'"{name}" is not a row of the at-a-glance table',
                    *path,
                    hint=nearest(name, self._glance),
                )
                continue
            values, drawing = [], ""
            for index, value in enumerate(row.values):
                phrase = self._glance_messages.get((name, value))
                if phrase is None:
                    self._report(
                        Diagnostic(
                            check="content",
                            message=f'"{value}" is not a phrase of the row {name}',
                            where=self._document.where(*path, "values", index),
                            hint=nearest(value, declared.values),
                        )
                    )
                    continue
                values.append(phrase)
                drawing = drawing or declared.values[value].drawing
            if row.text:
                values.append(self._message(f"{key}.{name}", row.text, *path, "text"))
            if not (row.values or row.text):
                self._fault("the row is empty", *path, hint="give `values: [...]` or `text: ...`")
            if not values:
                continue
            label = self._glance_messages[(name, "")]
            rows.append(
                GlanceRow(
                    label=label,
                    values=tuple(values),
                    drawing=drawing,
                    facts=row.facts,
                    where=self._document.where_key(*path),
                )
            )
        return rows

    def _cards(self, key: str, at: tuple[str, str], shape: CardsPart) -> list[CardSource]:
        cards = []
        for name, card in shape.cards.items():
            path = (*at, "cards", name)
            for asked, where in (
                (name, path),
                *((n, (*path, "instead_of")) for n in card.instead_of),
            ):
                if asked not in self._vocabulary.names:
                    self._fault(
                        f'"{asked}" is not a declared attribute',
                        *where,
                        hint=nearest(asked, self._vocabulary.names),
                    )
            values = []
            for value, text in card.values.items():
                inside = (*path, "values", value)
                attribute = self._vocabulary.attribute(name) or self._vocabulary.derived_attribute(
                    name
                )
                if attribute is not None and attribute.value(value) is None:
                    self._fault(f'"{value}" is not a value of {name}', *inside)
                values.append(
                    CardValue(
                        value=value,
                        word=self._message(f"{key}.{name}.{value}", text.word, *inside, "word"),
                        meaning=self._message(
                            f"{key}.{name}.{value}.meaning", text.meaning, *inside, "meaning"
                        ),
                    )
                )
            cards.append(
                CardSource(
                    attribute=name,
                    name=self._message(f"{key}.{name}", card.name, *path, "name"),
                    values=tuple(values),
                    instead_of=card.instead_of,
                )
            )
        return cards


def _review(shape: BlockFile) -> Review:
    if shape.review:
        return Review(shape.review)
    return Review.ELIGIBILITY if BlockKind(shape.kind) is BlockKind.DRUG else Review.GENERAL
