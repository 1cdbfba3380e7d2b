from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from layout.grid import GRID
from layout.tongues import NAMES, TONGUES, make_translated
from layout.trees import (
    BAND,
    make_drug,
    make_furniture,
    make_leaflet,
    make_long_leaflet,
    make_results,
    make_topic,
    make_words,
    prose,
    said,
)
from PIL import Image

from leaflets.layout.formats import FORMATS
from leaflets.layout.pages import typeset
from leaflets.model.leaflet import BandLine, Logo

A4 = FORMATS["a4"]
languages = pytest.mark.parametrize("language", TONGUES)


class Tree:
    """The structure of a finished file, with the text of each element as its content says it."""

    def __init__(self, pdf):
        self._file = pikepdf.open(BytesIO(pdf))
        self.root = self._file.Root.StructTreeRoot.K
        self.marked = {page.objgen: dict(_marked(page.obj)) for page in self._file.pages}

    def walk(self, element=None):
        element = self.root if element is None else element
        yield element
        for kid in self.kids(element):
            yield from self.walk(kid)

    def kids(self, element):
        return [kid for kid in _list(element) if _is_element(kid)]

    def tags(self, element=None):
        return [str(found.S)[1:] for found in self.walk(element)]

    def all(self, tag):
        return [found for found in self.walk() if str(found.S)[1:] == tag]

    def pages(self, element):
        """The page of every marked-content sequence of the element and of what is in it."""
        found = []
        for inner in self.walk(element):
            for kid in _list(inner):
                if isinstance(kid, int):
                    found.append(inner.Pg.objgen)
                elif kid.get("/Type") == "/MCR":
                    found.append(kid.Pg.objgen)
        return found

    def text(self, element):
        """What an element says: its ActualText, or the text of its marked content and its kids."""
        if "/ActualText" in element:
            return str(element.ActualText)
        said_here = ""
        for kid in _list(element):
            if isinstance(kid, int):
                said_here += self.marked[element.Pg.objgen][kid]
            elif kid.get("/Type") == "/MCR":
                said_here += self.marked[kid.Pg.objgen][int(kid.MCID)]
            elif _is_element(kid):
                said_here += self.text(kid)
        return said_here

    def outline(self, element=None, depth=0):
        """The tree as lines of tags, indented."""
        element = self.root if element is None else element
        line = "  " * depth + str(element.S)[1:]
        lines = [line]
        for kid in self.kids(element):
            lines += self.outline(kid, depth + 1)
        return lines


def _list(element):
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _is_element(kid):
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def _marked(page):
    """The text of each sequence of a page by its MCID, through the fonts' ToUnicode."""
    font = None
    sequences = []  # what is open: its MCID, its ActualText, its text
    maps = {name: _to_unicode(item) for name, item in page.Resources.get("/Font", {}).items()}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                properties = operands[1]
                sequences.append([properties.get("/MCID"), properties.get("/ActualText"), ""])
            case "BMC":
                sequences.append([None, None, ""])
            case "EMC":
                mcid, actual, text = sequences.pop()
                text = text if actual is None else str(actual)
                if mcid is not None:
                    yield int(mcid), text
                elif sequences:
                    sequences[-1][2] += text
            case "Tf":
                font = maps[str(operands[0])]
            case "Tj":
                sequences[-1][2] += _decoded(bytes(operands[0]), font)
            case "TJ":
                for item in operands[0]:
                    if isinstance(item, pikepdf.String):
                        sequences[-1][2] += _decoded(bytes(item), font)


def _decoded(codes, mapping):
    pairs = (codes[i : i + 2] for i in range(0, len(codes), 2))
    return "".join(mapping[pair] for pair in pairs).replace("\u200b", "")


def _to_unicode(font):
    mapping = {}
    for line in font.ToUnicode.read_bytes().decode("ascii").splitlines():
        if line.startswith("<") and "> <" in line:
            code, text = line.strip("<>").split("> <")
            mapping[bytes.fromhex(code)] = bytes.fromhex(text).decode("utf-16-be")
    return mapping


