"""Stamped copies: valid, found, the same bytes, and just as if they had been laid out so."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from compiled.copies import (
    DAY,
    NAMES,
    TOKEN,
    compiled,
    make_leaflet,
    pictures,
    slowly,
    stamped,
)
from hypothesis import example, given, settings
from hypothesis import strategies as st
from layout.grid import GRID
from layout.tongues import TONGUES
from pdf.test_search import missing
from pdf.validate import faults
from processes import lines_of

from leaflets.compiled.leaflet import compile_leaflet
from leaflets.layout.formats import FORMATS
from leaflets.layout.slots import PersonalFault
from leaflets.layout.typography import FontChoice
from leaflets.model.leaflet import reserve
from leaflets.model.profile import Personal
from leaflets.pdf.alphabet import LETTERS
from leaflets.pdf.letters import Words
from leaflets.release.manifest import file_ids
from leaflets.text import open_face
from leaflets.text.shaping import shape_apart

PROJECT = Path(__file__).parents[2]
EVERYWHERE = pytest.mark.parametrize(
    ("language", "page_format"),
    [(language, page_format) for page_format, language in GRID],
)


def name_for(language, page_format):
    names = list(NAMES.values())
    return names[(list(TONGUES).index(language) + 5 * (page_format == "large")) % len(names)]


@EVERYWHERE
def test_a_copy_is_valid_and_looks_as_if_it_had_been_laid_out_with_its_values(
    language, page_format
):
    name = name_for(language, page_format)
    copy = stamped(language, page_format, name)
    slow = slowly(language, page_format, name)
    assert faults(copy) == []
    assert pictures(copy) == pictures(slow)
    words = [*name.split(), "Jo", "Bell", TOKEN, "2026"]
    assert missing(copy, words) == missing(slow, words)


@pytest.mark.parametrize("name", NAMES.values())
def test_any_name_prints_and_is_found(name):
    copy = stamped("en_GB", "a4", name)
    assert missing(copy, [*name.split(), TOKEN, "22 November 2026"]) == []
    assert pictures(copy) == pictures(slowly("en_GB", "a4", name))
    with pikepdf.open(BytesIO(copy)) as pdf:
        assert pdf.check_pdf_syntax() == []


@pytest.mark.parametrize(("name", "given_by"), [("", "Jo Bell"), ("Zoë", ""), ("", "")])
def test_what_is_not_given_is_a_line_to_write_on(name, given_by):
    copy = stamped("ur", "a4", name, given_by)
    assert faults(copy) == []
    assert pictures(copy) == pictures(slowly("ur", "a4", name, given_by))


@pytest.mark.parametrize(
    "person",
    [
        Personal(given_by="Jo", day=DAY),
        Personal(name="Zoë", day=DAY),
        Personal(name="Zoë", given_by="Jo"),
    ],
)
def test_values_of_another_leaflet_are_never_dropped_or_missed(person):
    with pytest.raises(ValueError, match=r"other values|has a day"):
        compiled("en_GB").stamp(person)
    with pytest.raises(ValueError, match="other values"):
        compiled("en_GB", "a4", "", "").stamp(Personal(name="Zoë", day=DAY))


def test_a_copy_without_a_token_is_laid_out_as_one_with_it():
    copy = stamped("pl", "a4", "Zoë", token="")
    assert missing(copy, [TOKEN]) == [TOKEN]
    assert pictures(copy) == pictures(slowly("pl", "a4", "Zoë", token=None))
    assert faults(copy) == []


@pytest.mark.parametrize("language", TONGUES)
def test_any_day_has_its_place(language):
    for month in range(1, 13):
        day = DAY.replace(month=month, day=27)
        copy = stamped(language, "large", "Zoë", day=day)
        assert len(copy) < len(compiled(language, "large", "x", "x").template.prefix) + 4_000
    assert pictures(copy) == pictures(slowly(language, "large", "Zoë", day=day))


@pytest.mark.parametrize("language", ["en_GB", "ur", "zh_Hans"])
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
def test_a_name_that_can_not_be_printed_is_refused_and_not_quoted(language, name, named):
    label = TONGUES[language].labels[0]
    with pytest.raises(PersonalFault, match=f'the personal box: "{label}"') as fault:
        stamped(language, "a4", name)
    told = f"{fault.value}{fault.value.hint}"
    assert named in told
    for part in ("Wilhelmina", "Featherstone", "Wil", "กข"):
        assert part not in told


LETTERS_OF_NAMES = st.sampled_from(sorted({*"".join(NAMES.values()), *"ÁB́‏12-.'()"}))


@given(st.text(min_size=1, max_size=12) | st.text(LETTERS_OF_NAMES, min_size=1, max_size=24))
@example("ffi fl ff")
@example("Al-Z\u00e4 1-2 mg")
@example("(Bob) \\")
@example("A\u0301nna")
@settings(max_examples=60)
def test_any_text_prints_as_it_is_or_is_refused_by_a_character(name):
    name = " ".join(name.split())
    if not name:
        return
    try:
        copy = stamped("en_GB", "a4", name)
    except PersonalFault as fault:
        told = str(fault)
        named = re.search(r"U\+([0-9A-F]{4,6}) ", told)
        assert chr(int(named[1], 16)) in name if named else "too long for its place" in told
        return
    with pikepdf.open(BytesIO(copy)) as pdf:
        assert pdf.check_pdf_syntax() == []
    slow = slowly("en_GB", "a4", name)
    assert pictures(copy, 1)[0] == pictures(slow, 1)[0]
    assert missing(copy, name.split()) == missing(slow, name.split())


@given(
    st.text(alphabet="".join(LETTERS["Latn"]) + "-'.fi", min_size=1)
    | st.text(alphabet="0123456789abcdef", min_size=16, max_size=16)
)
@example("0123456789abcdef")
@example("00ff0123456789ab")
@settings(max_examples=300)
def test_words_set_by_the_alphabet_are_set_as_the_engine_sets_them(word):
    """Every pair's kerning and every joined letter is as HarfBuzz has it."""
    seeded = compiled("pl").template.alphabets[0]
    known = Words(seeded.alphabet, seeded.codes)
    found = known.line(word)
    if found is None:
        return
    face = open_face(PROJECT / "leaflets/fonts/NotoSans-Regular.ttf")
    glyphs, advances = shape_apart(word, face, script="Latn", lang="pl")
    assert found[1] == pytest.approx(sum(advances))
    codes = re.findall("[0-9A-F]{4}", re.sub(">.*?<", "", found[0]))
    glyph_of = dict(zip(seeded.codes, seeded.alphabet.glyphs, strict=True))
    assert [glyph_of[int(code, 16)] for code in codes] == list(glyphs)


