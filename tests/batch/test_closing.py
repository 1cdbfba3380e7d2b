"""A run ends with its reports and with no copy that no record has, however many there are."""

from itertools import islice

from batch.lists import copies, manifest, people, read_csv, write_list

from leaflets.batch import closing, report
from leaflets.batch.store import FolderShelf


def test_strays_are_set_aside_some_at_a_time(place, batch, monkeypatch):
    monkeypatch.setattr(closing, "_STRAYS", 3)
    monkeypatch.setattr(closing, "_LOOKED_AT", 2)
    write_list(place / "list.csv", people(12))
    batch("list.csv", "-o", "out")
    gone = {line["token"] for line in manifest("out")[2:]}
    write_list(place / "list.csv", people(2))
    batch("list.csv", "-o", "out")
    assert copies("out") == {line["token"] for line in manifest("out")}
    aside = {path.name.partition("-")[0] for path in (place / "out/earlier").glob("*.pdf")}
    assert aside == gone
    assert len(gone) == 10


def test_reports_are_whole_whether_written_in_one_go_or_meanwhile(place, batch, monkeypatch):
    monkeypatch.setattr(report, "_STEP", 2)
    write_list(place / "list.csv", [*people(9), {"record_id": "R10", "zeta": "no"}])
    for output, more in (("one", ()), ("two", ("--jobs", "2", "--audit", "all"))):
        batch("list.csv", "-o", output, *more, code=5)
    ids = [f"R{number}" for number in range(1, 11)]
    assert [line["record_id"] for line in manifest("one")] == ids
    assert [row["record_id"] for row in read_csv("one/refused.csv")] == ["R10"]
    for name in ("manifest.jsonl", "refused.csv", ".batch/state"):
        assert (place / "two" / name).read_bytes() == (place / "one" / name).read_bytes()


def test_a_copy_that_is_gone_at_the_end_stops_the_run(place, batch, monkeypatch):
    tokens = FolderShelf.tokens
    monkeypatch.setattr(FolderShelf, "tokens", lambda self: islice(tokens(self), 2))
    write_list(place / "list.csv", people(3))
    result = batch("list.csv", "-o", "out", code=1)
    assert "3 leaflets should be there, and 2 are" in result.stderr
    assert not (place / "out/manifest.jsonl").exists()