def tree_of(leaflet, page_format=A4):
    return Tree(typeset(leaflet, page_format).pdf)


def test_a_drug_is_headings_a_table_a_list_and_paragraphs_in_reading_order():
    leaflet = make_leaflet(
        make_drug(
            prose("drug.side", "Some have:", heading="Side effects", items=(said("a"), said("b"))),
            rows=2,
        ),
        furniture=make_furniture(personal=()),
    )
    assert "\n".join(tree_of(leaflet).outline()) == "\n".join(
        [
            "Document",
            "  H1",
            "  P",
            "  H2",
            "  P",
            "  Table",
            *["    TR", "      TH", "      TD", "        P"] * 2,
            "  H3",
            "  P",
            "  L",
            *["    LI", "      Lbl", "      LBody"] * 2,
        ]
    )


def test_label_cells_head_their_rows_and_bullets_are_named():
    tree = tree_of(make_long_leaflet())
    cells = tree.all("TH")
    assert len(cells) > 20
    assert all(cell.A.Scope == "/Row" and cell.A.O == "/Table" for cell in cells)
    labels = tree.all("Lbl")
    assert labels
    assert {str(label.ActualText) for label in labels} == {"•"}
    numbering = [str(element.A.ListNumbering) for element in tree.all("L")]
    assert set(numbering) == {"/Disc", "/None"}


def test_cards_are_a_list_of_results_each_read_whole():
    tree = tree_of(make_leaflet(make_results(3), furniture=make_furniture(personal=())))
    found = "The test found receptors."
    read = [[tree.text(kid) for kid in tree.kids(body)] for body in tree.all("LBody")]
    assert read == [[f"Receptor {number}", "Positive", found] for number in (1, 2, 3)]


def test_a_logo_is_a_figure_that_says_whose_it_is(tmp_path):
    path = tmp_path / "logo.png"
    Image.new("RGB", (200, 100)).save(path)
    furniture = make_furniture(logo=Logo(path, said("Riverside Clinic")))
    tree = tree_of(make_leaflet(furniture=furniture))
    (figure,) = tree.all("Figure")
    assert figure.Alt == "Riverside Clinic"
    left, bottom, right, top = map(float, figure.A.BBox)
    assert right == pytest.approx(A4.width - A4.side)
    assert (right - left) / (top - bottom) == pytest.approx(2, rel=0.01)


@languages
def test_headings_are_in_order_and_are_the_blocks(language):
    leaflet = make_translated(language)
    tree = tree_of(leaflet)
    headings = [
        (str(found.S)[1:], tree.text(found))
        for found in tree.walk()
        if str(found.S)[1:] in ("H1", "H2", "H3")
    ]
    assert headings[0] == ("H1", leaflet.title)
    titles = [text for tag, text in headings if tag == "H2"]
    expected = [
        f"{block.title} ({block.brand})" if block.brand else block.title for block in leaflet.blocks
    ]
    assert [" ".join(text.split()) for text in titles] == expected
    levels = [int(tag[1]) for tag, _ in headings]
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(("name", "language"), GRID)
def test_every_text_is_read_once_and_in_the_order_of_the_story(language, name):
    leaflet = make_translated(language)
    tree = tree_of(leaflet, FORMATS[name])
    text = " ".join(tree.text(tree.root).split())
    t = TONGUES[language]
    place = 0
    for wanted in (
        leaflet.title,
        leaflet.lead,
        t.person,
        t.results,
        t.worried,
        t.because[1],
        t.items[0],
        t.items[2],
        t.warning_text,
        t.quotation,
        t.mine,
        t.terms[1][1],
        t.about,
    ):
        assert wanted in text[place:], wanted
        place = text.index(wanted, place)


