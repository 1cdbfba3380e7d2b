import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uniseg.linebreak import line_break_boundaries

from leaflets.text.linebreak import line_breaks

TEST_FILE = Path("/usr/share/unicode/auxiliary/LineBreakTest.txt")

# Debian has the file of Unicode 15.0; our classes and rules are those of 16.0, which changed these.
CHANGED_SINCE_15 = {
    # LB20a (15.1): a hyphen at a word's start stays with the letters after it.
    "× 002D ÷ 0023 ÷": "LB20a",
    "× 002D × 0308 ÷ 0023 ÷": "LB20a",
    "× 002D ÷ 00A7 ÷": "LB20a",
    "× 002D × 0308 ÷ 00A7 ÷": "LB20a",
    "× 002D ÷ 50005 ÷": "LB20a",
    "× 002D × 0308 ÷ 50005 ÷": "LB20a",
    "× 002D ÷ 0E01 ÷": "LB20a",
    "× 002D × 0308 ÷ 0E01 ÷": "LB20a",
    # LB25 (16.0): no break between a comma or full stop and the digit after it.
    "× 002C ÷ 0030 ÷": "LB25",
    "× 002C × 0308 ÷ 0030 ÷": "LB25",
    "× 0061 × 002E ÷ 0032 × 0020 ÷": "LB25",
    "× 0061 × 002E ÷ 0032 × 0020 ÷ 0915 ÷": "LB25",
    "× 0061 × 002E ÷ 0032 × 0020 ÷ 672C ÷": "LB25",
    "× 0061 × 002E ÷ 0032 × 3000 ÷ 672C ÷": "LB25",
    "× 0061 × 002E ÷ 0032 × 3000 ÷ 307E ÷": "LB25",
    "× 0061 × 002E ÷ 0032 × 3000 ÷ 0033 ÷": "LB25",
    "× 0041 × 002E ÷ 0031 × 0020 ÷ BABB ÷": "LB25",
    "× BD24 ÷ C5B4 × 002E × 0020 ÷ 0041 × 002E ÷ 0032 × 0020 ÷ BCFC ÷": "LB25",
    "× BD10 ÷ C694 × 002E × 0020 ÷ 0041 × 002E ÷ 0033 × 0020 ÷ BABB ÷": "LB25",
    "× C694 × 002E × 0020 ÷ 0041 × 002E ÷ 0034 × 0020 ÷ BABB ÷": "LB25",
    "× 0061 × 002E ÷ 0032 × 3000 ÷ 300C ÷": "LB25",
    # LB15a, LB15b (15.1) took the place of LB15: quotation marks hold over spaces only where
    # they open or close.
    "× 0022 × 0020 × 2329 ÷": "LB15a",
    "× 0022 × 0308 × 0020 × 2329 ÷": "LB15a",
    "× 0022 × 0020 × 0028 ÷": "LB15a",
    "× 0022 × 0308 × 0020 × 0028 ÷": "LB15a",
    "× 0061 × 006D × 0062 × 0069 × 0067 × 0075 × 0028 × 00AB × 0020 ÷ 0308 × 0020 ÷ 00BB × 0029 "
    "÷ 0028 × 0065 × 0308 × 0029 ÷": "LB15a",
    "× 0061 × 006D × 0062 × 0069 × 0067 × 0075 × 00AB × 0020 × 0028 × 0020 × 0308 × 0020 × 0029 "
    "× 0020 ÷ 00BB × 0028 × 0065 × 0308 × 0029 ÷": "LB15b",
    "× 0061 × 006D × 0062 × 0069 × 0067 × 0075 × 007B × 00AB × 0020 ÷ 0308 × 0020 ÷ 00BB × 007D "
    "÷ 0028 × 0065 × 0308 × 0029 ÷": "LB15a",
    "× 0061 × 006D × 0062 × 0069 × 0067 × 0075 × 00AB × 0020 × 007B × 0020 × 0308 × 0020 × 007D "
    "× 0020 ÷ 00BB × 0028 × 0065 × 0308 × 0029 ÷": "LB15b",
    # LB15c (16.0): a number that starts with its decimal point may start a line.
    "× 0065 × 0071 × 0075 × 0061 × 006C × 0073 × 0020 × 002E ÷ 0033 × 0035 × 0020 ÷ 0063 × 0065 "
    "× 006E × 0074 × 0073 ÷": "LB15c",
    # LB21a (16.0): a Hebrew hyphen holds only what is not Hebrew.
    "× 05D0 × 002D × 05D0 ÷": "LB21a",
}


def cases():
    if not TEST_FILE.exists():
        pytest.skip(f"no {TEST_FILE}: install the unicode-data package to run Unicode's own tests")
    for line in TEST_FILE.read_text("utf-8").splitlines():
        case = line.partition("#")[0].strip()
        if case:
            yield case


def parse(case):
    text, places = "", []
    for word in case.split():
        if word == "÷":
            places.append(len(text))
        elif word != "×":
            text += chr(int(word, 16))
    return text, places


def test_line_break_test_but_for_what_unicode_changed_since():
    found = list(cases())
    differing = {
        case for case in found if list(line_breaks(parse(case)[0]).allowed) != parse(case)[1]
    }
    assert differing == set(CHANGED_SINCE_15)
    assert len(found) == 7654


def test_every_line_of_the_test_file_equals_another_maker_of_the_same_version():
    for case in cases():
        text, _ = parse(case)
        assert list(line_breaks(text).allowed) == [
            place for place in line_break_boundaries(text) if place
        ]


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_text_equals_another_maker_of_the_same_version(text):
    expected = [place for place in line_break_boundaries(text) if place]
    assert list(line_breaks(text).allowed) == expected


def test_line_ends_are_mandatory():
    assert line_breaks("a\nb\r\nc").mandatory == {2, 5}


def test_nothing_to_break():
    assert list(line_breaks("").allowed) == []


@pytest.mark.parametrize("part", [" ", "\U0001f1e6", "1,", "\u0301", "「", "a b", "药"])
def test_time_is_linear(part):
    start = time.perf_counter()
    line_breaks(part * 100_000)
    assert time.perf_counter() - start < 5
