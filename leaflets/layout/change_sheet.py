"""What has changed in a leaflet's source in; a sheet for staff that shows it out.

It is one page if that can be done with type that is read at a desk, else it runs on: nothing is
left out, and how much there is of what stands on the first page.
"""

from collections.abc import Iterator
from dataclasses import replace

from leaflets.layout.formats import A4, PageFormat, Size, TypeScale
from leaflets.layout.grid import GridRow
from leaflets.layout.pagination import paginate
from leaflets.layout.paragraphs import Span, set_spans, set_text
from leaflets.layout.piece import PageBreak, Piece
from leaflets.layout.staff_pages import LANGUAGE, draw_for_staff
from leaflets.layout.structure import Node
from leaflets.layout.stylesheet import Styles, stylesheet
from leaflets.layout.typography import SHIPPED, FontChoice, typography
from leaflets.model.changes import Change, Changes, Event
from leaflets.model.text import Translated

TITLE = "What has changed"

_SIDE_MM = 14
_BOTH = (0.18, 0.41, 0.41)
_ONE = (0.18, 0.82)
_HEADINGS = {
    Event.REMOVED: "No longer in the leaflet",
    Event.ADDED: "New in the leaflet",
    Event.CHANGED: "Changed",
}


def _format(body: Size, small: Size) -> PageFormat:
    scale = TypeScale(
        title=Size(17, 21),
        lead=Size(10.5, 14),
        heading=Size(13, 17),
        subheading=Size(12, 16),
        body=body,
        small=small,
        number=Size(12, 15),
    )
    return replace(A4, name="change-sheet", side_mm=_SIDE_MM, type=scale)


FORMATS = (_format(Size(10, 13.5), Size(9, 12)), _format(Size(9, 11.8), Size(8.5, 11)))
"""The first with which all of it is one page is taken; if none is, the first of them."""


def typeset_changes(changes: Changes, fonts: FontChoice = SHIPPED) -> tuple[bytes, int]:
    """The sheet as a PDF, and how many pages it has.

    Raises:
        MissingGlyph: No font has one of its characters.
        TooTall: A text is longer than a page.
    """
    for page_format in (*FORMATS, FORMATS[0]):
        styles = stylesheet(page_format, typography(LANGUAGE, fonts))
        top = page_format.side
        height = page_format.height - 2 * top - styles.running.leading
        pages = paginate(list(_story(changes, styles)), page_format.measure, height, height)
        if len(pages) == 1:
            break
    foot = f"{TITLE} · for staff, not for patients"
    return draw_for_staff(pages, page_format, styles, title=TITLE, foot=foot), len(pages)


def summary(changes: Changes) -> str:
    """How many pieces are no longer there, are new, or changed, in a line."""
    if not changes.changes:
        return "Nothing has changed."
    removed, added, changed = (len(changes.of(event)) for event in Event)
    return f"{removed} removed, {added} new, {changed} changed, {len(changes.rules)} in their rule."


def _story(changes: Changes, styles: Styles) -> Iterator[Piece]:
    spaces = styles.spaces
    title = set_text(Translated(f"{TITLE}: {changes.title}"), styles.titles[0]).tagged("H1")
    yield title.spaced(after=spaces.step, keep=True)
    versions = f"From version {changes.before} to version {changes.now}."
    lead = f"{versions} {summary(changes)}"
    yield set_text(Translated(lead), styles.leads[0]).spaced(after=spaces.paragraph)
    for event, heading in _HEADINGS.items():
        if changes.of(event):
            yield (
                set_text(Translated(heading), styles.subheading)
                .tagged("H2")
                .spaced(
                    before=spaces.part_before,
                    after=spaces.step,
                    keep=True,
                    break_before=PageBreak.PART,
                )
            )
            for change in changes.of(event):
                yield from _change(change, styles)


def _change(change: Change, styles: Styles) -> Iterator[Piece]:
    """Its name and key, then a row for each difference: both wordings, or the only one."""
    spaces = styles.spaces
    name = (
        Span(Translated(change.title), styles.label),
        Span(Translated(change.key), styles.small),
    )
    yield (
        set_spans(name, styles.label)
        .tagged("H3")
        .spaced(before=spaces.paragraph, after=spaces.step / 2, keep=True)
    )
    table = Node("Table")
    both = change.event is Event.CHANGED
    shares = _BOTH if both else _ONE
    if both:
        heads = [(text, styles.label) for text in ("What", "Before", "Now")]
        yield GridRow(heads, shares, styles, table, heading=True).spaced(keep=True)
    for difference in change.differences:
        texts = (difference.before, difference.now)
        said = texts if both else tuple(filter(None, texts))
        cells = [(difference.label, styles.small), *((text or "-", styles.body) for text in said)]
        yield GridRow(cells, shares, styles, table).spaced(break_before=PageBreak.ROW)
