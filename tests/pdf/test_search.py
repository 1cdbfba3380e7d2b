"""What a reader of the file can search for and copy, as PDFium (Chrome, Edge) sees it."""

import re
from io import BytesIO
from itertools import groupby

import pikepdf
import pypdfium2
import pytest
from pdf.specimens import LANGUAGES, SAMPLES, TEXTS, specimen
from text_samples import RTL

CASES = [(language, False) for language in LANGUAGES] + [("ur", True)]
# PDFium puts the words and numbers of a right-to-left line in reverse by the places they start at,
# so that "500 mg" reads "mg 500". Shown from its last word to its first it reads right there, and
# wrong in pdf.js, MuPDF and pdftotext -raw, which keep to the order of the file: we keep to it too.
# And PDFium takes the falling letters of a word in Nastaliq for several lines: Urdu that has to be
# searched is set in Naskh.
NOT_FOUND = {("ur", False): 1, ("ur", True): 11}


def words(language):
    text = f"{TEXTS[language]} {SAMPLES.get(language, ('', ''))[1]}"
    if language == "zh_Hans":
        found = re.split(r"[，。、（）\s]", text)
    else:
        found = [word.strip("()،۔.,।") for word in text.split()]
    return list(dict.fromkeys(word for word in found if word))


def missing(pdf, wanted):
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage() for page in document]
    return [
        word
        for word in wanted
        if not any(page.search(word, match_case=True).get_next() for page in pages)
    ]


@pytest.mark.parametrize(("language", "nastaliq"), CASES)
def test_words_are_found(language, nastaliq):
    not_found = missing(specimen(language, nastaliq=nastaliq), words(language))
    assert len(not_found) <= NOT_FOUND.get((language, nastaliq), 0), not_found


def structure_text(pdf, root=None):
    """The text of Span elements that have ActualText, in reading order."""

    def walk(element):
        if "/ActualText" in element and element.S == "/Span":
            yield str(element.ActualText)
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from walk(kid)

    return list(walk(root if root is not None else pdf.Root.StructTreeRoot.K))


@pytest.mark.parametrize("language", sorted(RTL))
@pytest.mark.parametrize("nastaliq", [False, True])
def test_right_to_left_text_is_whole_and_in_logical_order_on_the_structure(language, nastaliq):
    with pikepdf.Pdf.open(BytesIO(specimen(language, nastaliq=nastaliq))) as pdf:
        texts = [text for text, _ in groupby(structure_text(pdf))]
    assert SAMPLES[language][1] in texts
    assert "Breast Cancer Now" in texts
    assert TEXTS[language] + " " in texts


def test_left_to_right_text_has_no_actual_text_on_the_structure():
    with pikepdf.Pdf.open(BytesIO(specimen("bn"))) as pdf:
        assert structure_text(pdf) == []
