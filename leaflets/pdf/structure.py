"""The structure tree as it is built: elements in reading order, whatever order they are drawn in.

Elements are standard structure types (ISO 32000-1, 14.8.4) and hold no drawing state, so that one
tree may be drawn on several canvases.
"""

from collections.abc import Iterator, Mapping
from typing import Final, Literal, Self

Tag = Literal[
    "Document", "Part", "Sect", "Div", "BlockQuote", "Caption", "H1", "H2", "H3", "P",
    "L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "TR", "TH", "TD",
    "Figure", "Link", "Span",
]  # fmt: skip
Scope = Literal["", "Row", "Column", "Both"]
Numbering = Literal["", "None", "Disc", "Circle", "Square", "Decimal"]

# Which parent an element needs, and which children these may have (14.8.4.3.3, 14.8.4.3.4).
_PARENTS: Final[Mapping[str, frozenset[str]]] = {
    "LI": frozenset({"L"}),
    "Lbl": frozenset({"LI"}),
    "LBody": frozenset({"LI"}),
    "THead": frozenset({"Table"}),
    "TBody": frozenset({"Table"}),
    "TR": frozenset({"Table", "THead", "TBody"}),
    "TH": frozenset({"TR"}),
    "TD": frozenset({"TR"}),
}
_CHILDREN: Final[Mapping[str, frozenset[str]]] = {
    "L": frozenset({"L", "LI", "Caption"}),
    "LI": frozenset({"Lbl", "LBody"}),
    "Table": frozenset({"TR", "THead", "TBody", "Caption"}),
    "THead": frozenset({"TR"}),
    "TBody": frozenset({"TR"}),
    "TR": frozenset({"TH", "TD"}),
}
HEADINGS: Final = ("H1", "H2", "H3")
INLINE: Final = ("Link", "Span")
"""These stand where they are drawn in their parent's text, not among its children."""


class Element:
    """An element under its parent, after the children that the parent has.

    Args:
        tag: The standard structure type.
        parent: The element that it is part of; only the root has none.
        lang: The language, where it differs from the parent's.
        alt: What a figure shows, in words; a figure has to say it.
        actual_text: The text that stands for what is drawn, such as "•" for a drawn bullet.
        scope: Which cells a header cell is for; a TH has to say it.
        numbering: How the items of a list are marked.
        columns: How many columns a cell spans.
        rows: How many rows a cell spans.

    Raises:
        ValueError: The standards don't allow it there, or not without what is missing.
    """

    __slots__ = (
        "actual_text", "alt", "columns", "kids", "lang", "numbering", "parent", "rows", "scope",
        "tag",
    )  # fmt: skip

    def __init__(
        self,
        tag: Tag,
        parent: Self | None = None,
        *,
        lang: str = "",
        alt: str = "",
        actual_text: str = "",
        scope: Scope = "",
        numbering: Numbering = "",
        columns: int = 1,
        rows: int = 1,
    ) -> None:
        above = parent.tag if parent is not None else "nothing"
        if above not in _PARENTS.get(tag, {above}) or tag not in _CHILDREN.get(above, {tag}):
            raise ValueError(f"{tag} can't stand in {above}")
        if (parent is None) != (tag == "Document"):
            raise ValueError(f"{tag} in {above}: the root, and only it, is Document")
        if tag == "Figure" and not alt:
            raise ValueError("a figure needs a text that says what it shows (ISO 14289-1, 7.3)")
        if tag == "TH" and not scope:
            raise ValueError("a header cell needs its scope (ISO 14289-1, 7.5)")
        self.tag: Tag = tag
        self.parent = parent
        self.kids: list[Self] = []
        self.lang = lang
        self.alt = alt
        self.actual_text = actual_text
        self.scope: Scope = scope
        self.numbering: Numbering = numbering
        self.columns = columns
        self.rows = rows
        if parent is not None and tag not in INLINE:
            parent.kids.append(self)

    def again_in(self, parent: Self) -> Self:
        """One like it, without its kids, in a parent of the same kind as its own."""
        other = object.__new__(type(self))
        other.tag, other.parent, other.kids = self.tag, parent, []
        other.lang, other.alt, other.actual_text = self.lang, self.alt, self.actual_text
        other.scope, other.numbering = self.scope, self.numbering
        other.columns, other.rows = self.columns, self.rows
        if self.tag not in INLINE:
            parent.kids.append(other)
        return other

    def __repr__(self) -> str:
        return f"Element({self.tag})"

    def language(self, default: str) -> str:
        """The language of its text: its own, an ancestor's, or the document's."""
        element: Element | None = self
        while element is not None:
            if element.lang:
                return element.lang
            element = element.parent
        return default


def check_headings(elements: Iterator[Element]) -> None:
    """Refuse a heading that skips a level (ISO 14289-1, 7.4.2); elements come in reading order."""
    level = 0
    for element in elements:
        if element.tag in HEADINGS:
            depth = HEADINGS.index(element.tag) + 1
            if depth > level + 1:
                raise ValueError(f"{element.tag} follows H{level}" if level else "H1 must be first")
            level = depth
