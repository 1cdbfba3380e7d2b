"""The file as a whole: the same every time, small, and naming nobody."""

import hashlib
import os
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pdf.specimens import A4, LANGUAGES, SAMPLES, TEXTS, Writer, specimen
from PIL import Image, ImageCms
from text_samples import font_set, paragraph

from leaflets.pdf import DocumentInfo, Element, TaggedCanvas
from leaflets.pdf.metadata import srgb_profile
from leaflets.pdf.syntax import number, stream, text_string
from leaflets.pdf.writer import write_file
from leaflets.text import Span, set_label

PROJECT = Path(__file__).parents[2]


def digests(hash_seed, before):
    """SHA-256 of specimens made in a process of their own, after another document."""
    program = (
        "import hashlib\n"
        "from pdf.specimens import specimen\n"
        f"specimen({before!r})\n"
        "for language in ('en', 'ur', 'bn', 'zh_Hans'):\n"
        "    print(hashlib.sha256(specimen(language)).hexdigest())\n"
    )
    path = os.pathsep.join(str(folder) for folder in (PROJECT, PROJECT / "tests"))
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": path}
    run = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    return run.stdout.split()


def test_the_same_document_has_the_same_bytes_in_any_process():
    assert digests("1", "ar") == digests("2", "pl")


def test_a_document_does_not_depend_on_the_one_before():
    alone = hashlib.sha256(specimen("hi")).digest()
    specimen("ur", nastaliq=True)
    assert hashlib.sha256(specimen("hi")).digest() == alone


def test_two_documents_that_are_made_at_once_do_not_mix():
    alone = specimen("gu")
    other = Writer("ta")
    other.text(Element("P", other.root), TEXTS["ta"])
    assert specimen("gu") == alone


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_font_is_an_embedded_subset(language):
    with pikepdf.Pdf.open(BytesIO(specimen(language))) as pdf:
        found = [item for item in pdf.objects if is_font(item)]
        for font in found:
            assert font.Subtype == "/Type0"
            (descendant,) = font.DescendantFonts
            tag, _, name = str(descendant.BaseFont)[1:].partition("+")
            assert len(tag) == 6
            assert tag.isupper()
            assert name
            assert len(descendant.FontDescriptor.FontFile2.read_bytes()) > 100
    assert found


