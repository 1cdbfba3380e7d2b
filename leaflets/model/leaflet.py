"""One person's leaflet, generic in its text: ``Leaflet[Message]``, then ``Leaflet[Translated]``.

Layout accepts only the latter, so that what was not translated can't reach paper.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Generic, TypeVar, assert_never

from leaflets.model.source import BlockKind, State, Tone
from leaflets.model.text import Translated

T = TypeVar("T")
U = TypeVar("U")

SAMPLE_DAYS = tuple(date(2000, month, 28) for month in range(1, 13))
"""A day of each month. No month is 28 and none 2000, so day and year can be told in its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose(Generic[T]):
    """A paragraph, a list, a closing paragraph, ruled lines: in that order, each may be absent."""

    text: T | None = None
    items: tuple[T, ...] = ()
    after: T | None = None
    lines: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Generic[T]):
    """A label and what stands beside it."""

    label: T
    values: tuple[T, ...]
    drawing: str = ""


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """Rows to look things up in: an at-a-glance table, or the imprint.

    ``qr`` is what a QR code below it holds, for a machine to read; no code if it is empty.
    """

    rows: tuple[Row[T], ...]
    intro: T | None = None
    qr: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(Generic[T]):
    """A result: its name, its value, and one plain line on what that means."""

    name: T
    value: T
    meaning: T


@dataclass(frozen=True, slots=True)
class Cards(Generic[T]):
    """The person's results."""

    cards: tuple[Card[T], ...]


@dataclass(frozen=True, slots=True)
class Terms(Generic[T]):
    """Words explained."""

    entries: tuple[tuple[T, T], ...]
    intro: T | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone(Generic[T]):
    """A number to call. No number: room to write it."""

    label: T
    number: T | None
    main: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Generic[T]):
    """Whom to call, with the clinic's own numbers or room to write them."""

    text: T
    phones: tuple[Phone[T], ...]
    after: T | None = None


Body = Prose[T] | Table[T] | Cards[T] | Terms[T] | Contact[T]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Generic[T]):
    """A part that prints."""

    key: str
    body: Body[T]
    heading: T | None = None
    tone: Tone = Tone.PLAIN
    drawing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block(Generic[T]):
    """A block that prints. ``why`` says, from the proof, what in the results put it there."""

    key: str
    kind: BlockKind
    title: T
    parts: tuple[Part[T], ...]
    brand: T | None = None
    why_label: T | None = None
    why: tuple[T, ...] = ()


class Slot(StrEnum):
    """A place for what only one person's paper says; all else is alike on many papers."""

    NAME = "name"
    GIVEN_BY = "given_by"
    DATE = "date"
    PRINTED = "printed"
    """In the foot: the day, once more."""
    TOKEN = "token"
    """In the foot: what stands for the record; empty where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Generic[T]):
    """A field of the personal box; without a value it is a line to write on.

    ``source`` is the label in the ``source`` language, where that stands beside it.
    """

    label: T
    value: T | None
    slot: Slot | None = None
    source: T | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BandLine(Generic[T]):
    """A line of the band: in the reader's language, in the ``source`` language, or in both."""

    text: T | None = None
    source: T | None = None


