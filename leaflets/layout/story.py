"""The story: a translated leaflet as a list of pieces, top to bottom, in the order it is read.

Nothing here knows about pages. Paper, running heads and page numbers belong to ``pages`` and
``furniture``, type and colour to ``stylesheet``, looks to ``flowables`` and ``tables``.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar, assert_never

from leaflets.errors import LeafletsError
from leaflets.layout.flowables import (
    BlockHeading,
    Box,
    BoxLook,
    Bullet,
    CardRow,
    PartHeading,
    Why,
    WritingLines,
    bullet_list,
)
from leaflets.layout.kept import Again, keeper, once
from leaflets.layout.opening import ContactBox
from leaflets.layout.paragraphs import set_text
from leaflets.layout.passage import Passage
from leaflets.layout.piece import PageBreak, Piece
from leaflets.layout.qr import QrPanel
from leaflets.layout.structure import Node
from leaflets.layout.stylesheet import Styles
from leaflets.layout.tables import GlanceTable, reference_row, term_row
from leaflets.model.leaflet import (
    Block,
    Card,
    Cards,
    Contact,
    Leaflet,
    Part,
    Prose,
    Table,
    Terms,
)
from leaflets.model.source import BlockKind, Tone
from leaflets.model.text import Translated

Said = TypeVar("Said", bound=Hashable)


def story(leaflet: Leaflet[Translated], styles: Styles) -> list[Piece]:
    """Everything below the personal box, in reading order.

    Pieces that other leaflets have, too, are the same objects.
    """
    return [piece for passage in passages(leaflet, styles) for piece in passage.pieces]


def passages(leaflet: Leaflet[Translated], styles: Styles) -> list[Passage]:
    """The same in passages, which other leaflets may have, too."""
    again = keeper(styles).again
    blocks = [again(block, partial(_block, block, styles)) for block in leaflet.blocks]
    found = [passage for block in blocks for passage in block]
    pieces = [id(piece) for passage in found for piece in passage.pieces]
    if len(set(pieces)) < len(pieces):  # a part that comes twice in one leaflet
        return [each for block in leaflet.blocks for each in _passages(block, styles, once)]
    return found


def _block(block: Block[Translated], styles: Styles) -> tuple[Passage, ...]:
    """A block that was not set before, of parts that may have been."""
    return tuple(_passages(block, styles, keeper(styles).again))


def _passages(block: Block[Translated], styles: Styles, again: Again) -> Iterator[Passage]:
    opening, parts = _opened(block)
    yield again(("opening", opening), lambda: Passage(_opening(opening, styles)))
    for number, part in enumerate(parts):
        make = partial(_passage, part, block.kind, styles, again, first=number == 0)
        made = again((part, block.kind, number == 0), make)
        if made.pieces:
            yield made


def _passage(
    part: Part[Translated], kind: BlockKind, styles: Styles, again: Again, *, first: bool
) -> Passage:
    return Passage(_part(part, kind, styles, first=first, again=again))


def block_pieces(block: Block[Translated], styles: Styles) -> Iterator[Piece]:
    """A block: its heading, why it is here, then its parts; for one leaflet alone."""
    opening, parts = _opened(block)
    yield from _opening(opening, styles)
    for number, part in enumerate(parts):
        yield from _part(part, block.kind, styles, first=number == 0)


def _opened(
    block: Block[Translated],
) -> tuple[Block[Translated], tuple[Part[Translated], ...]]:
    """What a block opens with, and its other parts: whom to call stands in a heading's place."""
    opens = 1 if block.parts and isinstance(block.parts[0].body, Contact) else 0
    return replace(block, parts=block.parts[:opens]), block.parts[opens:]


def _opening(block: Block[Translated], styles: Styles) -> Iterator[Piece]:
    """What stands above the parts of a block, or in the place of its first."""
    spaces = styles.spaces
    first = block.parts[0].body if block.parts else None
    if isinstance(first, Contact):
        contact = ContactBox(block.title, first, styles)
        contact.place = _place(block.parts[0].key, styles)
        yield contact.spaced(
            before=spaces.part_before, after=spaces.paragraph, break_before=PageBreak.CONTACT
        )
    else:
        yield BlockHeading(block.title, block.brand, styles).spaced(
            before=spaces.block_before,
            after=spaces.block_after,
            keep=True,
            break_before=PageBreak.BLOCK,
        )
    if block.why:
        yield Why(block.why_label, block.why, styles).spaced(after=spaces.paragraph, keep=True)


def _part(
    part: Part[Translated], kind: BlockKind, styles: Styles, *, first: bool, again: Again = once
) -> list[Piece]:
    """A part in its block; ``first`` below the block's heading."""
    try:
        pieces = list(part_pieces(part, kind, styles, again))
    except LeafletsError as error:
        raise error.in_place(_place(part.key, styles)) from error
    for piece in pieces:
        piece.place = _place(part.key, styles)
    if first and pieces:
        # The block's heading has the space above it; a second one would part what it heads.
        pieces[0].space_before = 0
    elif pieces and part.heading is None:
        frame = kind is BlockKind.FRAME
        pieces[0].break_before = PageBreak.SAME_BLOCK if frame else PageBreak.SAME_THOUGHT
    return pieces


def _place(key: str, styles: Styles) -> str:
    return f"{key} ({styles.typography.language})"


