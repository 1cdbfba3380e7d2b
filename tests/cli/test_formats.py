"""``leaflets formats``: what there is, what fits it, and what a clinic adds."""

import pytest
from cli.program import run, run_json

OWN = '[formats.ward]\nlike = "a5"\nsize = 13\n'
LITTLE = ("--her2", "negative", "--er", "positive", "--pr", "positive", "--prior", "none")


def test_formats_are_listed_with_paper_type_panels_and_the_edge_to_turn():
    lines = run("formats").stdout.splitlines()
    (trifold,) = (line for line in lines if line.startswith("trifold "))
    assert trifold.split("  ")[0] == "trifold"
    for told in ("A4", "12 pt", "6 panels", "turn over the short edge"):
        assert told in trifold
    assert "turn over the long edge" in lines[0]


def test_json_has_what_a_printer_needs_to_know():
    told = run_json("formats")
    assert told["schema"] == 1
    formats = {each["name"]: each for each in told["formats"]}
    assert formats["trifold"].items() >= {
        ("fold", "letter"), ("panels", 6), ("duplex", "short-edge"), ("type_size_pt", 12),
    }  # fmt: skip
    assert formats["a4"].items() >= {("fold", "flat"), ("panels", None), ("duplex", "long-edge")}
    assert formats["booklet"].items() >= {("fold", "booklet"), ("duplex", "short-edge")}
    assert "fit" not in told


def test_a_clinics_own_format_is_listed_and_prints(empty_folder):
    (empty_folder / "leaflets.toml").write_text(OWN)
    assert [f["name"] for f in run_json("formats")["formats"]][-1] == "ward"
    told = run_json("make", *LITTLE, "--format", "ward", "-o", "leaflet.pdf")
    assert told["format"] == "ward"
    again = run_json("make", *LITTLE, "--format", "ward", "-o", "leaflet.pdf")
    assert again["pages"] == told["pages"]  # from the cache
    (empty_folder / "list.csv").write_text("record_id,format\na,ward\nb,wrad\n")
    (finding,) = run_json("records", "check", "list.csv", code=5)["findings"]
    assert finding["message"].startswith('format: "wrad" is not a page format')


def test_a_format_that_can_not_be_is_refused_with_its_place(empty_folder):
    (empty_folder / "leaflets.toml").write_text("[formats.ward]\nsize = 8\n")
    told = run("formats", code=2).stderr
    assert "leaflets.toml: [formats.ward] size is 8, and must be from 12 to 40" in told


def test_what_is_too_long_for_its_sheet_is_refused_and_nothing_is_written(empty_folder):
    told = run("make", "--her2", "positive", "--format", "trifold", "-o", "x.pdf", code=3).stderr
    assert "trifold has 6 panels" in told
    assert "panels too many" in told
    assert "these formats hold it: booklet" in told
    assert not (empty_folder / "x.pdf").exists()


def test_fit_says_how_long_each_leaflet_is_and_what_is_too_long():
    told = run_json("formats", "--fit", "--language", "en")["fit"]
    assert {one["language"] for one in told} == {"en_GB"}
    assert len({one["format"] for one in told}) == 12
    statuses = {one["status"] for one in told}
    assert {"nothing known", "as much as can be"} < statuses
    assert len(told) == 12 * len(statuses)
    for one in told:
        assert one["pages"] >= 1
        assert one["fits"] == (one["pages_over"] == 0)
        assert one["fits"] == (one["most_pages"] is None or one["pages"] <= one["most_pages"])
    folded = {one["status"]: one for one in told if one["format"] == "trifold"}
    assert folded["nothing known"]["fits"]  # with its short forms
    most = folded["as much as can be"]
    assert not most["fits"]
    assert most["lines_over"] > 100


def test_languages_without_fit_are_a_mistake():
    assert "--language is for --fit" in run("formats", "--language", "pl", code=2).stderr


@pytest.mark.parametrize("language", ["tlh", "en,tlh"])
def test_a_language_that_there_is_not_is_refused(language):
    run("formats", "--fit", "--language", language, code=2)