def is_font(item):
    return (
        isinstance(item, pikepdf.Dictionary)
        and item.get("/Type") == "/Font"
        and item.Subtype != "/CIDFontType2"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_names_nobody(language):
    pdf = specimen(language)
    with pikepdf.Pdf.open(BytesIO(pdf)) as opened:
        info = {str(key): str(value) for key, value in opened.docinfo.items()}
        xmp = opened.Root.Metadata.read_bytes().decode("utf-8")
    assert info.keys() == {"/Title", "/Creator", "/Producer", "/CreationDate", "/ModDate"}
    assert info["/Creator"] == info["/Producer"] == "leaflets"
    assert info["/CreationDate"] == info["/ModDate"] == "D:20000101000000Z"
    assert "dc:creator" not in xmp
    assert f"<rdf:li>{language.replace('_', '-')}</rdf:li>" in xmp
    assert b"ReportLab" not in pdf
    assert str(PROJECT).encode() not in pdf


def test_the_date_is_the_callers():
    file = BytesIO()
    created = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    info = DocumentInfo(title="<A> & B", lang="en", created=created)
    canvas = TaggedCanvas(file, A4, info)
    text = paragraph("Text", lang="en")
    with canvas.tagged(Element("P", canvas.document)):
        canvas.draw_line(text, set_label(text, font_set(), 12), 50, 700)
    canvas.save()
    with pikepdf.Pdf.open(BytesIO(file.getvalue())) as pdf:
        assert pdf.docinfo.CreationDate == "D:20261122093000Z"
        assert pdf.docinfo.Title == "<A> & B"
        xmp = pdf.Root.Metadata.read_bytes().decode("utf-8")
    assert "2026-11-22T09:30:00Z" in xmp
    assert "&lt;A&gt; &amp; B" in xmp


def four_pages(language, texts):
    writer = Writer(language)
    index = 0
    writer.heading("H1", texts[0][:30])
    while writer.canvas.getPageNumber() < 5 and not (
        writer.canvas.getPageNumber() == 4 and writer.y < 150
    ):
        text = texts[index % len(texts)]
        index += 1
        if index % 6 == 1:
            writer.heading("H2", text[:30])
        elif index % 6 in (2, 3):
            writer.points([text])
        else:
            element = Element("P", writer.root)
            writer.text(element, Span(text=text[:15], bold=True), Span(text=text[15:]))
    return writer.pdf()


LATIN = [
    "Zażółć gęślą jaźń: the quick brown fox jumps over the lazy dog (0123456789), twice a day.",
    "JACKDAWS LOVE MY BIG SPHINX OF QUARTZ; 50% of the dose, £45 & more - ask “why?” or ‘when’!",
    "Sfinks, pchnij w tę łódź jeżą lub ośm skrzyń fig. Weź dwie tabletki co 4–6 godzin.",
]


def test_a_latin_leaflet_of_four_pages_is_small():
    pdf = four_pages("pl", LATIN)
    assert pikepdf.Pdf.open(BytesIO(pdf)).Root.Pages.Count == 4
    assert len(pdf) < 40_000


def test_a_chinese_leaflet_of_four_pages_is_small():
    """Each of its characters costs some 200 bytes of outline in each weight, whoever embeds it."""
    pdf = four_pages("zh_Hans", [TEXTS["zh_Hans"], SAMPLES["zh_Hans"][1]])
    assert pikepdf.Pdf.open(BytesIO(pdf)).Root.Pages.Count == 4
    assert len(pdf) < 60_000


def test_the_writer_packs_what_is_no_stream():
    pdf = write_file([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>",
                      stream(b"data\r", compress=False), b"<<>>"], root=1, info=4)  # fmt: skip
    assert pdf.count(b" 0 obj") == 3  # the stream, the packed objects, the cross-references
    with pikepdf.Pdf.open(BytesIO(pdf)) as opened:
        assert opened.get_object(3, 0).read_bytes() == b"data\r"
        assert opened.Root.Type == "/Catalog"


def test_many_objects_are_packed_in_several_streams():
    count = 12_000
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]
    objects += [b"<</N %d>>" % number for number in range(3, count + 1)]
    with pikepdf.Pdf.open(BytesIO(write_file(objects, root=1, info=3))) as opened:
        assert [opened.get_object(number, 0).N for number in (3, 5001, count)] == [3, 5001, count]


def test_the_colour_profile_is_read_as_srgb():
    profile = ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
    assert ImageCms.getProfileDescription(profile).strip() == "sRGB"
    ours = ImageCms.createProfile("sRGB")
    transform = ImageCms.buildTransform(profile, ours, "RGB", "RGB")
    for colour in ((255, 255, 255), (26, 62, 92), (200, 30, 90), (0, 0, 0)):
        picture = ImageCms.applyTransform(Image.new("RGB", (1, 1), colour), transform)
        assert picture.getpixel((0, 0)) == pytest.approx(colour, abs=1)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1.0, "1"), (0.5, "0.5"), (-0.0001, "0"), (12.3456, "12.346"), (1e-9, "0"), (100.0, "100")],
)
def test_numbers_are_short_and_plain(value, expected):
    assert number(value) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a (b) \\", "(a \\(b\\) \\\\)"), ("ł", "<FEFF0142>"), ("a\nb", "<FEFF0061000A0062>"),
     ("😀", "<FEFFD83DDE00>")],
)  # fmt: skip
def test_text_strings_are_escaped_or_utf_16(text, expected):
    assert text_string(text) == expected
