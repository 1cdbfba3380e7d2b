"""``leaflets batch``: every record made, or back with a reason; nothing in between."""

import csv
import json
import os
import stat
from pathlib import Path

import pytest
from batch.lists import HEADINGS, copies, manifest, people, read_csv, tree, write_list
from cli.program import metadata_of, run, text_of

from leaflets.release.token import token

KEY = b"a key for tests only, of 32 byte"


def test_every_record_gets_its_leaflet_and_its_line(place, batch):
    rows = people(12)
    write_list(place / "list.csv", rows)
    told = json.loads(batch("list.csv", "-o", "out", "--json").stdout)
    seconds = told.pop("seconds")
    assert seconds >= 0
    assert told == {
        "schema": 1, "records": 12, "made": 12, "refused": 0, "failed": 0, "unchanged": 0,
        "resumed": 0, "set_aside": 0, "altered": 0, "audited": told["audited"],
    }  # fmt: skip
    lines = manifest("out")
    assert [line["record_id"] for line in lines] == [row["record_id"] for row in rows]
    for row, line in zip(rows, lines, strict=True):
        assert line["token"] == token(KEY, "wobbles", row["record_id"])
        assert (line["state"], line["reasons"]) == ("made", [])
        assert line["format"] == (row["format"] or "a4")
        assert line["language"] == "en_GB"
        text = text_of(f"out/leaflets/{line['token']}.pdf")
        assert row["name"] in text
        assert line["code"] in text
        assert text.count(line["token"]) == line["pages"]
    assert copies("out") == {line["token"] for line in lines}


def test_a_leaflet_is_what_its_record_makes_alone(place, batch):
    """A copy depends on nobody else of the list."""
    rows = people(6)
    write_list(place / "list.csv", rows)
    batch("list.csv", "-o", "out")
    write_list(place / "one.csv", rows[4:5])
    batch("one.csv", "-o", "alone")
    (name,) = (path.name for path in Path("alone/leaflets").iterdir())
    assert Path("out/leaflets", name).read_bytes() == Path("alone/leaflets", name).read_bytes()


