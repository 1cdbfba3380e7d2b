"""Subsets of fonts: the same bytes, however often a face was cut before."""

import pytest

from leaflets.fonts import shipped_fonts
from leaflets.pdf import fonts
from leaflets.pdf.fonts import EmbeddedFont
from leaflets.text.fonts import PREPARED_AFTER, FontFace


class Objects:
    def __init__(self):
        self.bodies = []

    def put(self, body):
        self.bodies.append(body)
        return f"{len(self.bodies)} 0 R"


def embedded(face, text):
    font, objects = EmbeddedFont(face, "F0"), Objects()
    for letter in text:
        font.code((face.hb_font.get_nominal_glyph(ord(letter)), letter))
    font.embed(objects)
    return objects.bodies


@pytest.mark.parametrize(
    ("name", "text"), [("NotoSans", "Zoë Ễ"), ("NotoSansSC", "李小明"), ("NotoNaskhArabic", "محمد")]
)
def test_a_face_that_is_cut_often_is_cut_the_same(name, text):
    face = FontFace(shipped_fonts() / f"{name}-Regular.ttf")
    first = embedded(face, text)
    for _ in range(PREPARED_AFTER + 1):
        fonts._cut.cache_clear()
        again = embedded(face, text)
    assert face.to_cut() is not face.hb_face
    assert again == first