@dataclass(frozen=True, slots=True)
class Logo(Generic[T]):
    """The clinic's picture, and whose it is for those who can't see it."""

    path: Path
    name: T


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture(Generic[T]):
    """What stands on each page beside the text, and the personal box of the first one.

    ``page_of`` keeps its ``{page}`` and ``{pages}``: they are known once pages are. ``continued``
    keeps its ``{title}``, of what goes on over a page. ``printed_on``
    keeps its ``{date}``, and ``days`` has a day of each month: with both there is room for the date
    of any day. Where values are ``reserved``, all that has a slot is stamped later, and the text
    that stands for it here is empty.
    """

    band: tuple[BandLine[T], ...]
    head_start: T | None
    head_end: T
    page_of: T
    printed: T
    edition: T
    review: T
    personal: tuple[Field[T], ...]
    document_title: T
    logo: Logo[T] | None = None
    printed_on: T | None = None
    continued: T | None = None
    days: tuple[T, ...] = ()
    token: T | None = None
    reserved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside(Generic[T]):
    """What a leaflet says in a second language: the same blocks, parts, items and rows.

    ``names`` is what the two languages are called, each in itself, the leaflet's own first.
    ``continued`` is as in :class:`Furniture`.
    """

    language: str
    names: tuple[T, T]
    title: T
    lead: T
    blocks: tuple[Block[T], ...]
    continued: T | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaflet(Generic[T]):
    """Everything that one person's pages say, in reading order.

    ``beside`` is what they say once more in a second language, for a nurse to point at.
    """

    id: str
    language: str
    title: T
    lead: T
    blocks: tuple[Block[T], ...]
    furniture: Furniture[T]
    state: State
    code: str
    names: tuple[str, ...] = ()
    """Proper names that are written alike in every language."""
    phrases: tuple[str, ...] = ()
    """What results and tables say in a few words: a line had better not end in one of them."""
    beside: Beside[T] | None = None

    def keys(self) -> tuple[str, ...]:
        """The key of every part that prints."""
        return tuple(part.key for block in self.blocks for part in block.parts)


def texts(leaflet: Leaflet[T]) -> tuple[T, ...]:
    """Every text of ``leaflet``, in reading order."""
    found: list[T] = []
    map_text(leaflet, found.append)
    return tuple(found)


def texts_of(block: Block[T]) -> tuple[T, ...]:
    """Every text of a block, in reading order."""
    found: list[T] = []
    map_block(block, found.append)
    return tuple(found)


def texts_round(furniture: Furniture[T]) -> tuple[T, ...]:
    """Every text of what stands round the blocks, in the order of :func:`texts`."""
    found: list[T] = []
    map_furniture(furniture, found.append)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Change(Generic[T, U]):
    """What becomes of a text, and of what has many, all of which are changed so."""

    text: Callable[[T], U]
    block: Callable[[Block[T]], Block[U]]
    furniture: Callable[[Furniture[T]], Furniture[U]]


def of_texts(change: Callable[[T], U]) -> Change[T, U]:
    """What becomes of a leaflet by what becomes of each of its texts."""
    return Change(
        change,
        lambda block: map_block(block, change),
        lambda furniture: map_furniture(furniture, change),
    )


def map_text(
    leaflet: Leaflet[T], change: Callable[[T], U], beside: Callable[[T], U] | None = None
) -> Leaflet[U]:
    """The same leaflet with ``change`` applied to every text, once each, in reading order.

    What it says in a second language is changed by ``beside`` instead, if that is given.
    """
    return changed(leaflet, of_texts(change), of_texts(beside or change))


def changed(leaflet: Leaflet[T], by: Change[T, U], beside: Change[T, U]) -> Leaflet[U]:
    """The same leaflet, changed in reading order, and what it says in a second language too."""
    return Leaflet(
        id=leaflet.id,
        language=leaflet.language,
        title=by.text(leaflet.title),
        lead=by.text(leaflet.lead),
        blocks=tuple(map(by.block, leaflet.blocks)),
        furniture=by.furniture(leaflet.furniture),
        state=leaflet.state,
        code=leaflet.code,
        names=leaflet.names,
        phrases=leaflet.phrases,
        beside=None if leaflet.beside is None else _map_beside(leaflet.beside, beside),
    )