def test_all_files_are_their_owners_alone(place, batch):
    write_list(place / "list.csv", people(2))
    batch("list.csv", "-o", "out")
    for path in Path("out").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_json_lines_say_the_same(place, batch):
    rows = people(4)
    write_list(place / "list.csv", rows)
    lines = [{k: v.split(";") if k == "before" and v else v for k, v in r.items()} for r in rows]
    (place / "list.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    batch("list.csv", "-o", "one")
    batch("list.jsonl", "-o", "two")
    for name in ("manifest.jsonl", *(f"leaflets/{each}.pdf" for each in copies("one"))):
        assert Path("one", name).read_bytes() == Path("two", name).read_bytes(), name


# Bad rows.

BAD = {
    "an id that an earlier row has": ({"record_id": "R1", "zeta": "low"}, "record_id"),
    "a health number": ({"record_id": "9434765919"}, "record_id"),
    "a value that is none": ({"record_id": "x", "zeta": "hihg"}, "zeta"),
    "a drug that is none": ({"record_id": "x", "before": "Plazco"}, "before"),
    "a contradiction": ({"record_id": "x", "before": "none;Placzo"}, "before"),
    "no such language": ({"record_id": "x", "language": "xx"}, "language"),
    "no translation": ({"record_id": "x", "language": "pl"}, "language"),
    "no such format": ({"record_id": "x", "format": "a9"}, "format"),
    "a name too long for its box": ({"record_id": "x", "name": "W" * 79}, "name"),
    "a name of too many letters": ({"record_id": "x", "name": "Ab " * 40}, "name"),
    "a letter that no font has": ({"record_id": "x", "name": "A\U000130a0"}, "name"),
    "a letter that can't be seen": ({"record_id": "x", "name": "A\u2063"}, "name"),
    "no such day": ({"record_id": "x", "date": "2026-02-30"}, "date"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_row_stops_no_other_and_comes_back(place, batch, what):
    bad, column = BAD[what]
    write_list(place / "list.csv", [*people(1), bad, {"record_id": "R2", "zeta": "low"}])
    told = json.loads(batch("list.csv", "-o", "out", "--json", code=5).stdout)
    assert (told["records"], told["made"], told["refused"]) == (3, 2, 1)
    (back,) = read_csv("out/refused.csv")
    assert list(back) == ["column", "reason", *HEADINGS]
    assert back["column"] == column
    assert back["reason"]
    assert {k: v for k, v in back.items() if v and k in HEADINGS} == bad
    assert [line["state"] for line in manifest("out")] == ["made", "refused", "made"]
    line = manifest("out")[1]
    assert line["reasons"] == [f"row 2, {column}: see refused.csv"]
    assert (line["sha256"], line["pages"], line["token"]) == (None, None, None)


def test_a_leaflet_too_long_for_its_paper_is_refused_before_anything_is_made(place, batch):
    long = place / "source" / "wobbles" / "about_wobbles.yaml"
    text = long.read_text("utf-8")
    long.write_text(text.replace("Wobbles pass.", "Wobbles pass. " * 900), "utf-8")
    write_list(place / "list.csv", [*people(1), {"record_id": "x", "format": "trifold"}])
    before = tree(place)
    told = json.loads(batch("list.csv", "--preflight", "--json", code=5).stdout)
    assert (told["refused"], told["findings"][0]["key"]) == (1, "format")
    assert tree(place) == before
    for made, unchanged in ((1, 0), (0, 1)):
        told = json.loads(batch("list.csv", "-o", "out", "--json", code=5).stdout)
        assert (told["made"], told["unchanged"]) == (made, unchanged)
        assert (told["refused"], told["failed"]) == (1, 0)
    (back,) = read_csv("out/refused.csv")
    assert back["column"] == "format"
    assert "trifold has 6 panels, and this leaflet takes" in back["reason"]
    assert "these formats hold it: " in back["reason"]


def test_every_reason_comes_at_once(place, batch):
    write_list(place / "list.csv", [{"record_id": "x", "zeta": "no", "format": "a5", "date": "z"}])
    batch("list.csv", "-o", "out", code=5)
    (back,) = read_csv("out/refused.csv")
    assert back["column"] == "zeta; date"
    assert back["reason"].startswith('zeta: "no" is not one of high, low')


def test_a_row_that_is_not_csv_stops_no_other(place, batch):
    (place / "list.csv").write_text(
        'record_id,name\nR1,Ada\nR2,"Ann "Bee" Cee"\nR3,Dee,low\nR4,E\n'
    )
    told = json.loads(batch("list.csv", "-o", "out", "--json", code=5).stdout)
    assert (told["made"], told["refused"]) == (2, 2)
    broken, too_many = read_csv("out/refused.csv")
    assert broken["unread"] == 'R2,"Ann "Bee" Cee"'
    assert "not CSV" in broken["reason"]
    assert (too_many["record_id"], too_many["name"], too_many["unread 1"]) == ("R3", "Dee", "low")


def test_a_quote_that_is_never_closed_stops_the_run_since_it_swallows_rows(place, batch):
    (place / "list.csv").write_text('record_id,name\nR1,Ada\nR2,"Ann\nR3,Dee\n')
    told = batch("list.csv", "-o", "out", code=2)
    assert "list.csv:3: a quote is opened in this row and never closed" in told.stderr
    assert not Path("out/leaflets").exists()


def test_refused_rows_are_read_again_once_they_are_mended(place, batch):
    rows = [{"record_id": "x", "zeta": "+", "name": "Ada", "eta": "presnt", "before": "Placzo"}]
    write_list(place / "list.csv", rows)
    batch("list.csv", "-o", "out", code=5)
    mended = Path("out/refused.csv").read_text().replace("presnt", "present")
    assert "'+" in mended
    (place / "mended.csv").write_text(mended)
    told = batch("mended.csv", "-o", "again")
    assert "Warning" not in told.stderr
    write_list(place / "right.csv", [rows[0] | {"eta": "present"}])
    batch("right.csv", "-o", "right")
    assert tree("again/leaflets") == tree("right/leaflets")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "'=x"])
def test_no_cell_that_comes_back_is_a_formula(place, batch, cell):
    write_list(place / "list.csv", [{"record_id": "x", "zeta": "no", "given_by": cell}])
    batch("list.csv", "-o", "out", code=5)
    with Path("out/refused.csv").open(newline="", encoding="utf-8") as stream:
        assert next(iter(csv.DictReader(stream)))["given_by"] == f"'{cell}"


def test_preflight_looks_at_every_row_and_writes_nothing(place, batch):
    write_list(place / "list.csv", [*people(2), {"record_id": "x", "zeta": "hihg"}])
    before = tree(place)
    result = batch("list.csv", "--preflight", "--json", code=5)
    told = json.loads(result.stdout)
    assert (told["schema"], told["records"], told["refused"], told["printable"]) == (1, 3, 1, 2)
    (finding,) = told["findings"]
    assert (finding["line"], finding["column"], finding["key"]) == (4, 4, "zeta")
    assert finding["message"] == 'zeta: "hihg" is not one of high, low, faint, borderline, unknown'
    assert "2 can be printed" in result.stderr
    assert "1 is refused" in result.stderr
    # As ``records check`` tells it, and the number of the row.
    checked = run("records", "check", "list.csv", "--json", code=5)
    assert [finding] == [told | {"row": 3} for told in json.loads(checked.stdout)["findings"]]
    batch("list.csv", "-o", "out", "--preflight", code=5)
    assert tree(place) == before
    assert not Path("out").exists()


def test_what_is_not_known_may_refuse_a_record(place, batch):
    write_list(place / "list.csv", [{"record_id": "a"}, {"record_id": "b", "zeta": "low",
               "eta": "absent", "before": "none"}])  # fmt: skip
    batch("list.csv", "-o", "out", "--unanswered", "refuse", code=5)
    assert [line["state"] for line in manifest("out")] == ["refused", "made"]


def test_records_of_which_none_is_approved_are_refused_where_that_is_required(place, batch):
    write_list(place / "list.csv", people(2))
    told = batch("list.csv", "-o", "out", "--require", "approved", code=5)
    assert "0 made" in told.stderr
    assert "not approved" in read_csv("out/refused.csv")[0]["reason"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["list.csv"], "-o"),
        (["gone.csv", "-o", "out"], "gone.csv is not there"),
        (["list.csv", "-o", "list.csv"], "list.csv"),
        (["list.csv", "-o", "gone/out"], "the folder gone is not there"),
        (["list.csv", "-o", "out", "--audit", "many"], "write it as 1% or all"),
        (["list.csv", "-o", "out", "--language", "xx"], "not a language"),
        (["list.csv", "-o", "out", "--jobs", "0"], "--jobs"),
    ],
)
def test_a_wrong_command_is_told_before_anything_is_made(place, batch, arguments, said):
    write_list(place / "list.csv", people(1))
    result = batch(*arguments, code=2)
    assert said in result.stderr
    assert not Path("out/leaflets").exists()


