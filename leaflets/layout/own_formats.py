"""Tables of ``[formats.NAME]`` in; the page formats that a clinic adds to the shipped ones, out.

A format is like a shipped one, but for its paper, margin or size of type. What depends on them
follows: how wide the text is, how many results stand side by side, where labels stand.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from leaflets.errors import UsageFault
from leaflets.layout.formats import (
    FORMATS,
    LARGE_PRINT,
    PAPERS,
    PageFormat,
    Size,
    TypeScale,
    larger,
)
from leaflets.print.imposition import Fold, panel_widths

LEAST_TYPE, MOST_TYPE = 12.0, 40.0
"""Points. UKAAF: nothing is below 12; large print is never below 16."""

LEAST_MARGIN = 5.0
"""Millimetres that office printers leave blank."""

LEAST_MEASURE = 75.0
"""Millimetres of text; the longest words of some languages have no room in less."""

LEAST_PAPER, MOST_PAPER = 95.0, 450.0
_KEYS = ("like", "paper", "width_mm", "height_mm", "margin_mm", "size", "description")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def own_formats(tables: Mapping[str, object], where: str) -> dict[str, PageFormat]:
    """The formats by name; ``where`` is the file they were read from.

    Raises:
        UsageFault: It says all that is wrong with each of them.
    """
    faults: list[str] = []
    found: dict[str, PageFormat] = {}
    for name, table in tables.items():
        reader = _Reader(f"{where}: [formats.{name}]", table if isinstance(table, dict) else {})
        if not isinstance(table, dict):
            reader.fault("must be a table")
        if not _NAME.fullmatch(name):
            reader.fault("a name has small letters, digits and hyphens, such as ward-a5")
        elif name in FORMATS:
            reader.fault(f'"{name}" is a format that there is already; give it another name')
        page_format = reader.page_format(name)
        faults += reader.faults
        if page_format is not None:
            found[name] = page_format
    if faults:
        raise UsageFault(
            "\n".join(faults),
            hint=f"a format has {', '.join(_KEYS)}; papers are {', '.join(PAPERS)}",
        )
    return found


@dataclass(slots=True)
class _Reader:
    """Reads one table, and keeps what is wrong with it."""

    where: str
    table: Mapping[str, object]
    faults: list[str] = field(default_factory=list)

    def fault(self, told: str) -> None:
        self.faults.append(f"{self.where} {told}")

    def page_format(self, name: str) -> PageFormat | None:
        """The format, or ``None`` if there is something wrong with it."""
        for key in self.table.keys() - set(_KEYS):
            self.fault(f'can\'t have "{key}"')
        like = FORMATS.get(self._word("like", "a4"))
        if like is None:
            self.fault(f'like: "{self.table["like"]}" is none of {", ".join(FORMATS)}')
            return None
        width, height, paper, sheet = self._paper(like)
        margin = self._number("margin_mm", like.side_mm, LEAST_MARGIN, 60)
        least = 16.0 if like.type.small.size >= 16 else LEAST_TYPE
        body = self._number("size", like.type.body.size, least, MOST_TYPE)
        if width - 2 * margin < LEAST_MEASURE:
            self.fault(
                f"leaves {width - 2 * margin:g} mm for the text, and words need {LEAST_MEASURE:g}"
            )
        description = self._word("description", f"like {like.name}")
        if self.faults:
            return None
        ems = (width - 2 * margin) * 72 / 25.4 / body
        return replace(
            like,
            name=name,
            paper=paper,
            description=description,
            width_mm=width,
            height_mm=height,
            edge_mm=min(like.edge_mm, margin),
            side_mm=margin,
            personal_top_mm=like.personal_top_mm * min(1.0, height / like.height_mm),
            type=type_scale(like.type, body),
            cards_across=3 if ems >= 32 else 2 if ems >= 28.5 else 1,
            label_beside=ems >= 28.5,
            personal_columns=2 if ems >= 24 else 1,
            sheet_mm=sheet,
        )

    def _paper(self, like: PageFormat) -> tuple[float, float, str, tuple[float, float] | None]:
        """Width and height of a page, the paper's name, and the sheet if that is another."""
        word = self._word("paper", "")
        named = PAPERS.get(word)
        if word and named is None and not {"width_mm", "height_mm"} <= self.table.keys():
            self.fault(f'paper: "{word}" is not known; give its width_mm and height_mm')
        if like.fold is not Fold.FLAT:
            if {"width_mm", "height_mm"} & self.table.keys():
                self.fault("is folded: give its paper, and its pages are as large as they can be")
            short, long = named or sorted(like.sheet_mm or (like.width_mm, like.height_mm))
            return min(panel_widths(like.fold, long)), short, word or like.paper, (long, short)
        default = named or (like.width_mm, like.height_mm)
        width = self._number("width_mm", default[0], LEAST_PAPER, MOST_PAPER)
        height = self._number("height_mm", default[1], LEAST_PAPER, MOST_PAPER)
        usual = word or (like.paper if default == (width, height) else f"{width:g} x {height:g} mm")
        return width, height, usual, None

    def _word(self, key: str, otherwise: str) -> str:
        value = self.table.get(key, otherwise)
        if not isinstance(value, str) or "\n" in value:
            self.fault(f"{key} must be a text in quotes, on one line")
            return otherwise
        return value

    def _number(self, key: str, otherwise: float, least: float, most: float) -> float:
        value = self.table.get(key, otherwise)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fault(f"{key} must be a number")
            return otherwise
        if not least <= value <= most:
            self.fault(f"{key} is {value:g}, and must be from {least:g} to {most:g}")
            return otherwise
        return value


def type_scale(like: TypeScale, body: float) -> TypeScale:
    """``like`` with another size of text: the other sizes follow, as far as they may.

    Nothing is below 12 points, nor in large print below 16.
    """
    if body == like.body.size:
        return like
    if body >= 20:
        return larger(body)
    large = body >= LARGE_PRINT.small.size
    least = LARGE_PRINT.small.size if large else LEAST_TYPE
    share = body / like.body.size

    def size(of: Size) -> Size:
        points = max(least, round(of.size * share * 2) / 2)
        return Size(points, round(points * of.leading / of.size, 1))

    return TypeScale(
        title=size(like.title),
        lead=size(like.lead),
        heading=size(like.heading),
        subheading=size(like.subheading),
        body=Size(body, round(body * like.body.leading / like.body.size, 1)),
        small=size(like.small),
        number=size(like.number),
    )