def map_furniture(furniture: Furniture[T], change: Callable[[T], U]) -> Furniture[U]:
    """The same with ``change`` applied to every text, once each."""

    def maybe(text: T | None) -> U | None:
        return None if text is None else change(text)

    return Furniture(
        band=tuple(
            BandLine(text=maybe(line.text), source=maybe(line.source)) for line in furniture.band
        ),
        head_start=maybe(furniture.head_start),
        head_end=change(furniture.head_end),
        page_of=change(furniture.page_of),
        printed=change(furniture.printed),
        edition=change(furniture.edition),
        review=change(furniture.review),
        personal=tuple(
            Field(label=change(f.label), value=maybe(f.value), slot=f.slot, source=maybe(f.source))
            for f in furniture.personal
        ),
        document_title=change(furniture.document_title),
        logo=Logo(furniture.logo.path, change(furniture.logo.name)) if furniture.logo else None,
        printed_on=maybe(furniture.printed_on),
        continued=maybe(furniture.continued),
        days=tuple(map(change, furniture.days)),
        token=maybe(furniture.token),
        reserved=furniture.reserved,
    )


def _map_beside(old: Beside[T], by: Change[T, U]) -> Beside[U]:
    change = by.text
    own, other = old.names
    return Beside(
        language=old.language,
        names=(change(own), change(other)),
        title=change(old.title),
        lead=change(old.lead),
        blocks=tuple(map(by.block, old.blocks)),
        continued=None if old.continued is None else change(old.continued),
    )


def map_block(block: Block[T], change: Callable[[T], U]) -> Block[U]:
    """The same block with ``change`` applied to every text, once each, in reading order."""

    def maybe(text: T | None) -> U | None:
        return None if text is None else change(text)

    def row(old: Row[T]) -> Row[U]:
        return Row(
            label=change(old.label), values=tuple(map(change, old.values)), drawing=old.drawing
        )

    def body(old: Body[T]) -> Body[U]:
        match old:
            case Prose(text=text, items=items, after=after, lines=lines):
                return Prose(
                    text=maybe(text),
                    items=tuple(map(change, items)),
                    after=maybe(after),
                    lines=lines,
                )
            case Table(rows=rows, intro=intro, qr=qr):
                return Table(intro=maybe(intro), rows=tuple(map(row, rows)), qr=qr)
            case Cards(cards=cards):
                return Cards(
                    tuple(
                        Card(name=change(c.name), value=change(c.value), meaning=change(c.meaning))
                        for c in cards
                    )
                )
            case Terms(entries=entries, intro=intro):
                return Terms(
                    intro=maybe(intro),
                    entries=tuple((change(term), change(meaning)) for term, meaning in entries),
                )
            case Contact(text=text, phones=phones, after=after):
                return Contact(
                    text=change(text),
                    phones=tuple(
                        Phone(label=change(p.label), number=maybe(p.number), main=p.main)
                        for p in phones
                    ),
                    after=maybe(after),
                )
            case _:
                assert_never(old)

    def part(old: Part[T]) -> Part[U]:
        return Part(
            key=old.key,
            heading=maybe(old.heading),
            body=body(old.body),
            tone=old.tone,
            drawing=old.drawing,
        )

    return Block(
        key=block.key,
        kind=block.kind,
        title=change(block.title),
        brand=maybe(block.brand),
        why_label=maybe(block.why_label),
        why=tuple(map(change, block.why)),
        parts=tuple(map(part, block.parts)),
    )


def reserve(leaflet: Leaflet[Translated]) -> Leaflet[Translated]:
    """``leaflet`` as it is for everyone of whom the same values are known, and these left out."""
    furniture = leaflet.furniture
    nothing = Translated("")
    personal = tuple(
        replace(field, value=nothing) if field.slot and field.value is not None else field
        for field in furniture.personal
    )
    emptied = replace(furniture, personal=personal, printed=nothing, token=nothing, reserved=True)
    return replace(leaflet, furniture=emptied)


def on_day(days: Sequence[str], day: date) -> str:
    """The text of ``day``, given those of the :data:`SAMPLE_DAYS` in the same language."""
    sample = days[day.month - 1]
    # The day first: a year may have a 28 in it.
    return sample.replace("28", str(day.day)).replace("2000", f"{day:%Y}")
