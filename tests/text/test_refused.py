"""What can't be printed is refused by name, and what can never vanishes or hangs."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from text_samples import font_set, paragraph, read

from leaflets.errors import LeafletsError
from leaflets.text import (
    ForbiddenCharacter,
    MissingGlyph,
    TextFault,
    WordTooWide,
    break_lines,
    prepare,
    set_label,
    set_lines,
    set_paragraph,
)
from leaflets.text.characters import INSTRUCTIONS


def test_a_character_without_a_glyph_is_named():
    with pytest.raises(MissingGlyph) as caught:
        prepare(paragraph("take ", "ก now", key="general.dose"), font_set())
    assert isinstance(caught.value, LeafletsError)
    assert (caught.value.character, caught.value.key) == ("ก", "general.dose")
    assert caught.value.message.startswith(
        'general.dose: no font has "ก" U+0E01 THAI CHARACTER KO KAI (tried NotoSans-Regular, '
    )
    assert caught.value.hint


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x00", "U+0000 control character"),
        ("\x0b", "U+000B control character"),
        ("\x85", "U+0085 control character"),
        ("\x1b", "U+001B control character"),
        ("\ud800", "U+D800 lone surrogate"),
        ("\udfff", "U+DFFF lone surrogate"),
        ("\ufffd", "U+FFFD REPLACEMENT CHARACTER"),
        ("\U000e0041", "U+E0041 TAG LATIN CAPITAL LETTER A"),
        ("\u3164", "U+3164 HANGUL FILLER"),
        ("\u206a", "U+206A INHIBIT SYMMETRIC SWAPPING"),
    ],
)
def test_a_character_with_no_meaning_on_paper_is_named(character, name):
    with pytest.raises(ForbiddenCharacter) as caught:
        prepare(paragraph(f"ab{character}c", key="k"), font_set())
    assert caught.value.message == f"k: {name} at character 3 can't be printed"


@pytest.mark.parametrize("character", ["\u0378", "\ue000", "\U0010ffff", "\U0001f600", "\ufdd0"])
def test_unassigned_private_and_uncovered_characters_are_refused(character):
    with pytest.raises(TextFault) as caught:
        prepare(paragraph(character), font_set())
    assert f"U+{ord(character):04X}" in caught.value.message


@pytest.mark.parametrize(
    "text", ["≤ ≥ → ✓ ☐ ☎ ⚠ ± µ", "½ ² ™ ® € £", "ŵ ŷ ș ț ğ ı ơ ữ ệ", "ΑΒΓ αβγ"]
)
@pytest.mark.parametrize("script", ["Latn", "Arab", "Beng", "Deva", "Gujr", "Guru", "Taml", "Hani"])
@pytest.mark.parametrize("bold", [False, True])
def test_symbols_and_letters_are_there_in_every_script(text, script, bold):
    span = (text,) if bold else text
    assert read(set_label(paragraph(span, script=script), font_set(), 12)) == text


@pytest.mark.parametrize("space", "\u00a0\u2002\u2003\u2009\u200a\u202f\u3000")
def test_every_space_leaves_room(space):
    narrow, wide = (
        set_label(paragraph(text, script="Beng"), font_set(), 12) for text in ("কক", f"ক{space}ক")
    )
    assert wide.width > narrow.width


def test_a_composed_letter_stands_in_for_its_parts():
    line = set_label(paragraph("cafe\u0301"), font_set(), 12)
    assert read(line) == "cafe\u0301"


def printable(text):
    return [c for c in text if c not in INSTRUCTIONS and not c.isspace()]


@given(st.text(st.characters(), max_size=30), st.booleans(), st.sampled_from(["Latn", "Arab"]))
@example("\u2066\u2069a", True, "Arab")
@example("a\u0301\u200d\u0301", False, "Latn")
@example("ক\u09cd\u200dষ", False, "Latn")
@example("\u0301", False, "Latn")
@example("ﷺ(a)", True, "Arab")
def test_any_text_is_set_whole_or_refused_by_name(text, rtl, script):
    try:
        prepared = prepare(paragraph(text, rtl=rtl, script=script), font_set())
    except TextFault as fault:
        refused = fault
        prepared = None
    if prepared is None:
        assert f"U+{ord(refused.character):04X}" in refused.message
        assert refused.character in text
        return
    lines = set_lines(prepared, break_lines(prepared, 1e6, 10), 1e6, 10)
    assert all(glyph.gid for line in lines for run in line.runs for glyph in run.glyphs)
    assert sorted(printable("".join(map(read, lines)))) == sorted(printable(text))
    assert "".join(line.text for line in lines) == text


# Every character that some face has, in random company: more sentences that are set than refused.
COVERED = st.sampled_from(
    sorted(chr(point) for face in font_set().faces for point in face.points if point > 31)
)


@given(st.text(COVERED, min_size=1, max_size=25), st.booleans(), st.floats(60, 200))
def test_any_covered_text_loses_nothing_in_any_column(text, rtl, width):
    try:
        lines = set_paragraph(
            paragraph(text, rtl=rtl), font_set(), width, 10, break_words=True
        ).lines
    except TextFault:
        return
    assert "".join(line.text for line in lines) == text
    assert sorted(printable("".join(map(read, lines)))) == sorted(printable(text))
    assert all(glyph.gid for line in lines for run in line.runs for glyph in run.glyphs)
    assert all(line.width <= width + 1e-4 for line in lines)


HOSTILE = {
    "a long text": "Take two tablets of Paracetamol 500 mg every day. " * 2000,
    "one word": "a" * 100_000,
    "Arabic": "يجب تناول قرصين من Paracetamol 500 mg كل يوم. " * 2100,
    "one Arabic word": "ب" * 100_000,
    "Bengali": "প্রতি ৪ ঘণ্টায় Paracetamol 500 mg দুটি খান। " * 2200,
    "Chinese": "每4小时服用两片Paracetamol 500 mg，每天不超过8片。" * 3000,
    "nested isolates": "\u2067" * 1000 + "a ب" + "\u2069" * 1000,
    "open isolates": "\u2068" * 50_000 + "a ب",
    "marks": "a" + "\u0301" * 100_000,
    "joiners": "a\u200d" * 50_000,
    "spaces": " " * 100_000 + "a",
    "line ends": "a\n" * 50_000,
    "brackets": "(" * 50_000 + ")" * 50_000,
    "soft hyphens": "ab\u00ad" * 33_000,
    "no-break spaces": "a\u00a0" * 50_000,
    "digits": "1 234 " * 16_000,
    "levels in turn": "a ب " * 25_000,
    "overrides": "\u202ea\u202c" * 30_000,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("rtl", [False, True])
def test_nothing_hangs(name, rtl):
    text = HOSTILE[name]
    start = time.perf_counter()
    try:
        lines = set_paragraph(paragraph(text, rtl=rtl), font_set(), 300, 11, break_words=True).lines
    except WordTooWide:  # nothing but opening brackets or joined letters: no place to cut
        assert name in ("brackets", "joiners")
        lines = ()
    assert time.perf_counter() - start < 20
    assert not lines or "".join(line.text for line in lines) == text
