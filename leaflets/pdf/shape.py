"""The structure of a drawing in; its objects, written once for all documents that have it, out.

What differs from document to document are numbers: of objects, of the page, of marked content. The
objects are a text with places for them, so that to write them is to fill in a text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from leaflets.pdf.content import Annotation, Content, Marked, entries_of, structure_object
from leaflets.pdf.document import Literal
from leaflets.pdf.structure import HEADINGS, Element

if TYPE_CHECKING:
    from leaflets.pdf.drawing import Drawing

Point = tuple[float, float]

# What a number is counted from.
_OWN: Final = 0
_ABOVE: Final = 1
_PAGE: Final = 2
_MARK: Final = 3
_LINK: Final = 4


@dataclass(frozen=True, slots=True)
class LinkArea:
    """Where a link with that text can be clicked, from one corner to the other."""

    text: str
    url: str
    lower: Point
    upper: Point

    def moved(self, dx: float, dy: float) -> "LinkArea":
        """The same elsewhere."""
        (left, bottom), (right, top) = self.lower, self.upper
        return LinkArea(self.text, self.url, (left + dx, bottom + dy), (right + dx, top + dy))


@dataclass(frozen=True, slots=True)
class Sketched:
    """An element as it was drawn, and the place of its parent; ``None`` for the document.

    ``known_as`` is what it is told by where other drawings have more of it: its part of a list.
    """

    element: Element
    parent: int | None
    known_as: object = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Objects with places for numbers, an object a line.

    Each of ``places`` has what its number is counted from, and how far. ``owners`` has the object
    of each marked content, from 0, ``links`` that of each link, ``tops`` those that stand in the
    document itself, or in the list or table that is ``part_of``. ``headings`` are in reading order.
    """

    part_of: Sketched | None
    count: int
    form: str
    places: tuple[tuple[int, int], ...]
    owners: tuple[int, ...]
    links: tuple[tuple[int, LinkArea], ...]
    tops: tuple[int, ...]
    headings: tuple[Element, ...]

    def written(self, own: int, above: int, page: int, mark: int, link: int) -> str:
        """The objects, whose numbers begin at ``own``; ``above`` is the object they stand in.

        ``page`` is the page's, ``mark`` the first number of marked content there, and ``link`` the
        first of the links' objects.
        """
        begins = (own, above, page, mark, link)
        return self.form % tuple([begins[begin] + more for begin, more in self.places])


def shape_of(drawn: "Drawing", language: str) -> Shape:
    """The shape of a drawing, which has no figures, in a document of that language.

    Other drawings may be parts of the one list or table that all of it is in.
    """
    document = root = Element("Document")
    built = drawn.built_on(root, {})
    part_of: Sketched | None = None
    if len(root.kids) == 1 and built[0].tag in ("L", "Table"):
        part_of, root = drawn.elements[0], built[0]
    content = Content()
    owners: list[Element] = []
    links: list[tuple[Element, LinkArea]] = []
    for index, area in drawn.events:
        element = built[index]
        if area is None:
            content.add(element, Marked(0, len(owners)))
            owners.append(element)
        else:
            content.add(element, Annotation(0, Literal(0), str(len(links))))
            links.append((element, area))
    order = [
        (element, kids)
        for element, kids in content.in_order(document)
        if element not in (document, root)
    ]
    numbers = {element: number for number, (element, _) in enumerate(order)}
    places: list[tuple[int, int]] = []

    def said(form: str, *of: tuple[int, int]) -> str:
        places.extend(of)
        return form

    bodies: list[str] = []
    for element, kids in order:
        own = element.parent is not None and element.parent is not root
        begin = said("%d 0 R", (_OWN, numbers[element.parent]) if own else (_ABOVE, 0))  # type: ignore[index]
        entries = entries_of(element, None, language).replace("%", "%%")
        marked = any(isinstance(kid, Marked) for kid in kids)
        page = said("/Pg %d 0 R", (_PAGE, 0)) if marked else ""
        told: list[str] = []
        for kid in kids:
            if isinstance(kid, Element):
                told.append(said("%d 0 R", (_OWN, numbers[kid])))
            elif isinstance(kid, Marked):
                told.append(said("%d", (_MARK, kid.mcid)))
            elif isinstance(kid, Annotation):
                form = "<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>"
                told.append(said(form, (_PAGE, 0), (_LINK, int(kid.body))))
        bodies.append(structure_object(element, begin, entries, page, told))
    return Shape(
        part_of=part_of,
        count=len(order),
        form="\n".join(bodies),
        places=tuple(places),
        owners=_numbers(owners, numbers),
        links=tuple((numbers[element], area) for element, area in links),
        tops=tuple(numbers[kid] for kid in content.parts(root) if isinstance(kid, Element)),
        headings=tuple(element for element, _ in order if element.tag in HEADINGS),
    )


def _numbers(elements: Sequence[Element], numbers: dict[Element, int]) -> tuple[int, ...]:
    return tuple(numbers[element] for element in elements)
