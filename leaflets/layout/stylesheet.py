"""Styles by role, made from a page format: every colour, weight and space has its place here.

All lengths are points. Vertical spaces are whole quarters of the body's leading, so that text finds
back to the same rhythm after a heading or a box.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from leaflets.layout.formats import PageFormat, Size
from leaflets.layout.typography import SHIPPED, FontChoice, Typography, typography
from leaflets.model.leaflet import Leaflet
from leaflets.model.text import Translated


class Weight(StrEnum):
    """The two weights there are; emphasis is never italics, underlining or capitals."""

    REGULAR = "regular"
    BOLD = "bold"


class Align(StrEnum):
    """Which edge lines keep to. Nothing is justified."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """How text of one role is set; ``size`` and ``leading`` in points, ``colour`` as #rrggbb."""

    role: str
    typography: Typography
    weight: Weight = Weight.REGULAR
    size: float
    leading: float
    colour: str
    align: Align = Align.START
    balanced: bool = False
    """Lines of about one length, as a heading wants them, instead of full lines and a rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colours, as #rrggbb. Nothing is said by colour alone; all hold in greyscale."""

    ink: str = "#1b1b1f"  # near-black, 17:1 on white
    accent: str = "#0a4a66"  # one dark blue, 9.6:1 on white and 8.4:1 on the tint
    tint: str = "#e8f1f5"  # behind what should be seen first; ink on it has 15:1
    line: str = "#86868e"  # rules and lines to write on, 3.6:1 on white (WCAG 1.4.11 asks 3:1)
    paper: str = "#ffffff"


PALETTE = Palette()

MOST_BAND = 16
"""Points: UKAAF's least for large print."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spaces:
    """Distances in points; ``step`` is a quarter of the body's leading."""

    step: float
    block_before: float
    block_after: float
    part_before: float
    part_after: float
    paragraph: float
    item: float
    box_padding: float
    box_around: float
    row_padding: float
    gutter: float
    heading_rule: float = 2.5
    bar: float = 6  # the heavy bar of a warning, seen at arm's length
    outline: float = 1.25
    hairline: float = 0.6  # the thinnest line that an office printer keeps unbroken
    radius: float = 4
    writing_line: float = 9.5 * 72 / 25.4  # 9.5 mm, for a pen in an unsteady hand


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Styles:
    """What the story and the furniture are set with. It equals only itself."""

    page_format: PageFormat
    typography: Typography
    palette: Palette
    spaces: Spaces
    titles: tuple[TextStyle, ...]
    """The title, then smaller ones for a title that does not fit its place."""
    leads: tuple[TextStyle, ...]
    heading: TextStyle
    brand: TextStyle
    subheading: TextStyle
    body: TextStyle
    label: TextStyle
    small: TextStyle
    small_label: TextStyle
    card: TextStyle
    """A result's name and meaning."""
    values: tuple[TextStyle, ...]
    """A result's value, then smaller ones for a word too long for its card."""
    number: TextStyle
    running: TextStyle
    """Head and foot, and the labels of the personal box."""
    band: TextStyle
    personal: tuple[TextStyle, ...]
    """A field's value: as body text on one line, then small on two."""
    drawing: float
    """The side of a small drawing."""
    beside: "Styles | None" = None
    """Those of the second language, if there is one."""


def styles_of(
    leaflet: Leaflet[Translated], page_format: PageFormat, fonts: FontChoice = SHIPPED
) -> Styles:
    """The styles of one page format in the language of a leaflet, or in both of its languages."""
    setting = typography(leaflet.language, fonts, leaflet.names, leaflet.phrases)
    styles = stylesheet(page_format, setting)
    if leaflet.beside is None:
        return styles
    setting = typography(leaflet.beside.language, fonts, leaflet.names)
    return _side_by_side(styles, stylesheet(page_format, setting))


