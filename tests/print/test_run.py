"""Copies in one file: each page is its own record's, and what is shared is there once."""

import io
import re

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import ImageChops
from print.runs import is_clean, leaflet, personal, pictures, run_of, texts

from leaflets.print.objects import ObjectWriter, Tree
from leaflets.print.parts import take_apart
from leaflets.print.run import Run
from leaflets.print.sheets import Marks

NAMES = ("Ann Avery", "Nguyễn Thị Ánh", "Дмитрий Иванов", "李小明", "محمد عبد الله", "Żaneta")
KINDS = (("en_GB", "a4"), ("ar", "a5"), ("pl", "a4"), ("ur", "booklet"))


def letters(pages):
    """What is on each page, in no order: PDFium's is that of the document, which a run has not."""
    return [sorted(filter(str.isalnum, page)) for page in pages]


def token(number):
    return f"{number:016x}"


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from(NAMES)), min_size=1, max_size=6),
    st.booleans(),
)
def test_every_page_of_any_list_is_its_own_records(drawn, separators):
    copies = [
        (leaflet(*kind), name, token(0xFEDCBA9876543210 - number))
        for number, (kind, name) in enumerate(drawn)
    ]
    pdf, spans = run_of(copies, separators=separators)
    read = texts(pdf)
    assert spans[0].first == 1
    assert spans[-1].last == len(read)
    for (each, name, own), span in zip(copies, spans, strict=True):
        pages = read[span.first - 1 : span.last]
        assert span.first % 2 == 1, "on a fresh sheet"
        assert len(pages) == 2 * span.sheets
        if separators:
            assert pages[0].strip() == own
            assert pages[1].strip() == ""
            pages = pages[2:]
        alone = texts(each.stamp(personal(name), own))
        assert letters(pages[: each.pages]) == letters(alone), "n of m, name and token"
        assert all(own in page for page in pages[: each.pages])
        assert [page.strip() for page in pages[each.pages :]] == [""] * (each.pages % 2)


@pytest.mark.parametrize(("language", "page_format"), KINDS)
def test_a_page_looks_like_that_of_the_copys_own_file(language, page_format):
    each = leaflet(language, page_format)
    copies = [(each, name, token(number)) for number, name in enumerate(NAMES)]
    pdf, spans = run_of(copies)
    shown = pictures(pdf)
    for (_, name, own), span in zip(copies, spans, strict=True):
        alone = pictures(each.stamp(personal(name), own))
        for page, expected in zip(shown[span.first - 1 :], alone, strict=False):
            assert ImageChops.difference(page, expected).getbbox() is None


def test_a_separator_shows_the_token_large_and_no_name():
    pdf, _ = run_of([(leaflet(), "Ann Avery", token(7))], separators=True)
    page = pictures(pdf)[0]
    ink = ImageChops.invert(page.convert("L")).getbbox()
    assert ink[2] - ink[0] > 0.5 * page.width
    assert "Ann" not in texts(pdf)[0]


def test_the_file_is_sound_and_claims_nothing(tmp_path):
    copies = [(leaflet(*kind), name, token(1)) for kind in KINDS for name in NAMES]
    pdf, _ = run_of(copies, separators=True)
    assert is_clean(pdf, tmp_path)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root
        assert not {"/StructTreeRoot", "/MarkInfo", "/Metadata", "/OutputIntents"} & set(
            root.keys()
        )
        assert str(document.docinfo["/Title"]) == "Print run"
        assert root.ViewerPreferences.PrintScaling == "/None"
        for page in document.pages:
            assert not {"/StructParents", "/Annots", "/Tabs"} & set(page.keys())
            for _, font in page.Resources.get("/Font", {}).items():
                inside = font.DescendantFonts[0].FontDescriptor
                assert "/FontFile2" in inside, "embedded"
                assert re.match(r"/[A-Z]{6}\+", str(font.BaseFont))
    assert "Nguy".encode("utf-16-be") not in pdf


def test_each_copy_is_a_record_of_pdf_vt(tmp_path):
    copies = [(leaflet("ar", "a5"), "", token(n)) for n in range(1, 301)]
    copies = [(each, "Ann Avery", own) for each, _, own in copies]
    pdf, spans = run_of(copies)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        numbers = {page.objgen: number for number, page in enumerate(document.pages, 1)}
        found = document.Root.DPartRoot
        levels = len(found.NodeNameList)
        assert found.RecordLevel == levels - 1

        def records(node, level):
            if "/Start" in node:
                assert level == levels - 1, "every record is on the level that is told"
                yield node
                return
            for kids in node.DParts:
                assert len(kids) <= 256
                for kid in kids:
                    assert kid.Parent.objgen == node.objgen
                    yield from records(kid, level + 1)

        told = [
            (numbers[n.Start.objgen], numbers[n.End.objgen], str(n.DPM.Token), str(n.DPM.Language))
            for n in records(found.DPartRootNode, 0)
        ]
        assert found.DPartRootNode.Parent.objgen == found.objgen
        assert {str(key) for key in next(records(found.DPartRootNode, 0)).DPM} == {
            "/Token",
            "/Language",
        }
        first = document.pages[0]
        assert str(first.DPart.DPM.Token) == token(1)
    assert told == [
        (span.first, span.last, own, "ar") for span, (_, _, own) in zip(spans, copies, strict=True)
    ]


