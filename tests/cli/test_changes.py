"""``leaflets changes``: every edit of the source is told, in a sheet that can be listened to."""

import shutil
from pathlib import Path

import pytest
from cli.program import run, run_json, text_of
from factories import SOURCE, shipped
from pdf.validate import faults

BLOCKS = Path("new") / shipped().leaflets[0].id


@pytest.fixture(autouse=True)
def two_versions(empty_folder):
    for version in ("old", "new"):
        shutil.copytree(SOURCE, empty_folder / version)


def replace(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def differences():
    """Each difference as key, event, label, before and now."""
    return [
        (change["key"], change["change"], each["what"], each["before"], each["now"])
        for change in run_json("changes", "old", "new")["changes"]
        for each in change["differences"]
    ]


def test_the_same_content_has_not_changed():
    assert differences() == []
    assert "Nothing has changed." in run("changes", "old", "new").stderr


@pytest.mark.parametrize(
    ("file", "old", "new", "found"),
    [
        (
            "lapatinib.yaml",
            "Call us if you are worried.",
            "Call us at once.",
            ("lapatinib.side_effects", "words", "you are worried.", "Call us at once."),
        ),
        (
            "lapatinib.yaml",
            "when: {her2: positive}",
            "when: {her2: low}",
            ("lapatinib", "prints if", "HER2 is positive", "HER2 is low"),
        ),
        (
            "lapatinib.yaml",
            "heading: Who it is for",
            "heading: Who has it",
            ("lapatinib.who", "heading", "Who it is for", "Who has it"),
        ),
        (
            "lapatinib.yaml",
            "brand: Tyverb",
            "brand: Tykerb",
            ("lapatinib", "brand", "Tyverb", "Tykerb"),
        ),
        (
            "lapatinib.yaml",
            "facts: [F49, F50]\n    safety: true",
            "facts: [F49, F50]\n    safety: false",
            ("lapatinib.how_you_have_it", "safety", "yes", ""),
        ),
        (
            "questions.yaml",
            "Who do I call between visits?",
            "Whom do I ring?",
            ("questions.ask", "items who words", "Who do I", "Whom do I ring?"),
        ),
        (
            "leaflet.yaml",
            'version: "0.1"',
            'version: "0.2"',
            ("leaflet", "version", "0.1", "0.2"),
        ),
        (
            "leaflet.yaml",
            "  - pertuzumab\n  - trastuzumab_emtansine\n",
            "  - trastuzumab_emtansine\n  - pertuzumab\n",
            ("leaflet", "order of blocks", "pertuzumab, t", "emtansine, pertuzumab"),
        ),
    ],
)
def test_an_edit_is_told_with_both_wordings(file, old, new, found):
    replace(BLOCKS / file, old, new)
    key, label, before, now = found
    ((its_key, event, its_label, was, is_now),) = differences()
    assert (its_key, event, its_label) == (key, "changed", label)
    assert before in was
    assert now in is_now


def test_what_all_leaflets_share_is_compared_too():
    replace(Path("new/attributes.yaml"), "brands: [Herceptin", "brands: [Herzeptin")
    ((key, _, label, before, now),) = differences()
    assert (key, label) == ("attributes", "drugs trastuzumab brands")
    assert ("Herceptin" in before, "Herzeptin" in now) == (True, True)


def test_parts_that_are_new_or_gone_have_all_their_words():
    replace(BLOCKS / "support.yaml", "  feedback:", "  tell_us:")
    told = run("changes", "old", "new").stdout
    words = "Was this leaflet clear? Tell your team what helped and what did not."
    assert "removed support.feedback (More help: Tell us what you think)" in told
    assert f"  - {words}" in told
    assert "added support.tell_us (More help: Tell us what you think)" in told
    assert f"  + {words}" in told


def test_the_sheet_is_one_page_that_can_be_listened_to():
    replace(BLOCKS / "support.yaml", "  feedback:", "  tell_us:")
    replace(BLOCKS / "lapatinib.yaml", "Call us if you are worried.", "Call us at once.")
    replace(BLOCKS / "lapatinib.yaml", "when: {her2: positive}", "when: {her2: low}")
    told = run_json("changes", "old", "new", "-o", "sheet.pdf")
    assert told["pages"] == 1
    text = text_of("sheet.pdf")
    assert "1 removed, 1 new, 3 changed, 1 in their rule." in text
    for said in ("No longer in the leaflet", "support.feedback", "Call us at once.", "HER2 is low"):
        assert said in text
    assert faults(Path("sheet.pdf").read_bytes()) == []
    assert Path("sheet.pdf").stat().st_mode & 0o777 == 0o600
    before = Path("sheet.pdf").read_bytes()
    run("changes", "old", "new", "-o", "sheet.pdf")
    assert Path("sheet.pdf").read_bytes() == before


def test_what_has_no_room_on_one_page_runs_on_and_nothing_is_left_out():
    for file in BLOCKS.glob("*.yaml"):
        file.write_text(file.read_text("utf-8").replace(" you ", " all of you "), "utf-8")
    told = run_json("changes", "old", "new", "-o", "sheet.pdf")
    assert told["pages"] > 1
    text = text_of("sheet.pdf")
    for change in told["changes"]:
        assert change["key"] in text
    assert f"{len(told['changes'])} changed" in text
    assert faults(Path("sheet.pdf").read_bytes()) == []


def test_wrong_usage_gets_a_sentence():
    assert "nowhere holds no content" in run("changes", "old", "nowhere", code=2).stderr
    assert "no leaflet" in run("changes", "old", "new", "--leaflet", "x", code=2).stderr
    replace(BLOCKS / "lapatinib.yaml", "when:", "whn:")
    assert "lapatinib.yaml:" in run("changes", "old", "new", "-o", "sheet.pdf", code=3).stderr
    assert not Path("sheet.pdf").exists()
