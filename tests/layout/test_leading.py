from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest
from layout.reading import inks, on_paper
from layout.tongues import TONGUES, make_translated, texts_of
from layout.trees import said
from PIL.Image import Transpose
from text_samples import SAMPLES

from leaflets.layout.formats import FORMATS
from leaflets.layout.furniture import geometry
from leaflets.layout.paragraphs import set_text
from leaflets.layout.stylesheet import TextStyle, Weight, stylesheet
from leaflets.layout.tables import GlanceTable
from leaflets.layout.typography import typography
from leaflets.model.leaflet import Row

LANGUAGES = sorted({*TONGUES, *SAMPLES} - {"pa"})
SCALE = 2  # pixels a point
APART = 6  # ems from line to line: no two lines can meet
NOWHERE = 99


def sample(language):
    texts = texts_of(language) if language in TONGUES else ()
    return " ".join((*texts, *(SAMPLES[language][1:] if language in SAMPLES else ())))


def styles_of(styles):
    """Every style that there is, by role and size."""
    found = {}
    for name in type(styles).__slots__:
        value = getattr(styles, name)
        for style in value if isinstance(value, tuple) else (value,):
            if isinstance(style, TextStyle):
                found[style.role, style.size] = style
    return list(found.values())


def needed_leadings(text, style, width):
    """How far apart each two lines must be, in ems, for their ink just to touch."""
    apart = replace(style, leading=APART * style.size, balanced=False, colour="#000000")
    piece = set_text(said(text), apart)
    piece.wrap(width)
    page = pypdfium2.PdfDocument(on_paper(piece, width, rtl=style.typography.right_to_left))[0]
    grey = page.render(scale=SCALE, grayscale=True).to_pil()
    ink = grey.point([1] * 128 + [0] * 128).transpose(Transpose.TRANSPOSE)
    height, columns = ink.size
    pixels = ink.tobytes()
    profiles = []
    for number in range(len(piece.lines)):
        top, bottom = (round((number + n) * apart.leading * SCALE) for n in (0, 1))
        baseline = (number * apart.leading + piece.first_baseline) * SCALE
        highest, lowest = [], []
        for start in range(0, columns * height, height):
            first = pixels.find(b"\1", start + top, start + bottom)
            last = pixels.rfind(b"\1", start + top, start + bottom)
            empty = first < 0
            highest.append(-NOWHERE if empty else (baseline - first + start) / SCALE / style.size)
            lowest.append(NOWHERE if empty else (baseline - last + start) / SCALE / style.size)
        profiles.append((highest, lowest))
    return [
        max(below - above for below, above in zip(highest, lowest, strict=True))
        for (_, lowest), (highest, _) in pairwise(profiles)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ink_of_a_line_never_meets_the_next_ones(language):
    styles = stylesheet(FORMATS["a4"], typography(language))
    for text, weight in ((styles.body, Weight.REGULAR), (styles.label, Weight.BOLD)):
        needed = max(
            need
            for width in (300, 390, 460)
            for need in needed_leadings(sample(language), text, width)
        )
        for style in styles_of(styles):
            if style.weight is weight and style.typography is text.typography:
                assert style.leading / style.size > needed - 0.04, style.role


def test_nastaliq_has_its_own_leading():
    for page_format in FORMATS.values():
        styles = stylesheet(page_format, typography("ur"))
        nastaliq = [s for s in styles_of(styles) if s.typography is styles.typography]
        assert len(nastaliq) >= 8
        assert min(style.leading / style.size for style in nastaliq) >= 2.4


def test_a_heading_of_one_line_is_closer_in_nastaliq_and_in_nothing_else():
    for language, closer in (("ur", True), ("ar", False), ("en_GB", False)):
        style = stylesheet(FORMATS["large"], typography(language)).heading
        heading = set_text(said("two words"), style)
        width = heading.needed_width
        assert (heading.alone(width + 1).style.leading < style.leading) == closer
        # As far apart as ever where there are two lines, though it was one before.
        assert heading.alone(width - 1).style.leading == style.leading


@pytest.mark.parametrize("name", FORMATS)
def test_head_and_foot_leave_urdu_the_page(name):
    styles = stylesheet(FORMATS[name], typography("ur"))
    place = geometry(make_translated("ur").furniture, styles)
    assert place.column_bottom - place.column_top > 0.6 * FORMATS[name].height
    for small in (styles.running, *styles.personal):  # labels and values in one hand
        assert small.typography.fonts.chain("Arab")[0].name == "NotoNaskhArabic-Regular"


def test_lines_are_set_for_the_eye_and_not_only_apart():
    """The white between lines, in ems, is much the same in every script of body text."""
    for language in set(LANGUAGES) - {"ur"}:
        style = stylesheet(FORMATS["a4"], typography(language)).body
        usual = sorted(needed_leadings(sample(language), style, 390))
        white = style.leading / style.size - usual[len(usual) // 2]
        assert 0.4 <= white <= 0.8, language


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_label_and_its_value_stand_on_one_baseline(language):
    styles = stylesheet(FORMATS["a4"], typography(language))
    glance = GlanceTable([Row(label=said("mg"), values=(said("mg"),))], styles)
    label, value = inks(on_paper(glance, 400))
    assert label.font != value.font
    assert label.bottom == pytest.approx(value.bottom, abs=0.3)
