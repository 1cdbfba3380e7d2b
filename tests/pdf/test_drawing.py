from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pdf.specimens import A4
from pdf.test_canvas import assert_structure
from pdf.validate import faults
from PIL import Image
from text_samples import font_set, paragraph

from leaflets.pdf import DocumentInfo, Element, TaggedCanvas
from leaflets.pdf.drawing import Glyphs
from leaflets.text import Paragraph, Span, set_label

GLYPHS = Glyphs()


class Node:
    """What is told by itself, and becomes one element of each canvas that it is drawn on."""

    def __init__(self, tag, parent=None):
        self.tag, self.parent = tag, parent

    def on(self, canvas):
        if self not in canvas.elements:
            parent = self.parent.on(canvas) if self.parent else canvas.document
            canvas.elements[self] = Element(self.tag, parent)
        return canvas.elements[self]


def saying(text, node):
    """A way to draw a text as a node at the origin."""
    text = text if isinstance(text, Paragraph) else paragraph(text, lang="en")

    def draw(canvas):
        with canvas.artifact():
            canvas.rect(0, -2, 100, 1, stroke=0, fill=1)
        with canvas.tagged(node.on(canvas)):
            canvas.draw_line(text, set_label(text, font_set(), 12), 0, 0)

    return draw


def document(*ways, lang="en"):
    """A canvas with a page for each list of (how to draw it, where)."""
    file = BytesIO()
    canvas = TaggedCanvas(file, A4, DocumentInfo(title="A test", lang=lang))
    for page in ways:
        for drawn, y in page:
            canvas.put(drawn, 50, y)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def sketch(draw, lang="en"):
    canvas = TaggedCanvas(BytesIO(), A4, DocumentInfo(title="A test", lang=lang))
    return canvas.sketch(GLYPHS, draw)


def text_of(pdf):
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def test_a_drawing_is_on_the_pages_of_many_documents_what_it_is_on_one():
    heading = sketch(saying("A heading", Node("H1")))
    first = sketch(saying("Some words", Node("P")))
    second = sketch(saying("Other words", Node("P")))
    one = document([(heading, 700), (first, 650)], [(second, 700)])
    assert text_of(one) == ["A heading\r\nSome words", "Other words"]
    other = document([(heading, 700), (second, 650), (first, 600)])
    assert text_of(other) == ["A heading\r\nOther words\r\nSome words"]
    assert_structure(
        pikepdf.Pdf.open(BytesIO(other)),
        """
        Document
          H1 [0]
          P [1]
          P [2]
        """,
    )
    assert faults(one) == faults(other) == []


def test_drawings_share_the_elements_that_they_are_parts_of():
    points = Node("L")
    ways = [saying(f"Point {number}", Node("LBody", Node("LI", points))) for number in range(3)]
    title = sketch(saying("A heading", Node("H1")))
    drawings = [(sketch(draw), 600 - 50 * number) for number, draw in enumerate(ways)]
    pdf = document([(title, 700), *drawings])
    assert_structure(
        pikepdf.Pdf.open(BytesIO(pdf)),
        """
        Document
          H1 [0]
          L
            LI
              LBody [1]
            LI
              LBody [2]
            LI
              LBody [3]
        """,
    )


def test_a_link_is_where_the_drawing_is_put():
    linked = Paragraph(
        spans=(Span(text="See "), Span(text="a page", link="https://example.org/")), lang="en"
    )
    title = sketch(saying("A heading", Node("H1")))
    link = sketch(saying(linked, Node("P")))
    pdf = document([(title, 700), (link, 500)])
    opened = pikepdf.Pdf.open(BytesIO(pdf))
    (annotation,) = opened.pages[0].Annots
    left, bottom, _, top = map(float, annotation.Rect)
    assert 50 < left < 90
    assert bottom < 500 < top < 520
    assert faults(pdf) == []


def test_the_logical_text_of_what_is_read_from_the_right_is_in_each_document():
    arabic = paragraph("علاج موجه", lang="ar", script="Arab", rtl=True)
    drawing = sketch(saying(arabic, Node("H1")), lang="ar")
    for pdf in (document([(drawing, 700)], lang="ar"), document([(drawing, 300)], lang="ar")):
        opened = pikepdf.Pdf.open(BytesIO(pdf))
        assert str(opened.Root.StructTreeRoot.K.K.K.ActualText) == "علاج موجه"
        assert faults(pdf) == []


def test_what_is_neither_tagged_nor_an_artifact_is_in_no_drawing():
    with pytest.raises(ValueError, match="drawn outside"):
        sketch(lambda canvas: canvas.rect(0, 0, 10, 10, stroke=0, fill=1))


def test_a_drawing_is_put_beside_other_content_and_not_inside_it():
    drawn = sketch(saying("Some words", Node("P")))
    canvas = TaggedCanvas(BytesIO(), A4, DocumentInfo(title="A test", lang="en"))
    with pytest.raises(ValueError, match="inside"), canvas.artifact():
        canvas.put(drawn, 0, 0)


def test_a_picture_of_one_document_is_in_no_drawing(tmp_path):
    picture = tmp_path / "logo.png"
    Image.new("RGB", (4, 4)).save(picture)
    with pytest.raises(ValueError, match="can't be in a drawing"):
        sketch(lambda canvas: canvas.drawImage(picture, 0, 0))
