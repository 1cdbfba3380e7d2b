"""The objects of one document: ReportLab's pages and images, and our own beside them.

ReportLab's own way to write them is not used: it leaves out the line end before ``endstream``,
wraps images in ASCII85, and puts a made-up author into every file.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from reportlab.lib.rl_accel import asciiBase85Decode
from reportlab.pdfbase import pdfdoc

from leaflets.pdf.template import Form, Place, Seeded, Template
from leaflets.pdf.writer import deflate_rows, write_file, write_objects


class Literal:
    """An object whose bytes we write ourselves. ``ref`` is how others point to it."""

    __slots__ = ("body", "number", "ref")

    def __init__(self, number: int) -> None:
        self.number = number
        self.ref = f"{number} 0 R"
        self.body = b"null"

    def fill(self, body: str | bytes) -> None:
        """Say what the object is; a stream comes from :func:`leaflets.pdf.syntax.stream`."""
        self.body = body.encode("ascii") if isinstance(body, str) else body


@dataclass(slots=True, kw_only=True)
class Page:
    """A page, which is pointed to before it is drawn. ``resources`` are those besides fonts.

    ``struct_parents`` is its key among the parents of marked content, if it has any.
    """

    item: Literal
    contents: Literal
    forms: str = ""
    resources: str = ""
    annotations: tuple[str, ...] = ()
    struct_parents: int | None = None


class Document(pdfdoc.PDFDocument):
    """A document that also holds literals, and is written with object streams."""

    def __init__(self, size: tuple[float, float]) -> None:
        super().__init__(compression=1, invariant=1, pdfVersion=(1, 7))
        self.objectcounter = 0  # what ReportLab has numbered before is not in the file
        self._literals: dict[int, Literal] = {}
        self._numbered: dict[int, Sequence[str]] = {}
        self._size = size
        self._catalog_entries: dict[str, str] = {}
        self.pages: list[Page] = []
        self._next: Page | None = None
        self.root = self.reserve()
        self.information = self.reserve()
        self._page_tree = self.reserve()
        self._fonts = self.reserve()

    def reserve(self) -> Literal:
        """A new object, to be pointed at now and filled later."""
        number = self.objectcounter = self.objectcounter + 1
        literal = self._literals[number] = Literal(number)
        return literal

    def reserve_many(self, count: int) -> int:
        """The first of so many numbers that follow each other, for :meth:`number`."""
        first = self.objectcounter + 1
        self.objectcounter += count
        return first

    def reserved(self, number: int) -> Literal:
        """One of the objects whose numbers were reserved, to be filled later."""
        literal = self._literals[number] = Literal(number)
        return literal

    def number(self, first: int, bodies: Sequence[str]) -> None:
        """Say what the objects are whose numbers were reserved from ``first`` on."""
        self._numbered[first] = bodies

    def put(self, body: str | bytes) -> str:
        """Add an object; how to point to it."""
        literal = self.reserve()
        literal.fill(body)
        return literal.ref

    @property
    def page(self) -> Page:
        """The page that is being drawn, which is none of :attr:`pages` yet."""
        if self._next is None:
            self._next = Page(item=self.reserve(), contents=self.reserve())
        return self._next

    def end_page(self) -> None:
        """Have the page that is being drawn as the last of the pages."""
        self.pages.append(self.page)
        self._next = None

    def page_refs(self) -> list[str]:
        """How to point to each page, first to last."""
        return [page.item.ref for page in self.pages]

    def set_fonts(self, fonts: Mapping[str, str]) -> None:
        """Have these fonts on every page, by name."""
        told = "".join(f"/{name} {ref}" for name, ref in fonts.items())
        self._fonts.fill(f"<<{told}>>")

    def set_catalog(self, **entries: str) -> None:
        """Set entries of the catalog (ISO 32000-1, 7.7.2)."""
        self._catalog_entries.update(entries)

    def images(self, names: Iterable[str]) -> str:
        """ReportLab's images by their names, as entries of a page's resources."""
        found = self.xobjDict(names)
        return "".join(
            f"/{name} {reference.format(self).decode('ascii')}"
            for name, reference in found.dict.items()
        )

    def GetPDFData(self, canvas: object) -> bytes:  # noqa: N802 - what ReportLab calls
        """The file, once everything is in it."""
        del canvas
        return self.format()

    def format(self) -> bytes:
        """Every object in the order of its number; to format one may add more."""
        bodies = self._bodies()
        return write_file(bodies, root=self.root.number, info=self.information.number)

    def _bodies(self) -> list[str | bytes]:
        """Every object, formatted, in the order of the numbers; ReportLab's own fonts are refused.

        Raises:
            ValueError: Text was drawn with one of ReportLab's own, unembedded fonts.
        """
        if self.fontMapping:
            names = ", ".join(sorted(map(str, self.fontMapping)))
            raise ValueError(f"text was drawn in fonts that are not embedded: {names}")
        self._write_pages()
        entries = "".join(f"/{name} {told}" for name, told in self._catalog_entries.items())
        self.root.fill(f"<</Type/Catalog/Pages {self._page_tree.ref}{entries}>>")
        bodies: list[str | bytes] = []
        while len(bodies) < self.objectcounter:
            number = len(bodies) + 1
            numbered = self._numbered.get(number)
            literal = self._literals.get(number)
            if numbered is not None:
                bodies += numbered
            elif literal is not None:
                bodies.append(literal.body)
            else:
                item = self.idToObject[self.numberToId[number]]
                if isinstance(item, pdfdoc.PDFImageXObject):
                    _unwrap(cast(_Image, item))
                bodies.append(pdfdoc.format(item, self, toplevel=1))
        return bodies

    def _write_pages(self) -> None:
        # To a ten-thousandth of a point, so that a page is as large as its paper.
        box = " ".join(f"{side:.4f}".rstrip("0").rstrip(".") for side in self._size)
        begin = f"<</Type/Page/Parent {self._page_tree.ref}/MediaBox[0 0 {box}]/Resources<<"
        for page in self.pages:
            shown = f"/XObject<<{page.forms}>>" if page.forms else ""
            more = f"/Annots[{' '.join(page.annotations)}]" if page.annotations else ""
            if page.struct_parents is not None:
                more += f"/StructParents {page.struct_parents}"
            # ISO 14289-1, 7.18.3: tabs follow the structure wherever there are annotations.
            page.item.fill(
                f"{begin}/Font {self._fonts.ref}{shown}{page.resources}>>"
                f"/Contents {page.contents.ref}/Tabs/S{more}>>"
            )
        kids = " ".join(self.page_refs())
        self._page_tree.fill(f"<</Type/Pages/Count {len(self.pages)}/Kids[{kids}]>>")

    def template(
        self,
        forms: Sequence[tuple[Literal, Place]],
        *,
        alphabets: tuple[Seeded, ...],
        fonts_json: bytes,
        told: str,
    ) -> Template:
        """The document as a template; the forms were reserved one after the other."""
        ours = {literal.number for literal, _ in forms}
        bodies = [None if n in ours else body for n, body in enumerate(self._bodies(), 1)]
        prefix, entries = write_objects(bodies)
        first, last = min(ours), max(ours)
        return Template(
            prefix=prefix,
            before=deflate_rows([entry for entry in entries[:first] if entry]),
            after=deflate_rows([entry for entry in entries[last + 1 :] if entry]),
            size=len(entries),
            root=self.root.number,
            info=self.information.number,
            pages=tuple(page.item.number for page in self.pages),
            forms=tuple(Form(number=literal.number, place=place) for literal, place in forms),
            alphabets=alphabets,
            fonts_json=fonts_json,
            told=told,
        )


class _Image(Protocol):
    """What the stubs do not tell of ReportLab's images."""

    streamContent: str | bytes  # noqa: N815
    _filters: tuple[str, ...]


def _unwrap(image: _Image) -> None:
    """Take off the ASCII85 filter, which makes an image a quarter larger for nothing."""
    if image._filters[:1] == ("ASCII85Decode",):
        image.streamContent = asciiBase85Decode(image.streamContent)
        image._filters = image._filters[1:]
