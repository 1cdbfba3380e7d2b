"""The same command again: only what is missing or changed is made, and nothing lies about it."""

import json
import os
from datetime import date
from pathlib import Path

import pytest
from batch.lists import copies, manifest, people, tree, write_list
from cli.program import run, text_of

from leaflets.batch.folder import Folder

TODAY = ("--today", "2026-11-22")


def told(result):
    counted = json.loads(result.stdout)
    return {name: counted[name] for name in ("made", "unchanged", "refused", "failed")}


def stamps(root):
    """When each file and folder was last written to."""
    return {path: path.lstat().st_mtime_ns for path in (Path(root), *Path(root).rglob("*"))}


def states(output):
    return {line["record_id"]: line["state"] for line in manifest(output)}


def line_of(output, record_id):
    return next(line for line in manifest(output) if line["record_id"] == record_id)


@pytest.mark.parametrize("audit", [(), ("--audit", "all")])
def test_a_second_run_writes_no_byte(place, batch, audit):
    write_list(place / "list.csv", [*people(8), {"record_id": "x", "zeta": "no"}])
    batch("list.csv", "-o", "out", code=5)
    before = stamps("out")
    again = batch("list.csv", "-o", "out", "--json", *audit, code=5)
    assert told(again) == {"made": 0, "unchanged": 8, "refused": 1, "failed": 0}
    assert stamps("out") == before


def test_what_changed_of_one_record_makes_one_leaflet(place, batch):
    rows = people(8)
    write_list(place / "list.csv", rows)
    batch("list.csv", "-o", "out")
    before = stamps("out/leaflets")
    rows[3]["name"] = "Changed Name"
    write_list(place / "list.csv", rows)
    assert told(batch("list.csv", "-o", "out", "--json"))["made"] == 1
    assert list(states("out").values()).count("unchanged") == 7
    assert states("out")["R4"] == "made"
    changed = {path for path, at in stamps("out/leaflets").items() if before.get(path) != at}
    token = line_of("out", "R4")["token"]
    assert changed == {Path("out/leaflets"), Path(f"out/leaflets/{token}.pdf")}
    assert "Changed Name" in text_of(f"out/leaflets/{token}.pdf")


def test_a_leaflet_that_is_missing_or_cut_off_is_made_again(place, batch):
    write_list(place / "list.csv", people(4))
    batch("list.csv", "-o", "out")
    whole = tree("out/leaflets")
    first, second, *_ = sorted(Path("out/leaflets").iterdir())
    first.unlink()
    os.truncate(second, 100)
    result = batch("list.csv", "-o", "out", "--json")
    assert told(result)["made"] == 2
    assert "1 leaflets were not as they had been written" in result.stderr
    assert tree("out/leaflets") == whole


CHANGES = {
    "content": lambda place: edit(place / "source/wobbles/leaflet.yaml", "What may help.", "Help."),
    "clinic": lambda place: edit(place / "clinic.yaml", "Clinic One", "Clinic Two"),
    "translation": lambda place: edit(
        place / "translations/en_XA/LC_MESSAGES/wobbles.po", "ķ", "k"
    ),
}


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_of_what_leaflets_are_made_from_makes_them_again(place, batch, what):
    run("translations", "pseudo", "--source", "source", "--translations", "translations")
    (place / "clinic.yaml").write_text("name: Clinic One\n")
    language = "en_XA" if what == "translation" else ""
    rows = [people(2)[0], people(2)[1] | {"language": language}]
    write_list(place / "list.csv", rows)
    batch("list.csv", "-o", "out", "--clinic", "clinic.yaml")
    old = line_of("out", "R2")
    CHANGES[what](place)
    made = told(batch("list.csv", "-o", "out", "--clinic", "clinic.yaml", "--json"))["made"]
    assert made == (1 if what == "translation" else 2)
    assert line_of("out", "R2")["sha256"] != old["sha256"]
    # A leaflet of the old kind may be in somebody's hands: its line is kept.
    earlier = manifest("out/earlier")
    assert old in earlier


