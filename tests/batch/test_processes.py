"""Several processes leave what one leaves, forked off or started anew, also if some of them end."""

import json
import os
import signal
import time
from pathlib import Path

import pytest
from batch.lists import HEADINGS, copies, manifest, people, program, read_csv, tree, write_list

from leaflets.batch import checking, hand, processes, survey, work
from leaflets.batch.hand import Choose, Errand, Hand, Look, ReadBack, Settle
from leaflets.batch.shared_survey import SharedSurvey
from leaflets.batch.work import Unit, never
from leaflets.errors import LeafletsError
from leaflets.records.sources import Mark

pytestmark = pytest.mark.forks

OPTIONS = ("--key", "site.key", "--today", "2026-11-22", "batch", "list.csv", "-o", "out")
ANEW = "import sys, threading; threading.active_count = lambda: 2;"
"""What has a program take itself for one with threads, so that it forks nothing off."""


@pytest.fixture(params=["forked", "anew"])
def way(request, monkeypatch):
    """How processes come to be."""
    if request.param == "anew":
        monkeypatch.setattr("leaflets.batch.processes.threading.active_count", lambda: 2)
    assert processes.can_fork() == (request.param == "forked")
    return request.param


@pytest.fixture
def small_pages(monkeypatch):
    """Pages of a few rows, so that a short list has many."""
    for module in (checking, hand, survey):
        monkeypatch.setattr(module, "PAGE", 3)


def varied():
    """A list with every kind of row that is refused, and some that look odd."""
    rows = people(20, seed=3)
    rows[4]["record_id"] = rows[1]["record_id"]
    rows[5]["zeta"] = "no"
    rows[6] |= {"record_id": rows[5]["record_id"], "format": "none such"}
    rows[7]["name"] = "Ada\nExample"
    rows[8]["name"] = "W" * 79
    rows[9]["record_id"] = "943 476 5919"
    rows[10]["language"] = "xx"
    rows[11]["record_id"] = ""
    rows[12] |= {"given_by": "Nurse; Example", "date": "2026-01-02"}
    rows[13]["name"] = 'Bo "Sample"'
    rows[15]["record_id"] = rows[14]["record_id"]
    return rows


def test_two_processes_leave_the_same_bytes(place, batch, way, small_pages):
    write_list(place / "list.csv", varied())
    one = batch("list.csv", "-o", "one", code=5)
    two = batch("list.csv", "-o", "two", "--jobs", "2", code=5)
    assert tree("two") == tree("one")
    assert two.stderr.partition(", in ")[0] == one.stderr.partition(", in ")[0]
    assert len(read_csv("two/refused.csv")) == 8


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "json"])
def test_two_processes_find_what_one_finds(place, batch, small_pages, suffix):
    """The same refusals in the same order, and the same warnings; of CSV that is no UTF-8, too."""
    path = place / f"list.{suffix}"
    rows = [{"odd": "1" if n == 17 else "", **row} for n, row in enumerate(varied())]
    if suffix == "csv":
        for row in rows:
            row["name"] = row["name"] if row["name"].isascii() else "Zoë"
        write_list(path, rows, headings=("odd", *HEADINGS))
        path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252"))
    elif suffix == "jsonl":
        path.write_text("\n".join(["", *map(json.dumps, rows), "", "{"]), encoding="utf-8")
    else:
        path.write_text(json.dumps(rows), encoding="utf-8")
    one = batch(path.name, "--preflight", "--json", code=5)
    two = batch(path.name, "--preflight", "--json", "--jobs", "2", code=5)
    assert two.stdout == one.stdout
    assert two.stderr == one.stderr
    assert "Warning" in two.stderr


def test_after_a_change_two_processes_make_what_changed(place, batch, way, small_pages):
    rows = people(9)
    write_list(place / "list.csv", rows)
    batch("list.csv", "-o", "out")
    rows[2]["name"] = "Changed Name"
    write_list(place / "list.csv", rows)
    told = json.loads(batch("list.csv", "-o", "out", "--json", "--jobs", "2").stdout)
    assert (told["made"], told["unchanged"]) == (1, 8)