# What a record says stays out of everything but its leaflet and refused.csv.


def test_no_name_and_no_result_is_in_a_file_name_a_property_or_a_file_of_the_runs_own(place, batch):
    secret = {"record_id": "R1", "zeta": "high", "before": "Placzo", "name": "Zebedee Quux"}
    refused = {"record_id": "R2", "zeta": "borderlin", "name": "Quuxina"}
    write_list(place / "list.csv", [secret, refused])
    result = batch("list.csv", "-o", "out", code=5)
    (pdf,) = Path("out/leaflets").iterdir()
    assert "Zebedee Quux" in text_of(pdf)
    said = [result.output, *map(str, Path("out").rglob("*")), str(metadata_of(pdf))]
    said += [Path(name).read_text() for name in ("out/manifest.jsonl", "out/.batch/state")]
    for word in ("Zebedee", "Quux", "placebozine", "Placzo", "borderlin"):
        assert all(word not in text for text in said), word
    assert all("high" not in text for text in said)


def test_tokens_can_not_be_tried_out_without_the_key(place, batch):
    write_list(place / "list.csv", people(1))
    batch("list.csv", "-o", "one")
    other = place / "other.key"
    other.write_bytes(os.urandom(32))
    run("--key", other, "--today", "2026-11-22", "batch", "list.csv", "-o", "two")
    assert not copies("one") & copies("two")
    states = [Path(name, ".batch/state").read_text().splitlines()[-1] for name in ("one", "two")]
    inputs = [state.split()[2] for state in states]
    assert inputs[0] != inputs[1]
