"""Page formats: paper, margins and type sizes that change together. Adding one is adding data.

Paper and margins are in millimetres, type in points. Large print is not a scaled page: it has its
own sizes, a wider measure, and stacks what stands side by side on ``a4``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from leaflets.errors import UsageFault
from leaflets.print.imposition import Edge, Fold, panel_widths, turning_edge

POINTS_PER_MM = 72 / 25.4

PAPERS = {
    "A3": (297.0, 420.0),
    "A4": (210.0, 297.0),
    "A5": (148.0, 210.0),
    "US Letter": (215.9, 279.4),
    "US Legal": (215.9, 355.6),
}
"""Width and height of papers that stand upright, in millimetres."""


class Size(NamedTuple):
    """A type size and the distance from one line to the next, in points."""

    size: float
    leading: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeScale:
    """The size of each role, in points."""

    title: Size
    lead: Size
    heading: Size
    subheading: Size
    body: Size
    small: Size
    """Labels, running head, foot and band. UKAAF: 12 points at the least; large print 16."""
    number: Size
    """The 24-hour number: the largest thing after the title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFormat:
    """One way to print a leaflet."""

    name: str
    paper: str
    description: str
    width_mm: float
    height_mm: float
    edge_mm: float
    """From the paper's edge to the first ink. Office printers can't print the outer 5 mm."""
    side_mm: float
    """The margin left and right. With ``type.body`` it makes a line of 60-70 characters."""
    personal_top_mm: float
    """From the paper's top edge to the personal box, whatever stands above it."""
    type: TypeScale
    cards_across: int
    label_beside: bool
    """Whether long labels stand beside what they explain, or above it."""
    personal_columns: int = 2
    """How many fields of the personal box stand beside each other."""
    fold: Fold = Fold.FLAT
    sheet_mm: tuple[float, float] | None = None
    """Width and height of the paper that pages are imposed on; ``None``: each page is its own."""
    budget: int | None = None
    """How many pages there can be, where the paper decides it."""
    short_forms: bool = False
    """Whether parts are set in their short forms, where they have one."""

    @property
    def panels(self) -> bool:
        """Whether pages are panels of one folded sheet, that are too small to repeat much."""
        return self.fold in (Fold.LETTER, Fold.ZIGZAG)

    @property
    def stacked(self) -> bool:
        """Whether results stand below each other: type is large, or the page is narrow."""
        return self.cards_across == 1

    @property
    def duplex(self) -> Edge:
        """The edge over which a printer that prints both sides has to turn the paper."""
        return turning_edge(self.fold, *(self.sheet_mm or (self.width_mm, self.height_mm)))

    @property
    def width(self) -> float:
        """The paper's width in points."""
        return self.width_mm * POINTS_PER_MM

    @property
    def height(self) -> float:
        """The paper's height in points."""
        return self.height_mm * POINTS_PER_MM

    @property
    def side(self) -> float:
        """The side margin in points."""
        return self.side_mm * POINTS_PER_MM

    @property
    def edge(self) -> float:
        """The unprintable edge in points."""
        return self.edge_mm * POINTS_PER_MM

    @property
    def personal_top(self) -> float:
        """From the paper's top edge to the personal box, in points."""
        return self.personal_top_mm * POINTS_PER_MM

    @property
    def measure(self) -> float:
        """The length of a full line in points."""
        return self.width - 2 * self.side


CLEAR = TypeScale(
    # 14 points is UKAAF's ideal for clear print; 20.5 is its leading of 1.46.
    title=Size(28, 32),
    lead=Size(16, 22),
    heading=Size(20, 24),
    subheading=Size(15, 20.5),
    body=Size(14, 20.5),
    small=Size(12, 16),
    number=Size(24, 30),
)

COMPACT = TypeScale(
    # 12 points is UKAAF's least, so that nothing is smaller; lines are short enough for it.
    title=Size(24, 28),
    lead=Size(14, 19.5),
    heading=Size(17, 21),
    subheading=Size(13, 18),
    body=Size(12, 17.5),
    small=Size(12, 16),
    number=Size(20, 25),
)

NARROW = TypeScale(
    # On a page as wide as a hand, large headings break into single words.
    title=Size(18, 22),
    lead=Size(13, 18),
    heading=Size(15, 19),
    subheading=Size(12.5, 17),
    body=Size(12, 16.5),
    small=Size(12, 15.5),
    number=Size(17, 21),
)

