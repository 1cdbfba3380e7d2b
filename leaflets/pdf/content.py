"""What was drawn of each element in; the structure tree's objects out (ISO 32000-1, 14.7).

An element's kids are what was drawn of it itself, with the links and spans inside it, in the order
of drawing, and then its child elements in the order in which they were built.
"""

from dataclasses import dataclass, field
from typing import Final

from leaflets.pdf.document import Document, Literal, set_entries
from leaflets.pdf.structure import INLINE, Element, check_headings
from leaflets.pdf.syntax import language_tag, numbers, text_string

Box = tuple[float, float, float, float]

_PLAIN: Final = frozenset(("P", "LI", "LBody", "TR", "H1", "H2", "H3", "Span", "Link"))
"""What has no attributes of its own."""


@dataclass(slots=True)
class Marked:
    """A marked-content sequence of an element: its page, from 0, and its MCID there."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link annotation of an element (14.7.4.3), written with its structure parent last."""

    page: int
    item: Literal
    body: str


Kid = Marked | Annotation | Element


@dataclass(slots=True)
class Content:
    """What a canvas has drawn, by element and by page."""

    kids: dict[Element, list[Kid]] = field(default_factory=dict)
    pages: list[list[Element]] = field(default_factory=list)
    boxes: dict[Element, Box] = field(default_factory=dict)
    placed: set[Element] = field(default_factory=set)

    def page(self, index: int) -> list[Element]:
        """The elements of a page by MCID."""
        while len(self.pages) <= index:
            self.pages.append([])
        return self.pages[index]

    def add(self, element: Element, kid: Marked | Annotation) -> None:
        """Record what was drawn; links and spans find their place in what they are part of."""
        inline = element
        while inline.tag in INLINE and inline not in self.placed and inline.parent is not None:
            self.placed.add(inline)
            self.kids.setdefault(inline.parent, []).append(inline)
            inline = inline.parent
        self.kids.setdefault(element, []).append(kid)

    def shows(self, element: Element) -> bool:
        """Whether anything of the element or below it was drawn."""
        return element in self.kids or any(map(self.shows, element.kids))

    def parts(self, element: Element) -> list[Kid]:
        """The kids to write. What was not drawn is left out, but never a cell of a drawn row."""
        own = self.kids.get(element, [])
        if not element.kids:
            return own
        if element.tag == "TR":
            return [*own, *element.kids]
        return [*own, *filter(self.shows, element.kids)]

    def in_order(self, root: Element) -> list[tuple[Element, list[Kid]]]:
        """The element and all below it, in reading order, each with its kids."""
        found: list[tuple[Element, list[Kid]]] = []

        def visit(element: Element) -> None:
            kids = self.parts(element)
            found.append((element, kids))
            for kid in kids:
                if isinstance(kid, Element):
                    visit(kid)

        visit(root)
        return found


def write_structure(document: Document, root: Element, content: Content, language: str) -> None:
    """Write the tree and tie pages, annotations and elements to each other.

    Raises:
        ValueError: A heading skips a level.
    """
    order = content.in_order(root)
    check_headings(element for element, _ in order)
    page_refs = document.page_refs()
    tree = document.reserve()
    first = document.reserve_many(len(order))
    refs = {element: f"{number} 0 R" for number, (element, _) in enumerate(order, first)}
    parents: list[str] = []  # the pairs of the number tree ParentTree (14.7.4.4)
    for index, (page, elements) in enumerate(zip(document.Pages.pages, content.pages, strict=True)):
        # ISO 14289-1, 7.18.3: tabs follow the structure wherever there are annotations.
        set_entries(page, Tabs="/S", StructParents=str(index) if elements else None)
        if elements:
            told = " ".join(map(refs.__getitem__, elements))
            parents.append(f"{index} {document.put(f'[{told}]')}")
    next_key = len(content.pages)
    bodies: list[str] = []
    for element, kids in order:
        shown_on: int | None = None
        written: list[str] = []
        for kid in kids:
            if isinstance(kid, Element):
                written.append(refs[kid])
            elif isinstance(kid, Marked):
                if shown_on is None:
                    shown_on = kid.page
                written.append(
                    str(kid.mcid)
                    if kid.page == shown_on
                    else f"<</Type/MCR/Pg {page_refs[kid.page]}/MCID {kid.mcid}>>"
                )
            else:
                kid.item.fill(f"<<{kid.body}/StructParent {next_key}>>")
                parents.append(f"{next_key} {refs[element]}")
                next_key += 1
                written.append(f"<</Type/OBJR/Pg {page_refs[kid.page]}/Obj {kid.item.ref}>>")
        above = refs[element.parent] if element.parent else tree.ref
        entries = _entries(element, content.boxes.get(element), language)
        on_page = "" if shown_on is None else f"/Pg {page_refs[shown_on]}"
        listed = " ".join(written)
        held = f"/K[{listed}]" if len(written) > 1 else f"/K {listed}" if written else ""
        bodies.append(f"<</S/{element.tag}/P {above}{entries}{on_page}{held}>>")
    document.number(first, bodies)
    parent_tree = document.put(f"<</Nums[{' '.join(parents)}]>>")
    tree.fill(
        f"<</Type/StructTreeRoot/K {refs[root]}/ParentTree {parent_tree}"
        f"/ParentTreeNextKey {next_key}>>"
    )
    document.set_catalog(StructTreeRoot=tree.ref, MarkInfo="<</Marked true>>")


def _entries(element: Element, box: Box | None, language: str) -> str:
    """The entries of 14.7.2, table 323, and the attributes of 14.8.5."""
    if element.tag in _PLAIN and not (element.lang or element.alt or element.actual_text):
        return ""
    entries = ""
    if element.lang and (
        element.parent is None or element.lang != element.parent.language(language)
    ):
        entries += f"/Lang({language_tag(element.lang)})"
    if element.alt:
        entries += f"/Alt{text_string(element.alt)}"
    if element.actual_text:
        entries += f"/ActualText{text_string(element.actual_text)}"
    attributes = ""
    if element.numbering:
        attributes = f"/O/List/ListNumbering/{element.numbering}"
    elif element.tag in ("TH", "TD"):
        if element.scope:
            attributes += f"/Scope/{element.scope}"
        if element.columns > 1:
            attributes += f"/ColSpan {element.columns}"
        if element.rows > 1:
            attributes += f"/RowSpan {element.rows}"
        attributes = f"/O/Table{attributes}" if attributes else ""
    elif box is not None:
        attributes = f"/O/Layout/Placement/Block/BBox{numbers(*box)}"
    return entries + (f"/A<<{attributes}>>" if attributes else "")