def test_another_version_of_the_program_makes_them_again(place, batch, monkeypatch):
    write_list(place / "list.csv", people(2))
    batch("list.csv", "-o", "out")
    monkeypatch.setattr("leaflets.batch.digests.__version__", "9.9")
    assert told(batch("list.csv", "-o", "out", "--json"))["made"] == 2


def test_the_day_alone_makes_nothing_again_unless_a_day_is_asked_for(place):
    rows = [*people(2), {"record_id": "x", "date": "2026-01-02", "name": "Ada"}]
    write_list(place / "list.csv", rows)

    def on(day, *more):
        """A run on a day of the clock."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("leaflets.cli.order.clock", lambda: day)
            return told(run("--key", "site.key", "batch", "list.csv", "-o", "out", "--json", *more))

    assert on(date(2026, 11, 22))["made"] == 3
    before = stamps("out")
    assert on(date(2026, 11, 23))["made"] == 0
    assert stamps("out") == before
    text = text_of(f"out/leaflets/{line_of('out', 'R1')['token']}.pdf")
    assert "22 November 2026" in text
    write_list(place / "list.csv", [*rows, {"record_id": "y", "name": "Bo"}])
    assert on(date(2026, 11, 24)) == {"made": 1, "unchanged": 3, "refused": 0, "failed": 0}
    assert line_of("out", "y")["order"]["today"] == "2026-11-24"
    assert line_of("out", "R1")["order"]["today"] == "2026-11-22"
    # One with a day of its own keeps it, whatever is asked for.
    assert on(date(2026, 11, 25), "--today", "2026-12-01")["made"] == 3


def test_leaflets_of_people_who_left_the_list_are_moved_out_and_told(place, batch):
    rows = people(5)
    write_list(place / "list.csv", rows)
    batch("list.csv", "-o", "out")
    gone = [line_of("out", "R2"), line_of("out", "R3")]
    rows[2]["zeta"] = "hihg"
    write_list(place / "list.csv", [rows[0], *rows[2:]])
    result = batch("list.csv", "-o", "out", "--json", code=5)
    assert json.loads(result.stdout)["set_aside"] == 2
    assert "2 leaflets that are not of this list" in result.stderr
    assert not copies("out") & {line["token"] for line in gone}
    there = {path.name for path in Path("out/earlier").iterdir()}
    assert there == {"manifest.jsonl"} | {
        f"{line['token']}-{line['sha256'][:8]}.pdf" for line in gone
    }
    earlier = manifest("out/earlier")
    assert earlier == gone


def test_files_of_others_are_left_alone(place, batch):
    write_list(place / "list.csv", people(1))
    batch("list.csv", "-o", "out")
    for name in ("out/notes.txt", "out/leaflets/notes.txt", "out/leaflets/Letter to Ada.pdf"):
        Path(name).write_text("mine")
    write_list(place / "list.csv", people(2))
    batch("list.csv", "-o", "out")
    assert Path("out/leaflets/Letter to Ada.pdf").read_text() == "mine"
    assert Path("out/leaflets/notes.txt").read_text() == "mine"


def test_two_runs_do_not_write_into_one_folder(place, batch):
    write_list(place / "list.csv", people(1))
    Path("out").mkdir()
    other = Folder(Path("out"))
    try:
        assert "another run is writing into out" in batch("list.csv", "-o", "out", code=2).stderr
    finally:
        other.close()
    batch("list.csv", "-o", "out")


def test_a_damaged_state_costs_time_and_nothing_else(place, batch):
    write_list(place / "list.csv", people(3))
    batch("list.csv", "-o", "out")
    whole = tree("out")
    edit(Path("out/.batch/state"), '"schema": 1', '"schema": 0')
    assert told(batch("list.csv", "-o", "out", "--json"))["made"] == 3
    assert tree("out") == whole
