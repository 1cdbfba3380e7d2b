"""Each test begins in an empty folder with a small leaflet, a site key and no settings."""

import os
from functools import partial

import pytest
from batch.lists import write_source
from cli.program import run


@pytest.fixture(scope="session")
def cache(tmp_path_factory):
    """Where compiled leaflets are kept, so that each is set once for all of these tests."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch, cache):
    """The folder, with ``source``, ``site.key`` and no translations; it is the working folder."""
    for name in os.environ:
        if name.startswith("LEAFLETS_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    write_source(tmp_path)
    (tmp_path / "translations").mkdir()
    (tmp_path / "site.key").write_bytes(b"a key for tests only, of 32 byte")
    (tmp_path / "site.key").chmod(0o600)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def batch():
    """``batch(RECORDS, ..., code=0)``: ``leaflets batch`` on a fixed day, with that key."""
    return partial(run, "--key", "site.key", "--today", "2026-11-22", "batch")
