"""A translated leaflet and a page format in; how many pages it takes, and whether it may, out.

A sheet has so many panels, and a booklet so many pages. What is longer is refused with how much too
long it is and what would hold it: no type is made smaller and nothing is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from leaflets.errors import ExitCode, LeafletsError
from leaflets.layout.formats import FORMATS, PageFormat
from leaflets.layout.pages import lay_out
from leaflets.layout.stylesheet import styles_of
from leaflets.layout.two_languages import for_two_languages
from leaflets.layout.typography import SHIPPED, FontChoice
from leaflets.model.leaflet import Leaflet
from leaflets.model.text import Translated

ROOMIER = ("booklet", "a5", "a4")
"""What to look at where a folded sheet is too small, nearest first."""


class TooLong(LeafletsError):
    """A leaflet that takes more pages than its paper has. ``pages`` and ``lines`` are too many."""

    exit_code = ExitCode.CONTENT

    def __init__(self, message: str, *, hint: str, pages: int, lines: int) -> None:
        super().__init__(message, hint=hint)
        self.pages = pages
        self.lines = lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """How long a leaflet is in one format; ``lines`` of text stand on pages that it has not."""

    pages: int
    budget: int | None
    lines: int

    @property
    def over(self) -> int:
        """How many pages it is too long."""
        return 0 if self.budget is None else max(0, self.pages - self.budget)


def length(
    leaflet: Leaflet[Translated], page_format: PageFormat, fonts: FontChoice = SHIPPED
) -> Length:
    """How long it is, laid out and not drawn.

    Raises:
        MissingGlyph: No font has one of its characters.
        DoesNotFit: A word or a fixed text is too wide for its place.
        TooTall: Something that is kept whole is taller than a page.
    """
    styles = styles_of(leaflet, page_format, fonts)
    laid_out = lay_out(leaflet, styles)
    beyond = laid_out.pages[page_format.budget :] if page_format.budget is not None else ()
    used = sum(
        max(p.top + p.height for p in page) - laid_out.geometry.column_top for page in beyond
    )
    return Length(
        pages=len(laid_out.pages),
        budget=page_format.budget,
        lines=ceil(used / styles.body.leading),
    )


def refuse_too_long(
    leaflet: Leaflet[Translated], page_format: PageFormat, fonts: FontChoice = SHIPPED
) -> None:
    """Stop where the paper has fewer pages than the leaflet takes.

    Raises:
        TooLong: It says by how much, and which formats hold it.
    """
    found = length(leaflet, page_format, fonts)
    if not found.over:
        return
    unit = "panel" if page_format.panels else "page"
    others = ", ".join(
        f"{name} ({pages} pages)" for name, pages in _holding(leaflet, page_format, fonts)
    )
    raise TooLong(
        f"{page_format.name} has {found.budget} {unit}s, and this leaflet takes {found.pages} in "
        f"{leaflet.language}: {_some(found.over, unit)} too many ({_some(found.lines, 'line')})",
        hint=f"nothing is made smaller or left out; these formats hold it: {others}",
        pages=found.over,
        lines=found.lines,
    )


def _holding(
    leaflet: Leaflet[Translated], page_format: PageFormat, fonts: FontChoice
) -> Iterator[tuple[str, int]]:
    """Formats that hold it, with the pages it takes there."""
    for name in ROOMIER:
        if name != page_format.name:
            other = FORMATS[name]
            if leaflet.beside is not None:
                other = for_two_languages(other)
            found = length(leaflet, other, fonts)
            if not found.over:
                yield name, found.pages


def _some(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
