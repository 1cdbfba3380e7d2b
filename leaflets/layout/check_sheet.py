"""What a check sheet says in; one page for the clinician out, or more where one has no room.

It is read at a desk by someone who checks and signs, so its type is smaller than any leaflet's.
Nothing on it is for the person whom the leaflet is for, and nothing names them.
"""

from collections.abc import Iterator

from leaflets.layout.flowables import Box, BoxLook, Bullet, bullet_list
from leaflets.layout.formats import PageFormat, Size, TypeScale
from leaflets.layout.grid import GridRow
from leaflets.layout.pagination import paginate
from leaflets.layout.panels import Arrangement, Panel, Rule, place, stack
from leaflets.layout.paragraphs import Span, set_spans, set_text
from leaflets.layout.piece import PageBreak, Piece
from leaflets.layout.staff_pages import LANGUAGE, draw_for_staff
from leaflets.layout.structure import Node
from leaflets.layout.stylesheet import Styles, TextStyle, stylesheet
from leaflets.layout.typography import SHIPPED, FontChoice, typography
from leaflets.model.check_sheet import CheckRow, CheckSheet
from leaflets.model.text import Translated

TITLE = "Check sheet"


def _format(body: Size) -> PageFormat:
    return PageFormat(
        name="check-sheet",
        paper="A4",
        description="one page for the clinician",
        width_mm=210,
        height_mm=297,
        edge_mm=7,
        side_mm=12,
        personal_top_mm=0,
        type=TypeScale(
            title=Size(16, 20),
            lead=Size(11, 14),
            heading=Size(12, 15),
            subheading=Size(11, 14),
            body=body,
            small=Size(8, 10),
            number=Size(12, 15),
        ),
        cards_across=3,
        label_beside=True,
    )


SHEET, *_SMALLER = map(_format, (Size(9, 11.4), Size(8.5, 10.8), Size(8, 10.2), Size(7.5, 9.6)))
"""The largest type with which a sheet is one page is taken; the smallest is a dense form's."""

_TABLE = ("Part of the leaflet", "Verdict", "What decided", "Facts", "State, review by")
_SHARES = (0.24, 0.08, 0.34, 0.145, 0.195)
_BESIDE = 0.33
_SIGNED = (("Checked by (name and role)", 0.46), ("Signature", 0.32), ("Date", 0.22))


def typeset_check_sheet(sheet: CheckSheet, fonts: FontChoice = SHIPPED) -> bytes:
    """The sheet as a PDF.

    Raises:
        MissingGlyph: No font has one of its characters.
    """
    top = SHEET.side
    for page_format in (SHEET, *_SMALLER):
        styles = stylesheet(page_format, typography(LANGUAGE, fonts))
        height = SHEET.height - top - SHEET.side - styles.running.leading
        pages = paginate(list(_story(sheet, styles)), SHEET.measure, height, height)
        if len(pages) == 1:
            break
    return draw_for_staff(pages, SHEET, styles, title=TITLE, foot=sheet.code)


def _story(sheet: CheckSheet, styles: Styles) -> Iterator[Piece]:
    spaces = styles.spaces
    title = set_text(Translated(f"{TITLE}: {sheet.title}"), styles.titles[0]).tagged("H1")
    yield title.spaced(after=spaces.step, keep=True)
    yield Beside(tuple(_edition(sheet, styles)), tuple(_known(sheet, styles)), styles)
    if sheet.notices:
        yield _notices(sheet.notices, styles)
    yield _heading("What the leaflet says, and why", styles)
    yield from _table(sheet, styles)
    yield _labelled("In every leaflet:", sheet.always, styles).spaced(after=spaces.paragraph)
    yield Signature(styles).spaced(before=spaces.block_before, break_before=PageBreak.PART)


def _heading(text: str, styles: Styles) -> Piece:
    spaces = styles.spaces
    return (
        set_text(Translated(text), styles.subheading)
        .tagged("H2")
        .spaced(
            before=spaces.part_before,
            after=spaces.step,
            keep=True,
            break_before=PageBreak.PART,
        )
    )


