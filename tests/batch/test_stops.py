"""A run that is killed, stopped or can not write: all that is there is whole, the next goes on."""

import errno
import json
import os
import shutil
import signal
import stat
from datetime import date
from pathlib import Path

import pytest
from batch.lists import NAMES, copies, manifest, people, program, tree, write_list
from cli.program import run

from leaflets.batch import store
from leaflets.batch.folder import Folder

OPTIONS = ("--key", "site.key", "--today", "2026-11-22", "batch", "list.csv", "-o", "out")


def few_leaflets(count):
    """So many rows of two leaflets: runs are short."""
    return [
        {"record_id": f"R{n}", "zeta": "high" if n % 2 else "low", "name": NAMES[n % 5]}
        for n in range(1, count + 1)
    ]


def killed_at_random(kills):
    started = program("-m", "batch.killing", str(kills), *OPTIONS)
    said, errors = started.communicate()
    assert started.returncode == 0, errors
    return int(said.split()[0])


def test_killed_at_25_random_points_and_run_again_it_leaves_the_same_bytes(place):
    write_list(place / "list.csv", [*few_leaflets(7), {"record_id": "x", "zeta": "no"}])
    assert killed_at_random(25) > 50


def test_killed_at_25_random_points_of_a_run_after_changes_too(place, batch):
    """Some leaflets stay, some are replaced, some are set aside, and one fails the survey."""
    rows = few_leaflets(8)
    write_list(place / "list.csv", rows)
    batch("list.csv", "-o", "start")
    rows[1]["name"] = "Changed Name"
    rows[2]["zeta"] = "no"
    write_list(place / "list.csv", [rows[0], *rows[1:4], *rows[5:], {"record_id": "new"}])
    assert killed_at_random(25) > 50


def test_no_scrap_is_left_after_a_killed_run_and_the_next(place, batch):
    write_list(place / "list.csv", people(3))
    batch("list.csv", "-o", "out")
    whole = tree("out")
    private = Path("out/.batch")
    (private / "work-0").mkdir()
    (private / "work-0/0123456789abcdef.pdf").write_bytes(b"%PDF half")
    (private / "new").mkdir()
    (private / "new/manifest.jsonl").write_text("half")
    batch("list.csv", "-o", "out")
    assert tree("out") == whole
    assert sorted(path.name for path in private.iterdir()) == ["state"]


def test_a_journal_whose_last_line_is_cut_off_is_read_up_to_there(place, batch, monkeypatch):
    write_list(place / "list.csv", people(6))
    batch("list.csv", "-o", "whole")
    stop_after(monkeypatch, 4)
    batch("list.csv", "-o", "out", code=130)
    monkeypatch.undo()
    monkeypatch.chdir(place)
    journal = Path("out/.batch/journal")
    journal.write_bytes(journal.read_bytes()[:-20])
    batch("list.csv", "-o", "out")
    assert tree("out") == tree("whole")


def test_a_leaflet_that_the_power_took_is_made_again(place, batch, monkeypatch):
    """After a run that was cut short, what is on the disk is read, not only looked at."""
    write_list(place / "list.csv", people(6))
    batch("list.csv", "-o", "whole")
    stop_after(monkeypatch, 4)
    batch("list.csv", "-o", "out", code=130)
    monkeypatch.undo()
    monkeypatch.chdir(place)
    for path in Path("out/leaflets").iterdir():
        path.write_bytes(b"\0" * path.stat().st_size)
    batch("list.csv", "-o", "out")
    assert tree("out") == tree("whole")


def stop_after(monkeypatch, count):
    """Say to stop, as Ctrl-C does, once so many copies are written."""
    put = store.FolderStore.put
    written = []

    def counting(self, token, prefix, tail):
        put(self, token, prefix, tail)
        written.append(token)
        if len(written) == count:
            os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(store.FolderStore, "put", counting)
    monkeypatch.setattr("leaflets.batch.run._UNIT", 2)


def test_ctrl_c_ends_after_the_leaflet_in_hand_and_says_how_to_go_on(place, batch, monkeypatch):
    write_list(place / "list.csv", people(9))
    batch("list.csv", "-o", "whole")
    stop_after(monkeypatch, 5)
    result = batch("list.csv", "-o", "out", "--json", code=130)
    monkeypatch.undo()
    monkeypatch.chdir(place)
    assert "Stopped: 5 of 9 leaflets are made" in result.stderr
    assert "Give the same command again to go on" in result.stderr
    assert result.stdout == ""
    assert len(copies("out")) == 5
    assert not Path("out/manifest.jsonl").exists()
    again = batch("list.csv", "-o", "out", "--json")
    told = json.loads(again.stdout)
    assert (told["made"], told["resumed"]) == (9, 5)
    assert "5 of those made were there from a run cut short" in again.stderr
    assert tree("out") == tree("whole")


