from io import BytesIO

import pikepdf
import pytest
from pdf.specimens import A4, specimen
from pdf.validate import faults
from text_samples import font_set, paragraph

from leaflets.pdf import DocumentInfo, Element, TaggedCanvas
from leaflets.text import Paragraph, Span, set_label, set_paragraph


class Page:
    """A canvas with short ways to draw on it and to read back its structure."""

    def __init__(self, lang="en", **options):
        self.file = BytesIO()
        info = DocumentInfo(title="A test", lang=lang, **options)
        self.canvas = TaggedCanvas(self.file, A4, info)
        self.root = self.canvas.document

    def say(self, element, text, y=700):
        text = text if isinstance(text, Paragraph) else paragraph(text, lang="en")
        with self.canvas.tagged(element):
            self.canvas.draw_line(text, set_label(text, font_set(), 12), 50, y)

    def open(self):
        self.canvas.save()
        self.pdf = self.file.getvalue()
        return pikepdf.Pdf.open(BytesIO(self.pdf))


def outline(element, depth=0):
    """The structure as indented tags, MCIDs in brackets."""
    kids = element.get("/K", pikepdf.Array())
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    lines = []
    own = []
    for kid in kids:
        if isinstance(kid, int):
            own.append(str(kid))
        elif kid.get("/Type") == "/MCR":
            own.append(f"other page {kid.MCID}")
        elif kid.get("/Type") == "/OBJR":
            own.append("annotation")
        else:
            lines += outline(kid, depth + 1)
    return ["  " * depth + str(element.S)[1:] + (f" [{', '.join(own)}]" if own else ""), *lines]


def assert_structure(pdf, expected):
    found = outline(pdf.Root.StructTreeRoot.K)
    lines = [line for line in expected.splitlines() if line.strip()]
    indent = len(lines[0]) - len(lines[0].lstrip())
    assert found == [line[indent:].rstrip() for line in lines]


def test_reading_order_is_the_trees_and_not_the_order_of_drawing():
    page = Page()
    heading, first, second = (Element(tag, page.root) for tag in ("H1", "P", "P"))
    page.say(second, "last")
    page.say(first, "middle")
    page.say(heading, "first")
    assert_structure(
        page.open(),
        """
        Document
          H1 [2]
          P [1]
          P [0]
        """,
    )
    assert faults(page.pdf) == []


def test_an_element_goes_on_over_pages():
    page = Page()
    element = Element("P", page.root)
    page.say(element, "begins and")
    page.canvas.showPage()
    page.say(element, "ends")
    pdf = page.open()
    assert_structure(
        pdf,
        """
        Document
          P [0, other page 0]
        """,
    )
    assert faults(page.pdf) == []
    tree = pdf.Root.StructTreeRoot.ParentTree.Nums
    assert [int(tree[0]), int(tree[2])] == [p.StructParents for p in pdf.pages]


def test_lines_of_one_element_share_a_sequence():
    page = Page()
    text = paragraph("one two three four five six", lang="en")
    element = Element("P", page.root)
    with page.canvas.tagged(element):
        for number, line in enumerate(set_paragraph(text, font_set(), 50, 12).lines):
            page.canvas.draw_line(text, line, 50, 700 - 20 * number)
    assert_structure(
        page.open(),
        """
        Document
          P [0]
        """,
    )


def test_contexts_may_nest_and_sequences_never_do():
    page = Page()
    outer, inner = Element("P", page.root), Element("P", page.root)
    with page.canvas.tagged(outer):
        page.canvas.rect(0, 0, 1, 1, fill=1)
        with page.canvas.artifact(), page.canvas.tagged(inner):
            page.canvas.rect(2, 2, 1, 1, fill=1)
        page.canvas.rect(4, 4, 1, 1, fill=1)
    pdf = page.open()
    replay_depths(pdf.pages[0])
    assert_structure(
        pdf,
        """
        Document
          P [0, 2]
          P [1]
        """,
    )
    assert faults(page.pdf) == []


def replay_depths(page):
    """Marked content is closed before the next is opened."""
    depth = 0
    for _, operator in pikepdf.parse_content_stream(page):
        depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operator), 0)
        assert depth in (0, 1)
    assert depth == 0


def test_what_was_never_drawn_is_left_out_but_for_the_cells_of_a_drawn_row():
    page = Page()
    Element("P", page.root)
    row = Element("TR", Element("Table", page.root))
    head, _ = Element("TH", row, scope="Row"), Element("TD", row)
    page.say(head, "Dose")
    assert_structure(
        page.open(),
        """
        Document
          Table
            TR
              TH [0]
              TD
        """,
    )
    assert faults(page.pdf) == []