LARGE_PRINT = TypeScale(
    # 18 points is UKAAF's ideal for large print, and nothing is below its floor of 16.
    title=Size(34, 40),
    lead=Size(20, 28),
    heading=Size(25, 31),
    subheading=Size(19, 26),
    body=Size(18, 26),
    small=Size(16, 21),
    number=Size(26, 32),
)


def larger(body: float) -> TypeScale:
    """Larger than large print: headings grow less than the text that they must not crowd out.

    Head, foot and band grow least: they would take the page from the text.
    """

    def size(points: float, leading: float) -> Size:
        return Size(points, round(points * leading, 1))

    return TypeScale(
        title=size(max(34, body + 10), 1.17),
        lead=size(body + 2, 1.4),
        heading=size(body + 5, 1.24),
        subheading=size(body + 1, 1.37),
        body=size(body, 1.44),
        small=size(min(18, body - 4), 1.28),
        number=size(max(26, body + 6), 1.23),
    )


A4 = PageFormat(
    name="a4",
    paper="A4",
    description="clear print",
    width_mm=210,
    height_mm=297,
    edge_mm=7,
    side_mm=24,
    personal_top_mm=68,
    type=CLEAR,
    cards_across=3,
    label_beside=True,
)

LARGE = PageFormat(
    name="large",
    paper="A4",
    description="large print, set anew and never scaled",
    width_mm=210,
    height_mm=297,
    edge_mm=7,
    side_mm=17,
    personal_top_mm=82,
    type=LARGE_PRINT,
    cards_across=1,
    label_beside=False,
)

A5 = PageFormat(
    name="a5",
    paper="A5",
    description="a smaller page, in the smallest clear print",
    width_mm=148,
    height_mm=210,
    edge_mm=6,
    side_mm=13,
    personal_top_mm=49,
    type=replace(COMPACT, title=Size(20, 24), heading=Size(16, 20), number=Size(18, 23)),
    cards_across=2,
    label_beside=True,
)

TRIFOLD = PageFormat(
    name="trifold",
    paper="A4",
    description="six panels, one folded in",
    width_mm=min(panel_widths(Fold.LETTER, 297)),
    height_mm=210,
    edge_mm=5.5,
    side_mm=7.5,
    personal_top_mm=58,
    type=NARROW,
    cards_across=1,
    label_beside=False,
    personal_columns=1,
    fold=Fold.LETTER,
    sheet_mm=(297, 210),
    budget=6,
    short_forms=True,
)

_SHIPPED = (
    A4,
    replace(
        A4,
        name="a4-12",
        description="the smallest clear print, in a narrow column",
        side_mm=30,  # at 12 points a column wider than 150 mm has too many letters on a line
        personal_top_mm=60,
        type=COMPACT,
    ),
    A5,
    replace(
        A5,
        name="booklet",
        paper="A4",
        description="A5 pages, folded and stapled",
        width_mm=148.5,
        fold=Fold.BOOKLET,
        sheet_mm=(297, 210),
        budget=64,  # more would not stay folded
    ),
    TRIFOLD,
    replace(
        TRIFOLD,
        name="zfold",
        description="six panels, folded like a concertina",
        width_mm=99,
        fold=Fold.ZIGZAG,
    ),
    LARGE,
    replace(LARGE, name="large-20", side_mm=16, personal_top_mm=87, type=larger(20)),
    replace(LARGE, name="large-24", side_mm=14, personal_top_mm=95, type=larger(24)),
    replace(LARGE, name="large-28", side_mm=12, personal_top_mm=105, type=larger(28)),
    replace(
        A4,
        name="letter",
        paper="US Letter",
        width_mm=215.9,
        height_mm=279.4,
        side_mm=26.9,
    ),
    replace(
        LARGE,
        name="letter-large",
        paper="US Letter",
        width_mm=215.9,
        height_mm=279.4,
        side_mm=19.9,
    ),
)

FORMATS = {page_format.name: page_format for page_format in _SHIPPED}
"""Every page format that can be asked for, by name."""


def find_format(name: str, formats: Mapping[str, PageFormat] = FORMATS) -> PageFormat:
    """The page format of that name; ``formats`` are those there are, a clinic's own with them.

    Raises:
        UsageFault: There is none.
    """
    found = formats.get(name.strip().casefold())
    if found is None:
        raise UsageFault(
            f'"{name[:40]}" is not a page format', hint=f"formats are {', '.join(formats)}"
        )
    return found
