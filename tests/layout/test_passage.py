from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from layout.tongues import make_translated
from layout.trees import make_long_leaflet, said
from pdf.test_canvas import outline

from leaflets.layout import kept
from leaflets.layout.formats import FORMATS
from leaflets.layout.pages import typeset
from leaflets.layout.passage import Passage
from leaflets.pdf.drawing import Glyphs


def told_and_shown(leaflet, name):
    """The structure of a leaflet, what can be searched in it, and its pictures."""
    pdf = typeset(leaflet, FORMATS[name]).pdf
    pages = list(pypdfium2.PdfDocument(pdf))
    opened = pikepdf.Pdf.open(BytesIO(pdf))
    return (
        outline(opened.Root.StructTreeRoot.K),
        [page.get_textpage().get_text_range() for page in pages],
        [page.render(scale=1).to_pil().tobytes() for page in pages],
    )


@pytest.mark.parametrize(("language", "name"), [("en_GB", "large"), ("ur", "a5"), ("", "a4")])
def test_what_is_drawn_in_one_go_is_what_is_drawn_piece_by_piece(language, name, monkeypatch):
    leaflet = make_translated(language) if language else make_long_leaflet()
    in_one_go = told_and_shown(leaflet, name)
    monkeypatch.setattr(Passage, "is_in", lambda *_: False)
    assert told_and_shown(leaflet, name) == in_one_go


def test_what_was_drawn_piece_by_piece_is_drawn_again_in_the_glyphs_of_the_whole(monkeypatch):
    leaflet = make_long_leaflet()
    kept.forget()
    expected = typeset(leaflet, FORMATS["a4"]).pdf
    kept.forget()
    # As after many leaflets: each begins with glyphs of its own.
    monkeypatch.setattr(Glyphs, "are_many", property(lambda _: True))
    with monkeypatch.context() as every_passage_is_cut:
        every_passage_is_cut.setattr(Passage, "is_in", lambda *_: False)
        typeset(replace(leaflet, lead=said("Other letters: jqxz.")), FORMATS["a4"])
    assert typeset(leaflet, FORMATS["a4"]).pdf == expected
    kept.forget()