def part_pieces(
    part: Part[Translated], kind: BlockKind, styles: Styles, again: Again = once
) -> Iterator[Piece]:
    """A part as its tone asks: running text, or a box that is kept whole."""
    spaces = styles.spaces
    match part.tone:
        case Tone.PLAIN:
            yield from _headed(part, kind, styles, again)
        case Tone.WARNING | Tone.NOTE | Tone.QUOTATION:
            look = {
                Tone.WARNING: BoxLook.WARNING,
                Tone.NOTE: BoxLook.NOTE,
                Tone.QUOTATION: BoxLook.QUOTATION,
            }[part.tone]
            yield Box(tuple(_headed(part, kind, styles, once)), look, styles).spaced(
                before=spaces.box_around, after=spaces.box_around, break_before=PageBreak.PART
            )
        case _:
            assert_never(part.tone)


def _headed(
    part: Part[Translated], kind: BlockKind, styles: Styles, again: Again
) -> Iterator[Piece]:
    """The heading, if there is one, and the body."""
    spaces = styles.spaces
    if part.heading:
        yield PartHeading(part.heading, part.drawing, styles).spaced(
            before=spaces.part_before,
            after=spaces.part_after,
            keep=True,
            break_before=PageBreak.PART,
        )
    yield from _body(part, kind, styles, again)


def _body(part: Part[Translated], kind: BlockKind, styles: Styles, again: Again) -> Iterator[Piece]:
    body = part.body
    match body:
        case Prose():
            yield from _prose(body, styles)
        case Table(rows=rows, intro=intro, qr=qr):
            yield from _intro(intro, styles)
            if kind is BlockKind.FRAME:
                make = partial(reference_row, styles=styles)
                between = PageBreak.SAME_THOUGHT
                yield from _rows(part.key, rows, make, styles, between, again)
                if qr:
                    yield QrPanel(qr).spaced(break_before=PageBreak.SAME_THOUGHT)
            else:
                yield _spaced(GlanceTable(rows, styles), styles)
        case Cards(cards=cards):
            yield from _cards(cards, styles)
        case Terms(entries=entries, intro=intro):
            yield from _intro(intro, styles)
            explain = partial(term_row, styles=styles)
            yield from _rows(part.key, entries, explain, styles, PageBreak.ROW, again)
        case Contact():
            yield _spaced(ContactBox(None, body, styles), styles)
        case _:
            assert_never(body)


def _prose(prose: Prose[Translated], styles: Styles) -> Iterator[Piece]:
    """A paragraph, a list with its lead-in, a closing paragraph, lines to write on."""
    spaces = styles.spaces
    if prose.text is not None:
        if prose.items:
            yield set_text(prose.text, styles.body).spaced(after=spaces.item, keep=True)
        else:
            yield set_text(prose.text, styles.body).spaced(after=spaces.paragraph)
    of = bullet_list()
    bullets = [Bullet(item, styles, of) for item in prose.items]
    # Lines to write on go with what they are for: the last points stand above them.
    yield from _list(bullets, styles, keep_last=bool(prose.lines))
    if prose.after is not None:
        yield set_text(prose.after, styles.body).spaced(
            after=spaces.paragraph, keep=bool(prose.lines)
        )
    if prose.lines:
        yield WritingLines(prose.lines, styles).spaced(after=spaces.paragraph)


def _list(bullets: list[Bullet], styles: Styles, *, keep_last: bool = False) -> Iterator[Piece]:
    """Points with half the space of paragraphs between them, none left alone on a page."""
    spaces = styles.spaces
    last = len(bullets) - 1
    for number, bullet in enumerate(bullets):
        yield bullet.spaced(
            before=spaces.item,
            after=spaces.item if number < last else spaces.paragraph,
            keep=number in (0, last - 1) if number < last else keep_last,
            break_before=PageBreak.ITEM,
        )


def _rows(
    key: str,
    said: Sequence[Said],
    make: Callable[[Said, Node], Piece],
    styles: Styles,
    between: PageBreak,
    again: Again,
) -> Iterator[Piece]:
    """Rows that touch, the first and the last never alone on a page.

    The same rows come in other tables of the part; all of them have one node for their table.
    """
    table = again(("table", key), lambda: Node("Table"))
    last = len(said) - 1

    def row(number: int) -> Piece:
        return make(said[number], table).spaced(
            before=styles.spaces.paragraph if number == 0 else 0,
            after=styles.spaces.paragraph if number == last else 0,
            keep=number in (0, last - 1) and number < last,
            break_before=between if number else PageBreak.PARAGRAPH,
        )

    for number, each in enumerate(said):
        # The first is changed by where the part stands; what is said twice is on the page twice.
        keep = again if number and each not in said[:number] else once
        yield keep((table, each, last - number in (0, 1), last == number), partial(row, number))


def _cards(cards: tuple[Card[Translated], ...], styles: Styles) -> Iterator[Piece]:
    """Rows of as many cards as the format has side by side."""
    across = styles.page_format.cards_across
    of = Node("L", numbering="None")
    names = [card.name for card in cards] if across == 1 else []
    rows = [
        CardRow(cards[start : start + across], styles, of, names)
        for start in range(0, len(cards), across)
    ]
    last = len(rows) - 1
    between = styles.spaces.item * (0.75 if styles.page_format.stacked else 1)
    for number, row in enumerate(rows):
        yield row.spaced(
            before=between,
            after=between if number < last else styles.spaces.paragraph,
            break_before=PageBreak.RESULT,
        )


def _intro(text: Translated | None, styles: Styles) -> Iterator[Piece]:
    """A sentence before a table, never parted from it."""
    if text is not None:
        yield set_text(text, styles.body).spaced(after=styles.spaces.paragraph, keep=True)


def _spaced(piece: Piece, styles: Styles) -> Piece:
    """A piece with a paragraph's space around it."""
    return piece.spaced(before=styles.spaces.paragraph, after=styles.spaces.paragraph)