def _edition(sheet: CheckSheet, styles: Styles) -> Iterator[Piece]:
    yield _heading("The leaflet", styles)
    for label, value in sheet.edition:
        yield _labelled(f"{label}:", value, styles)


def _known(sheet: CheckSheet, styles: Styles) -> Iterator[Piece]:
    """What is known, with where it is from; then what is not."""
    yield _heading("What is known of the person", styles)
    for fact in sheet.known:
        value = f"{fact.value} ({fact.evidence})" if fact.evidence else fact.value
        yield _labelled(f"{fact.label}:", value, styles)
    if sheet.unknown:
        yield _labelled("Not known:", ", ".join(sheet.unknown), styles)


def _labelled(label: str, text: str, styles: Styles) -> Piece:
    spans = (Span(Translated(label), styles.label), Span(Translated(text), styles.body))
    return set_spans(spans, styles.body)


def _notices(notices: tuple[str, ...], styles: Styles) -> Piece:
    """Conflicts and notes, in a box that is not overlooked."""
    head = set_text(Translated("To look at before it is handed over"), styles.label)
    of = bullet_list()
    bullets = (Bullet(Translated(notice), styles, of) for notice in notices)
    return Box((head, *bullets), BoxLook.WARNING, styles).spaced(
        before=styles.spaces.paragraph, after=styles.spaces.paragraph
    )


def _table(sheet: CheckSheet, styles: Styles) -> Iterator[Piece]:
    table = Node("Table")
    heads = [(text, styles.label) for text in _TABLE]
    yield GridRow(heads, _SHARES, styles, table, heading=True).spaced(keep=True)
    for number, row in enumerate(sheet.rows):
        grid = GridRow(
            _cells(row, styles),
            _SHARES,
            styles,
            table,
            indent=3 * styles.spaces.step if row.of_block else 0,
        )
        last = number == len(sheet.rows) - 1
        yield grid.spaced(after=styles.spaces.paragraph if last else 0, break_before=PageBreak.ROW)


def _cells(row: CheckRow, styles: Styles) -> tuple[tuple[str, TextStyle], ...]:
    first = styles.body if row.of_block else styles.label
    rest = (row.because, row.facts, row.state)
    return (
        (row.name, first),
        (row.verdict, styles.label),
        *((text or "-", styles.body) for text in rest),
    )


class Beside(Panel):
    """Two short columns, read one after the other."""

    def __init__(self, start: tuple[Piece, ...], end: tuple[Piece, ...], styles: Styles) -> None:
        super().__init__()
        self._columns = (start, end)
        self._styles = styles

    def arrange(self, width: float) -> Arrangement:
        """The second column is wider: it holds what is known."""
        left = _BESIDE * width
        start, first = stack(self._columns[0], 0, 0, left - self._styles.spaces.gutter)
        end, second = stack(self._columns[1], left, 0, width - left)
        return Arrangement(max(first, second), (*start, *end))


class Signature(Panel):
    """Lines for who checked the leaflet, with their labels below them."""

    def __init__(self, styles: Styles) -> None:
        super().__init__()
        self._styles = styles
        self._labels = tuple(set_text(Translated(label), styles.small) for label, _ in _SIGNED)

    def arrange(self, width: float) -> Arrangement:
        """Side by side, with room for a pen above the lines."""
        spaces = self._styles.spaces
        placed, marks = [], []
        left = 0.0
        for label, (_, share) in zip(self._labels, _SIGNED, strict=True):
            room = share * width - spaces.gutter
            marks.append(
                Rule(
                    x=left,
                    top=spaces.writing_line,
                    length=room,
                    thickness=spaces.hairline,
                    colour=self._styles.palette.ink,
                )
            )
            placed.append(place(label, left, spaces.writing_line + spaces.step / 2, room))
            left += share * width
        height = spaces.writing_line + spaces.step + placed[0].height
        return Arrangement(height, tuple(placed), tuple(marks))
