"""What each kind of thing looks like: headings, bullets, boxes, cards, lines to write on.

Each is a panel: it is never cut over two pages. Tables stand in ``tables``.
"""

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto

from leaflets.layout.drawings import known
from leaflets.layout.panels import (
    Area,
    Arrangement,
    Breakable,
    Mark,
    Panel,
    Picture,
    Placed,
    Rule,
    lowest,
    place,
    stack,
)
from leaflets.layout.paragraphs import EPSILON, SetText, Span, set_spans, set_text
from leaflets.layout.piece import Piece
from leaflets.layout.structure import Node
from leaflets.layout.stylesheet import Styles, TextStyle
from leaflets.model.leaflet import Card
from leaflets.model.text import Translated


class BlockHeading(Panel):
    """A heavy rule over the full measure and the block's title; a brand stands lighter beside it.

    ``text`` is what the outline says.
    """

    begins_block = True

    def __init__(self, text: Translated, brand: Translated | None, styles: Styles) -> None:
        super().__init__()
        self.text = text
        self._styles = styles
        self._set = heading_text(text, brand, styles)

    @property
    def outline(self) -> Translated:
        """The title."""
        return self.text

    def arrange(self, width: float) -> Arrangement:
        """The rule, then the text."""
        spaces = self._styles.spaces
        top = spaces.heading_rule + 1.5 * spaces.step
        placed = place(self._set.alone(width), 0, top, width)
        rule = Rule(
            top=0,
            length=width,
            thickness=spaces.heading_rule,
            colour=self._styles.palette.accent,
        )
        return Arrangement(top + placed.height, (placed,), (rule,))


def heading_text(text: Translated, brand: Translated | None, styles: Styles) -> SetText:
    """A block's title, with the brand in brackets and in the lighter weight."""
    spans = [Span(text, styles.heading)]
    if brand:
        spans.append(Span(Translated(f"({brand})"), styles.brand))
    return set_spans(spans, styles.heading).tagged("H2")


class PartHeading(Panel):
    """A part's heading in bold, with a small drawing before it if the part has one."""

    def __init__(self, text: Translated, drawing: str, styles: Styles) -> None:
        super().__init__()
        self._styles = styles
        self._drawing = known(drawing) if drawing else ""
        self._set = set_text(text, styles.subheading).tagged("H3")

    def arrange(self, width: float) -> Arrangement:
        """The drawing at the reading side, the text beside it."""
        if not self._drawing:
            placed = place(self._set, 0, 0, width)
            return Arrangement(placed.height, (placed,))
        side = self._styles.drawing
        indent = side + 1.5 * self._styles.spaces.step
        text = place(self._set, indent, 0, width - indent)
        # The drawing stands in the middle of the first line and may rise above it.
        top = (self._set.style.leading - side) / 2
        down = max(0.0, -top)
        picture = Picture(
            name=self._drawing,
            top=top + down,
            side=side,
            colour=self._styles.palette.accent,
        )
        return Arrangement(text.height + down, (text._replace(top=down),), (picture,))


class Bullet(Panel):
    """A point of a list: a small round mark, the text hanging beside it.

    ``of`` is the list that it is a point of.
    """

    def __init__(self, text: Translated, styles: Styles, of: Node) -> None:
        super().__init__()
        self._styles = styles
        item = Node("LI", of)
        self._label = Node("Lbl", item, actual_text="•")
        self._set = set_text(text, styles.body).tagged(Node("LBody", item))

    def arrange(self, width: float) -> Arrangement:
        """The mark in the middle of the first line's small letters."""
        style = self._set.style
        indent = style.size * 1.3
        text = place(self._set, indent, 0, width - indent)
        side = style.size * 0.36
        # Half the height of small letters above the baseline: 0.268 of the size in Noto Sans.
        middle = self._set.first_baseline - 0.268 * style.size
        dot = Area(
            x=style.size * 0.25,
            top=middle - side / 2,
            width=side,
            height=side,
            fill=self._styles.palette.accent,
            radius=side / 2,
            node=self._label,
        )
        return Arrangement(text.height, (text,), (dot,))


def bullet_list(parent: Node | None = None) -> Node:
    """The list that points are points of."""
    return Node("L", parent, numbering="Disc")


class WritingLines(Panel):
    """Ruled lines to write on, 9.5 mm apart."""

    def __init__(self, count: int, styles: Styles) -> None:
        super().__init__()
        self._count = count
        self._styles = styles

    def arrange(self, width: float) -> Arrangement:
        """The first line has its writing space above it."""
        spaces = self._styles.spaces
        marks = tuple(
            Rule(
                top=(number + 1) * spaces.writing_line - spaces.hairline,
                length=width,
                thickness=spaces.hairline,
                colour=self._styles.palette.line,
            )
            for number in range(self._count)
        )
        return Arrangement(self._count * spaces.writing_line, (), marks)


class BoxLook(Enum):
    """How a box stands out: an outline with a heavy bar, a tint with a bar, or a thin bar alone."""

    WARNING = auto()
    NOTE = auto()
    QUOTATION = auto()


