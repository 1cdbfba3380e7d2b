"""A PDF in; the text of each page, as PDFium reads it, out.

Thousands of pages are read back after a batch. An object for each, which the library's own helpers
make, takes a tenth of the time: here its functions are called, and what they open is closed.
"""

import ctypes

import pypdfium2  # type: ignore[import-untyped]
from pypdfium2 import raw as pdfium

_BYTES = 2
"""Of a UTF-16 unit, which is what PDFium calls a character."""


def page_texts(pdf: bytes, *, by_lines: bool = False) -> list[str]:
    """The text of each page: letter after letter, or line by line.

    Raises:
        pypdfium2.PdfiumError: It is no PDF, or a page of it can't be read.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        if by_lines:
            return [page.get_textpage().get_text_bounded() for page in document]
        return [_text(document.raw, number) for number in range(len(document))]
    finally:
        document.close()


def _text(document: object, number: int) -> str:
    """The text of the page of that number, from 0, letter after letter."""
    page = pdfium.FPDF_LoadPage(document, number)
    if not page:
        raise pypdfium2.PdfiumError(f"page {number + 1} can't be read")
    try:
        letters = pdfium.FPDFText_LoadPage(page)
        if not letters:
            raise pypdfium2.PdfiumError(f"the text of page {number + 1} can't be read")
        try:
            most = pdfium.FPDFText_CountChars(letters) + 1  # a zero comes last
            buffer = (ctypes.c_ushort * most)()
            written = pdfium.FPDFText_GetText(letters, 0, most - 1, buffer)
        finally:
            pdfium.FPDFText_ClosePage(letters)
    finally:
        pdfium.FPDF_ClosePage(page)
    return bytes(buffer)[: _BYTES * max(0, written - 1)].decode("utf-16-le", "ignore")
