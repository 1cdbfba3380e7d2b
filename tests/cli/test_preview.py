"""Pictures of a leaflet before it is printed, its paper folded, and a printer's test page."""

import re
import stat
from pathlib import Path

import pytest
from cli.program import run, text_of
from pdf.validate import faults
from PIL import Image

ANSWERS = ("--her2", "positive", "--today", "2026-11-22")
FOLDED = (*ANSWERS, "--format", "booklet", "--folded")


def test_all_pages_are_in_one_picture(empty_folder):
    told = run("preview", *ANSWERS, "-o", "pages.png").stderr
    pages = run("make", *ANSWERS, "-o", "leaflet.pdf").stderr
    (count,) = re.findall(r"leaflet.pdf: (\d+) pages", pages)
    assert f"pages.png: {count} in one picture" in told
    assert stat.S_IMODE(Path("pages.png").stat().st_mode) == 0o600
    with Image.open("pages.png") as picture:
        assert picture.width > 1000


def test_the_folded_paper_comes_face_by_face(empty_folder):
    run("preview", *FOLDED, "-o", "faces")
    names = sorted(path.name for path in Path("faces").iterdir())
    assert names[0] in ("1-cover.png", "01-cover.png")
    assert names[-1].endswith("-back.png")
    with (
        Image.open(Path("faces", names[0])) as cover,
        Image.open(Path("faces", names[1])) as inside,
    ):
        assert inside.width == pytest.approx(2 * cover.width, abs=2)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((*ANSWERS, "--folded", "-o", "x.png"), "a4 is not folded"),
        ((*FOLDED, "-o", "x.jpeg"), "x.jpeg is no picture"),
        ((*FOLDED, "-o", "nowhere/x.png"), "the folder nowhere is not there"),
        (("--printer-test", "-o", "x.png"), "x.png is to be a PDF"),
    ],
)
def test_what_makes_no_sense_is_said(empty_folder, arguments, message):
    assert message in run("preview", *arguments, code=2).stderr
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(("page_format", "edge"), [("booklet", "short"), ("letter", "long")])
def test_the_printer_test_says_what_to_look_for_and_is_valid(empty_folder, page_format, edge):
    run("preview", "--printer-test", "--format", page_format, "-o", "test.pdf")
    said = " ".join(text_of("test.pdf").split())
    assert f"choose the {edge} edge" in said
    assert "Printer test: front" in said
    assert "Printer test: back" in said
    assert "200 mm" in said
    assert faults(Path("test.pdf").read_bytes()) == []
