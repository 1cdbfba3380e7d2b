"""What is in a print run in; the sheet that goes with it to the print room out.

It says what to set at the printer and what must come out, and names nobody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leaflets.layout.change_sheet import FORMATS
from leaflets.layout.flowables import Box, BoxLook, Bullet, bullet_list
from leaflets.layout.grid import GridRow
from leaflets.layout.pagination import paginate
from leaflets.layout.paragraphs import set_text
from leaflets.layout.piece import PageBreak, Piece
from leaflets.layout.staff_pages import LANGUAGE, draw_for_staff
from leaflets.layout.structure import Node
from leaflets.layout.stylesheet import Styles, stylesheet
from leaflets.layout.typography import SHIPPED, FontChoice, typography
from leaflets.model.text import Translated
from leaflets.print.ticket import Group

TITLE = "Print run"

_HEADS = ("Language", "Format", "Paper", "Turn over", "Leaflets", "Sheets", "Pages of the file")
_SHARES = (0.14, 0.15, 0.17, 0.13, 0.12, 0.11, 0.18)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunCover:
    """What the sheet says. ``file`` and ``ticket`` are names of files, ``made_on`` a day."""

    file: str
    ticket: str
    made_on: str
    groups: Sequence[Group]
    separators: bool


def typeset_run_cover(cover: RunCover, fonts: FontChoice = SHIPPED) -> bytes:
    """The sheet as a PDF.

    Raises:
        MissingGlyph: No font has one of its characters.
    """
    page_format = FORMATS[0]
    styles = stylesheet(page_format, typography(LANGUAGE, fonts))
    top = page_format.side
    height = page_format.height - 2 * top - styles.running.leading
    pages = paginate(list(_story(cover, styles)), page_format.measure, height, height)
    foot = f"{TITLE} · for the print room, not for patients"
    return draw_for_staff(pages, page_format, styles, title=TITLE, foot=foot)


def settings_told(cover: RunCover) -> Iterator[str]:
    """What to set at the printer, a sentence each."""
    edges = sorted({group.stock.edge.value for group in cover.groups})
    papers = sorted({group.stock.paper for group in cover.groups})
    yield "Print at 100 %, with no scaling and no fitting to the page."
    if len(edges) == 1:
        yield f"Print on both sides, turned over the {edges[0]} edge."
    else:
        yield (
            "Print on both sides. Not all of it is turned over the same edge: print what is turned"
            " over the long edge and what is turned over the short edge as two jobs."
        )
    if len(papers) > 1:
        yield f"There are {len(papers)} sizes of paper: {', '.join(papers)}."
    yield "Each leaflet begins on a fresh sheet. A blank page at its end belongs to it."
    if cover.separators:
        yield "A sheet with the token in large print stands before each leaflet."
    yield (
        "Count the sheets that come out. If one is missing or spoilt, print its leaflet again,"
        f" whole: {cover.ticket} has the pages and the token of each."
    )


def _story(cover: RunCover, styles: Styles) -> Iterator[Piece]:
    spaces = styles.spaces
    copies, sheets, pages = (
        sum(getattr(group, name) for group in cover.groups)
        for name in ("copies", "sheets", "pages")
    )
    yield (
        set_text(Translated(f"{TITLE}: {cover.file}"), styles.titles[0])
        .tagged("H1")
        .spaced(after=spaces.step, keep=True)
    )
    counted = f"{copies:,} leaflets on {sheets:,} sheets of paper, {pages:,} pages."
    lead = f"{counted} Made on {cover.made_on}."
    yield set_text(Translated(lead), styles.leads[0]).spaced(after=spaces.paragraph)
    of = bullet_list()
    told = tuple(Bullet(Translated(each), styles, of) for each in settings_told(cover))
    head = set_text(Translated("At the printer"), styles.label)
    yield Box((head, *told), BoxLook.WARNING, styles).spaced(after=spaces.paragraph)
    yield (
        set_text(Translated("What is in it"), styles.subheading)
        .tagged("H2")
        .spaced(before=spaces.part_before, after=spaces.step, keep=True)
    )
    table = Node("Table")
    heads = [(text, styles.label) for text in _HEADS]
    yield GridRow(heads, _SHARES, styles, table, heading=True).spaced(keep=True)
    rows = [*map(_cells, cover.groups)]
    rows.append(("All", "", "", "", f"{copies:,}", f"{sheets:,}", f"{pages:,} pages"))
    for index, cells in enumerate(rows):
        style = styles.label if index == len(rows) - 1 else styles.body
        filled = [(text or "-", style) for text in cells]
        yield GridRow(filled, _SHARES, styles, table).spaced(break_before=PageBreak.ROW)


def _cells(group: Group) -> tuple[str, ...]:
    stock = group.stock
    place = f"{group.first:,} to {group.last:,}" if group.together else "among others"
    return (
        stock.language,
        stock.format,
        stock.paper,
        f"{stock.edge.value} edge",
        f"{group.copies:,}",
        f"{group.sheets:,}",
        place,
    )
