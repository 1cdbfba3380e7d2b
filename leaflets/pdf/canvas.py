"""The canvas that pages are drawn on: every mark belongs to an element or is an artifact.

Marked content (ISO 32000-1, 14.6) is not nested: a context that is entered inside another one
interrupts it, and the outer one goes on afterwards with a sequence of its own. The one exception is
text of another language in an artifact: it is no element, so that its language is told by a Span of
marked content within (14.9.2.3).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import IO, Any, Final, Self
from typing import Literal as OneOf

from leaflets.pdf.beginning import Beginning
from leaflets.pdf.content import Annotation, Box, Content, Marked, Subtree, write_structure
from leaflets.pdf.document import Document, Literal
from leaflets.pdf.drawing import Codes, Drawing, Glyphs, Sketch, drawing, mark
from leaflets.pdf.fonts import DocumentFonts
from leaflets.pdf.glyphs import TextObject
from leaflets.pdf.inline import Inlines
from leaflets.pdf.links import link_annotation
from leaflets.pdf.marks import PlainCanvas, colour_of
from leaflets.pdf.metadata import DocumentInfo, OutlineEntry, write_metadata, write_outline
from leaflets.pdf.page_content import Put, page_content
from leaflets.pdf.shape import LinkArea, Shape
from leaflets.pdf.structure import Element
from leaflets.pdf.syntax import language_tag
from leaflets.pdf.template import Place, Seeded, Template
from leaflets.text import Paragraph, SetLine

ArtifactType = OneOf["Layout", "Page", "Pagination", "Background"]
ArtifactSubtype = OneOf["", "Header", "Footer", "Watermark"]

# Operators that leave ink (8.5.3, 8.8, 8.10, 9.4.3).
_PAINTING: Final = frozenset(
    ("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "EI", "Tj", "TJ", "'", '"')
)


class TaggedCanvas(PlainCanvas):
    """A canvas for one PDF/UA-1 and PDF/A-2a document.

    Args:
        file: Where the document goes when it is saved.
        size: Width and height of its pages in points.
        info: Title, language, direction and date.
        root: The structure tree, if it was built before; its root is a Document.
    """

    _doc: Document

    def __init__(
        self,
        file: IO[bytes],
        size: tuple[float, float],
        info: DocumentInfo,
        root: Element | None = None,
    ) -> None:
        # Marks are drawn by ReportLab; pages and the document are ours.
        super().__init__(file, pagesize=size, pageCompression=1, invariant=1)
        self._doc = Document(size)
        self.info = info
        self.document = root if root is not None else Element("Document")
        self.branch = self.document
        """What the elements that are made while something is drawn stand in."""
        self.elements: dict[object, Element] = {}
        """Those that are drawn in parts, by what they are told by: see :class:`Sketched`."""
        self._fonts = DocumentFonts()
        self._codes: dict[Glyphs, Codes] = {}
        self._mark: Callable[[int], str] = str
        self._content = Content()
        self._inlines = Inlines()
        self._outline_entries: list[OutlineEntry] = []
        self._contexts: list[Element | str] = []
        self._open: Element | str | None = None
        self._puts: list[Put] = []  # what was put on the page before anything else was drawn
        self._opened_at = 0  # where in the page's code the open sequence starts
        self._closed_at = 0  # and where the last one ended
        self._begun: Beginning | None = None
        self._forms: dict[str, Literal] = {}
        self._places: dict[str, Place] = {}
        self._page_forms: dict[str, Literal] = {}
        self._spare: Self | None = None

    @contextmanager
    def tagged(self, element: Element, *, box: Box | None = None) -> Iterator[None]:
        """What is drawn inside belongs to the element; more may follow, here or on later pages.

        ``box`` is where a figure is: x, y, width and height, as things are drawn.
        """
        if element.tag == "Figure":
            if box is None:
                raise ValueError("a figure needs its box (ISO 14289-1, 7.3)")
            x, y, width, height = box
            left, bottom = self.absolutePosition(x, y)
            right, top = self.absolutePosition(x + width, y + height)
            self._content.boxes[element] = (left, bottom, right, top)
        with self._context(element):
            yield

    @contextmanager
    def artifact(
        self, kind: ArtifactType = "Layout", subtype: ArtifactSubtype = ""
    ) -> Iterator[None]:
        """What is drawn inside is no part of the text: rules, bands, heads and feet of pages."""
        properties = f"/Subtype/{subtype}" if subtype else ""
        with self._context(f"/Artifact<</Type/{kind}{properties}>>BDC"):
            yield

    @contextmanager
    def _context(self, target: Element | str) -> Iterator[None]:
        self._contexts.append(target)
        self._switch(target)
        yield
        self._contexts.pop()
        self._switch(self._contexts[-1] if self._contexts else None)

    def draw_line(
        self,
        paragraph: Paragraph,
        line: SetLine,
        x: float,
        y: float,
        colour: str | Sequence[str] = "#000000",
    ) -> None:
        """Draw a line of the paragraph with its column's left edge at ``x``, its baseline at ``y``.

        Inside an element the paragraph's links, its changes of language and, in right-to-left
        text, the logical text become elements of their own; give the same paragraph object for
        all of its lines. In an artifact its changes of language are kept in the page's content.
        ``colour`` is one for all, or one for each span of the paragraph.

        Raises:
            ValueError: Outside of :meth:`tagged` and :meth:`artifact`.
        """
        if not self._contexts:
            raise ValueError("text is drawn in tagged() or artifact()")
        base = self._contexts[-1]
        runs = [line.runs[index] for index in line.logical]
        segments = None
        if isinstance(base, Element):
            segments = self._inlines.segments(base, paragraph, self.info.lang)
        position = 0
        while position < len(runs):
            span = runs[position].span
            target = segments.target(span) if segments else base
            ink = colour if isinstance(colour, str) else colour[span]
            lang = "" if segments else self._other_language(paragraph, span)
            self._switch(target)
            self._set_ink(ink)
            text = TextObject(self._fonts, x, y)
            while position < len(runs):
                run = runs[position]
                if run.span != span:
                    span = run.span
                    if (segments.target(span) if segments else base) is not target:
                        break
                    if (colour if isinstance(colour, str) else colour[span]) != ink:
                        break
                    if not segments and self._other_language(paragraph, span) != lang:
                        break
                text.show(run)
                position += 1
            if lang:
                self._code.extend((f"/Span<</Lang({lang})>>BDC", *text.end(), "EMC"))
            else:
                self._code.extend(text.end())
        if segments:
            for link, linked in segments.links(runs):
                self._switch(None)
                lower = self.absolutePosition(x + linked.left, y - linked.below)
                upper = self.absolutePosition(x + linked.right, y + linked.above)
                self._add_link(link, LinkArea(linked.text, linked.url, lower, upper))
            if self._open is None:
                self._switch(base)

    def _add_link(self, link: Element, area: LinkArea) -> None:
        if isinstance(self._content, Sketch):
            self._content.add_link(link, area)
            return
        self._content.add(link, self._link(area, self._doc.reserve()))

    def _link(self, area: LinkArea, item: Literal) -> Annotation:
        """Where a link can be clicked on this page, as that object."""
        body = link_annotation(area.text, area.url, area.lower, area.upper)
        self._annotationrefs.append(item.ref)
        return Annotation(self.getPageNumber() - 1, item, body)

    def sketch(self, glyphs: Glyphs, draw: Callable[[Self], None]) -> Drawing:
        """What ``draw`` draws on a canvas like this one, to be put on pages.

        Pictures from files are of one document, and can't be in a drawing.

        Raises:
            ValueError: Something of it is neither tagged nor an artifact, or such a picture.
        """
        canvas = self._like()
        content = Sketch()
        canvas._fonts, canvas._content, canvas._mark = glyphs, content, mark
        draw(canvas)
        canvas._check_end()
        made = drawing(canvas._code, glyphs, content, canvas.elements, canvas._places.values())
        canvas._clear()
        self._spare = canvas
        return made

    def _like(self) -> Self:
        """An empty canvas of the same kind."""
        spare, self._spare = self._spare, None
        return spare or type(self)(BytesIO(), self._pagesize, self.info)

    def _clear(self) -> None:
        """Begin anew, with nothing drawn."""
        self.document = self.branch = Element("Document")
        self.elements, self._places, self._inlines = {}, {}, Inlines()
        self._code, self._opened_at, self._closed_at = [], 0, 0
        self.init_graphics_state()

    def put(self, drawn: Drawing, x: float, y: float) -> None:
        """Put a drawing on the page with its origin at ``x``, ``y``; it says itself what it is.

        It has its elements to itself, but for a list or a table that it is a part of.
        """
        if self._contexts or self._closed_at < len(self._code):
            self._check_end()
        codes = self._codes.get(drawn.glyphs)
        if codes is None:
            begun = self._begun.known if self._begun else None
            codes = self._codes[drawn.glyphs] = Codes(drawn.glyphs, self._fonts, begun)
        page = self.getPageNumber() - 1
        on_page = self._content.page(page)
        put = drawn.put(codes, x, y, len(on_page))
        if self._code:
            self._code.append(put.written())
            self._closed_at = len(self._code)
        else:
            self._puts.append(put)
        for place in drawn.places:
            self._open_place(place)
        if not drawn.elements:
            return
        shape = drawn.shape(self.info.lang)
        if shape is not None:
            self._put_elements(shape, on_page, x, y)
            return
        dx, dy = self.absolutePosition(x, y)
        elements = drawn.built_on(self.branch, self.elements)
        for index, (left, bottom, right, top) in drawn.boxes:
            self._content.boxes[elements[index]] = left + dx, bottom + dy, right + dx, top + dy
        for index, area in drawn.events:
            element = elements[index]
            if area is None:
                self._content.add(element, Marked(page, len(on_page)))
                on_page.append(element)
            else:
                self._add_link(element, area.moved(dx, dy))

    def _put_elements(self, shape: Shape, on_page: list[Element | int], x: float, y: float) -> None:
        """Write the elements of a drawing that has no figures."""
        content, document = self._content, self._doc
        parent = self.branch
        if shape.part_of is not None:
            known_as = shape.part_of.known_as
            known = self.elements.get(known_as) if known_as else None
            parent = known or shape.part_of.element.again_in(self.branch)
            if known_as:
                self.elements[known_as] = parent
        above = content.numbers.get(parent)
        if above is None:
            above = content.numbers[parent] = document.reserve_many(1)
        own = document.reserve_many(shape.count + len(shape.links))
        bodies = shape.written(above, document.page.item.number, own, len(on_page))
        document.number(own, bodies.split("\n"))
        on_page += [own + owner for owner in shape.owners]
        links: tuple[tuple[int, Annotation], ...] = ()
        if shape.links:
            dx, dy = self.absolutePosition(x, y)
            links = tuple(
                (own + number, self._link(area.moved(dx, dy), document.reserved(item)))
                for item, (number, area) in enumerate(shape.links, own + shape.count)
            )
        tops = tuple([own + top for top in shape.tops])
        content.add_subtree(parent, Subtree(tops, shape.headings, links))

    def open_forms(self, slots: Iterable[str]) -> None:
        """Open the forms that values will be stamped in, all of them, before anything is drawn."""
        self._forms = {slot: self._doc.reserve() for slot in slots}

    def begin(self, begun: Beginning) -> None:
        """Begin the fonts with these glyphs; values can be stamped in the alphabets among them."""
        self._begun = begun
        self._fonts.begin(begun.known)

    def know(self, lines: Iterable[SetLine]) -> None:
        """Have what these lines show in the fonts, to be stamped; nothing is drawn."""
        for line in lines:
            text = TextObject(self._fonts, 0, 0)
            for index in line.logical:
                text.show(line.runs[index])
            text.end()

    def reserve(self, place: Place) -> None:
        """Leave a place open, whose lower left corner is at the origin.

        Places of the same slot on several pages are one, and hold the same.

        Raises:
            ValueError: Outside of :meth:`tagged` and :meth:`artifact`, or the place is not like the
                other of its slot.
        """
        if not self._contexts:
            raise ValueError("a place is in tagged() or artifact()")
        self._open_place(place)
        self._code.append(f"/{place.slot} Do")

    def _open_place(self, place: Place) -> None:
        if self._places.setdefault(place.slot, place) != place:
            raise ValueError(f"two places are for {place.slot}")
        if not isinstance(self._content, Sketch):
            self._page_forms[place.slot] = self._forms[place.slot]

    def drawImage(self, *given: Any, **more: Any) -> tuple[int, int]:  # noqa: N802
        """Draw a picture from a file, which is an object of the document that it is drawn in."""
        if isinstance(self._content, Sketch):
            raise ValueError("a picture from a file can't be in a drawing")
        return super().drawImage(*given, **more)

    def _other_language(self, paragraph: Paragraph, span: int) -> str:
        """The language of a span as a PDF has it, if it is not the document's; else empty."""
        page = language_tag(self.info.lang)
        lang = language_tag(paragraph.spans[span].lang or paragraph.lang or page)
        return "" if lang == page else lang

    def add_outline(self, title: str, y: float, level: int = 0) -> None:
        """Add a line to the outline that leads to the height ``y`` of this page."""
        deepest = self._outline_entries[-1].level + 1 if self._outline_entries else 0
        if level > deepest:
            raise ValueError(f"outline level {level} follows level {deepest - 1}")
        _, top = self.absolutePosition(0, y)
        self._outline_entries.append(OutlineEntry(title, self.getPageNumber() - 1, top, level))

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """End the page.

        Raises:
            ValueError: Something on it is neither tagged nor an artifact, or still open.
        """
        self._check_end()
        if self._extgstate.getState():
            raise ValueError("nothing is drawn that shines through")
        self._content.page(self.getPageNumber() - 1)
        page = self._doc.page
        page.contents.fill(page_content(self._puts, self._code))
        forms = (f"/{slot} {form.ref}" for slot, form in self._page_forms.items())
        page.forms = self._doc.images(self._formsinuse) + "".join(forms)
        page.annotations = tuple(self._annotationrefs)
        self._doc.end_page()
        self._page_forms.clear()
        self._puts.clear()
        self._startPage()  # type: ignore[attr-defined]
        self._closed_at = 0

    def save(self) -> None:
        """Write the document into its file; the canvas is of no more use then."""
        if self._code or self._puts:
            self.showPage()
        self._finish()
        self._doc.SaveToFile(self._filename, self)

    def template(self, told: str = "") -> Template:
        """The document as a template, instead of :meth:`save`; ``told`` is kept with it."""
        fonts = self._finish()
        seeded: list[Seeded] = []
        for letters, face, codes in self._begun.seeded if self._begun else ():
            name = self._fonts[face].name
            seeded.append(Seeded(alphabet=letters, font=name, ref=fonts[name], codes=codes))
        shown = (f'["{f.face.name}","{f.name}","{fonts[f.name]}",{f.shown()}]' for f in self._fonts)
        return self._doc.template(
            [(self._forms[slot], self._places[slot]) for slot in self._forms],
            alphabets=tuple(seeded),
            fonts_json=f"[{','.join(shown)}]".encode("ascii"),
            told=told,
        )

    def _finish(self) -> dict[str, str]:
        fonts = self._fonts.embed(self._doc)
        self._doc.set_fonts(fonts)
        write_structure(self._doc, self.document, self._content, self.info.lang)
        write_outline(self._doc, self._outline_entries)
        write_metadata(self._doc, self.info)
        return fonts

    def _set_ink(self, colour: str) -> None:
        if self._fillColorObj != colour_of(colour)[0]:
            self.setFillColor(colour)

    def _switch(self, target: Element | str | None) -> None:
        """End the sequence that is open and begin one of the target, unless it is open."""
        if target is self._open:
            return
        self._close()
        if target is None:
            return
        self._check_unmarked()
        assert self._open is None, "marked content is never nested"
        self._opened_at = len(self._code)
        if isinstance(target, Element):
            mcid = len(self._content.page(self.getPageNumber() - 1))
            self._code.append(f"/{target.tag}<</MCID {self._mark(mcid)}>>BDC")
        else:
            self._code.append(target)
        self._open = target

    def _close(self) -> None:
        target, self._open = self._open, None
        if target is None:
            return
        if len(self._code) == self._opened_at + 1:  # nothing was drawn: it never was
            self._code.pop()
        else:
            self._code.append("EMC")
            if isinstance(target, Element):
                page = self.getPageNumber() - 1
                elements = self._content.page(page)
                self._content.add(target, Marked(page, len(elements)))
                elements.append(target)
        self._closed_at = len(self._code)

    def _check_end(self) -> None:
        """Nothing is open, and nothing without a tag was drawn."""
        if self._contexts:
            raise ValueError(f"the page ends inside {self._contexts[-1]!r}")
        self._check_unmarked()

    def _check_unmarked(self) -> None:
        """ISO 14289-1, 7.1: all content is tagged, or an artifact."""
        for item in self._code[self._closed_at :]:
            if not _PAINTING.isdisjoint(item.split()):
                raise ValueError(f"drawn outside of tagged() and artifact(): {item[:60]}")
