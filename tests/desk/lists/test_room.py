"""The one list of a desk, from its opening to its leaflets and away again."""

import io
import signal
from contextlib import suppress
from multiprocessing import Pipe
from pathlib import Path
from threading import Thread

import pytest
from batch.lists import people, tree, write_list
from desk.lists.conftest import by_command, open_in, own_files

from leaflets.desk.lists import running
from leaflets.desk.lists.room import Busy
from leaflets.desk.lists.running import Broke, Ended, Stopped
from leaflets.desk.lists.wanted import Wanted
from leaflets.errors import UsageFault

ROWS = [*people(8), {"record_id": "bad", "zeta": "hihg", "name": "Ada"}, {"eta": "maybe"}]


def made(room, **wanted):
    """Make the leaflets, and wait until they are there."""
    assert room.make(room.opened.key, Wanted(**wanted))
    room.opened.running.wait()
    return room.opened.running.outcome


class StopAfter:
    """Says to stop once it was asked so often."""

    def __init__(self, times):
        self.left = times

    def is_set(self):
        self.left -= 1
        return self.left < 0

    def set(self):
        self.left = 0


def made_here(room, stop):
    """What the process says that makes the leaflets, if this one is it."""
    before = signal.getsignal(signal.SIGINT)
    ours, theirs = Pipe(duplex=False)
    spec = room.spec(room.opened)
    teller = Thread(target=lambda: said.extend(all_of(ours)))
    said = []
    teller.start()
    try:
        running.make(theirs, stop, spec, room.opened.output)
    finally:
        signal.signal(signal.SIGINT, before)
        theirs.close()
        teller.join()
        ours.close()
    return said


def all_of(pipe):
    with suppress(EOFError):
        while True:
            yield pipe.recv()


def test_it_makes_what_the_command_makes_byte_for_byte_and_what_was_mended_after(
    room, small, written, tmp_path
):
    path = written(ROWS)
    opened = open_in(room, path)
    assert room.make(opened.key, Wanted())
    first_run = opened.running
    assert room.make(opened.key, Wanted())
    assert opened.running is first_run
    for busy in (
        lambda: room.make(opened.key, Wanted(qr=True)),
        lambda: room.mend(opened.key, 9, {"zeta": "high"}),
        lambda: room.put_away(opened.key),
    ):
        with pytest.raises(Busy):
            busy()
    with pytest.raises(UsageFault, match="are being made"):
        room.open("other.csv", io.BytesIO(b"zeta\nhigh\n"), Wanted())
    opened.running.wait()
    first = opened.running.outcome
    assert isinstance(first, Ended), first
    assert (first.totals.made, first.totals.refused) == (8, 2)
    assert opened.made_from == opened.changes
    assert own_files(opened.output) == by_command(small, path, tmp_path / "one", code=5)

    room.mend(opened.key, 9, {"zeta": "high"})
    assert opened.made_from != opened.changes
    second = made(room, one_file=True, separators=True, by_language=True)
    assert (second.totals.made, second.totals.unchanged, second.totals.refused) == (1, 8, 1)
    mended = write_list(tmp_path / "m.csv", [*ROWS[:8], {**ROWS[8], "zeta": "high"}, ROWS[9]])
    run_of_all = ("--print-run", str(tmp_path / "run.pdf"), "--separators")
    by_command(small, mended, tmp_path / "two", *run_of_all, "--order", "language-format", code=5)
    assert tree(opened.output / "leaflets") == tree(tmp_path / "two/leaflets")
    for name in ("run.pdf", "run.csv", "run-cover.pdf"):
        assert (opened.folder / name).read_bytes() == (tmp_path / name).read_bytes()
    refused = (opened.output / "refused.csv").read_bytes()
    assert refused == (tmp_path / "two/refused.csv").read_bytes()


def test_it_stops_where_it_is_whole_and_goes_on(room, small, written, tmp_path):
    path = written(people(9))
    opened = open_in(room, path)
    *_, stopped = made_here(room, StopAfter(15))
    assert isinstance(stopped, Stopped), stopped
    assert 0 < stopped.done < stopped.total == 9
    assert not (opened.output / "manifest.jsonl").exists()
    assert len(list((opened.output / "leaflets").iterdir())) == stopped.done
    ended = made(room)
    assert (ended.totals.made, ended.totals.resumed) == (9, stopped.done)
    assert own_files(opened.output) == by_command(small, path, tmp_path / "out")