def test_a_list_that_can_not_be_read_is_told(place, batch, way, small_pages):
    (place / "list.csv").write_text('record_id,zeta\nR1,high\nR2,low\nR3,low\nR4,"low\nR5,low\n')
    result = batch("list.csv", "-o", "out", "--jobs", "2", code=2)
    assert "list.csv:5: a quote is opened in this row and never closed" in result.stderr
    (place / "list.csv").write_text("nothing\n1\n")
    assert "none of its columns" in batch("list.csv", "-o", "out", "--jobs", "2", code=2).stderr


def test_two_stamps_that_changed_places_are_found(place, batch, monkeypatch):
    """By another process than the one that made them, or the same: from the disk and the list."""
    make = work.Maker.make

    def wrong(self, unit):
        if len(unit.copies) == 2:
            one, two = unit.copies
            swapped = (
                work.Copy(one.number, one.token, two.personal),
                work.Copy(two.number, two.token, one.personal),
            )
            unit = Unit(key=unit.key, wish=unit.wish, copies=swapped)
        return make(self, unit)

    monkeypatch.setattr(work.Maker, "make", wrong)
    names = ("Cy Specimen", "Di Instance", "Ada Example")
    rows = [
        {"record_id": name[0], "zeta": "high" if n < 2 else "low", "name": name}
        for n, name in enumerate(names)
    ]
    write_list(place / "list.csv", rows)
    options = ("--jobs", "2", "--audit", "all", "--json")
    told = json.loads(batch("list.csv", "-o", "out", *options, code=1).stdout)
    assert (told["made"], told["failed"], told["audited"]) == (1, 2, 3)
    said = "read back, the copy does not have its record's name"
    assert {line["record_id"]: "".join(line["reasons"]) for line in manifest("out")} == {
        "C": said,
        "D": said,
        "A": "",
    }


# Processes that end.


@pytest.mark.parametrize("anew", [False, True])
def test_a_worker_that_is_killed_costs_its_unit_only(place, batch, anew):
    write_list(place / "list.csv", people(200))
    batch("list.csv", "-o", "whole")
    started = at_copies(anew=anew)
    os.kill(workers_of(started.pid)[0], signal.SIGKILL)
    _, errors = started.communicate()
    assert started.returncode == 0, errors
    assert tree("out") == tree("whole")


@pytest.mark.parametrize("kind", [Look, Choose, Settle, Errand, ReadBack])
def test_a_process_that_ends_at_any_task_costs_that_task_only(
    place, batch, monkeypatch, small_pages, kind
):
    write_list(place / "list.csv", [*people(15), {"record_id": "x", "zeta": "no"}])
    batch("list.csv", "-o", "one", "--audit", "all", code=5)
    do = Hand.do

    def ending(self, task):
        if isinstance(task, kind) and not Path("ended").exists():
            Path("ended").touch()
            os._exit(9)
        return do(self, task)

    monkeypatch.setattr(Hand, "do", ending)
    batch("list.csv", "-o", "two", "--jobs", "2", "--audit", "all", code=5)
    assert Path("ended").exists()
    assert tree("two") == tree("one")


def test_a_unit_that_kills_every_process_fails_alone(place, batch, monkeypatch, way):
    """A leaflet whose making ends the process, twice: its records fail, the others are made."""
    rows = [{"record_id": f"R{n}", "zeta": "high" if n < 3 else "low"} for n in range(6)]
    monkeypatch.setattr(processes, "_serve", ends_at_large)
    write_list(place / "list.csv", [row | {"format": "large"} for row in rows[:2]] + rows[2:])
    told = json.loads(batch("list.csv", "-o", "out", "--json", "--jobs", "2", code=1).stdout)
    assert (told["made"], told["failed"]) == (4, 2)
    failed = [line for line in manifest("out") if line["state"] == "failed"]
    assert [line["record_id"] for line in failed] == ["R0", "R1"]
    assert failed[0]["reasons"] == ["the process that made it ended twice, without a word"]
    assert len(copies("out")) == 4


