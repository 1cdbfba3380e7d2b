"""The boxes that name people and numbers: title and personal box of page 1, and whom to call."""

from collections.abc import Sequence

from leaflets.errors import ExitCode, LeafletsError
from leaflets.layout.flowables import heading_text
from leaflets.layout.panels import (
    Area,
    Arrangement,
    Mark,
    Panel,
    Picture,
    Placed,
    Rule,
    lowest,
    place,
    stack,
)
from leaflets.layout.paragraphs import SetText, fit_text, set_text
from leaflets.layout.piece import Piece
from leaflets.layout.stylesheet import Styles
from leaflets.layout.tables import reference_rows
from leaflets.model.leaflet import Contact, Field, Phone
from leaflets.model.text import Translated

PERSONAL_COLUMNS = 2
PERSONAL_ROWS = 2


class PersonalFault(LeafletsError):
    """A personal field that has no place on the page; the message never quotes it."""

    exit_code = ExitCode.RECORD


class Masthead(Panel):
    """Title and lead in a place of fixed height, standing on its lower edge.

    A title too long for its place is set smaller, down to a block heading's size.
    """

    def __init__(self, title: Translated, lead: Translated, height: float, styles: Styles) -> None:
        super().__init__()
        self.title = title
        self._lead = lead
        self._height = height
        self._styles = styles

    def arrange(self, width: float) -> Arrangement:
        """The largest title that leaves room for the lead."""
        gap = 1.5 * self._styles.spaces.step
        leads = self._styles.leads
        lead = fit_text(
            self._lead, leads, width, max(leads[0].leading * 2, self._height / 3), what="the lead"
        )
        room = self._height - lead.height_of_lines - gap
        title = fit_text(self.title, self._styles.titles, width, room, what="the title")
        top = room - title.height_of_lines
        return Arrangement(
            self._height, (place(title, 0, top, width), place(lead, 0, room + gap, width))
        )


class PersonalBox(Panel):
    """Who this copy is for and who gave it: up to four fields at fixed places in a fixed box.

    A field without a value is a line to write on. A long value takes two small lines; a longer
    one is refused.
    """

    def __init__(self, fields: Sequence[Field[Translated]], styles: Styles) -> None:
        super().__init__()
        if len(fields) > PERSONAL_COLUMNS * PERSONAL_ROWS:
            raise PersonalFault(
                f"the personal box has room for {PERSONAL_COLUMNS * PERSONAL_ROWS} fields, not"
                f" {len(fields)}"
            )
        self._fields = tuple(fields)
        self._styles = styles

    def arrange(self, width: float) -> Arrangement:
        """Two columns; the box is as large with no fields as with four."""
        spaces, palette = self._styles.spaces, self._styles.palette
        pad, gap = 2.5 * spaces.step, 4 * spaces.step
        label_height = self._styles.small.leading
        value_height = max(self._styles.body.leading, 2 * self._styles.personal[-1].leading)
        cell_height = label_height + value_height + spaces.step
        cell_width = (width - 2 * pad - (PERSONAL_COLUMNS - 1) * gap) / PERSONAL_COLUMNS
        height = 2 * pad - spaces.step + PERSONAL_ROWS * cell_height
        height += (PERSONAL_ROWS - 1) * spaces.step
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
            row, column = divmod(number, PERSONAL_COLUMNS)
            x = pad + column * (cell_width + gap)
            top = pad - spaces.step / 2 + row * (cell_height + spaces.step)
            what = f'the personal box: "{entry.label}"'
            label = fit_text(
                entry.label, (self._styles.small,), cell_width, label_height, what=what
            )
            placed.append(place(label, x, top, cell_width))
            if entry.value is not None:
                value = self._value(entry.value, cell_width, value_height, what)
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

    def _value(self, value: Translated, width: float, height: float, what: str) -> SetText:
        try:
            return fit_text(value, self._styles.personal, width, height, what=what)
        except LeafletsError as error:
            raise PersonalFault(f"{what} can't be printed: {_reason(error)}") from error


def _reason(error: LeafletsError) -> str:
    return error.message


class ContactBox(Panel):
    """Whom to call: tinted and outlined, the 24-hour number larger than all but the title.

    The block's title stands in the box. A number that the clinic file lacks is a line to write on.
    """

    def __init__(
        self, title: Translated | None, contact: Contact[Translated], styles: Styles
    ) -> None:
        super().__init__()
        self.title = title
        self._styles = styles
        self._phones = tuple(sorted(contact.phones, key=lambda phone: not phone.main))
        self._head = heading_text(title, None, styles) if title else None
        self._text = set_text(contact.text, styles.body)
        self._after: tuple[Piece, ...] = (
            *(row.spaced() for row in reference_rows(contact.rows, styles)),
            *((set_text(contact.after, styles.body),) if contact.after else ()),
        )

    def arrange(self, width: float) -> Arrangement:
        """Heading and advice, then the numbers, then address and hours."""
        spaces, palette = self._styles.spaces, self._styles.palette
        pad = 3 * spaces.step
        inner = width - 2 * pad
        head: tuple[Piece, ...] = (self._head.spaced(after=spaces.step),) if self._head else ()
        placed, top = stack((*head, self._text), pad, pad, inner)
        everything, marks = list(placed), list[Mark]()
        main = tuple(phone for phone in self._phones if phone.main)
        others = tuple(phone for phone in self._phones if not phone.main)
        for phones in (*((phone,) for phone in main), others):
            if not phones:
                continue
            top += 2 * spaces.step
            texts, drawn, top = self._numbers(phones, pad, top, inner)
            everything += texts
            marks += drawn
        if self._after:
            more, top = stack(self._after, pad, top + 2 * spaces.step, inner)
            everything += more
        height = top + pad
        area = Area(
            width=width,
            height=height,
            fill=palette.tint,
            outline=palette.accent,
            thickness=spaces.outline,
            radius=spaces.radius,
        )
        return Arrangement(height, tuple(everything), (area, *marks))

    def _numbers(
        self, phones: Sequence[Phone[Translated]], x: float, top: float, width: float
    ) -> tuple[list[Placed], list[Mark], float]:
        """Labels over numbers, side by side; a telephone beside the main one."""
        spaces, palette = self._styles.spaces, self._styles.palette
        placed: list[Placed] = []
        marks: list[Mark] = []
        across = 1 if phones[0].main else min(len(phones), 2)
        gap = spaces.gutter
        bottom = top
        for number, phone in enumerate(phones):
            column = number % across
            if number and column == 0:
                top = bottom + spaces.step
            style = self._styles.number if phone.main else self._styles.label
            indent = 0.0
            if phone.main:
                side = self._styles.small.leading + style.leading
                indent = side + spaces.gutter
                marks.append(
                    Picture(name="telephone", x=x, top=top, side=side, colour=palette.accent)
                )
            cell = (width - (across - 1) * gap) / across
            left = x + column * (cell + gap) + indent
            label = place(set_text(phone.label, self._styles.small), left, top, cell - indent)
            placed.append(label)
            bottom = max(bottom, top + label.height)
            if phone.number is not None:
                value = place(
                    set_text(phone.number, style), left, top + label.height, cell - indent
                )
                placed.append(value)
                bottom = max(bottom, lowest([value]))
            else:
                line = top + label.height + max(style.leading, spaces.writing_line * 0.8)
                marks.append(
                    Rule(
                        x=left,
                        top=line,
                        length=cell - indent,
                        thickness=spaces.hairline,
                        colour=palette.ink,
                    )
                )
                bottom = max(bottom, line + spaces.hairline)
        return placed, marks, bottom