def test_whoever_looks_on_is_told_how_far_it_is(room, written):
    open_in(room, written(people(3)))
    said = made_here(room, StopAfter(1_000))
    stages = [(each.stage, each.total) for each in said if isinstance(each, running.Begun)]
    assert stages == [("Checking", None), ("Making", 3), ("Reading back", None)]
    assert sum(each for each in said if isinstance(each, int)) >= 6


def test_nothing_is_left_of_a_desk_that_ends_in_the_middle(room, written, tmp_path):
    opened = open_in(room, written(people(50)))
    room.make(opened.key, Wanted())
    room.close()
    assert opened.running.outcome == Stopped(done=0, total=0)
    assert not opened.folder.exists()
    assert not list(tmp_path.glob("*leaflets-desk-*"))


def test_a_process_that_does_not_stop_is_ended(room, written, monkeypatch):
    monkeypatch.setattr(running, "_LONGEST", 0.0)
    opened = open_in(room, written(people(50)))
    room.make(opened.key, Wanted())
    room.close()
    told = "the process that made the leaflets ended without a word"
    assert opened.running.outcome == Broke(message=told)
    assert not opened.folder.exists()


def test_what_can_t_go_on_is_told_without_the_desk_s_own_places(room, written):
    opened = open_in(room, written(people(2)))
    opened.path.unlink()
    *_, broke = made_here(room, StopAfter(1_000))
    assert isinstance(broke, Broke)
    assert opened.plain(broke.message) == "people.csv can't be read: No such file or directory"


def test_a_new_choice_is_looked_at_before_anything_is_made(room, small, written):
    opened = open_in(room, written([{"zeta": "low"}]))
    assert room.make(opened.key, Wanted(unanswered="refuse")) is False
    assert opened.running is None
    opened.checker.join()
    assert opened.look_again
    assert opened.checked.row(1).refusals


def test_a_page_of_a_list_that_is_gone_does_nothing(room, small, written):
    first = open_in(room, written(people(2)))
    second = open_in(room, written(people(3)))
    assert not first.folder.exists()
    for late in (
        lambda: room.mend(first.key, 1, {"zeta": "high"}),
        lambda: room.make(first.key, Wanted()),
        lambda: room.want(first.key, Wanted()),
        lambda: room.put_away(first.key),
    ):
        with pytest.raises(Busy):
            late()
    assert room.opened is second


@pytest.mark.parametrize("name", ["list.pdf", "list", "../../etc/passwd", "x.csv\0.exe", ""])
def test_a_file_of_another_kind_is_refused_by_its_name(room, small, name):
    with pytest.raises(UsageFault, match="This is no list"):
        room.open(name, io.BytesIO(b"zeta\nhigh\n"), Wanted())
    assert room.opened is None


def test_a_name_of_a_file_is_no_place(room, written, tmp_path):
    opened = open_in(room, written(people(1)), name="../../../../tmp/Ann Example =1+1.csv")
    assert opened.path.name == "list.csv"
    assert opened.path.parent.parent.parent == tmp_path
    assert opened.path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"Colour\nred\n", "people.csv: none of its columns is known"),
        (b"", "people.csv is empty"),
        (b"\xff\xfezeta", "people.csv is UTF-16 text"),
        (b"zeta,zeta\n", "people.csv: the column zeta stands twice"),
    ],
)
def test_a_file_that_is_no_list_is_told_in_its_own_name(room, small, tmp_path, data, told):
    path = tmp_path / "odd"
    path.write_bytes(data)
    opened = open_in(room, path)
    assert opened.plain(opened.fault.message).startswith(told)
    assert opened.checked is None


def test_every_kind_of_sheet_is_read(room, small):
    sheet = Path(__file__).parents[2] / "records" / "people.xls"
    opened = open_in(room, sheet, name="People.XLS")
    assert opened.fault is None, opened.fault
    assert len(opened.checked)
