"""What is kept on disk: got as it was put, and not at all once a byte of it is another."""

import stat
from dataclasses import dataclass

import pytest

from leaflets.keep.folder import KeptFolder
from leaflets.keep.kept import Kept

KEY = "a1" * 32


@dataclass(frozen=True, slots=True)
class Word:
    text: str


def shelf(folder, kind="word", whole=Word):
    return Kept(folder, kind, whole, (Word,))


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "cache" / "leaflets"


@pytest.fixture
def path(folder):
    """The file of a word that is kept."""
    shelf(folder).put(KEY, Word("said"))
    (path,) = folder.iterdir()
    return path


def test_what_was_put_is_got(folder, path):
    assert shelf(folder).get(KEY) == Word("said")
    assert shelf(folder).get("b2" * 32) is None


def test_only_its_owner_may_look_into_it(folder, path):
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_byte_that_was_changed_anywhere_makes_it_nothing(folder, path):
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert shelf(folder).get(KEY) is None
        assert not path.exists()


def test_a_file_that_was_cut_is_nothing(folder, path):
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert shelf(folder).get(KEY) is None


def test_what_was_kept_under_another_key_or_as_another_kind_is_nothing(folder, path):
    other = path.with_name(f"{'b2' * 32}.word")
    other.write_bytes(path.read_bytes())
    assert shelf(folder).get("b2" * 32) is None
    path.rename(path.with_suffix(".clinic"))
    assert shelf(folder, kind="clinic").get(KEY) is None


def test_a_whole_of_another_class_is_nothing(folder, path):
    assert shelf(folder, whole=Kept).get(KEY) is None


def test_a_folder_that_others_may_write_to_is_neither_read_nor_written(folder, path):
    folder.chmod(0o777)
    assert shelf(folder).get(KEY) is None
    path.unlink()
    shelf(folder).put(KEY, Word("said"))
    assert [*folder.iterdir()] == []


def test_a_folder_that_can_not_be_made_is_no_reason_to_fail(tmp_path):
    (tmp_path / "file").write_text("")
    lost = shelf(tmp_path / "file" / "cache")
    lost.put(KEY, Word("said"))
    assert lost.get(KEY) is None


def test_each_suffix_has_its_own_room(folder):
    for kind in ("one", "two"):
        kept = KeptFolder(folder, f".{kind}", largest=250)
        for number in range(4):
            kept.put(f"{number}", bytes(100))
    assert {path.suffix for path in folder.iterdir()} == {".one", ".two"}
    assert len([*folder.glob("*.one")]) == len([*folder.glob("*.two")]) == 2


def test_what_is_of_another_class_is_not_kept(folder):
    shelf(folder).put(KEY, object())
    assert not folder.exists()


def test_what_changes_while_it_is_read_is_not_kept(folder):
    keys = iter(["a" * 64, "b" * 64])
    assert shelf(folder).read(lambda: next(keys), lambda: Word("said")) == Word("said")
    assert not folder.exists()
    assert shelf(folder).read(lambda: None, lambda: Word("said")) == Word("said")
    assert not folder.exists()
    for _ in range(2):
        assert shelf(folder).read(lambda: KEY, lambda: Word("said")) == Word("said")
    assert shelf(folder).read(lambda: KEY, lambda: Word("not read")) == Word("said")