class Box(Breakable):
    """Pieces in a box with a bar on the reading side."""

    def __init__(self, pieces: Sequence[Piece], look: BoxLook, styles: Styles) -> None:
        super().__init__()
        self._pieces = tuple(pieces)
        self._look = look
        self._styles = styles

    def arrange(self, width: float) -> Arrangement:
        """The pieces below each other, inside the padding."""
        spaces, palette = self._styles.spaces, self._styles.palette
        pad = spaces.box_padding
        indent = spaces.bar + pad
        above = 0.5 * pad if self._look is BoxLook.QUOTATION else pad
        placed, bottom = stack(self._pieces, indent, above, width - indent - pad)
        height = bottom + above
        bar = Area(width=spaces.bar, height=height, fill=palette.ink)
        marks: tuple[Mark, ...]
        match self._look:
            case BoxLook.WARNING:
                outline = Area(
                    width=width, height=height, outline=palette.ink, thickness=spaces.outline
                )
                marks = (outline, bar)
            case BoxLook.NOTE:
                tint = Area(width=width, height=height, fill=palette.tint)
                marks = (tint, replace(bar, fill=palette.accent))
            case BoxLook.QUOTATION:
                marks = (replace(bar, width=spaces.heading_rule, fill=palette.line),)
        return Arrangement(height, placed, marks)


class Why(Panel):
    """Why a block is here: the label and its reasons, tinted, in as few lines as it takes."""

    def __init__(
        self, label: Translated | None, reasons: Sequence[Translated], styles: Styles
    ) -> None:
        super().__init__()
        self._styles = styles
        start = [Span(label, styles.label)] if label else []
        if len(reasons) == 1:
            self._pieces: tuple[Piece, ...] = (
                set_spans([*start, Span(reasons[0], styles.body)], styles.body),
            )
        else:
            heads = [set_spans(start, styles.body)] if start else []
            of = bullet_list()
            self._pieces = (*heads, *(Bullet(reason, styles, of) for reason in reasons))

    def arrange(self, width: float) -> Arrangement:
        """One tinted bar over the measure."""
        step = self._styles.spaces.step
        placed, bottom = stack(self._pieces, 2 * step, step, width - 4 * step)
        height = bottom + step
        tint = Area(width=width, height=height, fill=self._styles.palette.tint)
        return Arrangement(height, placed, (tint,))


class CardRow(Panel):
    """Results side by side: value and meaning begin at one height in every card.

    A card that has the measure to itself is wide and low instead. ``of`` is the list of results,
    ``names`` what the other wide cards are called: they all place their values alike.
    """

    def __init__(
        self,
        cards: Sequence[Card[Translated]],
        styles: Styles,
        of: Node,
        names: Sequence[Translated] = (),
    ) -> None:
        super().__init__()
        self._styles = styles
        self._cards = tuple(cards)
        self._bodies = tuple(Node("LBody", Node("LI", of)) for _ in cards)
        self._names = self._set(tuple(card.name for card in cards), styles.card)
        self._all_names = (*self._names, *(set_text(name, styles.card) for name in names))
        self._meanings = self._set(tuple(card.meaning for card in cards), styles.card)

    def arrange(self, width: float) -> Arrangement:
        """Cards of one width and height."""
        spaces, palette = self._styles.spaces, self._styles.palette
        count = len(self._cards)
        gap, pad = 2 * spaces.step, 2 * spaces.step
        card = (width - (count - 1) * gap) / count
        left = [pad + number * (card + gap) for number in range(count)]
        if count == 1:
            placed, height = self._wide(pad, card - 2 * pad)
        else:
            placed, height = self._tall(left, pad, card - 2 * pad)
        marks = tuple(
            Area(x=x - pad, width=card, height=height, fill=palette.tint, radius=spaces.radius)
            for x in left
        )
        return Arrangement(height, tuple(placed), marks)

    def _set(self, texts: Sequence[Translated], style: TextStyle) -> tuple[SetText, ...]:
        """One text for each card, as a paragraph of its list item."""
        return tuple(
            set_text(text, style).tagged(Node("P", body))
            for text, body in zip(texts, self._bodies, strict=True)
        )

    def _values(self, width: float, largest: int = 0) -> tuple[SetText, ...]:
        """The values in the largest type in which none needs a second line."""
        for style in self._styles.values[largest:]:
            values = self._set(tuple(card.value for card in self._cards), style)
            if all(value.needed_width <= width for value in values):
                break
        return values

    def _tall(self, left: Sequence[float], pad: float, width: float) -> tuple[list[Placed], float]:
        """Name, value and meaning below each other; short names stand down on their values."""
        half_step = self._styles.spaces.step / 2
        names = [place(name, x, pad, width) for name, x in zip(self._names, left, strict=True)]
        top = lowest(names)
        names = [name._replace(top=top - name.height) for name in names]
        values = [
            place(value, x, top + half_step, width)
            for value, x in zip(self._values(width), left, strict=True)
        ]
        top = lowest(values) + half_step
        meanings = [
            place(meaning, x, top, width) for meaning, x in zip(self._meanings, left, strict=True)
        ]
        return [*names, *values, *meanings], lowest(meanings) + pad

    def _wide(self, pad: float, width: float) -> tuple[list[Placed], float]:
        """Name and value beside each other on one baseline, the meaning below."""
        start = width / 2
        top = 0.75 * self._styles.spaces.step
        if max(name.needed_width for name in self._all_names) > start - pad:
            # A long name has what the value leaves it, so that neither needs a second line; all
            # values then stand at the end, so that they are in line with each other.
            start = max(start, width - self._values(width / 2, 1)[0].needed_width - EPSILON)
        value = self._values(width - start, 1)[0]
        drop = value.first_baseline - self._names[0].first_baseline
        row = [
            place(self._names[0], pad, top + drop, start - pad),
            place(value, pad + start, top, width - start),
        ]
        meaning = place(self._meanings[0], pad, lowest(row), width)
        return [*row, meaning], lowest([meaning]) + top
