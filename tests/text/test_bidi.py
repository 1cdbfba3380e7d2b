import time
from pathlib import Path

import pytest

from leaflets.text.bidi import bidi_levels, levels_of_classes, line_levels, visual_order

# Debian's unicode-data package; its version of the two files has to have the classes we have.
UNICODE = Path("/usr/share/unicode")
NO_FILE = "no {}: install the unicode-data package to run Unicode's own tests"


def lines_of(name):
    path = UNICODE / name
    if not path.exists():
        pytest.skip(NO_FILE.format(path))
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def agrees(levels, expected, order):
    shown = [index for index in visual_order(levels) if expected[index] != "x"]
    return shown == order and all(
        wanted == "x" or int(wanted) == level
        for wanted, level in zip(expected, levels, strict=True)
    )


def test_every_case_of_bidi_character_test():
    cases, wrong = 0, []
    for line in lines_of("BidiCharacterTest.txt"):
        points, direction, base, expected, order = line.split(";")
        text = "".join(chr(int(point, 16)) for point in points.split())
        found = bidi_levels(text, {"0": 0, "1": 1, "2": None}[direction])
        levels = line_levels(found, 0, len(text))
        cases += 1
        if found.base != int(base) or not agrees(
            levels, expected.split(), [int(index) for index in order.split()]
        ):
            wrong.append(line)
    assert (wrong, cases > 91_000) == ([], True)


def test_every_case_of_bidi_test():
    cases, wrong = 0, []
    expected, order = [], []
    for line in lines_of("BidiTest.txt"):
        if line.startswith("@Levels:"):
            expected = line.partition(":")[2].split()
        elif line.startswith("@Reorder:"):
            order = [int(index) for index in line.partition(":")[2].split()]
        elif not line.startswith("@"):
            names, _, bits = line.partition(";")
            classes = names.split()
            for bit, base in ((1, None), (2, 0), (4, 1)):
                if int(bits) & bit:
                    levels = line_levels(levels_of_classes(classes, base), 0, len(classes))
                    cases += 1
                    if not agrees(levels, expected, order):
                        wrong.append((line, base))
    assert (wrong, cases > 770_000) == ([], True)


def test_a_closed_isolate_does_not_leak():
    assert bidi_levels("א\u2066a 1\u2069 ב", 1).levels == [1, 1, 2, 2, 2, 1, 1, 1]


def test_runs_come_in_visual_order():
    assert visual_order([0, 1, 2, 1, 0]) == [0, 3, 2, 1, 4]


@pytest.mark.parametrize(
    "text",
    [
        "\u2068" * 50_000 + "a" * 50_000,
        "\u2067" * 1_000 + "ab" + "\u2069" * 1_000,
        "(א)" * 33_000,
        "(" * 100_000,
        "()" * 50_000 + "א",
        "([{" * 20_000 + "}])" * 20_000,
        "\u2068a\u2069" * 30_000,
        "א " * 50_000,
    ],
    ids=["open isolates", "nested", "pairs", "open brackets", "empty", "deep", "flat", "words"],
)
def test_time_is_linear(text):
    start = time.perf_counter()
    bidi_levels(text, 1)
    assert time.perf_counter() - start < 5
