"""``make --manifest``: a line for each leaflet, and no leaflet without its line."""

import hashlib
import hmac
import json
import stat
from pathlib import Path

import pytest
from cli.program import run, run_json
from factories import shipped

LEAFLET = shipped().leaflets[0].id


@pytest.fixture(autouse=True)
def record():
    Path("record.yaml").write_text("record_id: row-7\nname: Jane Roe\nher2: positive\n")


MAKE = ("--key", "site.key", "make", "--record", "record.yaml", "--today", "2026-11-22")


def lines(path="m.jsonl"):
    return [json.loads(each) for each in Path(path).read_text("utf-8").splitlines()]


def test_each_leaflet_has_a_line_with_what_it_was_made_from():
    told = run_json(*MAKE, "--manifest", "m.jsonl", "-o", "one.pdf")
    run("make", "--language", "pl", "--manifest", "m.jsonl", "-o", "two.pdf")
    one, two = lines()
    assert (one["record_id"], two["record_id"], two["token"]) == ("row-7", None, None)
    assert one["sha256"] == hashlib.sha256(Path("one.pdf").read_bytes()).hexdigest()
    assert one["token"] == told["token"]
    whole = hmac.new(Path("site.key").read_bytes(), f"{LEAFLET}row-7".encode(), "sha256")
    assert one["token"] == whole.hexdigest()[:16]
    assert (one["language"], one["format"], one["code"]) == ("en_GB", "a4", told["code"])
    assert (one["pages"], one["band"], one["state"]) == (told["pages"], "sample", "made")
    assert {"trastuzumab", "trastuzumab.heart"} <= set(one["keys"])
    assert "everolimus" not in one["keys"]
    assert {"zlib", "reportlab", "uharfbuzz"} <= set(one["libraries"])
    assert two["translations"].keys() >= set(two["keys"]) - {"about.edition"}
    assert not one["translations"]
    assert stat.S_IMODE(Path("m.jsonl").stat().st_mode) == 0o600


def test_a_key_alone_gives_a_token_and_no_manifest():
    assert len(run_json(*MAKE, "-o", "one.pdf")["token"]) == 16
    plain = run_json("make", "--record", "record.yaml", "-o", "one.pdf")
    assert plain["token"] is None
    assert sorted(path.name for path in Path().iterdir()) == ["one.pdf", "record.yaml", "site.key"]


@pytest.mark.parametrize("manifest", ["nowhere/m.jsonl", "."])
def test_where_the_line_can_not_be_written_no_leaflet_is(manifest):
    run(*MAKE, "--manifest", manifest, "-o", "one.pdf", code=2)
    assert not Path("one.pdf").exists()


def test_a_full_disk_leaves_neither_leaflet_nor_piece_of_a_line(monkeypatch):
    import errno
    import os

    Path("m.jsonl").write_text("")
    Path("site.key").write_bytes(b"k" * 32)

    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    result = run(*MAKE, "--manifest", "m.jsonl", "-o", "one.pdf", code=2)
    assert "m.jsonl can't be written: No space left on device" in result.stderr
    assert Path("m.jsonl").read_text() == ""
    assert not Path("one.pdf").exists()


def test_english_that_stands_in_is_told_as_what_it_is():
    run(
        "make", "--language", "fr", "--missing", "whole-source", "--manifest", "m.jsonl",
        "-o", "one.pdf", "--today", "2026-11-22",
    )  # fmt: skip
    (one,) = lines()
    assert (one["language"], one["order"]["stands_for"]) == ("en_GB", "fr")
    told = run_json("verify", "one.pdf", "--manifest", "m.jsonl")
    assert told["files"][0]["verdict"] == "genuine"
