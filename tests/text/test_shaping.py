import re

import pytest
import uharfbuzz as hb
from text_samples import SAMPLES, font_set, paragraph, read, sample, seen_in_rtl

from leaflets.text import break_lines, prepare, set_label, set_lines
from leaflets.text.shaping import shape


def plain(text, start, end, face, *, script, lang, rtl):
    """HarfBuzz called directly, with all of the paragraph around the run."""
    buffer = hb.Buffer()
    buffer.add_str(text, start, end - start)
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.script = script
    buffer.language = lang.replace("_", "-")
    halved = [(found.end() - 1, found.end(), True) for found in re.finditer("）(?=，)", text)]
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(face.path))))
    hb.shape(font, buffer, {"halt": halved} if halved else None)
    return [
        (info.codepoint, info.cluster - start, p.x_advance, p.x_offset, p.y_offset)
        for info, p in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


def assert_lines_equal_harfbuzz(prepared, width):
    """Every run of every line has HarfBuzz's glyphs, and they stand where it puts them."""
    size = 12
    extents = break_lines(prepared, width, size)
    lines = set_lines(prepared, extents, width, size)
    checked = 0
    for extent, line in zip(extents, lines, strict=True):
        found = [run for index in line.logical if not (run := line.runs[index]).hangs]
        wanted = [
            (run, glyphs)
            for run, start, end, _ in prepared.pieces(extent.start, extent.shown)
            if (
                glyphs := plain(
                    prepared.text, start, end, run.face,
                    script=run.script, lang=run.lang, rtl=run.rtl,
                )
            )
        ]  # fmt: skip
        assert len(found) == len(wanted)
        for set_run, (run, glyphs) in zip(found, wanted, strict=True):
            assert set_run.face is run.face
            scale = size / run.face.units_per_em
            pen = set_run.x
            for glyph, (gid, _, advance, dx, dy) in zip(set_run.glyphs, glyphs, strict=True):
                assert gid != 0
                assert glyph.gid == gid
                assert (glyph.x, glyph.dx, glyph.dy, glyph.advance) == pytest.approx(
                    (pen, dx * scale, dy * scale, advance * scale), abs=1e-6
                )
                pen += advance * scale
                checked += 1
    return len(lines), checked


LANGUAGES = [*((language, language == "ur") for language in SAMPLES), ("ur", False)]
IDS = [f"{language}{'-nastaliq' * nastaliq}" for language, nastaliq in LANGUAGES]


@pytest.mark.parametrize(("language", "nastaliq"), LANGUAGES, ids=IDS)
def test_a_line_is_what_harfbuzz_makes_of_it(language, nastaliq):
    prepared = prepare(sample(language), font_set(nastaliq=nastaliq))
    lines, glyphs = assert_lines_equal_harfbuzz(prepared, 10_000)
    assert (lines, glyphs > 30) == (1, True)


@pytest.mark.parametrize("width", [110, 160, 240])
@pytest.mark.parametrize(("language", "nastaliq"), LANGUAGES, ids=IDS)
def test_broken_lines_are_what_harfbuzz_makes_of_them(language, nastaliq, width):
    prepared = prepare(sample(language, repeat=3), font_set(nastaliq=nastaliq))
    lines, _ = assert_lines_equal_harfbuzz(prepared, width)
    assert lines > 3


@pytest.mark.parametrize(("language", "nastaliq"), LANGUAGES, ids=IDS)
def test_bold_inside_words_is_what_harfbuzz_makes_of_it(language, nastaliq):
    script, text = SAMPLES[language]
    parts = [text[i : i + 7] for i in range(0, len(text), 7)]
    spans = [(part,) if i % 2 else part for i, part in enumerate(parts)]
    bold_in_words = paragraph(*spans, rtl=language in ("ar", "ur"), lang=language, script=script)
    prepared = prepare(bold_in_words, font_set(nastaliq=nastaliq))
    _, glyphs = assert_lines_equal_harfbuzz(prepared, 10_000)
    assert glyphs > 30


@pytest.mark.parametrize(
    ("text", "ems"),
    [
        ("好）", 2),
        ("好），", 2.5),
        ("）。）", 2),
        ("，（好", 2.5),
        ("（（好", 2.5),
        ("，好", 2),
        ("：好", 2),
    ],
)
@pytest.mark.parametrize("bold", [False, True])
def test_full_width_marks_side_by_side_share_the_empty_half(text, ems, bold):
    words = (text,) if bold else text
    prepared = prepare(paragraph(words, lang="zh_Hans", script="Hani"), font_set())
    assert prepared.width(0, len(text)) == pytest.approx(ems)


def test_they_do_so_after_a_latin_name():
    text = "用drug（药），好"
    prepared = prepare(paragraph(text, lang="zh_Hans", script="Hani"), font_set())
    close = text.index("）")
    assert prepared.width(close, close + 2) == pytest.approx(1.5)


def test_arabic_letters_join_over_a_change_to_bold():
    fonts = font_set()
    whole = prepare(paragraph("بسم", rtl=True, script="Arab", lang="ar"), fonts)
    halves = prepare(paragraph("بس", ("م",), rtl=True, script="Arab", lang="ar"), fonts)
    regular, bold = fonts.chain("Arab")[0], fonts.chain("Arab", bold=True)[0]
    assert [run.face for run in halves.runs] == [regular, bold]
    # The last letter has its final form, whose glyph has the same id in the bold face.
    assert halves.runs[1].shaped.glyphs == whole.runs[0].shaped.glyphs[:1]


def test_the_nearest_context_is_all_that_harfbuzz_looks_at():
    face = font_set().chain("Arab")[0]
    text = "ب" * 60
    near = shape(text, 30, 31, face, script="Arab", lang="ar", rtl=True)
    assert list(near.glyphs) == [
        gid for gid, *_ in plain(text, 30, 31, face, script="Arab", lang="ar", rtl=True)
    ]


@pytest.mark.parametrize(
    ("text", "left_to_right"),
    [
        ("قبل (بعد)", "(دعب) لبق"),
        ("نسبة 50% فقط", "طقف 50% ةبسن"),
        ("عدد 123 فقط", "طقف 123 ددع"),
        ("من (Herceptin) هنا", "انه (Herceptin) نم"),
    ],
)
def test_digits_signs_and_brackets_stand_in_order(text, left_to_right):
    found = seen_in_rtl(text)
    # A bracket's cluster is the character; its glyph is the mirrored one.
    assert found == left_to_right.translate(str.maketrans("()", ")("))


def test_brackets_are_mirrored_in_right_to_left_runs():
    face = font_set().chain("Arab")[0]
    opening = face.hb_font.get_nominal_glyph(ord("("))
    closing = face.hb_font.get_nominal_glyph(ord(")"))
    line = set_label(paragraph("(بعد)", rtl=True, script="Arab"), font_set(), 12)
    shown = [
        (cluster.text, run.gids[cluster.first])
        for run in line.runs
        for cluster in sorted(run.clusters, key=lambda cluster: cluster.first)
    ]
    # The bracket that closes stands on the left, and looks as one that opens from the left does.
    assert (shown[0], shown[-1]) == ((")", opening), ("(", closing))


@pytest.mark.parametrize(("language", "nastaliq"), LANGUAGES, ids=IDS)
def test_cluster_texts_in_logical_order_are_the_text(language, nastaliq):
    _, text = SAMPLES[language]
    line = set_label(sample(language), font_set(nastaliq=nastaliq), 12)
    assert read(line) == text


def test_a_latin_name_in_another_script_is_one_font():
    line = set_label(sample("ar"), font_set(), 12)
    run = next(r for r in line.runs if "Paracetamol" in "".join(c.text for c in r.clusters))
    assert "".join(c.text for c in run.clusters) == "Paracetamol 500 mg"
    assert run.face.name == "NotoSans-Regular"