@lru_cache(maxsize=40)
def _side_by_side(styles: Styles, other: Styles) -> Styles:
    return replace(styles, beside=other)


@lru_cache(maxsize=40)
def stylesheet(
    page_format: PageFormat, typography: Typography, palette: Palette = PALETTE
) -> Styles:
    """The styles of one page format in one language; asked again, they are the same object."""
    scale = page_format.type
    # Space between things stays as it is where lines are further apart: the page has room to give.
    step = scale.body.leading / 4
    # A panel has a few lines in all: what parts blocks on a page would take one of six.
    close = 2 / 3 if page_format.panels else 1.0

    def style(
        role: str,
        size: Size,
        weight: Weight = Weight.REGULAR,
        *,
        colour: str = palette.ink,
        balanced: bool = False,
        setting: Typography = typography,
    ) -> TextStyle:
        bold = weight is Weight.BOLD
        least = setting.least_bold if bold else setting.least_leading
        return TextStyle(
            role=role,
            typography=setting,
            weight=weight,
            size=size.size,
            leading=max(size.leading * setting.leading, size.size * least),
            colour=colour,
            balanced=balanced,
        )

    body = style("body", scale.body)
    small = style("small", scale.small)
    compact = typography.compact or typography
    tight = Size(scale.small.size, scale.small.size * 1.15)
    # Lead and results in tall lines would leave page 1 no room where results are stacked.
    opening = compact if page_format.stacked else typography
    value = Size(scale.lead.size + 2, scale.lead.leading + 2)
    if page_format.stacked:
        value = Size(value.size, round(value.size * 1.2, 1))  # it is a line alone
    return Styles(
        page_format=page_format,
        typography=typography,
        palette=palette,
        spaces=Spaces(
            step=step,
            block_before=6 * close * step,
            block_after=2 * step,
            part_before=4 * close * step,
            part_after=step,
            paragraph=2 * step,
            item=step,
            box_padding=2.5 * close * step,
            box_around=3 * step,
            row_padding=1.5 * step,
            gutter=3 * step,
        ),
        titles=tuple(
            style("title", size, Weight.BOLD, colour=palette.accent, balanced=True)
            for size in _down_to(scale.title, scale.heading)
        ),
        leads=tuple(
            style("lead", size, balanced=True, setting=opening)
            for size in _down_to(scale.lead, scale.small)
        ),
        heading=style("heading", scale.heading, Weight.BOLD, colour=palette.accent, balanced=True),
        brand=style("brand", scale.heading, colour=palette.accent),
        subheading=style("subheading", scale.subheading, Weight.BOLD, balanced=True),
        body=body,
        label=style("label", scale.body, Weight.BOLD),
        small=small,
        small_label=style("small-label", scale.small, Weight.BOLD),
        card=style("small", scale.small, setting=opening),
        values=tuple(
            style("value", size, Weight.BOLD, colour=palette.accent, setting=opening)
            for size in _down_to(value, scale.body)
        ),
        number=style("number", scale.number, Weight.BOLD, colour=palette.accent),
        running=style("running", scale.small, setting=compact),
        band=style(
            "band",
            # Its lines are read one by one; larger than large print's least they would not fit.
            Size(min(scale.small.size, MOST_BAND), min(scale.small.size, MOST_BAND) * 1.22),
            Weight.BOLD,
            colour=palette.paper,
            setting=compact,
        ),
        personal=(
            style("body", scale.body, setting=compact),
            style("personal", tight, setting=compact),
        ),
        drawing=scale.body.leading * 1.25,
    )


def _down_to(largest: Size, smallest: Size) -> tuple[Size, ...]:
    """Sizes from ``largest`` to ``smallest`` in steps of two points, leading in proportion."""
    ratio = largest.leading / largest.size
    count = int((largest.size - smallest.size) // 2) + 1
    sizes = (largest.size - 2 * number for number in range(count))
    return tuple(Size(size, round(size * ratio, 2)) for size in sizes)
