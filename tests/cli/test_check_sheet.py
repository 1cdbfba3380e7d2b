"""The clinician's sheet: all from the proof of the leaflet, on one valid page, without a name."""

import json
import stat

import pypdfium2
import pytest
from cli.program import metadata_of, run, run_json, text_of
from pdf.validate import faults

POSITIVE = (
    "--her2", "positive", "--er", "unknown", "--prior", "trastuzumab", "--cns-spread", "yes",
)  # fmt: skip


def sheet(*answers):
    """The text of a check sheet, in one line, and what ``make`` told of its leaflet."""
    told = run_json("make", *answers, "-o", "leaflet.pdf", "--check-sheet", "sheet.pdf")
    return " ".join(text_of("sheet.pdf").split()), told


def test_each_block_stands_with_its_verdict_and_the_clause_that_decided(empty_folder):
    text, _ = sheet(*POSITIVE)
    assert "Trastuzumab In HER2 is positive F07, F10-F11" in text
    assert "If you have had trastuzumab before In HER2 is positive; earlier treatment" in text
    assert "Trastuzumab emtansine Later earlier treatment is trastuzumab (asked:" in text
    assert "With a hormonal drug Ask waits for: oestrogen receptor, progesterone receptor" in text
    assert "Bevacizumab Out triple negative is no (asked: yes)" in text
    assert "Out nation is not known (asked: england or scotland or wales or" in text


def test_what_is_known_is_told_apart_from_what_is_not(empty_folder):
    text, _ = sheet(*POSITIVE)
    assert "HER2: positive earlier treatment: trastuzumab" in text
    assert "Not known: oestrogen receptor, progesterone receptor, treatment now" in text


def test_it_names_the_leaflet_that_it_belongs_to_and_how_far_it_is_trusted(empty_folder):
    text, told = sheet(*POSITIVE, "--today", "2026-11-22")
    assert f"Code: {told['code']}" in text
    assert "Language: en_GB Format: a4 State: sample Made on: 22 November 2026" in text
    assert "sample, 22 Nov 2027" in text


def test_conflicts_and_flags_are_those_of_the_command(empty_folder):
    text, told = sheet("--her2", "negative", "--prior", "trastuzumab", "--prior", "docetaxel")
    assert any(warning.startswith("anti-her2-given: ") for warning in told["warnings"])
    joined = text.replace("- ", "-")  # a line may end at a hyphen
    noticed = [warning for warning in told["warnings"] if "is left out" not in warning]
    assert len(noticed) == 1
    for warning in noticed:
        assert warning.replace("- ", "-") in joined
    assert "because of the conflict anti-her2-given" in text


def test_there_is_a_place_to_sign(empty_folder):
    assert "Checked by (name and role)" in sheet()[0]


@pytest.mark.parametrize(
    "answers",
    [
        (),
        (*POSITIVE, "--nation", "england", "--current", "trastuzumab"),
        ("--her2", "low", "--er", "positive", "--prior", "trastuzumab", "--cns-spread", "yes"),
        ("--her2", "negative", "--er", "negative", "--pr", "negative", "--prior", "none"),
    ],
)
def test_it_is_one_valid_page(answers, empty_folder):
    sheet(*answers)
    pdf = (empty_folder / "sheet.pdf").read_bytes()
    assert len(pypdfium2.PdfDocument(pdf)) == 1
    assert faults(pdf) == []
    assert stat.S_IMODE((empty_folder / "sheet.pdf").stat().st_mode) == 0o600


def test_it_does_not_name_the_person(empty_folder):
    record = {"record_id": "r-17", "name": "Zofia Nowak", "her2": "positive"}
    (empty_folder / "record.json").write_text(json.dumps(record))
    text, _ = sheet("--record", "record.json")
    assert "Nowak" not in text
    assert metadata_of("sheet.pdf")["Title"] == "Check sheet"


def test_the_same_leaflet_gives_the_same_sheet(empty_folder):
    sheet(*POSITIVE)
    first = (empty_folder / "sheet.pdf").read_bytes()
    sheet(*POSITIVE)
    assert (empty_folder / "sheet.pdf").read_bytes() == first


def test_where_the_leaflet_is_refused_there_is_no_sheet(empty_folder):
    run("make", "--unanswered", "refuse", "-o", "a.pdf", "--check-sheet", "s.pdf", code=6)
    assert list(empty_folder.iterdir()) == []
