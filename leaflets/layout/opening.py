"""The boxes that name people and numbers: title and personal box of page 1, and whom to call."""

from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import Self

from reportlab.lib.utils import ImageReader

from leaflets.layout.flowables import heading_text
from leaflets.layout.panels import (
    Area,
    Arrangement,
    Breakable,
    Mark,
    Panel,
    Photograph,
    Picture,
    Placed,
    Rule,
    lowest,
    place,
    stack,
)
from leaflets.layout.paragraphs import (
    EPSILON,
    DoesNotFit,
    SetText,
    fit_text,
    set_in_two,
    set_text,
    set_unbroken,
)
from leaflets.layout.piece import Piece
from leaflets.layout.slots import PersonalFault, Reserved, set_value
from leaflets.layout.structure import Node
from leaflets.layout.stylesheet import Styles, TextStyle
from leaflets.model.leaflet import Contact, Field, Logo, Phone
from leaflets.model.text import Translated

# A logo takes at most this share of the measure, so that the title keeps the page.
LOGO_SHARES = (0.24, 0.16, 0.1)
PERSONAL_FIELDS = 4
# A title is set in type as small as this share of its largest if that saves it a line, and if it
# is still larger than all else.
SMALLER_TITLE = 0.8
# What the lead may take of the place that it shares with the title.
LEAD_SHARE = 1 / 3
MOST_LEAD_SHARE = 0.6


class Masthead(Panel):
    """Title and lead in a place of fixed height, standing on its lower edge.

    A title too long for its place is set smaller, down to a block heading's size. A clinic's logo
    stands at the far end of the title. ``lead_share`` is what the lead may take of the height.
    """

    def __init__(
        self,
        title: Translated,
        lead: Translated,
        height: float,
        styles: Styles,
        logo: Logo[Translated] | None = None,
        *,
        lead_share: float = LEAD_SHARE,
    ) -> None:
        super().__init__()
        self._logo = logo
        self._lead_share = lead_share
        self.title = title
        self.height = height
        self._lead = lead
        self._styles = styles

    def lowered(self, by: float) -> "Masthead":
        """The same in a place that is lower by so many points."""
        lower = copy(self)
        lower.height, lower._width = self.height - by, -1
        return lower

    def arrange(self, width: float) -> Arrangement:
        """The largest title that leaves room for the lead."""
        gap = self._styles.spaces.step
        leads = self._styles.leads
        lead_height = max(leads[0].leading * 2, self.height * self._lead_share)
        lead = fit_text(self._lead, leads, width, lead_height, what="the lead")
        room = self.height - lead.height_of_lines - gap
        title, title_width, marks = self._title(width, room)
        top = room - title.height_of_lines
        return Arrangement(
            self.height,
            (place(title.tagged("H1"), 0, top, title_width), place(lead, 0, room + gap, width)),
            marks,
        )

    @property
    def spare(self) -> float:
        """The room above the title that nothing needs, in points, once arranged."""
        return self.arrangement.placed[0].top

    def _title(self, width: float, room: float) -> tuple[SetText, float, tuple[Mark, ...]]:
        """The title, its width, and the logo beside it: a smaller logo where the title is long."""
        if self._logo is None:
            return self._fitted(width, room), width, ()
        for share in LOGO_SHARES:
            logo = logo_mark(self._logo.path, width * share, room)
            beside = width - logo.width - self._styles.spaces.gutter
            try:
                title = self._fitted(beside, room)
            except DoesNotFit:
                if share == LOGO_SHARES[-1]:
                    raise
                continue
            break
        figure = Node("Figure", alt=self._logo.name)
        return title, beside, (replace(logo, x=width - logo.width, node=figure),)

    def _fitted(self, width: float, room: float) -> SetText:
        """The title in the largest type that it fits in, or on fewer lines in one not much smaller.

        Raises:
            DoesNotFit: It has no room in any.
        """
        titles = self._styles.titles
        least = max(SMALLER_TITLE * titles[0].size, self._styles.number.size + EPSILON)
        best: SetText | None = None
        for style in titles:
            title = set_text(self.title, style).alone(width)
            try:
                _, height = title.wrap(width)
            except DoesNotFit:
                continue
            if best is None:
                best = title if height <= room + EPSILON else None
            elif style.size >= least:
                best = title if len(title.lines) < len(best.lines) else best
        return best or fit_text(self.title, titles, width, room, what="the title")