def test_a_link_stands_in_its_text_and_says_where_it_leads():
    page = Page()
    text = Paragraph(
        spans=(Span(text="See "), Span(text="our page", link="https://example.org/ü?a=(1)"),
               Span(text=" for more")),
        lang="en",
    )  # fmt: skip
    page.say(Element("P", page.root), text)
    pdf = page.open()
    assert_structure(
        pdf,
        """
        Document
          P [0, 2]
            Link [1, annotation]
        """,
    )
    assert faults(page.pdf) == []
    (link,) = pdf.pages[0].Annots
    assert link.Contents == "our page (https://example.org/ü?a=(1))"
    assert link.A.URI == "https://example.org/%C3%BC?a=(1)"
    assert [float(v) for v in link.Rect] == pytest.approx([73.2, 697, 124.3, 710.8], abs=0.1)


def test_a_link_over_two_lines_has_two_places_to_click():
    page = Page()
    text = Paragraph(spans=(Span(text="a rather long link", link="tel:+442079460958"),), lang="en")
    with page.canvas.tagged(Element("P", page.root)):
        for number, line in enumerate(set_paragraph(text, font_set(), 60, 12).lines[:2]):
            page.canvas.draw_line(text, line, 50, 700 - 20 * number)
    pdf = page.open()
    assert len(pdf.pages[0].Annots) == 2
    assert faults(page.pdf) == []


def test_a_link_is_clicked_where_it_was_moved_to():
    page = Page()
    text = Paragraph(spans=(Span(text="link", link="https://example.org"),), lang="en")
    page.canvas.saveState()
    page.canvas.translate(100, 20)
    page.say(Element("P", page.root), text)
    page.canvas.restoreState()
    pdf = page.open()
    (link,) = pdf.pages[0].Annots
    assert [float(v) for v in link.Rect][:2] == pytest.approx([150, 717])


def test_another_language_is_marked_and_the_same_one_is_not():
    page = Page(lang="pl")
    spans = (Span(text="Zadzwoń do "), Span(text="Breast Cancer Now", lang="en_GB"),
             Span(text=" teraz", lang="pl"))  # fmt: skip
    page.say(Element("P", page.root), Paragraph(spans=spans, lang="pl"))
    pdf = page.open()
    (span,) = [kid for kid in pdf.Root.StructTreeRoot.K.K.K if not isinstance(kid, int)]
    assert span.S == "/Span"
    assert span.Lang == "en-GB"
    assert pdf.Root.Lang == "pl"


def test_an_elements_language_counts_for_its_text():
    page = Page(lang="ar", rtl=True)
    element = Element("P", page.root, lang="en")
    page.say(element, paragraph("Draft", lang="en"))
    pdf = page.open()
    assert pdf.Root.StructTreeRoot.K.K.Lang == "en"
    assert pdf.Root.StructTreeRoot.K.K.K == 0


def marked(pdf):
    """The marked-content operators of the first page, without the text between them."""
    found = []
    for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
        if str(operator) == "BDC":
            properties = operands[1]
            found.append(f"{operands[0]} {properties.get('/Lang', '')}".strip())
        elif str(operator) == "EMC":
            found.append("end")
    return found


def test_in_an_artifact_another_language_is_a_span_within():
    page = Page(lang="pl")
    page.say(Element("P", page.root), paragraph("Tekst", lang="pl"))
    spans = (Span(text="Wersja robocza · "), Span(text="Draft", lang="en"), Span(text=" nr 1"))
    line = Paragraph(spans=spans, lang="pl", direction="ltr", script="Latn")
    with page.canvas.artifact("Pagination", "Header"):
        page.canvas.draw_line(line, set_label(line, font_set(), 12), 50, 800)
    pdf = page.open()
    assert marked(pdf) == ["/P", "end", "/Artifact", "/Span en", "end", "end"]
    assert_structure(
        pdf,
        """
        Document
          P [0]
        """,
    )
    assert faults(page.pdf) == []


def test_in_an_artifact_a_link_is_just_text():
    page = Page()
    page.say(Element("P", page.root), "Text")
    text = Paragraph(spans=(Span(text="example.org", link="https://example.org"),), lang="en")
    with page.canvas.artifact("Pagination", "Footer"):
        page.canvas.draw_line(text, set_label(text, font_set(), 9), 50, 30)
    pdf = page.open()
    assert "/Annots" not in pdf.pages[0]
    assert faults(page.pdf) == []


