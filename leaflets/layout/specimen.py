"""Nothing but our fonts in; a file with one page for each script out, to see how each is set.

Every page has headings, running text, a list, a table and a warning, with names, doses and numbers
mixed in, at the size of body text, and the text once more in large print.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from leaflets.layout.flowables import Box, BoxLook, Bullet, bullet_list
from leaflets.layout.formats import A4, LARGE, PageFormat
from leaflets.layout.paragraphs import SetText, set_text
from leaflets.layout.piece import Piece
from leaflets.layout.sheet import Sheet
from leaflets.layout.structure import Node
from leaflets.layout.stylesheet import stylesheet
from leaflets.layout.tables import GlanceTable
from leaflets.layout.typography import SHIPPED, FontChoice, typography
from leaflets.model.leaflet import Row
from leaflets.model.text import Translated
from leaflets.pdf import DocumentInfo

_TITLE = "Specimen of scripts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """The texts of one page."""

    language: str
    name: str
    heading: Translated
    text: Translated
    items: tuple[Translated, ...]
    rows: tuple[tuple[Translated, Translated], ...]
    warning_heading: Translated
    warning: Translated


def specimens() -> tuple[Specimen, ...]:
    """The texts of every page."""
    with (Path(__file__).parent / "specimens.toml").open("rb") as stream:
        data = tomllib.load(stream)
    return tuple(
        Specimen(
            **{
                **entry,
                "items": tuple(entry["items"]),
                "rows": tuple((label, value) for label, value in entry["rows"]),
            }
        )
        for entry in data["specimen"]
    )


def typeset_specimen(fonts: FontChoice = SHIPPED) -> bytes:
    """The specimen as a PDF.

    Raises:
        MissingGlyph: A chosen font lacks a letter of its script.
    """
    file = BytesIO()
    info = DocumentInfo(title=_TITLE, lang="en_GB")
    sheet = Sheet(file, (A4.width, A4.height), info)
    for number, specimen in enumerate(specimens()):
        _draw_page(sheet, specimen, fonts, first=number == 0)
    sheet.save()
    return file.getvalue()


def _draw_page(sheet: Sheet, specimen: Specimen, fonts: FontChoice, *, first: bool) -> None:
    setting = typography(specimen.language, fonts)
    english = stylesheet(A4, typography("en_GB", fonts))
    top = 0.75 * A4.side
    if first:
        title = set_text(Translated(_TITLE), english.heading).tagged("H1")
        top = _put(sheet, title.spaced(after=english.spaces.block_after), top, mirrored=False)
    name = set_text(Translated(specimen.name), english.small).tagged("H2")
    top = _put(sheet, name.spaced(after=english.spaces.paragraph), top, mirrored=False)
    sheet.add_outline(specimen.name, A4.height - top)
    section = Node("Sect", lang=specimen.language.replace("_", "-"))
    for page_format in (A4, LARGE):
        for piece in _pieces(specimen, page_format, fonts, section):
            top = _put(sheet, piece, top, mirrored=setting.right_to_left)
    sheet.showPage()


def _pieces(
    specimen: Specimen, page_format: PageFormat, fonts: FontChoice, section: Node
) -> Iterator[Piece]:
    """What stands on a page: all of it at body size, the running text in large print."""
    styles = stylesheet(page_format, typography(specimen.language, fonts))
    spaces = styles.spaces
    if page_format is LARGE:
        yield _of(section, set_text(specimen.text, styles.body))
        return
    heading = set_text(specimen.heading, styles.heading).tagged(Node("H3", section))
    yield heading.spaced(after=spaces.block_after)
    yield _of(section, set_text(specimen.text, styles.body)).spaced(after=spaces.paragraph)
    points = bullet_list(section)
    for item in specimen.items:
        yield Bullet(item, styles, points).spaced(after=spaces.item)
    rows = [
        Row(label=label, values=(value,), drawing="calendar" if number == 0 else "")
        for number, (label, value) in enumerate(specimen.rows)
    ]
    yield GlanceTable(rows, styles, section).spaced(after=spaces.box_around)
    head = set_text(specimen.warning_heading, styles.subheading).tagged(Node("H3", section))
    warning = _of(section, set_text(specimen.warning, styles.body))
    yield Box((head, warning), BoxLook.WARNING, styles).spaced(after=spaces.box_around)


def _of(section: Node, text: SetText) -> SetText:
    return text.tagged(Node("P", section))


def _put(sheet: Sheet, piece: Piece, top: float, *, mirrored: bool) -> float:
    """Draw a piece below ``top``; where the next one may begin."""
    sheet.mirrored = mirrored
    _, height = piece.wrap(A4.measure)
    piece.draw_on(sheet, A4.side, A4.height - top - height)
    return top + height + piece.space_after
