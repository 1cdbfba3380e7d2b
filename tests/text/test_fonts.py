import hashlib
import json

import pytest
from fontTools.ttLib import TTFont
from text_samples import font_set

from leaflets.fonts import read_manifest, shipped_fonts
from leaflets.text import load_font_set

FONTS = read_manifest()


@pytest.mark.parametrize("entry", FONTS, ids=[entry["file"] for entry in FONTS])
def test_a_shipped_font_is_what_the_manifest_says(entry):
    path = shipped_fonts() / entry["file"]
    assert hashlib.sha256(path.read_bytes()).hexdigest() == entry["sha256"]
    assert (shipped_fonts() / entry["licence_file"]).stat().st_size > 4000
    font = TTFont(path)
    assert font["OS/2"].fsType == 0  # embedding is not restricted
    assert "glyf" in font
    assert not {"fvar", "fpgm", "prep", "cvt "} & set(font.keys())
    assert {"GSUB", "GPOS"} & set(font.keys())


def test_every_font_file_is_in_the_manifest():
    files = {path.name for path in shipped_fonts().glob("*.ttf")}
    assert files == {entry["file"] for entry in FONTS}
    manifest = json.loads((shipped_fonts() / "fonts.json").read_text("utf-8"))
    assert manifest["schema"] == 1


def test_a_chain_starts_with_the_script_and_ends_with_symbols():
    names = [face.name for face in font_set(nastaliq=True).chain("Arab", bold=True)]
    assert names[:3] == ["NotoNastaliqUrdu-Bold", "NotoNaskhArabic-Bold", "NotoSans-Bold"]
    assert names[-1] == "DejaVuSans-Bold"


def test_a_script_of_its_own_gets_the_whole_chain():
    assert font_set().chain("Thai") == font_set().chain("Latn")


def test_a_font_set_of_fewer_scripts():
    fonts = load_font_set(shipped_fonts(), {"Latn": ["NotoSans"]})
    assert [face.name for face in fonts.faces] == [
        "NotoSans-Regular", "DejaVuSans", "NotoSans-Bold", "DejaVuSans-Bold",
    ]  # fmt: skip


@pytest.mark.parametrize("character", [chr(p) for p in (*range(0x4E00, 0x4E20), 0x7684, 0x836F)])
def test_common_han_is_there(character):
    if character.encode("gb2312", "ignore"):
        assert font_set().chain("Hani")[0].has(character)