@languages
def test_head_foot_and_band_are_not_read(language):
    leaflet = make_translated(language)
    furniture = replace(leaflet.furniture, head_end=said("only in the head"))
    tree = tree_of(replace(leaflet, furniture=furniture))
    read = tree.text(tree.root)
    band = (furniture.band[0].text, BAND)
    for artifact in (*band, furniture.printed, furniture.edition, furniture.review):
        assert artifact not in read
    assert "only in the head" not in read
    assert furniture.page_of.format(page=1, pages=4) not in read


def english_in_artifacts(pdf):
    """How many times each page's artifacts turn to English."""
    for page in pdf.pages:
        around, found = [], 0
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "BDC":
                found += around == ["/Artifact"] and str(operands[1].get("/Lang")) == "en"
            if str(operator) in ("BDC", "BMC"):
                around.append(str(operands[0]))
            elif str(operator) == "EMC":
                around.pop()
        yield found


@languages
@pytest.mark.parametrize("beside", [False, True])
def test_english_in_the_band_says_that_it_is_english_on_every_page(language, beside):
    leaflet = make_translated(language, drugs=2)
    own = said(TONGUES[language].band)
    lines = (BandLine(text=own), BandLine(text=own if beside else None, source=BAND))
    furniture = replace(leaflet.furniture, band=lines, head_start=None, head_end=own)
    pdf = pikepdf.open(BytesIO(typeset(replace(leaflet, furniture=furniture), A4).pdf))
    # On one line or two; at the foot, too, where it is a line of its own.
    wanted = {1, 2} if beside else {2, 4}
    if language == "en_GB":
        wanted = {0}
    assert set(english_in_artifacts(pdf)) <= wanted


@languages
def test_a_paragraph_over_two_pages_is_one_paragraph(language):
    t = TONGUES[language]
    text = " ".join([t.text] * 16)
    tree = tree_of(make_leaflet(make_topic(prose(text=text)), language=language))
    whole = [p for p in tree.all("P") if len(tree.text(p)) > 500]
    (paragraph,) = whole
    assert len(set(tree.pages(paragraph))) >= 2
    assert " ".join(tree.text(paragraph).split()) == text


def test_a_table_over_pages_is_one_table():
    tree = tree_of(make_leaflet(make_words(40)))
    (table,) = tree.all("Table")
    assert len(set(tree.pages(table))) >= 2
    assert tree.tags(table).count("TR") == 40
    starts = [tree.text(cell) for cell in tree.all("TH")]
    assert starts == [f"term {number}" for number in range(40)]


def test_a_glance_table_taller_than_a_page_is_one_table_cut_between_rows():
    leaflet = make_leaflet(make_drug(rows=40))
    tree = tree_of(leaflet)
    (table,) = tree.all("Table")
    assert len(set(tree.pages(table))) >= 2
    assert [tree.text(cell) for cell in tree.all("TH")] == [f"Label {n}" for n in range(1, 41)]
    for row in (element for element in tree.all("TR")):
        assert len(set(tree.pages(row))) == 1


@languages
def test_names_are_english_in_a_translated_leaflet(language):
    tree = tree_of(make_translated(language))
    assert tree._file.Root.Lang == language.replace("_", "-")
    english = [found for found in tree.all("Span") if str(found.get("/Lang", "")) == "en"]
    names = {tree.text(found).strip() for found in english}
    if language == "en_GB":
        assert not english
        return
    assert names == set(NAMES)
    outside = "".join(
        tree.text(found)
        for found in tree.walk()
        if "/Lang" not in found and not tree.kids(found) and found.S != "/Span"
    )
    assert "Examplinib" not in outside


def test_a_word_that_begins_like_a_name_is_not_one():
    leaflet = make_leaflet(
        make_topic(prose(text="Examplinibie Examplinib")), language="pl", names=("Examplinib",)
    )
    tree = tree_of(leaflet)
    english = [tree.text(found) for found in tree.all("Span") if found.get("/Lang") == "en"]
    assert english.count("Examplinib") == 2  # in the title and in the text
    assert "Examplinibie" not in english