def logo_mark(path: Path, width: float, height: float) -> Photograph:
    """The picture as large as fits the width and height, in points, in its own proportions.

    Raises:
        DoesNotFit: The file is not a picture.
    """
    try:
        image = ImageReader(str(path))
        across, down = image.getSize()
    except OSError as error:
        raise DoesNotFit(
            f"{path} is not a picture that can be printed", hint="give the logo as PNG or JPEG"
        ) from error
    scale = min(width / across, height / down)
    return Photograph(image=image, width=across * scale, height=down * scale)


class PersonalBox(Panel):
    """Who this copy is for and who gave it: up to four fields at fixed places in a fixed box.

    A field without a value is a line to write on. A long value takes two small lines; a longer
    one is refused. Where values are ``reserved``, their places are left open.
    """

    def __init__(
        self, fields: Sequence[Field[Translated]], styles: Styles, *, reserved: bool = False
    ) -> None:
        super().__init__()
        if len(fields) > PERSONAL_FIELDS:
            raise PersonalFault(
                f"the personal box has room for {PERSONAL_FIELDS} fields, not {len(fields)}"
            )
        self._fields = tuple(fields)
        self._styles = styles
        self._reserved = reserved

    def arrange(self, width: float) -> Arrangement:
        """In columns; the box is as large with no fields as with four."""
        spaces, palette = self._styles.spaces, self._styles.palette
        columns = self._styles.page_format.personal_columns
        rows = PERSONAL_FIELDS // columns
        # Where page 1 has the least room to give, the box is closer.
        close = self._styles.page_format.stacked
        pad, gap = (1 if close else 1.6) * spaces.step, 4 * spaces.step
        between = spaces.step * (0.9 if close else 1)
        label_height = self._styles.running.leading
        value_height = max(self._styles.body.leading, 2 * self._styles.personal[-1].leading)
        cell_height = label_height + value_height
        cell_width = (width - 2 * pad - (columns - 1) * gap) / columns
        height = 2 * pad + rows * cell_height + (rows - 1) * between
        placed: list[Placed] = []
        marks: list[Mark] = [
            Area(
                width=width,
                height=height,
                outline=palette.ink,
                thickness=spaces.hairline,
                radius=spaces.radius,
            )
        ]
        for number, entry in enumerate(self._fields):
            row, column = divmod(number, columns)
            x = pad + column * (cell_width + gap)
            top = pad + row * (cell_height + between)
            what = f'the personal box: "{entry.label}"'
            label = self._label(entry, cell_width, label_height, what)
            placed.append(place(label, x, top, cell_width))
            if entry.value is not None:
                value: Piece
                if self._reserved and entry.slot:
                    value = Reserved(
                        entry.slot, value_height, self._styles, what=what, node=Node("P")
                    )
                else:
                    value = set_value(
                        entry.value, self._styles.personal, cell_width, value_height, what
                    )
                placed.append(place(value, x, top + label_height, cell_width))
            else:
                marks.append(
                    Rule(
                        x=x,
                        top=top + label_height + value_height,
                        length=cell_width,
                        thickness=spaces.hairline,
                        colour=palette.line,
                    )
                )
        return Arrangement(height, tuple(placed), tuple(marks))

    def _label(self, entry: Field[Translated], width: float, height: float, what: str) -> SetText:
        """What the field is called, in both languages if it has both and they have room."""
        style = self._styles.running
        if entry.source is not None:
            both = set_in_two(entry.label, entry.source, style)
            if both.needed_width <= width:
                both.wrap(width)
                return both
        return fit_text(entry.label, (style,), width, height, what=what)


