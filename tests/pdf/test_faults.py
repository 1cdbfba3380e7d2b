"""Plant one fault in a good file and see it caught, so that a pass is known to mean something."""

from io import BytesIO

import pikepdf
import pytest
from pdf.specimens import specimen
from pdf.validate import faults
from pikepdf import Array, Dictionary, Name

GOOD = specimen("en")


def elements(pdf, tag):
    """The elements of a tag, in reading order."""

    def walk(element):
        if element.get("/S") == tag:
            yield element
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                yield from walk(kid)

    return list(walk(pdf.Root.StructTreeRoot.K))


def fonts(pdf):
    return list(pdf.pages[0].Resources.Font.values())


def descendant(pdf):
    return fonts(pdf)[0].DescendantFonts[0]


def link(pdf):
    return next(a for page in pdf.pages for a in page.get("/Annots", []) if a.Subtype == "/Link")


def replace_content(pdf, old, new):
    page = pdf.pages[0]
    content = page.Contents.read_bytes()
    assert old in content
    page.Contents.write(content.replace(old, new, 1))


def replace_metadata(pdf, old, new):
    content = pdf.Root.Metadata.read_bytes()
    assert old in content
    pdf.Root.Metadata.write(content.replace(old, new))


def untag_text(pdf):
    replace_content(pdf, b"/P<</MCID 1>>BDC", b"/NotMarked BMC")


def make_text_artifact_inside_tag(pdf):
    replace_content(pdf, b"/P<</MCID 1>>BDC", b"/P<</MCID 1>>BDC /Artifact BMC EMC")


def nest_tag_in_artifact(pdf):
    replace_content(pdf, b"/P<</MCID 1>>BDC", b"/Artifact BMC /P<</MCID 1>>BDC")
    replace_content(pdf, b"/P<</MCID 2>>BDC", b"EMC /P<</MCID 2>>BDC")


def show_notdef(pdf):
    replace_content(pdf, b"<0001", b"<0000")


def skip_a_heading_level(pdf):
    elements(pdf, "/H2")[0].S = Name.H3


def drop_alt(pdf):
    del elements(pdf, "/Figure")[0].Alt


def drop_lang(pdf):
    del pdf.Root.Lang


def drop_mark_info(pdf):
    del pdf.Root.MarkInfo


def drop_structure(pdf):
    del pdf.Root.StructTreeRoot


def drop_parent_tree(pdf):
    del pdf.Root.StructTreeRoot.ParentTree


def drop_shown_title(pdf):
    del pdf.Root.ViewerPreferences


def drop_title(pdf):
    replace_metadata(pdf, b"dc:title", b"dc:label")


def drop_metadata(pdf):
    del pdf.Root.Metadata


def drop_ua_claim(pdf):
    replace_metadata(pdf, b"<pdfuaid:part>1</pdfuaid:part>", b"")


def drop_a_claim(pdf):
    replace_metadata(pdf, b"<pdfaid:part>2</pdfaid:part>", b"")


def drop_to_unicode(pdf):
    del fonts(pdf)[0].ToUnicode


def drop_program(pdf):
    del descendant(pdf).FontDescriptor.FontFile2


def drop_glyph_map(pdf):
    del descendant(pdf).CIDToGIDMap


def give_wrong_widths(pdf):
    descendant(pdf).W = Array([0, Array([w + 30 for w in descendant(pdf).W[1]])])


def use_standard_font(pdf):
    name = next(iter(pdf.pages[0].Resources.Font.keys()))
    pdf.pages[0].Resources.Font[name] = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica
    )


def drop_link_words(pdf):
    del link(pdf).Contents


def drop_link_parent(pdf):
    del link(pdf).StructParent


def drop_tab_order(pdf):
    for page in pdf.pages:
        del page.Tabs


def drop_scope(pdf):
    for cell in elements(pdf, "/TH"):
        del cell.A


def put_item_outside_list(pdf):
    elements(pdf, "/L")[0].S = Name.Sect


def shorten_a_row(pdf):
    row = elements(pdf, "/TR")[1]
    row.K = Array([row.K[0]])


def invent_a_type(pdf):
    elements(pdf, "/P")[0].S = Name.Wording


def drop_output_intent(pdf):
    del pdf.Root.OutputIntents


def run_script(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def hide_link_from_print(pdf):
    link(pdf).F = 2


FAULTS = [
    untag_text, nest_tag_in_artifact, make_text_artifact_inside_tag, show_notdef,
    skip_a_heading_level, drop_alt, drop_lang, drop_mark_info, drop_structure, drop_parent_tree,
    drop_shown_title, drop_title, drop_metadata, drop_ua_claim, drop_a_claim,
    drop_to_unicode, drop_program, drop_glyph_map, give_wrong_widths, use_standard_font,
    drop_link_words, drop_link_parent, drop_tab_order, drop_scope, put_item_outside_list,
    shorten_a_row, invent_a_type, drop_output_intent, run_script, hide_link_from_print,
]  # fmt: skip


def planted(fault):
    file = BytesIO()
    with pikepdf.open(BytesIO(GOOD)) as pdf:
        fault(pdf)
        pdf.save(file)
    return file.getvalue()


def test_the_file_without_a_fault_is_good():
    assert faults(planted(lambda pdf: None)) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_caught(fault):
    assert faults(planted(fault))
