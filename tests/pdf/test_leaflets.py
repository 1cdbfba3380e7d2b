"""Whole leaflets in every language, script and format: valid, small, embedded, always the same."""

import hashlib
from dataclasses import replace

import pytest
from layout.grid import GRID
from layout.reading import font_programs, fonts, page_texts
from layout.tongues import TONGUES, make_translated
from layout.trees import said
from pdf.validate import faults
from PIL import Image
from processes import lines_of

from leaflets.layout.formats import FORMATS
from leaflets.layout.opening import PersonalFault
from leaflets.layout.pages import typeset
from leaflets.layout.paragraphs import DoesNotFit
from leaflets.model.leaflet import Field, Logo
from leaflets.text import MissingGlyph

A4 = FORMATS["a4"]
FAMILIES = {
    "ar": "NotoNaskhArabic",
    "ur": "NotoNastaliqUrdu",
    "bn": "NotoSansBengali",
    "pa_Guru": "NotoSansGurmukhi",
    "zh_Hans": "NotoSansSC",
}
grid = pytest.mark.parametrize(
    ("name", "language", "band"),
    [(name, language, band) for name, language in GRID for band in (True, False)],
    ids=lambda value: {True: "band", False: "bare"}.get(value, value),
)


@grid
def test_every_leaflet_is_valid_and_holds_only_our_subset_fonts(name, language, band, tmp_path):
    logo = tmp_path / "logo.png"
    Image.new("RGBA", (220, 90), "#406030").save(logo)
    leaflet = make_translated(language, band=band, logo=Logo(logo, said("Riverside Clinic")))
    pdf = typeset(leaflet, FORMATS[name]).pdf
    assert faults(pdf) == []
    used = {font.rpartition("-")[0] for font in fonts(pdf)}
    assert used >= {"NotoSans", FAMILIES.get(language, "NotoSans")}
    assert all(family.startswith("Noto") for family in used)


@pytest.mark.parametrize("language", TONGUES)
def test_a_name_in_another_script_is_set_in_that_scripts_font(language):
    pdf = typeset(make_translated(language), A4).pdf
    person = TONGUES[language].person
    families = {font.rpartition("-")[0] for font in fonts(pdf)}
    assert len(families) >= (1 if language == "cy" else 2)  # Noto Sans is Greek too
    letters = {letter for letter in person if letter.isalpha()}
    assert letters <= set("".join(page_texts(pdf)[0]))


def digests(hash_seed, grid):
    """SHA-256 of every leaflet of the grid, made in a process of its own."""
    program = (
        "import hashlib\n"
        "from layout.tongues import make_translated\n"
        "from leaflets.layout.formats import FORMATS\n"
        "from leaflets.layout.pages import typeset\n"
        f"for name, language in {grid!r}:\n"
        "    pdf = typeset(make_translated(language), FORMATS[name]).pdf\n"
        "    print(language, name, hashlib.sha256(pdf).hexdigest())\n"
    )
    return lines_of(program, hash_seed)


def test_every_leaflet_has_the_same_bytes_in_every_process_and_order():
    first = digests("1", GRID)
    assert len(first) == len(GRID)
    assert first == digests("2", GRID[::-1])
    pdf = typeset(make_translated("ur"), A4).pdf
    assert f"ur a4 {hashlib.sha256(pdf).hexdigest()}" in first


@pytest.mark.parametrize("language", ["en_GB", "pl", "cy"])
def test_a_latin_leaflet_of_four_pages_takes_40_kilobytes_at_most(language):
    made = typeset(make_translated(language, person=False), A4)
    assert made.page_count == 4
    assert len(made.pdf) <= 40_000


@pytest.mark.parametrize("language", TONGUES)
def test_all_but_the_outlines_of_letters_is_small(language):
    """A Chinese sign takes 150 bytes, and these are more than half of a Chinese file."""
    made = typeset(make_translated(language), A4)
    outlines = sum(map(len, font_programs(made.pdf)))
    assert len(made.pdf) - outlines <= 10_000 + 5_000 * made.page_count
    assert outlines <= 50_000


@pytest.mark.parametrize("language", TONGUES)
def test_a_character_that_no_font_has_is_named_with_its_place(language):
    leaflet = make_translated(language, lead=said("💊"))
    with pytest.raises(MissingGlyph, match=r'no font has "💊" U\+1F48A PILL'):
        typeset(leaflet, A4)


def with_person(language, name):
    leaflet = make_translated(language)
    first, *others = leaflet.furniture.personal
    personal = (replace(first, value=said(name)), *others)
    return replace(leaflet, furniture=replace(leaflet.furniture, personal=personal))


@pytest.mark.parametrize("language", TONGUES)
@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("Wilhelmina 💊 Featherstone", "U+1F48A PILL"),
        ("Wilhelmina กข Featherstone", "U+0E01 THAI CHARACTER KO KAI"),
        ("Wilhelmina\x07Featherstone", "U+0007 control character"),
        ("Wilhelmina\ud800Featherstone", "U+D800 lone surrogate"),
        ("Wilhelmina" * 20, "too long for its place"),
        ("Wilhelmina " * 20, "too long for its place"),
    ],
)
def test_a_fault_in_a_personal_field_quotes_one_character_at_most(language, name, named):
    with pytest.raises(PersonalFault, match=f'"{TONGUES[language].labels[0]}"') as fault:
        typeset(with_person(language, name), A4)
    told = f"{fault.value}{fault.value.hint}"
    assert named in told
    for part in ("Wilhelmina", "Featherstone", "Wil", "กข"):
        assert part not in told


@pytest.mark.parametrize("language", TONGUES)
def test_a_personal_name_of_two_lines_keeps_its_order(language):
    name = "Anna-Maria Wilhelmina Featherstone (Zosia)"
    pdf = typeset(with_person(language, name), A4).pdf
    text = page_texts(pdf)[0]
    for word in ("Anna", "Wilhelmina", "Featherstone", "Zosia"):
        assert word in text
    assert faults(pdf) == []


def test_five_personal_fields_are_refused():
    leaflet = make_translated("ar")
    personal = (Field(label=said("x"), value=None),) * 5
    with pytest.raises(PersonalFault, match="has room for 4 fields"):
        typeset(replace(leaflet, furniture=replace(leaflet.furniture, personal=personal)), A4)


@pytest.mark.parametrize(
    ("language", "most"), [("en_GB", 40_000), ("pl", 40_000), ("zh_Hans", 60_000)]
)
def test_a_leaflet_of_four_pages_is_small(language, most):
    made = typeset(make_translated(language), A4)
    assert (made.page_count, len(made.pdf) <= most) == (4, True)


@pytest.mark.parametrize("language", TONGUES)
def test_a_title_too_long_even_in_the_smallest_size_is_refused(language):
    with pytest.raises(DoesNotFit, match="the title is too long for its place"):
        typeset(make_translated(language, title=said("Examplinib Testumab " * 90)), A4)
