"""What a finished PDF says and shows, read back: text and paths with their places, the tree."""

import ctypes
from dataclasses import dataclass
from io import BytesIO

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from leaflets.layout.sheet import Sheet
from leaflets.pdf import DocumentInfo, Element


@dataclass(frozen=True)
class Mark:
    """Ink: its page, its box from the paper's lower left corner, its fill as (red, green, blue)."""

    page: int
    left: float
    bottom: float
    right: float
    top: float
    colour: tuple[int, int, int]

    @property
    def width(self):
        return self.right - self.left

    @property
    def height(self):
        return self.top - self.bottom


@dataclass(frozen=True)
class Ink(Mark):
    """A text object: words, size in points, and the name of its font without the subset's tag."""

    text: str
    size: float
    font: str


def page_texts(pdf):
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]


def inks(pdf):
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(pdf), 1):
        textpage = page.get_textpage()
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            size = ctypes.c_float()
            assert pdfium.FPDFTextObj_GetFontSize(item.raw, size)
            text = _text(item, textpage)
            if text.strip():
                mark = (number, *item.get_bounds(), _fill(item))
                found.append(Ink(*mark, text, size.value, _font(item)))
    return found


def paths(pdf):
    """Rules, bars, boxes and drawings, in the order in which they were drawn."""
    return [
        Mark(number, *item.get_bounds(), _fill(item))
        for number, page in enumerate(pypdfium2.PdfDocument(pdf), 1)
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])
    ]


def find(pdf, text):
    """The one text object that begins with ``text``."""
    (found,) = [ink for ink in inks(pdf) if ink.text.startswith(text)]
    return found


def fonts(pdf):
    """The names of all fonts; each is a subset, and embedded."""
    names = set()
    with pikepdf.open(BytesIO(pdf)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                assert "/FontFile2" in item
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font":
                tag, _, name = str(item.BaseFont).lstrip("/").partition("+")
                assert len(tag) == 6
                assert tag.isupper()
                assert "/FontDescriptor" in item or "/DescendantFonts" in item
                names.add(name)
    return names


def font_programs(pdf):
    """The outlines of each font as they are in the file, compressed."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [
            item.FontFile2.read_raw_bytes()
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item
        ]


def on_paper(piece, width, *, rtl=False):
    """The PDF of a page that is as large as the piece.

    The file does not say that it is read from the right, since pdfium then turns Latin words round.
    """
    file = BytesIO()
    _, height = piece.wrap(width)
    sheet = Sheet(file, (width, height), DocumentInfo(title="A piece", lang="en_GB"))
    sheet.mirrored = rtl
    for tag in ("H1", "H2"):  # for a piece whose heading may not come first
        with sheet.tagged(Element(tag, sheet.document)):
            sheet.setLineWidth(1)
    with sheet.artifact():
        piece.draw_on(sheet, 0, 0)
    sheet.save()
    return file.getvalue()


def _text(item, textpage):
    length = pdfium.FPDFTextObj_GetText(item.raw, textpage.raw, None, 0)
    buffer = ctypes.create_string_buffer(length)
    start = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    pdfium.FPDFTextObj_GetText(item.raw, textpage.raw, start, length)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _font(item):
    buffer = ctypes.create_string_buffer(200)
    pdfium.FPDFFont_GetBaseFontName(pdfium.FPDFTextObj_GetFont(item.raw), buffer, 200)
    return buffer.value.decode("ascii").partition("+")[2]


def _fill(item):
    channels = [ctypes.c_uint() for _ in range(4)]
    assert pdfium.FPDFPageObj_GetFillColor(item.raw, *channels)
    return tuple(channel.value for channel in channels[:3])
