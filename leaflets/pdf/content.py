"""What was drawn of each element in; the structure tree's objects out (ISO 32000-1, 14.7).

An element's kids are what was drawn of it itself, with the links and spans inside it, in the order
of drawing, and then its child elements in the order in which they were built.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from leaflets.pdf.document import Document, Literal, set_entries
from leaflets.pdf.structure import INLINE, Element, check_headings
from leaflets.pdf.syntax import language_tag, numbers, text_string

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
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


@dataclass(slots=True)
class Content:
    """What a canvas has drawn, by element and by page."""

    kids: dict[Element, list[Marked | Annotation | Element]] = field(default_factory=dict)
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
        return bool(self.kids.get(element)) or any(map(self.shows, element.kids))

    def parts(self, element: Element) -> list[Marked | Annotation | Element]:
        """The kids to write. What was not drawn is left out, but never a cell of a drawn row."""
        built = (kid for kid in element.kids if element.tag == "TR" or self.shows(kid))
        return [*self.kids.get(element, ()), *built]

    def walk(self, element: Element) -> Iterator[Element]:
        """The element and all below it, in reading order."""
        yield element
        for kid in self.parts(element):
            if isinstance(kid, Element):
                yield from self.walk(kid)


def write_structure(document: Document, root: Element, content: Content, language: str) -> None:
    """Write the tree and tie pages, annotations and elements to each other.

    Raises:
        ValueError: A heading skips a level.
    """
    check_headings(content.walk(root))
    page_refs = document.page_refs()
    tree = document.reserve()
    items = {element: document.reserve() for element in content.walk(root)}
    parents: list[str] = []  # the pairs of the number tree ParentTree (14.7.4.4)
    for index, (page, elements) in enumerate(zip(document.Pages.pages, content.pages, strict=True)):
        # ISO 14289-1, 7.18.3: tabs follow the structure wherever there are annotations.
        set_entries(page, Tabs="/S", StructParents=str(index) if elements else None)
        if elements:
            refs = " ".join(items[element].ref for element in elements)
            parents.append(f"{index} {document.put(f'[{refs}]')}")
    next_key = len(content.pages)
    for element, item in items.items():
        kids = content.parts(element)
        for kid in kids:
            if isinstance(kid, Annotation):
                kid.item.fill(f"<<{kid.body}/StructParent {next_key}>>")
                parents.append(f"{next_key} {item.ref}")
                next_key += 1
        above = items[element.parent].ref if element.parent else tree.ref
        page = next((kid.page for kid in kids if isinstance(kid, Marked)), None)
        entries = _entries(element, content.boxes.get(element), language)
        if page is not None:
            entries += f"/Pg {page_refs[page]}"
        written = [_kid(kid, page, items, page_refs) for kid in kids]
        if written:
            entries += f"/K[{' '.join(written)}]" if len(written) > 1 else f"/K {written[0]}"
        item.fill(f"<</S/{element.tag}/P {above}{entries}>>")
    parent_tree = document.put(f"<</Nums[{' '.join(parents)}]>>")
    tree.fill(
        f"<</Type/StructTreeRoot/K {items[root].ref}/ParentTree {parent_tree}"
        f"/ParentTreeNextKey {next_key}>>"
    )
    document.set_catalog(StructTreeRoot=tree.ref, MarkInfo="<</Marked true>>")


def _kid(
    kid: Marked | Annotation | Element,
    page: int | None,
    items: dict[Element, Literal],
    page_refs: list[str],
) -> str:
    """A kid as /K has it: an MCID, or a dictionary where the page is not the element's."""
    match kid:
        case Element():
            return items[kid].ref
        case Marked():
            if kid.page == page:
                return str(kid.mcid)
            return f"<</Type/MCR/Pg {page_refs[kid.page]}/MCID {kid.mcid}>>"
        case Annotation():
            return f"<</Type/OBJR/Pg {page_refs[kid.page]}/Obj {kid.item.ref}>>"


def _entries(element: Element, box: Box | None, language: str) -> str:
    """The entries of 14.7.2, table 323, and the attributes of 14.8.5."""
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
