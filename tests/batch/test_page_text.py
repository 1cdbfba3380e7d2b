"""The text of pages, as PDFium's own library in Python has it."""

import pypdfium2
import pytest
from compiled.copies import DAY, compiled

from leaflets.batch.page_text import page_texts
from leaflets.model.profile import Personal

PERSON = Personal(name="Zoë Łukasiewicz", given_by="Jo", day=DAY)


@pytest.mark.parametrize("language", ["en_GB", "ur"])
def test_the_text_is_what_the_library_reads(language):
    pdf = compiled(language, "a4").stamp(PERSON, "6a4ecfd88c85932f")
    with pypdfium2.PdfDocument(pdf) as document:
        letters = [page.get_textpage().get_text_range() for page in document]
        lines = [page.get_textpage().get_text_bounded() for page in document]
    assert all(letters)
    assert page_texts(pdf) == letters
    assert page_texts(pdf, by_lines=True) == lines


def test_an_empty_page_has_no_text(tmp_path):
    with pypdfium2.PdfDocument.new() as document:
        document.new_page(100, 100)
        document.save(tmp_path / "empty.pdf")
    assert page_texts((tmp_path / "empty.pdf").read_bytes()) == [""]


@pytest.mark.parametrize("by_lines", [False, True])
def test_a_page_that_is_none_is_told(by_lines):
    pdf = compiled("en_GB", "a4").stamp(PERSON, "6a4ecfd88c85932f")
    with pytest.raises(pypdfium2.PdfiumError):
        page_texts(pdf[: len(pdf) // 2], by_lines=by_lines)
    with pytest.raises(pypdfium2.PdfiumError):
        page_texts(b"no PDF", by_lines=by_lines)
