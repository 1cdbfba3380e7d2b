"""What a finished PDF says, read back with pdfium: text with its size and place."""

import ctypes
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium


@dataclass(frozen=True)
class Ink:
    """A text object: words, size in points, and its box from the paper's lower left corner."""

    page: int
    text: str
    size: float
    left: float
    bottom: float
    right: float
    top: float


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
            length = pdfium.FPDFTextObj_GetText(item.raw, textpage.raw, None, 0)
            buffer = ctypes.create_string_buffer(length)
            pdfium.FPDFTextObj_GetText(
                item.raw,
                textpage.raw,
                ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)),
                length,
            )
            text = buffer.raw.decode("utf-16-le").rstrip("\0")
            if text.strip():
                found.append(Ink(number, text, size.value, *item.get_bounds()))
    return found


def find(pdf, text):
    """The one text object that begins with ``text``."""
    (found,) = [ink for ink in inks(pdf) if ink.text.startswith(text)]
    return found
