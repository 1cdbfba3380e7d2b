"""Files are whole or absent, and their owner's alone."""

import os
import stat
from pathlib import Path

import pytest

from leaflets.errors import UsageFault
from leaflets.files import check_apart, check_folder, check_writable, whole_file, write_whole


def locked(folder):
    """A folder in which nobody may write, whoever runs the tests."""
    if not os.geteuid():
        return type(folder)("/proc/self/fd")
    folder = folder / "locked"
    folder.mkdir()
    folder.chmod(0o500)
    return folder


def test_a_file_is_written_whole_and_for_its_owner_alone(tmp_path):
    path = tmp_path / "a.pdf"
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_an_old_file_is_replaced_and_no_longer_readable_by_others(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    path.chmod(0o644)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["gone/a.pdf", "folder", "x" * 300])
def test_what_can_not_be_written_leaves_nothing_behind(tmp_path, name):
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageFault, match="can't be written"):
        write_whole(tmp_path / name, b"new")
    assert [path.name for path in tmp_path.rglob("*")] == ["folder"]


def test_a_place_without_the_right_to_write_is_told(tmp_path):
    with pytest.raises(UsageFault) as caught:
        write_whole(locked(tmp_path) / "a.pdf", b"new")
    assert "can't be written" in caught.value.message
    assert "-o" in caught.value.hint


def test_a_place_that_can_not_be_written_is_known_beforehand(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    check_writable(tmp_path / "a.pdf")
    check_writable(tmp_path / "file")
    for path, told in (
        (tmp_path, "is a folder"),
        (tmp_path / "gone" / "a.pdf", "is not there"),
        (tmp_path / "file" / "a.pdf", "is not there"),
    ):
        with pytest.raises(UsageFault, match=told):
            check_writable(path)


def test_a_folder_that_is_not_there_yet_will_do(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    check_folder(tmp_path)
    check_folder(tmp_path / "new" / "inside")
    for path in (tmp_path / "file", tmp_path / "file" / "inside"):
        with pytest.raises(UsageFault, match="is not a folder"):
            check_folder(path)


def test_a_device_is_not_done_away_with_by_a_file(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for write in (lambda: check_writable(pipe), lambda: write_whole(pipe, b"new")):
        with pytest.raises(UsageFault, match="it is a device or a pipe"):
            write()
    with pytest.raises(UsageFault, match="it is a device or a pipe"), whole_file(pipe):
        pass
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_link_stays_one_and_what_it_names_is_written(tmp_path):
    link, real = tmp_path / "link.pdf", tmp_path / "real.pdf"
    link.symlink_to(real)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    with whole_file(link) as stream:
        stream.write(b"newer")
    assert link.is_symlink()
    assert real.read_bytes() == b"newer"


@pytest.mark.parametrize(("name", "told"), [("x" * 300, "can't be written"), ("-", "name a file")])
def test_a_name_that_no_file_can_have_here_is_known_beforehand(tmp_path, name, told):
    with pytest.raises(UsageFault) as caught:
        check_writable(Path(name))
    assert told in f"{caught.value.message} {caught.value.hint}"


def test_no_file_is_written_over_another_of_the_same_command(tmp_path):
    a, b, link = tmp_path / "a.pdf", tmp_path / "b.pdf", tmp_path / "link.pdf"
    link.symlink_to(a)
    check_apart({"-o": a, "--manifest": None}, {"--record": b, "--clinic": b})
    for written, read in (
        ({"-o": a, "--check-sheet": a}, {}),
        ({"-o": a, "--check-sheet": tmp_path / "." / "a.pdf"}, {}),
        ({"-o": link}, {"--record": a}),
    ):
        with pytest.raises(UsageFault, match="one would replace the other"):
            check_apart(written, read)
