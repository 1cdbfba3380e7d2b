"""The key: another one for any other byte, name or program, and none where a file can't be read."""

import shutil

import pytest

from leaflets.keep import files
from leaflets.keep.files import key_of, program, program_here


def key(tmp_path, **texts):
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    return key_of(("kind",), [(name, tmp_path / name) for name in texts])


def test_it_stands_for_names_and_bytes(tmp_path):
    usual = key(tmp_path, a="one", b="two")
    assert key(tmp_path, a="one", b="two") == usual
    others = (
        key(tmp_path, a="one"),
        key(tmp_path, a="one", b="two", c=""),
        key(tmp_path, a="one", c="two"),
        key(tmp_path, a="onet", b="wo"),
        key(tmp_path, b="two", a="one"),
        key_of(("other",), [(name, tmp_path / name) for name in ("a", "b")]),
    )
    assert len({usual, *others}) == 7


def test_there_is_none_where_a_file_can_not_be_read(tmp_path):
    assert key_of((), [("gone", tmp_path / "gone")]) is None
    assert key_of((), [("folder", tmp_path)]) is None


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A copy of some of the program, as if it were all of it."""
    ours = tmp_path / "leaflets"
    shutil.copytree(files._PACKAGE / "keep", ours / "keep")
    shutil.copy2(files._PACKAGE / "documents.py", ours)
    monkeypatch.setattr(files, "_PACKAGE", ours)
    return ours


@pytest.mark.parametrize("told", [program, program_here])
def test_another_program_or_library_is_told(told, package, monkeypatch):
    def now():
        files._installed.cache_clear()
        return told.__wrapped__(("keep", "documents.py"), ("yaml",))

    seen = [now()]
    assert now() == seen[0]
    for path in (package / "keep" / "plain.py", package / "documents.py"):
        path.write_text(path.read_text("utf-8").replace("a", "e", 1), "utf-8")
        seen.append(now())
    (package / "keep" / "more.py").write_text("")
    seen.append(now())
    monkeypatch.setattr(files, "_release", lambda library: [f"{library} 2"])
    seen.append(now())
    assert len(set(seen)) == 5


@pytest.mark.parametrize("library", ["PIL", "fontTools", "pydantic", "yaml", "polib", "babel"])
def test_the_release_of_each_library_is_known(library):
    (known,) = files._release(library)
    assert known.endswith(".dist-info")