class ContactBox(Breakable):
    """Whom to call: tinted and outlined, the 24-hour number larger than all but the title.

    The block's title stands in the box. A number that the clinic file lacks is a line to write on.
    The clinic's address and hours stand below the box, which stays small enough for page 1.
    """

    begins_block = True

    def __init__(
        self, title: Translated | None, contact: Contact[Translated], styles: Styles
    ) -> None:
        super().__init__()
        self.title = title
        self._styles = styles
        self.main = tuple(phone for phone in contact.phones if phone.main)
        self._others = tuple(phone for phone in contact.phones if not phone.main)
        head = (
            (heading_text(title, None, styles).spaced(after=styles.spaces.step, keep=True),)
            if title
            else ()
        )
        self._above = (*head, set_text(contact.text, styles.body))
        self._below = (set_text(contact.after, styles.body),) if contact.after else ()
        self._stacked = False

    def arrange(self, width: float) -> Arrangement:
        """Heading and advice, the numbers side by side where there is room, a closing line."""
        spaces, palette = self._styles.spaces, self._styles.palette
        pad = 2 * spaces.step
        inner = width - 2 * pad
        above, top = stack(self._above, pad, pad, inner)
        placed, marks = list(above), list[Mark]()
        top += 1.5 * spaces.step
        main_width = max(map(self._needed, self.main), default=0) + 2 * spaces.gutter
        other_width = max(map(self._needed, self._others), default=0)
        beside = self.in_one_row(width)
        main_width = max(main_width, inner / 2) if other_width <= inner / 2 else main_width
        top, bottom = self._numbers(self.main, pad, top, inner, placed, marks), top
        if beside:
            top = max(
                top,
                self._numbers(
                    self._others, pad + main_width, bottom, inner - main_width, placed, marks
                ),
            )
        elif self._others:
            top = self._numbers(self._others, pad, top + spaces.step, inner, placed, marks)
        bottom = top
        if self._below:
            below, bottom = stack(self._below, pad, bottom + 1.5 * spaces.step, inner)
            placed += below
        height = bottom + pad
        area = Area(
            width=width,
            height=height,
            fill=palette.tint,
            outline=palette.accent,
            thickness=spaces.outline,
            radius=spaces.radius,
        )
        return Arrangement(height, tuple(placed), (area, *marks))

    @property
    def outline(self) -> Translated | None:
        """The title, if it has one."""
        return self.title

    def in_one_row(self, width: float) -> bool:
        """Whether all numbers have room beside each other at that width."""
        main_width = max(map(self._needed, self.main), default=0) + 2 * self._styles.spaces.gutter
        other_width = max(map(self._needed, self._others), default=0)
        inner = width - 4 * self._styles.spaces.step
        return not self._stacked and main_width + other_width <= inner

    def stack_up(self) -> None:
        """Have the numbers below each other, whatever the room."""
        self._stacked, self._width = True, -1

    def cut_at(self, height: float) -> tuple[Self, Self]:
        """The title stands above the cut."""
        above, below = super().cut_at(height)
        below.title = None
        return above, below

    def _style(self, phone: Phone[Translated]) -> TextStyle:
        return self._styles.number if phone.main else self._styles.label

    def _indent(self, phone: Phone[Translated]) -> float:
        """The room that the telephone takes beside the main number, in points.

        It is as high as the label and the number are in Latin, however far apart lines are.
        """
        scale = self._styles.page_format.type
        height = scale.small.leading + scale.number.leading
        return height + self._styles.spaces.step if phone.main else 0

    def _needed(self, phone: Phone[Translated]) -> float:
        """How wide a number stands, in points; room to write one takes 60 mm and more."""
        if phone.number is None:
            return self._styles.page_format.measure * 0.38 + self._indent(phone)
        label = set_text(phone.label, self._styles.small).needed_width
        number = set_unbroken(phone.number, self._style(phone)).needed_width
        return max(label, number) + self._indent(phone)

    def _numbers(
        self,
        phones: Sequence[Phone[Translated]],
        left: float,
        top: float,
        width: float,
        placed: list[Placed],
        marks: list[Mark],
    ) -> float:
        """Labels over numbers or lines, added to ``placed`` and ``marks``; where they end."""
        spaces, palette = self._styles.spaces, self._styles.palette
        for phone in phones:
            style, indent = self._style(phone), self._indent(phone)
            x, room = left + indent, width - indent
            if phone.main:
                side = indent - 2 * spaces.step
                lines = self._styles.small.leading + style.leading
                marks.append(
                    Picture(
                        name="telephone",
                        x=left,
                        top=top + (lines - side) / 2,
                        side=side,
                        colour=palette.accent,
                    )
                )
            placed.append(place(set_text(phone.label, self._styles.small), x, top, room))
            top = lowest(placed[-1:])
            if phone.number is not None:
                placed.append(place(set_unbroken(phone.number, style), x, top, room))
                top = lowest(placed[-1:])
            else:
                # The same room for each, so that lines beside each other are at one height.
                scale = self._styles.page_format.type
                top += max(scale.number.leading, spaces.writing_line)
                marks.append(
                    Rule(
                        x=x,
                        top=top - spaces.hairline,
                        length=min(room, self._needed(phone) - indent),
                        thickness=spaces.hairline,
                        colour=palette.ink,
                    )
                )
            if phone is not phones[-1]:
                top += spaces.step
        return top