def ends_at_large(pipe, tools, name, stop):
    """A worker that ends without a word when it is asked to make large print."""
    at_work = Hand(tools, name, never)
    try:
        while True:
            task = pipe.recv()
            if isinstance(task, Errand | Unit) and task.wish.page_format == "large":
                os._exit(9)
            pipe.send(at_work.do(task))
    except EOFError:
        return


def test_a_row_that_ends_every_process_ends_the_run(place, batch, monkeypatch):
    write_list(place / "list.csv", people(3))
    monkeypatch.setattr(Hand, "do", lambda self, task: os._exit(9))
    result = batch("list.csv", "-o", "out", "--jobs", "2", code=1)
    assert "the processes that check the list ended, twice" in result.stderr
    assert "--jobs 1" in result.stderr
    assert not Path("out/manifest.jsonl").exists()


@pytest.mark.parametrize("anew", [False, True])
def test_the_starter_killed_and_run_again_it_leaves_the_same_bytes(place, batch, anew):
    """The folder is free at once: a process that was forked off holds no lock of the starter's."""
    write_list(place / "list.csv", people(200))
    batch("list.csv", "-o", "whole")
    started = at_copies(anew=anew)
    workers = workers_of(started.pid)
    started.kill()
    started.communicate()
    batch("list.csv", "-o", "out")
    assert tree("out") == tree("whole")
    wait_for(lambda: not any(map(is_at_work, workers)))


def test_ctrl_c_ends_two_processes_after_the_leaflets_in_hand(place, batch):
    write_list(place / "list.csv", people(200))
    batch("list.csv", "-o", "whole")
    started = at_copies()
    started.send_signal(signal.SIGINT)
    _, errors = started.communicate()
    assert started.returncode == 130, errors
    assert "Give the same command again to go on" in errors
    assert not list(Path("out/.batch").glob("work-*/*.pdf"))
    assert 0 < len(copies("out")) < 200
    batch("list.csv", "-o", "out", "--jobs", "2")
    assert tree("out") == tree("whole")


def test_who_hands_out_comes_before_who_makes(place, batch):
    write_list(place / "list.csv", people(200))
    started = at_copies()
    workers = workers_of(started.pid)
    mine = os.getpriority(os.PRIO_PROCESS, started.pid)
    theirs = [os.getpriority(os.PRIO_PROCESS, worker) for worker in workers]
    started.kill()
    started.communicate()
    wait_for(lambda: not any(map(is_at_work, workers)))
    assert theirs == 2 * [min(mine + 5, 19)]


def at_copies(*, anew=False):
    """A program with two processes that has begun to make copies."""
    how = ("-c", f"{ANEW} from leaflets.cli import main; main(sys.argv[1:])")
    started = program(*(how if anew else ("-m", "leaflets")), *OPTIONS, "--jobs", "2")
    wait_for(lambda: Path("out/leaflets").is_dir() and copies("out"))
    return started


def wait_for(found):
    """What ``found`` gives, once it gives something."""
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        if given := found():
            return given
        time.sleep(0.005)
    raise AssertionError("it never came")


def is_at_work(process):
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def workers_of(process):
    """The processes that make leaflets for ``process``."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [
        int(child)
        for child in children
        if b"resource_tracker" not in Path(f"/proc/{child}/cmdline").read_bytes()
    ]


def test_rows_that_nobody_has_looked_at_are_missed():
    """Should processes ever end with pages in hand, no shorter list is printed in silence."""
    survey = SharedSurvey(iter([Mark(1, 0, 2)]), kit=None, site=None, plan=None)
    with pytest.raises(LeafletsError, match="not every row"):
        survey.look_at(NobodyAnswers(), seen=lambda rows: None, stopped=never)


class NobodyAnswers:
    """Processes that take a task and end without a word."""

    names = frozenset()

    def answers(self, tasks, stopped):
        tasks.next_task("0")
        return iter(())
