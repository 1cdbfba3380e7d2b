from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pdf.specimens import A4
from pdf.test_canvas import assert_structure, outline
from pdf.validate import faults
from PIL import Image
from text_samples import font_set, paragraph

from leaflets.pdf import DocumentInfo, Element, TaggedCanvas
from leaflets.pdf.alphabet import common
from leaflets.pdf.beginning import beginning
from leaflets.pdf.drawing import Glyphs, joined
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


def test_the_rows_of_a_table_are_its_rows_on_every_page():
    table = Node("Table")
    title = sketch(saying("A heading", Node("H1")))
    rows = [sketch(saying(f"Row {number}", Node("TD", Node("TR", table)))) for number in range(2)]
    pdf = document([(title, 700), (rows[0], 600)], [(rows[1], 700)])
    assert_structure(
        pikepdf.Pdf.open(BytesIO(pdf)),
        """
        Document
          H1 [0]
          Table
            TR
              TD [1]
            TR
              TD [0]
        """,
    )
    assert faults(pdf) == []


def test_drawings_that_are_joined_are_what_they_are_one_by_one():
    points = Node("L")
    link = Span(text="a page", link="https://example.org/")
    linked = Paragraph(spans=(Span(text="See 50% (all) of "), link), lang="en")
    parts = [
        sketch(saying("A heading", Node("H1"))),
        sketch(saying("Point 1", Node("LBody", Node("LI", points)))),
        sketch(saying("Point 2", Node("LBody", Node("LI", points)))),
        sketch(saying(linked, Node("P"))),
    ]
    one_by_one = document([(drawn, 700 - 30 * n) for n, drawn in enumerate(parts)])
    whole = joined([(drawn, 0, -30 * n) for n, drawn in enumerate(parts)])
    together = document([(whole, 700)])
    found, expected = (pikepdf.Pdf.open(BytesIO(pdf)) for pdf in (together, one_by_one))
    assert outline(found.Root.StructTreeRoot.K) == outline(expected.Root.StructTreeRoot.K)
    assert found.pages[0].Contents.read_bytes() == expected.pages[0].Contents.read_bytes()
    (area,), (as_before,) = found.pages[0].Annots, expected.pages[0].Annots
    assert [*map(float, area.Rect)] == [*map(float, as_before.Rect)]
    assert faults(together) == []


def test_drawings_of_different_glyphs_are_not_joined():
    canvas = TaggedCanvas(BytesIO(), A4, DocumentInfo(title="A test", lang="en"))
    parts = [canvas.sketch(Glyphs(), saying("Some words", Node("P"))) for _ in range(2)]
    with pytest.raises(ValueError, match="different glyphs"):
        joined([(drawn, 0, 0) for drawn in parts])


def test_what_a_document_begins_with_is_shown_alike_in_all_that_begin_so():
    face = font_set().chain("Latn")[0]
    begun = beginning((), ((face, common(face, "en", bold=False)),))
    told = sketch(saying("Told again", Node("P")))
    other = sketch(saying("Ω, ð and Ж", Node("P")))
    contents = []
    for drawings in ([told], [other, told]):
        file = BytesIO()
        canvas = TaggedCanvas(file, A4, DocumentInfo(title="A test", lang="en"))
        canvas.begin(begun)
        for drawn in drawings:
            canvas.put(drawn, 50, 700)
            canvas.showPage()
        canvas.save()
        assert text_of(file.getvalue())[-1] == "Told again"
        opened = pikepdf.Pdf.open(BytesIO(file.getvalue()))
        contents.append(opened.pages[-1].Contents.read_bytes())
    assert contents[0] == contents[1]


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
