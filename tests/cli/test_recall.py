"""``leaflets recall``: who holds a sentence, and the rows to print anew."""

import csv
import json
from pathlib import Path

import pytest
from cli.program import run, run_json
from release.lines import line, printed

from leaflets.release.manifest import append


@pytest.fixture(autouse=True)
def manifests(empty_folder):
    """Two days' manifests, in a folder each."""
    polish = printed(language="pl")
    other = printed(keys={"general": "aaaaaaaaaaaa"})
    for day, record_id, what in [
        ("monday", "row-1", printed()),
        ("monday", "row-2", polish),
        ("tuesday", "row-1", other),
        ("tuesday", "row-3", polish),
        ("tuesday", None, printed()),
    ]:
        (empty_folder / day).mkdir(exist_ok=True)
        token = None if record_id is None else f"{record_id[-1]}" * 16
        append(
            empty_folder / day / "manifest.jsonl",
            line(record_id=record_id, token=token, printed=what),
        )


def test_everybody_who_holds_a_part_is_listed_with_the_token():
    result = run("recall", "general.what", "--manifest", ".")
    rows = list(csv.DictReader(result.stdout.splitlines()))
    assert [(row["record_id"], row["token"][:2], row["language"]) for row in rows] == [
        ("row-1", "11", "en_GB"),
        ("row-2", "22", "pl"),
        ("row-3", "33", "pl"),
        ("", "", "en_GB"),
    ]
    assert rows[2]["manifest"] == "tuesday/manifest.jsonl"
    assert "4 leaflets of 3 records" in result.stderr
    assert "1 of them were made without a record_id" in result.stderr


def test_json_is_one_object():
    told = run_json(
        "recall", "general@aaaa", "--manifest", "monday", "--manifest", "tuesday",
        "--language", "pl",
    )  # fmt: skip
    assert told["schema"] == 1
    assert (told["key"], told["revision"], told["language"]) == ("general", "aaaa", "pl")
    assert [each["record_id"] for each in told["leaflets"]] == ["row-2", "row-3"]
    assert (told["count"], told["records"]) == (2, 2)


def test_the_list_has_each_record_once():
    run("recall", "general", "--manifest", ".", "-o", "records.csv")
    rows = list(csv.DictReader(Path("records.csv").read_text().splitlines()))
    assert [row["record_id"] for row in rows] == ["row-1", "row-2", "row-3"]
    assert Path("records.csv").stat().st_mode & 0o777 == 0o600


def test_the_rows_of_ones_own_list_come_back_as_they_are():
    Path("people.csv").write_text(
        'record_id,her2,name\nrow-0,low,A\nrow-2,positive,"Roe, J"\n\nrow-3,,=1+1\n'
    )
    run(
        "recall", "general", "--language", "pl", "--manifest", ".",
        "--records", "people.csv", "-o", "again.csv",
    )  # fmt: skip
    assert Path("again.csv").read_text() == (
        'record_id,her2,name\nrow-2,positive,"Roe, J"\nrow-3,,=1+1\n'
    )


def test_a_list_that_lacks_somebody_is_refused_and_nothing_is_written():
    Path("people.csv").write_text("record_id,her2\nrow-2,positive\n")
    result = run(
        "recall", "general", "--manifest", ".", "--records", "people.csv", "-o", "again.csv",
        code=2,
    )  # fmt: skip
    assert "has no row for 2 of the records that hold it: row-1, row-3" in result.stderr
    assert not Path("again.csv").exists()


def test_a_misspelt_key_leaves_no_piece_of_json():
    assert run("recall", "general.wat", "--manifest", ".", "--json", code=2).stdout == ""
    assert run_json("recall", "general.what@eeee", "--manifest", ".")["leaflets"] == []


def test_nobody_is_an_answer_and_a_misspelt_key_is_none():
    assert "0 leaflets" in run("recall", "general.what@eeee", "--manifest", ".").stderr
    assert (
        "did you mean general.what?"
        in run("recall", "general.wat", "--manifest", ".", code=2).stderr
    )
    assert (
        "did you mean pl?" in run("recall", "--language", "pll", "--manifest", ".", code=2).stderr
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--manifest", "."), "give a KEY, --language or --version"),
        (("general",), "Missing option '--manifest'"),
        (("general", "--manifest", "nowhere"), "nowhere is not there"),
        (("general", "--manifest", ".", "--records", "x.csv"), "--records needs -o"),
        (("general", "--manifest", ".", "-o", "no/records.csv"), "the folder no is not there"),
        (
            ("general", "--manifest", ".", "--records", "x.csv", "-o", "y.csv"),
            "x.csv can't be read",
        ),
    ],
)
def test_wrong_usage_gets_a_sentence(arguments, said):
    assert said in run("recall", *arguments, code=2).output


def test_a_foreign_line_makes_the_answer_doubtful():
    with Path("monday/manifest.jsonl").open("a") as stream:
        stream.write("hello\n")
    result = run("recall", "general", "--manifest", "monday", "--json", code=3)
    assert "monday/manifest.jsonl:3:1: error" in result.stderr
    assert json.loads(result.stdout)["count"] == 2


def test_the_rows_do_not_replace_the_list_they_come_from(empty_folder):
    (empty_folder / "list.csv").write_text("record_id,her2\nrow-1,positive\n")
    told = run(
        "recall", "general", "--manifest", ".", "--records", "list.csv", "-o", "list.csv", code=2
    ).stderr
    assert "one would replace the other" in told
    assert "her2" in (empty_folder / "list.csv").read_text()
