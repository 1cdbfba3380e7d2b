from dataclasses import replace

import pytest
from text_samples import SAMPLES, font_set, paragraph, read, sample, seen

from leaflets.text import (
    WordTooWide,
    break_lines,
    min_width,
    natural_width,
    prepare,
    set_label,
    set_lines,
    set_paragraph,
)


def set_texts(text, width, size=12, **options):
    """The lines' own texts."""
    script = options.pop("script", "Latn")
    fonts = font_set()
    return [
        line.text
        for line in set_paragraph(
            paragraph(text, script=script), fonts, width, size, **options
        ).lines
    ]


def test_lines_are_filled_from_the_start():
    assert set_texts("one two three four five six", 80) == ["one two three ", "four five six"]


def test_a_line_end_is_kept():
    assert set_texts("one\ntwo\r\nthree", 500) == ["one\n", "two\r\n", "three"]


def test_an_empty_line_is_a_line():
    assert set_texts("a\n\nb", 500) == ["a\n", "\n", "b"]


def test_no_text_is_no_line():
    assert set_texts("", 500) == []


def test_a_tab_is_set_as_one_space():
    assert seen(set_label(paragraph("a\tb"), font_set(), 12)) == "a b"


@pytest.mark.parametrize("width", range(60, 320, 7))
def test_chinese_never_breaks_where_it_must_not(width):
    text = (
        "每次服用8片Paracetamol（T-DM1），剂量为500 毫克或600 mg。"
        "体温38.5°C时，请“立即”就医；每21天一次！"
    )
    lines = set_texts(text, width, script="Hani", break_words=width < 90)
    joined = "|".join(lines)
    assert "".join(lines) == text
    whole = ["8片", "T-DM1", "500 毫克", "600 mg", "38.5°C", "21天"]
    if width >= 90:
        whole.append("Paracetamol")
        assert all(word in joined for word in whole)
    assert not any(line[0] in "，。）；！”、：" for line in lines)
    assert not any(line[-1] in "（“" for line in lines)


def test_chinese_breaks_between_han_characters():
    assert set_texts("请咨询医生或药剂师", 49, script="Hani") == ["请咨询医", "生或药剂", "师"]


def test_alignment():
    fonts = font_set()
    prepared = prepare(paragraph("one"), fonts)
    extents = break_lines(prepared, 100, 12)
    width = extents[0].width
    places = [
        set_lines(prepared, extents, 100, 12, align)[0].x for align in ("start", "center", "end")
    ]
    assert places == pytest.approx([0, (100 - width) / 2, 100 - width])
    rtl = prepare(paragraph("قبل", rtl=True), fonts)
    extents = break_lines(rtl, 100, 12)
    places = [set_lines(rtl, extents, 100, 12, align)[0].x for align in ("start", "end")]
    assert places == pytest.approx([100 - extents[0].width, 0])


def test_a_line_carries_one_trailing_space_outside_its_edge():
    first, last = set_paragraph(paragraph("one  two"), font_set(), 30, 12).lines
    assert (first.text, last.text) == ("one  ", "two")
    space = first.runs[-1]
    assert (space.hangs, space.clusters[0].text) == (True, " ")
    assert space.x == pytest.approx(first.x + first.width)
    assert not any(run.hangs for run in last.runs)


def test_in_right_to_left_text_the_trailing_space_hangs_to_the_left():
    first, _ = set_paragraph(paragraph("واحد اثنان", rtl=True), font_set(), 40, 12).lines
    space = first.runs[0]
    assert space.hangs
    assert space.x + space.width == pytest.approx(first.x)
    assert first.x + first.width == pytest.approx(40)
    assert read(first) == "واحد "


def test_lines_can_be_split_and_drawn_in_parts():
    prepared = prepare(sample("ur", repeat=4), font_set(nastaliq=True))
    extents = break_lines(prepared, 200, 12)
    whole = set_lines(prepared, extents, 200, 12)
    parts = set_lines(prepared, extents[:3], 200, 12) + set_lines(prepared, extents[3:], 200, 12)
    assert parts == whole
    assert [line.ends_paragraph for line in whole] == [False] * (len(whole) - 1) + [True]


@pytest.mark.parametrize("language", SAMPLES)
@pytest.mark.parametrize("width", [100, 170, 333])
def test_no_line_is_wider_than_its_column_and_no_text_is_lost(language, width):
    paragraph_ = sample(language, repeat=3)
    lines = set_paragraph(paragraph_, font_set(), width, 11).lines
    assert "".join(line.text for line in lines) == paragraph_.text
    for line in lines:
        shown = [run for run in line.runs if not run.hangs]
        assert line.width <= width + 1e-4
        assert min(run.x for run in shown) == pytest.approx(line.x, abs=1e-6)
        assert max(run.x + run.width for run in shown) == pytest.approx(line.x + line.width)