def test_a_run_that_goes_on_the_next_day_prints_the_day_it_began(place, monkeypatch):
    write_list(place / "list.csv", people(6))
    on = "leaflets.cli.order.clock"
    command = ("--key", "site.key", "batch", "list.csv", "-o")
    monkeypatch.setattr(on, lambda: date(2026, 11, 22))
    run(*command, "whole")
    with monkeypatch.context() as patch:
        stop_after(patch, 3)
        run(*command, "out", code=130)
    monkeypatch.setattr(on, lambda: date(2026, 11, 23))
    run(*command, "out")
    assert tree("out/leaflets") == tree("whole/leaflets")
    assert manifest("out") == manifest("whole")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_a_disk_that_fills_up_ends_the_run_and_leaves_nothing_half(
    place, batch, monkeypatch, number
):
    write_list(place / "list.csv", people(6))
    batch("list.csv", "-o", "whole")
    writev = os.writev
    calls = []

    def filling(handle, parts):
        calls.append(handle)
        if len(calls) < 4:
            return writev(handle, parts)
        os.write(handle, bytes(parts[0][:100]))
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(store.os, "writev", filling)
        patch.setattr("leaflets.batch.run._UNIT", 2)
        result = batch("list.csv", "-o", "out", code=2)
    assert os.strerror(number) in result.stderr
    assert "give the same command again: it goes on where it stopped" in result.stderr
    whole = tree("whole/leaflets")
    there = tree("out/leaflets")
    assert 0 < len(there) < 6
    assert there.items() <= whole.items()
    assert not list(Path("out/.batch").glob("work-*/*.pdf"))
    batch("list.csv", "-o", "out")
    assert tree("out") == tree("whole")


def test_a_write_that_comes_short_is_finished(place, batch, monkeypatch):
    write_list(place / "list.csv", people(2))
    batch("list.csv", "-o", "whole")
    monkeypatch.setattr(store.os, "writev", lambda handle, parts: os.write(handle, parts[0][:99]))
    batch("list.csv", "-o", "out")
    assert tree("out") == tree("whole")


def test_a_real_limit_on_a_file_ends_the_run_clearly(place, batch):
    """The reports do not fit, though every leaflet does: nothing of them is in its place."""
    write_list(place / "list.csv", [*people(3), *({"record_id": "x" * 100} for _ in range(2000))])
    limited = (
        "import resource, signal, sys; from leaflets.cli import main;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000));"
        "main(sys.argv[1:])"
    )
    started = program("-c", limited, *OPTIONS)
    _, errors = started.communicate()
    assert started.returncode == 2, errors
    assert "File too large" in errors
    assert "Traceback" not in errors
    assert not Path("out/manifest.jsonl").exists()
    batch("list.csv", "-o", "out", code=5)
    assert len(manifest("out")) == 2003


def test_a_folder_that_may_not_be_written_to_is_told(place, batch):
    write_list(place / "list.csv", people(1))
    result = batch("list.csv", "-o", "/proc/self/task/out", code=2)
    assert "can't be written" in result.stderr or "is not there" in result.stderr


def test_a_folder_that_became_read_only_is_told_and_goes_on_later(place, batch, monkeypatch):
    write_list(place / "list.csv", people(2))
    batch("list.csv", "-o", "out")
    write_list(place / "list.csv", people(4))

    def refuse(*_, **__):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    before = tree("out")
    with monkeypatch.context() as patch:
        patch.setattr(store.os, "rename", refuse)
        assert "Read-only file system" in batch("list.csv", "-o", "out", code=2).stderr
    assert {name: digest for name, digest in tree("out").items() if name in before} == before
    batch("list.csv", "-o", "out")
    assert len(copies("out")) == 4


def test_a_run_that_was_killed_while_its_files_were_moved_is_ended_by_the_next(place, batch):
    write_list(place / "list.csv", people(3))
    batch("list.csv", "-o", "out")
    whole = tree("out")
    waiting = Path("out/.batch/commit")
    waiting.mkdir()
    shutil.move("out/.batch/state", waiting / "state")
    shutil.move("out/manifest.jsonl", waiting / "manifest.jsonl")
    batch("list.csv", "-o", "out")
    assert tree("out") == whole


def test_the_folder_is_free_again_after_a_run_that_failed(place, batch):
    (place / "list.csv").write_text("nothing\n")
    batch("list.csv", "-o", "out", code=2)
    folder = Folder(Path("out"))
    assert stat.S_IMODE(Path("out").stat().st_mode) == 0o700
    folder.close()
