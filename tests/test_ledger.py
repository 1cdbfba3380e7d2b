"""Ledgers: rows whole or not at all, whoever writes at the same time and whatever the disk does."""

import errno
import os
import resource
import stat
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from leaflets import ledger
from leaflets.errors import UsageFault

COLUMNS = ("key", "by")
NOBODY = 65534


def add(path, *rows):
    return ledger.append(path, COLUMNS, lambda _: rows)


def told(path):
    """The rows of a ledger that has no flaw."""
    found = ledger.read(path, COLUMNS)
    assert found.findings == ()
    return [tuple(row.cells.values()) for row in found.rows]


def flaws(path, text):
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    found = ledger.read(path, COLUMNS).findings
    return [str(finding).replace(path.as_posix(), "l.csv").splitlines()[0] for finding in found]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "l.csv"


def test_rows_are_added_at_the_end_and_none_is_changed(path):
    assert add(path, ("help", "A, B"), ("words", 'C "D"')) == 2
    before = path.read_bytes()
    assert add(path, ("about", "é")) == 1
    assert path.read_bytes().startswith(before)
    assert told(path) == [("help", "A, B"), ("words", 'C "D"'), ("about", "é")]
    assert path.read_text("utf-8").splitlines()[0] == "key,by"


def test_a_file_that_is_not_there_is_empty_and_is_not_made_for_nothing(path):
    assert told(path) == []
    assert add(path) == 0
    with pytest.raises(ZeroDivisionError):
        ledger.append(path, COLUMNS, lambda _: 1 / 0)
    assert not path.exists()


def test_no_cell_can_begin_a_line_of_its_own(path):
    add(path, ("help", "A\nwords,B\r\n\tC"))
    assert told(path) == [("help", "A words,B C")]


def test_a_ledger_that_a_spreadsheet_saved_is_read(path):
    path.write_bytes("\ufeffkey,by\r\nhelp,A\r\n\r\n".encode())
    assert told(path) == [("help", "A")]


WRITER = """
import sys, time
from pathlib import Path
from leaflets import ledger

def row(before):
    time.sleep(0.002)  # long enough for another to begin
    return [(sys.argv[1], str(len(before.rows)))]

sys.stdin.readline()
for number in range(20):
    ledger.append(Path("l.csv"), ("key", "by"), row)
"""


def test_writers_at_the_same_time_all_land_whole(path):
    command = [sys.executable, "-c", WRITER]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    writers = [
        subprocess.Popen(
            [*command, f"w{n}"], cwd=path.parent, stdin=subprocess.PIPE, env=environment
        )
        for n in range(4)
    ]
    for writer in writers:  # all have been started: let them go
        writer.stdin.write(b"\n")
        writer.stdin.close()
    assert [writer.wait() for writer in writers] == [0] * 4
    rows = told(path)
    assert sorted(key for key, _ in rows) == sorted(f"w{n}" for n in range(4) for _ in range(20))
    # Each chose its row knowing all that stood there.
    assert [int(count) for _, count in rows] == list(range(80))


def test_a_file_cut_anywhere_says_nothing_that_it_did_not_say_whole(path):
    add(path, ("help", 'A "B", C'), ("words", "Dé"))
    whole, rows = path.read_bytes(), told(path)
    for size in range(len(whole)):
        path.write_bytes(whole[:size])
        found = ledger.read(path, COLUMNS)
        kept = [tuple(row.cells.values()) for row in found.rows]
        assert kept == rows[: len(kept)]
        at_an_end = size == 0 or whole[size - 1 : size] == b"\n"
        assert at_an_end is not bool(found.findings), whole[:size]


def test_a_cut_line_is_told_with_its_place_and_what_to_do(path):
    path.write_text("key,by\nhelp,A\nwor")
    (finding,) = ledger.read(path, COLUMNS).findings
    assert str(finding) == (
        f"{path}:3:1: error: the last line was cut off: 'wor' [ledger]\n"
        "  hint: take the cut line out and do again what it was to say; "
        "if it is whole, end it with a line break"
    )


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("key,name\nhelp,A\n", "l.csv:1:1: error: the columns must be key,by [ledger]"),
        ("key,by\nhelp\n", "l.csv:2:1: error: has 1 of 2 columns: 'help' [ledger]"),
        ("key,by\n\nhelp,A,B\n", "l.csv:3:1: error: has 3 of 2 columns: 'help,A,B' [ledger]"),
        ('key,by\n"A\nB",\n', "l.csv:2:1: error: can't be read: unexpected end of data [ledger]"),
        (b"key,by\nhelp,\xff\n", "l.csv:2:1: error: is not UTF-8 text [ledger]"),
        (b"\0" * 20 + b"\n", "l.csv:1:1: error: the columns must be key,by [ledger]"),
    ],
)  # fmt: skip
def test_a_flaw_is_told_with_its_line(path, text, flaw):
    assert flaws(path, text)[0] == flaw


def test_all_flaws_are_told_at_once(path):
    assert len(flaws(path, "key,by\nhelp\nwords,A,B\nabo")) == 3


# The disk.


@contextmanager
def powerless(folder):
    """Nothing can be written in ``folder``, which becomes the working one, whoever runs this."""
    before, user = Path.cwd(), os.geteuid()
    os.chdir(folder)  # its parents are open to their owner only
    folder.chmod(0o555)
    try:
        if user == 0:
            os.seteuid(NOBODY)
        yield
    finally:
        os.seteuid(user)
        folder.chmod(0o755)
        os.chdir(before)


def test_a_file_that_is_read_only_is_told_and_left_alone(path):
    add(path, ("help", "A"))
    before = path.read_bytes()
    path.chmod(0o444)
    with powerless(path.parent), pytest.raises(UsageFault, match=r"l\.csv can't be written: Perm"):
        add(type(path)("l.csv"), ("words", "B"))
    assert path.read_bytes() == before


def test_a_folder_that_is_read_only_is_told_and_nothing_appears(path):
    with powerless(path.parent), pytest.raises(UsageFault, match=r"l\.csv can't be written: Perm"):
        add(type(path)("l.csv"), ("words", "B"))
    assert list(path.parent.iterdir()) == []


@contextmanager
def room_for(size):
    """No file may grow beyond ``size`` bytes: what does not fit is cut, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("room", [0, 1, 7])
def test_on_a_disk_that_is_full_nothing_half_written_stays(path, room):
    add(path, ("help", "A"))
    before = path.read_bytes()
    with (
        room_for(len(before) + room),
        pytest.raises(UsageFault, match="can't be written: ") as told,
    ):
        add(path, ("words", "B" * 100))
    assert "nothing was added to it; make room" in told.value.hint
    assert path.read_bytes() == before
    add(path, ("words", "B"))


def test_a_new_ledger_on_a_disk_that_is_full_is_not_left_behind(path):
    with room_for(5), pytest.raises(UsageFault):
        add(path, ("words", "B"))
    assert not path.exists()


def test_what_the_disk_could_not_keep_does_not_stay(path, monkeypatch):
    add(path, ("help", "A"))
    before = path.read_bytes()

    def refuse(_descriptor):
        raise OSError(errno.EDQUOT, os.strerror(errno.EDQUOT))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(UsageFault, match="quota"):
        add(path, ("words", "B"))
    assert path.read_bytes() == before


def test_a_ledger_is_there_for_all_to_read(path):
    before = os.umask(0o022)
    try:
        add(path, ("help", "A"))
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