def test_a_word_wider_than_the_column_is_refused_by_name():
    long = "Donaudampfschifffahrtsgesellschaft"
    with pytest.raises(WordTooWide) as caught:
        set_texts(f"a {long} b", 60)
    assert caught.value.word == long
    assert caught.value.width == 60


def test_a_word_wider_than_the_column_is_cut_between_clusters_when_asked():
    assert set_texts("a Paracetamol b", 40, break_words=True) == ["a ", "Parace", "tamol ", "b"]


def test_a_cut_never_parts_a_mark_from_its_base():
    for line in set_texts("e\u0301" * 40, 30, break_words=True)[1:]:
        assert line[0] == "e"


def test_a_column_narrower_than_a_glyph_is_refused():
    with pytest.raises(WordTooWide):
        set_texts("abc", 0.5, break_words=True)


def test_a_dose_wider_than_the_column_is_cut_at_its_space():
    assert set_texts("5000 micrograms/kg 5000 mg", 40, break_words=True)[-2:] == ["5000 ", "mg"]


def test_a_name_of_several_words_is_parted_only_where_it_has_no_room_and_when_asked():
    def lines(text, width):
        prepared = prepare(paragraph(text, script="Beng"), font_set())
        extents = break_lines(prepared, width, 12, part_names=True)
        return [line.text for line in set_lines(prepared, extents, width, 12)]

    text = "কিছু Cancer Drugs Fund থেকে"
    assert lines(text, 130) == ["কিছু ", "Cancer Drugs Fund ", "থেকে"]
    assert lines(text, 90) == ["কিছু ", "Cancer Drugs ", "Fund থেকে"]
    with pytest.raises(WordTooWide):
        set_texts(text, 90, script="Beng")
    with pytest.raises(WordTooWide):
        lines("প্রতি 500 mg", 40)


def test_a_soft_hyphen_shows_only_at_a_line_end():
    text = "Para\u00adcetamol"
    assert seen(set_label(paragraph(text), font_set(), 12)) == "Paracetamol"
    first, second = set_paragraph(paragraph(text), font_set(), 50, 12).lines
    hyphen = first.runs[-1]
    assert (seen(first), seen(second)) == ("Para\u00ad", "cetamol")
    assert hyphen.glyphs[0].gid == hyphen.face.hb_font.get_nominal_glyph(0x2010)
    assert first.width == pytest.approx(sum(run.width for run in first.runs))


def test_natural_and_minimum_width():
    fonts = font_set()
    prepared = prepare(paragraph("one two\nthree"), fonts)
    word = [natural_width(prepare(paragraph(w), fonts), 12) for w in ("one two", "three")]
    assert natural_width(prepared, 12) == pytest.approx(max(word))
    assert min_width(prepared, 12) == pytest.approx(word[1])
    assert len(break_lines(prepared, natural_width(prepared, 12), 12)) == 2
    assert len(break_lines(prepared, min_width(prepared, 12), 12)) == 3


def test_a_label_is_one_line():
    line = set_label(paragraph("Page 2 of 6"), font_set(), 9)
    assert (seen(line), line.x) == ("Page 2 of 6", 0)
    assert line.width == pytest.approx(sum(run.width for run in line.runs))


def test_size_only_scales():
    prepared = prepare(sample("hi"), font_set())
    small = set_lines(prepared, break_lines(prepared, 100, 10), 100, 10)
    large = set_lines(prepared, break_lines(prepared, 200, 20), 200, 20)
    assert [line.text for line in small] == [line.text for line in large]
    assert [2 * line.width for line in small] == pytest.approx([line.width for line in large])


def test_runs_know_their_span():
    line = set_label(paragraph("a ", ("b",), " c"), font_set(), 12)
    assert [(run.span, run.face.name) for run in line.runs] == [
        (0, "NotoSans-Regular"),
        (1, "NotoSans-Bold"),
        (2, "NotoSans-Regular"),
    ]


def test_isolates_can_be_left_out():
    text = paragraph("خذ 10 mg كل", rtl=True)
    assert "10 mg" in seen(set_label(text, font_set(), 12))
    assert "mg 10" in seen(set_label(replace(text, protected=False), font_set(), 12))
