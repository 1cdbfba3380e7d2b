"""A page format in; the same with room for two languages, or why it has none, out.

Two columns need a wide page: headings grow smaller in them, never the text. Where the text is too
large or the page too narrow for columns, the languages stand on facing pages instead, each with a
whole page. A panel is too narrow for the one, and has no page beside it for the other.
"""

from dataclasses import replace

from leaflets.errors import UsageFault
from leaflets.layout.formats import POINTS_PER_MM, PageFormat, Size, TypeScale

GAP = 8 * POINTS_PER_MM
"""Between the columns, in points: wide enough that nobody reads across it."""

LEAST_COLUMN = 16.0
"""The least width of a column in sizes of its text: about 30 letters of Latin on a line."""

MARGIN_MM = 17.0
"""The most that pages with columns leave at the sides. The margins of one wide column keep its
lines from being too long, which these never are."""

# What headings, title and the main number are larger than the text, at the most, in points.
_LARGER = {"title": 8, "lead": 1, "heading": 3, "subheading": 1, "number": 4}


class TooNarrow(UsageFault):
    """The page format has no room for two languages."""


def for_two_languages(page_format: PageFormat) -> PageFormat:
    """The format as a leaflet in two languages has it.

    Raises:
        TooNarrow: It has panels.
    """
    if page_format.panels:
        raise TooNarrow(
            f"{page_format.name} has no room for two languages: its panels are too narrow",
            hint="with --bilingual, print a4 or letter (two columns), or booklet, a5 or large "
            "(facing pages)",
        )
    columns = replace(
        page_format,
        side_mm=min(page_format.side_mm, MARGIN_MM),
        type=_for_columns(page_format.type),
        cards_across=1,
        label_beside=False,
    )
    return columns if in_columns(columns) else page_format


def in_columns(page_format: PageFormat) -> bool:
    """Whether both languages have room on a page of that format."""
    return column_width(page_format) >= LEAST_COLUMN * page_format.type.body.size


def column_width(page_format: PageFormat) -> float:
    """The width in points of each of two columns."""
    return (page_format.measure - GAP) / 2


def _for_columns(scale: TypeScale) -> TypeScale:
    """The same with headings that don't break into single words."""
    sizes: dict[str, Size] = {}
    for role, larger in _LARGER.items():
        size: Size = getattr(scale, role)
        least = min(size.size, scale.body.size + larger)
        sizes[role] = Size(least, round(size.leading * least / size.size, 1))
    return replace(scale, **sizes)