def test_ink_that_belongs_to_nothing_is_refused():
    page = Page()
    page.canvas.rect(0, 0, 10, 10, fill=1)
    with pytest.raises(ValueError, match=r"outside of tagged\(\) and artifact\(\)"):
        page.say(Element("P", page.root), "Text")


def test_ink_after_the_last_text_is_refused():
    page = Page()
    page.say(Element("P", page.root), "Text")
    page.canvas.line(0, 0, 10, 10)
    with pytest.raises(ValueError, match="outside of"):
        page.canvas.showPage()


def test_text_outside_of_a_context_is_refused():
    page = Page()
    text = paragraph("Text", lang="en")
    with pytest.raises(ValueError, match=r"tagged\(\) or artifact\(\)"):
        page.canvas.draw_line(text, set_label(text, font_set(), 12), 0, 0)


def test_a_page_does_not_end_inside_an_element():
    page = Page()
    with (
        pytest.raises(ValueError, match=r"inside Element\(P\)"),
        page.canvas.tagged(Element("P", page.root)),
    ):
        page.canvas.showPage()


def test_fonts_that_are_not_embedded_are_refused():
    page = Page()
    with pytest.raises(NotImplementedError):
        page.canvas.drawString(10, 10, "Text")
    page.canvas.setFont("Helvetica", 12)
    with pytest.raises(ValueError, match="not embedded: Helvetica"):
        page.canvas.save()


@pytest.mark.parametrize(
    ("tag", "above", "message"),
    [
        ("LI", "P", "LI can't stand in P"),
        ("TD", "Table", "TD can't stand in Table"),
        ("P", "L", "P can't stand in L"),
        ("Figure", "P", "what it shows"),
        ("TH", "TR", "scope"),
        ("Document", "P", "only it"),
    ],
)
def test_what_the_standards_forbid_is_refused(tag, above, message):
    root = Element("Document")
    parents = {"P": ("P",), "L": ("L",), "Table": ("Table",), "TR": ("Table", "TR")}
    parent = root
    for step in parents[above]:
        parent = Element(step, parent)
    with pytest.raises(ValueError, match=message):
        Element(tag, parent)


def test_a_heading_that_skips_a_level_is_refused():
    page = Page()
    page.say(Element("H1", page.root), "One")
    page.say(Element("H3", page.root), "Three")
    with pytest.raises(ValueError, match="H3 follows H1"):
        page.canvas.save()


def test_a_figure_needs_its_box():
    page = Page()
    figure = Element("Figure", page.root, alt="A drawing")
    with pytest.raises(ValueError, match="box"), page.canvas.tagged(figure):
        pass


def test_one_tree_can_be_drawn_on_two_canvases():
    root = Element("Document")
    element = Element("P", root)
    pdfs = []
    for _ in range(2):
        file = BytesIO()
        canvas = TaggedCanvas(file, A4, DocumentInfo(title="Twice", lang="en"), root)
        text = paragraph("Text", lang="en")
        with canvas.tagged(element):
            canvas.draw_line(text, set_label(text, font_set(), 12), 50, 700)
        canvas.save()
        pdfs.append(file.getvalue())
    assert pdfs[0] == pdfs[1]


def test_the_outline_follows_the_headings():
    page = Page()
    for level, title in ((0, "One"), (1, "Under one"), (0, "Two")):
        page.say(Element("H2" if level else "H1", page.root), title)
        page.canvas.add_outline(title, 712, level)
    pdf = page.open()
    with pdf.open_outline() as entries:
        assert [entry.title for entry in entries.root] == ["One", "Two"]
        assert [entry.title for entry in entries.root[0].children] == ["Under one"]
    with pytest.raises(ValueError, match="level 2 follows level 0"):
        page.canvas.add_outline("Too deep", 0, 2)


def test_attributes_can_be_read_back():
    with pikepdf.Pdf.open(BytesIO(specimen("ar"))) as pdf:
        root = pdf.Root
        assert root.Lang == "ar"
        assert root.ViewerPreferences.Direction == "/R2L"
        assert root.ViewerPreferences.DisplayDocTitle
        assert root.PageLabels.Nums[1].S == "/D"
        assert pdf.pages[0].Tabs == "/S"
        kids = list(root.StructTreeRoot.K.K)
        by_tag = {str(kid.S): kid for kid in kids}
        assert by_tag["/L"].A.ListNumbering == "/Disc"
        heads = by_tag["/Table"].K[0].K.K
        assert {str(head.A.Scope) for head in heads} == {"/Column"}
        assert by_tag["/Table"].K[1].K[0].K[0].A.Scope == "/Row"
        assert str(by_tag["/Figure"].Alt)
        assert len(by_tag["/Figure"].A.BBox) == 4