def test_the_same_copies_are_the_same_bytes():
    copies = [(leaflet(*kind), name, token(2)) for kind in KINDS for name in NAMES]
    assert run_of(copies)[0] == run_of(copies)[0]


def test_what_copies_share_is_there_once():
    """A copy more costs less than 2 KB, and no font or content."""
    each = leaflet("en_GB", "a4")
    names = [f"Ann Avery-{number}" for number in range(400)]
    few, _ = run_of([(each, name, token(n)) for n, name in enumerate(names[:200])])
    many, _ = run_of([(each, name, token(n)) for n, name in enumerate(names)])
    assert (len(many) - len(few)) / 200 < 2000
    assert few.count(b"/Length1") == many.count(b"/Length1") <= len(each.template.fonts) * 2


def test_nodes_of_the_page_tree_have_at_most_256_kids():
    pdf, _ = run_of([(leaflet("en_GB", "a4"), "Ann Avery", token(n)) for n in range(200)])
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) == 800
        nodes = [document.Root.Pages]
        while nodes:
            node = nodes.pop()
            assert len(node.Kids) <= 256
            nodes += [kid for kid in node.Kids if kid.Type == "/Pages"]


def test_two_pages_of_one_leaflet_that_call_two_things_alike_are_told():
    template = leaflet("en_GB", "a4").template
    objects = template.objects()
    page = objects[template.pages[0]]
    other = re.sub(rb"/token (\d+) 0 R", rb"/token 1 0 R", page)
    assert other != page
    broken = _with(template, {template.pages[0]: other})
    with pytest.raises(ValueError, match="two resources are called /token"):
        take_apart(broken)


def _with(template, changed):
    """A template some of whose objects are others; only ``take_apart`` can make use of it."""

    class Changed:
        pages = template.pages
        forms = template.forms

        def objects(self):
            return template.objects() | changed

    return Changed()


def test_a_long_run_puts_its_cross_reference_away_and_finds_it_again(tmp_path, monkeypatch):
    """As a run of a hundred thousand does, at a thousandth of the size."""
    monkeypatch.setattr("leaflets.print.objects._WINDOW", 64)
    monkeypatch.setattr("leaflets.print.objects._PACK", 50)
    each = leaflet("ar", "a5")
    pdf, _ = run_of([(each, "Ann Avery", token(n)) for n in range(80)])
    assert is_clean(pdf, tmp_path)
    read = texts(pdf)
    sides = each.pages + each.pages % 2  # the next one begins on a fresh sheet
    printed = [read[sides * n : sides * n + each.pages] for n in range(80)]
    assert all(token(n) in text for n, texts_of in enumerate(printed) for text in texts_of)


@given(st.integers(1, 700))
@settings(max_examples=25, deadline=None)
def test_a_tree_has_all_of_its_things_in_order(count):
    nodes = {}
    objects = ObjectWriter(io.BytesIO())
    tree = Tree(objects, lambda *node: nodes.setdefault(node[0], node[1:]))
    parents = {}
    for number in range(10_000, 10_000 + count, 1):
        parents[number] = tree.add(number)
    top, height = tree.close()

    def things(node, level):
        _, kids, total, told = nodes[node]
        assert told == level
        found = [
            thing for kid in kids for thing in ([kid] if level == 1 else things(kid, level - 1))
        ]
        assert len(found) == total
        return found

    assert things(top, height) == list(range(10_000, 10_000 + count))
    assert all(number in nodes[node][1] for number, node in parents.items())


def test_sheets_go_into_a_run_as_pages_do():
    each = leaflet("ur", "booklet", Marks.NONE)
    pdf, (span,) = run_of([(each, "Ann Avery", token(3))])
    assert letters(texts(pdf)) == letters(texts(each.stamp(personal(), token(3))))
    assert span.sheets == len(each.template.pages) / 2


def test_a_run_of_nothing_is_no_run_but_is_a_file(tmp_path):
    file = io.BytesIO()
    Run(file, title="Print run").close()
    assert file.getvalue().startswith(b"%PDF-1.7")
