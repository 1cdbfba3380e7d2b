"""Every test of the command line begins in an empty folder, with no settings."""

import os

import pytest


@pytest.fixture(autouse=True)
def empty_folder(tmp_path, monkeypatch):
    for name in os.environ:
        if name.startswith("LEAFLETS_") and name != "LEAFLETS_CACHE":
            monkeypatch.delenv(name)
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def unwritable(empty_folder):
    """A folder that is there and in which nobody may write, whoever runs the tests."""
    folder = empty_folder / "locked"
    folder.mkdir()
    folder.chmod(0o500)
    yield folder if os.geteuid() else type(folder)("/proc/self/fd")
    folder.chmod(0o700)
