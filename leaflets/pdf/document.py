"""The objects of one document: ReportLab's pages and images, and our own beside them.

ReportLab's own way to write them is not used: it leaves out the line end before ``endstream``,
wraps images in ASCII85, and puts a made-up author into every file.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, cast

from reportlab.lib.rl_accel import asciiBase85Decode
from reportlab.pdfbase import pdfdoc

from leaflets.pdf.template import Form, Place, Seeded, Template
from leaflets.pdf.writer import deflate_rows, write_file, write_objects


class Literal(pdfdoc.PDFObject):
    """An object whose bytes we write ourselves. ``ref`` is how others point to it."""

    def __init__(self, ref: str) -> None:
        self.ref = ref
        self.body = b"null"

    def fill(self, body: str | bytes) -> None:
        """Say what the object is; a stream comes from :func:`leaflets.pdf.syntax.stream`."""
        self.body = body.encode("ascii") if isinstance(body, str) else body

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The bytes, when ReportLab asks for them."""
        del document
        return self.body


class Document(pdfdoc.PDFDocument):
    """A document that also holds literals, and is written with object streams."""

    Catalog: pdfdoc.PDFCatalog
    Pages: pdfdoc.PDFPages

    def __init__(self) -> None:
        super().__init__(compression=1, invariant=1, pdfVersion=(1, 7))
        self._numbered: dict[int, bytes] = {}
        self.information = self.reserve()
        self.set_catalog(Outlines=None)

    def reserve(self) -> Literal:
        """A new object, to be pointed at now and filled later."""
        number = self.objectcounter = self.objectcounter + 1
        name = f"R{number}"
        literal = Literal(f"{number} 0 R")
        # As Reference() does it, but that no reference is made: there are hundreds.
        literal.__dict__["__InternalName__"] = name
        self.idToObjectNumberAndVersion[name] = number, 0
        self.numberToId[number] = name
        self.idToObject[name] = literal
        return literal

    def reserve_many(self, count: int) -> int:
        """The first of so many numbers that follow each other, for :meth:`number`."""
        first = self.objectcounter + 1
        self.objectcounter += count
        return first

    def number(self, first: int, bodies: Iterable[str]) -> None:
        """Say what the objects are whose numbers were reserved from ``first`` on."""
        for number, body in enumerate(bodies, first):
            self._numbered[number] = body.encode("ascii")

    def put(self, body: str | bytes) -> str:
        """Add an object; how to point to it."""
        literal = self.reserve()
        literal.fill(body)
        return literal.ref

    def ref_of(self, item: pdfdoc.PDFObject) -> str:
        """How to point to an object that ReportLab made."""
        reference = self.Reference(item)  # type: ignore[no-untyped-call]
        return str(reference.format(self).decode("ascii"))

    def page_refs(self) -> list[str]:
        """How to point to each page, first to last."""
        return [self.ref_of(page) for page in self.Pages.pages]

    def set_catalog(self, **entries: str | None) -> None:
        """Set entries of the catalog (ISO 32000-1, 7.7.2), also those unknown to ReportLab."""
        set_entries(self.Catalog, **entries)

    def GetPDFData(self, canvas: object) -> bytes:  # noqa: N802 - what ReportLab calls
        """The file, once everything is in it."""
        del canvas
        return self.format()

    def format(self) -> bytes:
        """Every object in the order of its number; to format one may add more."""
        root = self._number(self.Catalog)
        return write_file(self._bodies(), root=root, info=self._number(self.information))

    def _bodies(self) -> list[bytes]:
        """Every object, formatted, in the order of the numbers; ReportLab's own fonts are refused.

        Raises:
            ValueError: Text was drawn with one of ReportLab's own, unembedded fonts.
        """
        if self.fontMapping:
            names = ", ".join(sorted(map(str, self.fontMapping)))
            raise ValueError(f"text was drawn in fonts that are not embedded: {names}")
        bodies: list[bytes] = []
        while len(bodies) < self.objectcounter:
            if len(bodies) + 1 in self._numbered:
                bodies.append(self._numbered[len(bodies) + 1])
                continue
            item = self.idToObject[self.numberToId[len(bodies) + 1]]
            if isinstance(item, Literal):
                bodies.append(item.body)
                continue
            if isinstance(item, pdfdoc.PDFPage) and (body := self._page(item)):
                bodies.append(body)
                continue
            if isinstance(item, pdfdoc.PDFImageXObject):
                _unwrap(cast(_Image, item))
            bodies.append(pdfdoc.format(item, self, toplevel=1))
        return bodies

    def _page(self, page: pdfdoc.PDFPage) -> bytes:
        """A page as it is in most leaflets; nothing where only ReportLab knows what it has."""
        told = cast(_Page, page)
        if told.Rotate or told.ExtGState or not isinstance(told.Contents, Literal):
            return b""
        forms = told.XObjects.dict if told.XObjects else {}
        shown = "".join(
            f"/{name} {reference.format(self).decode()}" for name, reference in forms.items()
        )
        entries = f"/XObject<<{shown}>>" if shown else ""
        more = f"/Annots[{' '.join(told.Annots)}]" if told.Annots else ""
        if told.StructParents is not None:
            more += f"/StructParents {told.StructParents}"
        # To a ten-thousandth of a point, so that a page is as large as its paper.
        sides = (
            f"{side:.4f}".rstrip("0").rstrip(".") for side in (told.pagewidth, told.pageheight)
        )
        return (
            f"<</Type/Page/Parent {self.ref_of(self.Pages)}/MediaBox[0 0 {' '.join(sides)}]"
            f"/Resources<</Font {self.ref_of(self.idToObject['BasicFonts'])}{entries}>>"
            f"/Contents {told.Contents.ref}/Tabs{told.Tabs}{more}>>"
        ).encode("ascii")

    def set_forms(self, page: pdfdoc.PDFPage, forms: Mapping[str, Literal]) -> None:
        """Have these forms among the page's resources, beside its images."""
        if forms:
            refs = {name: self.Reference(form) for name, form in forms.items()}  # type: ignore[no-untyped-call]
            images = page.XObjects.dict if page.XObjects else {}
            page.XObjects = pdfdoc.PDFDictionary({**images, **refs})

    def template(
        self,
        forms: Sequence[tuple[Literal, Place]],
        *,
        alphabets: tuple[Seeded, ...],
        fonts_json: bytes,
        told: str,
    ) -> Template:
        """The document as a template; the forms were reserved one after the other."""
        ours = [self._number(literal) for literal, _ in forms]
        root, info = self._number(self.Catalog), self._number(self.information)
        bodies = [None if n in ours else body for n, body in enumerate(self._bodies(), 1)]
        prefix, entries = write_objects(bodies)
        first, last = ours[0], ours[-1]
        return Template(
            prefix=prefix,
            before=deflate_rows([entry for entry in entries[:first] if entry]),
            after=deflate_rows([entry for entry in entries[last + 1 :] if entry]),
            size=len(entries),
            root=root,
            info=info,
            pages=tuple(self._number(page) for page in self.Pages.pages),
            forms=tuple(
                Form(number=n, place=place) for n, (_, place) in zip(ours, forms, strict=True)
            ),
            alphabets=alphabets,
            fonts_json=fonts_json,
            told=told,
        )

    def _number(self, item: pdfdoc.PDFObject) -> int:
        return int(self.ref_of(item).split()[0])


def set_entries(item: pdfdoc.PDFCatalog, **entries: str | None) -> None:
    """Set entries of a catalog or page, which write only what they are told is theirs."""
    item.__NoDefault__ = [*item.__NoDefault__, *entries]
    for key, value in entries.items():
        setattr(item, key, value)


class _Page(Protocol):
    """What the stubs do not tell of ReportLab's pages, and what was set in them."""

    Rotate: int
    ExtGState: object
    Contents: object
    XObjects: pdfdoc.PDFDictionary | None
    Annots: Sequence[str]
    StructParents: str | None
    Tabs: str
    pagewidth: float
    pageheight: float


class _Image(Protocol):
    """What the stubs do not tell of ReportLab's images."""

    streamContent: str | bytes  # noqa: N815
    _filters: tuple[str, ...]


def _unwrap(image: _Image) -> None:
    """Take off the ASCII85 filter, which makes an image a quarter larger for nothing."""
    if image._filters[:1] == ("ASCII85Decode",):
        image.streamContent = asciiBase85Decode(image.streamContent)
        image._filters = image._filters[1:]
