"""A desk with a small leaflet about things that do not exist, and lists for it."""

import io
from pathlib import Path

import pytest
from batch.lists import HEADINGS, tree, write_list, write_source
from cli.program import run
from desk.conftest import TODAY

from leaflets.compiled.cache import TemplateCache
from leaflets.desk.desk import Desk
from leaflets.desk.lists.checked import CheckedList
from leaflets.desk.lists.meter import Meter
from leaflets.desk.lists.room import ListRoom
from leaflets.desk.lists.wanted import Wanted, spec_of


@pytest.fixture(scope="session")
def small_cache(tmp_path_factory):
    """Where compiled leaflets are kept, so that each is set once for all of these tests."""
    return tmp_path_factory.mktemp("small-cache")


@pytest.fixture
def small(tmp_path, small_cache, monkeypatch):
    """The desk; nothing of it is kept where other desks keep theirs."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    write_source(tmp_path)
    (tmp_path / "translations").mkdir()
    (tmp_path / "site.key").write_bytes(b"a key for tests only, of 32 byte")
    return Desk(
        source=tmp_path / "source",
        translations=tmp_path / "translations",
        clock=lambda: TODAY,
        cache=TemplateCache(small_cache),
        site_key=tmp_path / "site.key",
    )


@pytest.fixture
def written(tmp_path):
    """``written(rows)``: these rows as a list in a file."""
    return lambda rows, headings=HEADINGS: write_list(tmp_path / "people.csv", rows, headings)


@pytest.fixture
def checked(small, written, tmp_path):
    """``checked(rows, **wanted)``: the list of these rows, every one looked at."""
    opened = []

    def check(rows, headings=HEADINGS, **wanted):
        path = rows if isinstance(rows, Path) else written(rows, headings)
        mends = {}
        spec = spec_of(small, path, mends, Wanted(**wanted), tmp_path / "run.pdf")
        opened.append(CheckedList(spec, mends))
        opened[-1].check(Meter())
        return opened[-1]

    yield check
    for each in opened:
        each.close()


@pytest.fixture
def room(small):
    """The place for the list of that desk."""
    made = ListRoom(small)
    yield made
    made.close()


def open_in(room, path, name="people.csv", **wanted):
    """Open the list at ``path`` there, and wait until it is checked."""
    room.open(name, io.BytesIO(path.read_bytes()), Wanted(**wanted))
    room.opened.checker.join()
    return room.opened


def by_command(small, path, output, *options, code=0):
    """What the command makes of the same list."""
    places = ("--source", str(small.source), "--translations", str(small.translations))
    key = ("--key", str(small.site_key), "--today", "2026-11-22")
    run(*places, *key, "batch", str(path), "-o", str(output), *options, code=code)
    return own_files(output)


def own_files(output):
    """What a batch leaves for people."""
    return {name: digest for name, digest in tree(output).items() if not name.startswith(".")}