def digests(hash_seed, languages):
    """SHA-256 of copies that were made in a process of its own."""
    program = (
        "import hashlib\n"
        "from compiled.copies import NAMES, stamped\n"
        f"for language in {languages!r}:\n"
        "    for name in NAMES.values():\n"
        "        pdf = stamped(language, 'a4', name)\n"
        "        print(language, ascii(name), hashlib.sha256(pdf).hexdigest())\n"
    )
    return lines_of(program, hash_seed)


def test_copies_have_the_same_bytes_in_every_process_and_order():
    first = digests("1", ["en_GB", "ur"])
    assert first == digests("2", ["ur", "en_GB"])
    for name in reversed(NAMES.values()):
        pdf = stamped("ur", "a4", name)
        assert f"ur {name!a} {hashlib.sha256(pdf).hexdigest()}" in first


def test_the_digest_of_a_copy_is_known_without_reading_it():
    leaflet = compiled("en_GB")
    person = Personal(name="প্রিয়া", given_by="Jo", day=DAY)
    tail, file_id, sha256 = leaflet.copy(person, TOKEN)
    whole = leaflet.stamp(person, TOKEN)
    assert whole == leaflet.template.prefix + tail
    assert sha256 == hashlib.sha256(whole).digest()
    assert set(file_ids(whole)) == {file_id}


def test_in_a_clinics_own_font_the_engine_sets_every_value(tmp_path):
    for weight in ("Regular", "Bold"):
        name = f"NotoSans-{weight}.ttf"
        shutil.copy(PROJECT / "leaflets" / "fonts" / name, tmp_path / name)
    fonts = FontChoice(tmp_path)
    leaflet = compile_leaflet("key", reserve(make_leaflet("pl")), FORMATS["a4"], fonts)
    assert leaflet.template.alphabets == ()
    person = Personal(name="Zoë Łukasiewicz", given_by="Jo Bell", day=DAY)
    copy = leaflet.stamp(person, TOKEN)
    assert pictures(copy) == pictures(stamped("pl", "a4", person.name))
    assert len(copy) < len(leaflet.template.prefix) + 4_000  # with no font of its own


def test_two_people_never_have_the_same_identifier():
    copies = [stamped("en_GB", "a4", name) for name in NAMES.values()]
    assert len({re.search(rb"/ID\[<(\w{32})>", copy)[1] for copy in copies}) == len(copies)


def test_stamping_needs_no_page_engine():
    data = compiled("en_GB").to_bytes()
    program = (
        "import sys\n"
        "from datetime import date\n"
        "from leaflets.compiled.leaflet import Compiled\n"
        "from leaflets.model.profile import Personal\n"
        "from leaflets.layout.formats import FORMATS\n"
        "leaflet = Compiled.from_bytes(sys.stdin.buffer.read(), FORMATS['a4'])\n"
        "person = Personal(name=sys.argv[1], given_by='Jo', day=date(2026, 11, 22))\n"
        "leaflet.stamp(person)\n"
        "for name in ('reportlab', 'babel', 'yaml', 'pydantic', 'PIL', 'uharfbuzz'):\n"
        "    if name in sys.modules: print(name)\n"
    )
    for name, needed in (("Zoë Łukasiewicz", b""), ("প্রিয়া", b"uharfbuzz\n")):
        run = subprocess.run(
            [sys.executable, "-c", program, name],
            input=data,
            capture_output=True,
            check=True,
            env=os.environ | {"PYTHONPATH": str(PROJECT)},
        )
        assert run.stdout == needed


@pytest.mark.parametrize(
    ("language", "most"), [("en_GB", 30_000), ("pl", 31_000), ("zh_Hans", 62_000)]
)
def test_a_copy_of_four_pages_is_small(language, most):
    leaflet = compiled(language)
    assert leaflet.pages == 4
    assert len(stamped(language, "a4", "Zoë Łukasiewicz")) <= most
