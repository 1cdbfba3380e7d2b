from io import BytesIO

import pikepdf
import pytest
from pdf.replay import replay
from pdf.specimens import A4
from text_samples import RTL, SAMPLES, font_set, paragraph, sample

from leaflets.pdf import DocumentInfo, Element, TaggedCanvas
from leaflets.text import FontFace, Paragraph, Span, set_label, set_paragraph


def drawn(text, *, nastaliq=False, size=12, width=300, x=50.0, y=700.0):
    """The lines of a paragraph, and the page that they were drawn on."""
    file = BytesIO()
    canvas = TaggedCanvas(file, A4, DocumentInfo(title="Glyphs", lang=text.lang or "en"))
    lines = set_paragraph(text, font_set(nastaliq=nastaliq), width, size).lines
    with canvas.tagged(Element("P", canvas.document)):
        for number, line in enumerate(lines):
            canvas.draw_line(text, line, x, y - 40 * number)
    canvas.save()
    return lines, pikepdf.Pdf.open(BytesIO(file.getvalue()))


def to_unicode(page):
    """The text of each code of each font."""
    found = {}
    for name, font in page.Resources.Font.items():
        for line in font.ToUnicode.read_bytes().decode("ascii").splitlines():
            if line.startswith("<") and line != "<0000> <FFFF>":
                code, text = line.split()
                decoded = bytes.fromhex(text[1:-1]).decode("utf-16-be")
                found[str(name), int(code[1:-1], 16)] = decoded
    return found


def copied(page):
    texts = to_unicode(page)
    return "".join(texts[s.font, s.cid] for s in replay(page)).replace("\u200b", "")


@pytest.mark.parametrize("size", [9, 12, 18.5])
@pytest.mark.parametrize(
    ("language", "nastaliq"), [*((language, False) for language in SAMPLES), ("ur", True)]
)
def test_every_glyph_stands_where_it_was_set(language, nastaliq, size):
    lines, pdf = drawn(sample(language, 4), nastaliq=nastaliq, size=size)
    remaining = [(s.x, s.y) for s in replay(pdf.pages[0])]
    for number, line in enumerate(lines):
        for glyph in (glyph for run in line.runs for glyph in run.glyphs):
            x, y = 50 + glyph.x + glyph.dx, 700 - 40 * number + glyph.dy
            nearest = min(remaining, key=lambda place: abs(place[0] - x) + abs(place[1] - y))
            assert nearest == pytest.approx((x, y), abs=0.035)
            remaining.remove(nearest)
    assert remaining == []


@pytest.mark.parametrize("language", sorted(set(SAMPLES) - RTL))
def test_codes_give_back_the_text(language):
    _, pdf = drawn(sample(language))
    assert copied(pdf.pages[0]) == SAMPLES[language][1]


def test_words_of_right_to_left_text_come_in_logical_order():
    _, pdf = drawn(paragraph("اتصل بطبيبك الآن", rtl=True, lang="ar", script="Arab"))
    # A word's glyphs run from left to right, so each word, and the space after it, reads backwards.
    assert copied(pdf.pages[0]) == "".join(word[::-1] for word in ("اتصل ", "بطبيبك ", "الآن"))


def test_a_no_break_space_is_found_as_a_space():
    _, pdf = drawn(paragraph("10\u00a0mg", lang="en"))
    assert copied(pdf.pages[0]) == "10 mg"


def test_a_line_ends_with_its_space():
    lines, pdf = drawn(paragraph("one two three four", lang="en"), width=60)
    assert len(lines) > 1
    assert copied(pdf.pages[0]) == "one two three four"


def test_a_glyph_with_two_texts_has_two_codes():
    file = BytesIO()
    canvas = TaggedCanvas(file, A4, DocumentInfo(title="Codes", lang="ar"))
    font = canvas._fonts[font_set().chain("Latn")[0]]
    gid = font.face.hb_font.get_nominal_glyph(ord("A"))
    assert font.code((gid, "A")) != font.code((gid, "\u0391"))
    assert font.code((gid, "A")) == font.code((gid, "A"))


def test_the_box_is_refused():
    file = BytesIO()
    canvas = TaggedCanvas(file, A4, DocumentInfo(title="Codes", lang="en"))
    with pytest.raises(ValueError, match="glyph 0"):
        canvas._fonts[font_set().chain("Latn")[0]].code((0, "?"))


def test_a_ligature_keeps_all_its_letters_for_who_copies_it():
    text = "ক্ষ"
    _, pdf = drawn(paragraph(text, lang="bn", script="Beng"))
    assert copied(pdf.pages[0]) == text


def test_only_the_glyphs_that_are_shown_are_embedded(tmp_path):
    _, pdf = drawn(paragraph("aaa bbb", lang="en"))
    font = pdf.pages[0].Resources.Font.F0.DescendantFonts[0]
    path = tmp_path / "font.ttf"
    program = font.FontDescriptor.FontFile2.read_bytes()
    path.write_bytes(program)
    assert FontFace(path).hb_face.glyph_count == 4  # .notdef, space, a, b
    assert len(program) < 1500
    assert str(font.BaseFont)[7:] == "+NotoSans-Regular"


def test_colours_follow_the_spans():
    file = BytesIO()
    canvas = TaggedCanvas(file, A4, DocumentInfo(title="Colours", lang="en"))
    text = Paragraph(spans=(Span(text="red "), Span(text="green", bold=True)), lang="en")
    with canvas.tagged(Element("P", canvas.document)):
        canvas.draw_line(text, set_label(text, font_set(), 12), 0, 0, ("#ff0000", "#00ff00"))
    canvas.save()
    with pikepdf.Pdf.open(BytesIO(file.getvalue())) as pdf:
        content = pdf.pages[0].Contents.read_bytes().decode("ascii")
    assert content.index("1 0 0 rg") < content.index("0 1 0 rg")
    assert content.count("BDC") == 1
