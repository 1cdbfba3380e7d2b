from pdf.test_drawing import Node, document, saying, sketch

from leaflets.pdf.reading import read_text


def test_the_last_word_of_a_page_does_not_run_into_the_first_of_the_next(tmp_path):
    words = [sketch(saying(text, Node("P"))) for text in ("0123456789abcdef", "fade")]
    path = tmp_path / "two.pdf"
    path.write_bytes(document(*([(drawn, 700)] for drawn in words)))
    assert read_text(path) == "0123456789abcdef\ffade\f"


def test_a_file_that_is_no_pdf_has_no_text(tmp_path):
    path = tmp_path / "no.pdf"
    path.write_bytes(b"%PDF-1.7 and no more")
    assert read_text(path) == ""
