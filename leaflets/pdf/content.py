"""What was drawn of each element in; the structure tree's objects out (ISO 32000-1, 14.7).

An element's kids are what was drawn of it itself, with the links and spans inside it, in the order
of drawing, and then its child elements in the order in which they were built.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Final, NamedTuple

from leaflets.pdf.document import Document, Literal
from leaflets.pdf.structure import HEADINGS, INLINE, Element, check_headings
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


class Subtree(NamedTuple):
    """Elements that are written already: the objects of those at the top, and the headings."""

    tops: tuple[int, ...]
    headings: tuple[Element, ...]
    links: tuple[tuple[int, Annotation], ...] = ()
    """Their links, each with the object that it is of; only its number among links is missing."""


Kid = Marked | Annotation | Element | Subtree


@dataclass(slots=True)
class Content:
    """What a canvas has drawn, by element and by page."""

    kids: dict[Element, list[Kid]] = field(default_factory=dict)
    pages: list[list[Element | int]] = field(default_factory=list)
    boxes: dict[Element, Box] = field(default_factory=dict)
    placed: set[Element] = field(default_factory=set)
    subtrees: dict[Element, list[tuple[int, Subtree]]] = field(default_factory=dict)
    """By what they stand in, after so many of its kids."""
    numbers: dict[Element, int] = field(default_factory=dict)
    """The objects of elements that were pointed to before they are written."""

    def page(self, index: int) -> list[Element | int]:
        """The elements of a page by MCID, or their objects where these are written already."""
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

    def add_subtree(self, above: Element, subtree: Subtree) -> None:
        """Record elements that are written already, after the kids that ``above`` has."""
        self.subtrees.setdefault(above, []).append((len(above.kids), subtree))

    def shows(self, element: Element) -> bool:
        """Whether anything of the element or below it was drawn."""
        return (
            element in self.kids or element in self.subtrees or any(map(self.shows, element.kids))
        )

    def parts(self, element: Element) -> list[Kid]:
        """The kids to write. What was not drawn is left out, but never a cell of a drawn row."""
        own = self.kids.get(element, [])
        if element in self.subtrees:
            return [*own, *self._with_subtrees(element)]
        if not element.kids:
            return own
        if element.tag == "TR":
            return [*own, *element.kids]
        return [*own, *filter(self.shows, element.kids)]

    def _with_subtrees(self, element: Element) -> Iterator[Kid]:
        begun = 0
        for place, subtree in self.subtrees[element]:
            yield from filter(self.shows, element.kids[begun:place])
            yield subtree
            begun = place
        yield from filter(self.shows, element.kids[begun:])

    def in_order(self, root: Element) -> list[tuple[Element, list[Kid]]]:
        """The element and all below it, in reading order, each with its kids.

        What is written already is told by the kids alone.
        """
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
    check_headings(_headings(root, dict(order)))
    page_refs = document.page_refs()
    tree = document.reserve()
    later = [element for element, _ in order if element not in content.numbers]
    numbers = dict(zip(later, count(document.reserve_many(len(later))), strict=False))
    numbers |= content.numbers
    parents: list[str] = []  # the pairs of the number tree ParentTree (14.7.4.4)
    for index, (page, elements) in enumerate(zip(document.pages, content.pages, strict=True)):
        if elements:
            page.struct_parents = index
            told = [each if isinstance(each, int) else numbers[each] for each in elements]
            parents.append(f"{index} {document.put(f'[{_refs(told)}]')}")
    next_key = len(content.pages)

    def tie(link: Annotation, number: int) -> None:
        nonlocal next_key
        link.item.fill(f"<<{link.body}/StructParent {next_key}>>")
        parents.append(f"{next_key} {number} 0 R")
        next_key += 1

    for element, kids in order:
        shown_on: int | None = None
        told_kids: list[str] = []
        for kid in kids:
            if isinstance(kid, Element):
                told_kids.append(f"{numbers[kid]} 0 R")
            elif isinstance(kid, Marked):
                if shown_on is None:
                    shown_on = kid.page
                told_kids.append(
                    str(kid.mcid)
                    if kid.page == shown_on
                    else f"<</Type/MCR/Pg {page_refs[kid.page]}/MCID {kid.mcid}>>"
                )
            elif isinstance(kid, Subtree):
                told_kids += [f"{number} 0 R" for number in kid.tops]
                for number, link in kid.links:
                    tie(link, number)
            else:
                tie(kid, numbers[element])
                told_kids.append(f"<</Type/OBJR/Pg {page_refs[kid.page]}/Obj {kid.item.ref}>>")
        above = f"{numbers[element.parent]} 0 R" if element.parent else tree.ref
        entries = entries_of(element, content.boxes.get(element), language)
        on_page = "" if shown_on is None else f"/Pg {page_refs[shown_on]}"
        body = structure_object(element, above, entries, on_page, told_kids)
        document.number(numbers[element], (body,))
    parent_tree = document.put(f"<</Nums[{' '.join(parents)}]>>")
    tree.fill(
        f"<</Type/StructTreeRoot/K {numbers[root]} 0 R/ParentTree {parent_tree}"
        f"/ParentTreeNextKey {next_key}>>"
    )
    document.set_catalog(StructTreeRoot=tree.ref, MarkInfo="<</Marked true>>")


def structure_object(
    element: Element, above: str, entries: str, page: str, kids: Sequence[str]
) -> str:
    """An element (14.7.2, table 323) whose parent, entries, page and kids are written already."""
    listed = " ".join(kids)
    held = f"/K[{listed}]" if len(kids) > 1 else f"/K {listed}" if kids else ""
    return f"<</S/{element.tag}/P {above}{entries}{page}{held}>>"


def _refs(numbers: Iterable[int]) -> str:
    return " ".join([f"{number} 0 R" for number in numbers])


def _headings(root: Element, kids_of: Mapping[Element, Sequence[Kid]]) -> Iterator[Element]:
    """The headings below an element, and itself if it is one, in reading order."""
    if root.tag in HEADINGS:
        yield root
    for kid in kids_of[root]:
        if isinstance(kid, Subtree):
            yield from kid.headings
        elif isinstance(kid, Element):
            yield from _headings(kid, kids_of)


def entries_of(element: Element, box: Box | None, language: str) -> str:
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
