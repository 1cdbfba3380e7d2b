"""Page formats: paper, margins and type sizes that change together. Adding one is adding data.

Paper and margins are in millimetres, type in points. Large print is not a scaled page: it has its
own sizes, a wider measure, and stacks what stands side by side on ``a4``.
"""

from dataclasses import dataclass
from typing import NamedTuple

from leaflets.errors import UsageFault

POINTS_PER_MM = 72 / 25.4


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


A4 = PageFormat(
    name="a4",
    paper="A4",
    description="clear print",
    width_mm=210,
    height_mm=297,
    edge_mm=7,
    side_mm=24,
    personal_top_mm=76,
    # 14 points is UKAAF's ideal for clear print; 20.5 is its leading of 1.46.
    type=TypeScale(
        title=Size(28, 32),
        lead=Size(16, 22),
        heading=Size(20, 24),
        subheading=Size(15, 20.5),
        body=Size(14, 20.5),
        small=Size(12, 16),
        number=Size(24, 30),
    ),
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
    personal_top_mm=93,
    # 18 points is UKAAF's ideal for large print, and nothing is below its floor of 16.
    type=TypeScale(
        title=Size(34, 40),
        lead=Size(20, 28),
        heading=Size(25, 31),
        subheading=Size(19, 26),
        body=Size(18, 26),
        small=Size(16, 21),
        number=Size(30, 37),
    ),
    cards_across=1,
    label_beside=False,
)

FORMATS = {page_format.name: page_format for page_format in (A4, LARGE)}
"""Every page format that can be asked for, by name."""


def find_format(name: str) -> PageFormat:
    """The page format of that name.

    Raises:
        UsageFault: There is none.
    """
    found = FORMATS.get(name.strip().casefold())
    if found is None:
        raise UsageFault(
            f'"{name[:40]}" is not a page format', hint=f"formats are {', '.join(FORMATS)}"
        )
    return found
