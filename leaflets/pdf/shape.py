"""The structure of a drawing in; its objects, written once for all documents that have it, out.

What differs from document to document are numbers: of objects, of the page, of marked content. The
objects are a text with places for them, so that to write them is to fill in a text.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from leaflets.pdf.content import Annotation, Content, Marked, entries_of, structure_object
from leaflets.pdf.document import Literal
from leaflets.pdf.structure import HEADINGS, Element

if TYPE_CHECKING:
    from leaflets.pdf.drawing import Drawing

Point = tuple[float, float]

# What a number is: that of an object of the drawing, of its marked content, or one of these.
_ABOVE: Final = 0
_PAGE: Final = 1
_OWN: Final = 2


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


class Sketched(NamedTuple):
    """An element as it was drawn, and the place of its parent; ``None`` for the document.

    ``known_as`` is what it is told by where other drawings have more of it: its part of a list.
    """

    element: Element
    parent: int | None
    known_as: object = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Objects with places for numbers, an object a line.

    ``places`` picks the number of each place: of the object that all stand in, of the page, of an
    object, of marked content on the page. Links come after the other objects. ``owners`` has the
    object of each marked content, from 0, ``links`` that of each link, ``tops`` those that stand in
    the document itself, or in the list or table that is ``part_of``, and ``headings`` the headings
    in reading order.
    """

    part_of: Sketched | None
    count: int
    form: str
    places: Callable[[tuple[int, ...]], tuple[int, ...]]
    owners: tuple[int, ...]
    links: tuple[tuple[int, LinkArea], ...]
    tops: tuple[int, ...]
    headings: tuple[Element, ...]

    def written(self, above: int, page: int, own: int, mark: int) -> str:
        """The objects, whose numbers begin at ``own``, in the object ``above``.

        ``page`` is the page's object, and ``mark`` the first number of marked content there.
        """
        objects = range(own, own + self.count + len(self.links))
        return self.form % self.places(
            (above, page, *objects, *range(mark, mark + len(self.owners)))
        )


def shape_of(drawn: "Drawing", language: str) -> Shape:
    """The shape of a drawing, which has no figures, in a document of that language.

    Other drawings may be parts of the one list or table that all of it is in.
    """
    document = root = Element("Document")
    built = drawn.built_on(root, {})
    part_of: Sketched | None = None
    own = any(index == 0 for index, _ in drawn.events)
    if len(root.kids) == 1 and built[0].tag in ("L", "Table") and not own:
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
    first_link = _OWN + len(order)
    first_mark = first_link + len(links)
    places: list[int] = []

    def said(form: str, *of: int) -> str:
        places.extend(of)
        return form

    bodies: list[str] = []
    for element, kids in order:
        above = element.parent
        in_own = above is not None and above is not root
        begin = said("%d 0 R", _OWN + numbers[above] if above and in_own else _ABOVE)
        entries = entries_of(element, None, language).replace("%", "%%")
        marked = any(isinstance(kid, Marked) for kid in kids)
        page = said("/Pg %d 0 R", _PAGE) if marked else ""
        told: list[str] = []
        for kid in kids:
            if isinstance(kid, Element):
                told.append(said("%d 0 R", _OWN + numbers[kid]))
            elif isinstance(kid, Marked):
                told.append(said("%d", first_mark + kid.mcid))
            elif isinstance(kid, Annotation):
                form = "<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>"
                told.append(said(form, _PAGE, first_link + int(kid.body)))
        bodies.append(structure_object(element, begin, entries, page, told))
    return Shape(
        part_of=part_of,
        count=len(order),
        form="\n".join(bodies),
        places=itemgetter(*places),  # several, as what is drawn has a parent, a page and a mark
        owners=_numbers(owners, numbers),
        links=tuple((numbers[element], area) for element, area in links),
        tops=tuple(numbers[kid] for kid in content.parts(root) if isinstance(kid, Element)),
        headings=tuple(element for element, _ in order if element.tag in HEADINGS),
    )


def _numbers(elements: Sequence[Element], numbers: dict[Element, int]) -> tuple[int, ...]:
    return tuple(numbers[element] for element in elements)
