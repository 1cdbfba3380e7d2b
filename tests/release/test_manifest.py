"""The manifest: a line a leaflet, whole or not at all, and read whatever stands beside it."""

import errno
import fcntl
import json
import os
import resource
import signal
import stat
import time
from dataclasses import fields
from multiprocessing import get_context
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st
from release.lines import line, printed

from leaflets.errors import UsageFault
from leaflets.model.source import State
from leaflets.release.manifest import (
    LineState,
    ManifestLine,
    Printed,
    append,
    copy_head,
    manifest_files,
    read_manifest,
)


def read(path):
    """The lines, and the faults as text."""
    faults = []
    return list(read_manifest(path, faults.append)), [str(fault) for fault in faults]


def test_a_line_has_the_words_of_the_contract_and_nothing_of_the_person():
    told = json.loads(line().to_json())
    assert list(told)[:4] == ["record_id", "token", "state", "reasons"]
    assert {"language", "format", "code", "pages", "keys"} <= set(told)
    assert {each.name for each in fields(ManifestLine)} | {
        each.name for each in fields(Printed)
    } == (set(told) | {"printed", "where"})


def test_what_was_written_is_read_again(tmp_path):
    path = tmp_path / "manifest.jsonl"
    lines = [
        line(),
        line(record_id="row-2", printed=printed(code="AAAA-BBBB", band=State.APPROVED)),
        line(record_id="row-3", state=LineState.REFUSED, sha256=None, printed=None,
             reasons=("her2: not a value",)),
    ]  # fmt: skip
    for each in lines:
        append(path, each)
    assert read(path) == (lines, [])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@given(record_id=st.text(), reason=st.text())
def test_no_text_can_look_like_the_half_that_is_shared(record_id, reason, tmp_path_factory):
    path = tmp_path_factory.mktemp("m") / "manifest.jsonl"
    for text in (record_id, reason, ',"language":', '\\",\\"language\\":"'):
        each = line(record_id=text, reasons=(text, reason))
        path.write_bytes(each.to_json().encode("utf-8", "surrogatepass") + b"\n")
        assert read(path) == ([each], [])


def test_the_shared_half_may_be_made_once_for_many_lines():
    assert line().to_json(printed().to_json()) == line().to_json()


@given(st.text())
def test_a_copys_line_is_put_together_as_any_line_is(record_id):
    told = line(record_id=record_id)
    head = copy_head(record_id, told.token, told.state, told.sha256, told.file_id)
    assert head + printed().to_json() + "}" == told.to_json()


@pytest.mark.parametrize(
    ("foreign", "said"),
    [
        (b"not JSON", "no line of a manifest"),
        (b"\xff\xfe\x00", "no line of a manifest"),
        (b'{"record_id": "x"}', "language is missing"),
        (b'["a list"]', "no line of a manifest"),
        (b"[" * 100_000, "no line of a manifest"),
        (line().to_json().encode().replace(b'"made"', b'"baked"'), "state must be made, unchanged"),
        (line().to_json().encode().replace(b'"pages":4', b'"pages":"4"'), "pages must be a number"),
        (line().to_json().encode()[:300], "only a piece of one"),
        (line().to_json().encode()[:40], "only a piece of one"),
    ],
)
def test_a_foreign_line_is_named_with_its_place_and_spoils_no_other(tmp_path, foreign, said):
    path = tmp_path / "manifest.jsonl"
    good = [line(record_id="before"), line(record_id="after")]
    path.write_bytes(b"\n".join([good[0].to_json().encode(), foreign, good[1].to_json().encode()]))
    lines, faults = read(path)
    assert lines == good
    (fault,) = faults
    assert f"{path}:2:1: error: this is no line of a manifest" in fault
    assert said in fault


def test_a_line_after_one_that_was_cut_is_whole(tmp_path):
    path = tmp_path / "manifest.jsonl"
    append(path, line(record_id="first"))
    path.write_bytes(path.read_bytes()[:-30])
    append(path, line(record_id="second"))
    lines, faults = read(path)
    assert lines == [line(record_id="second")]
    assert len(faults) == 1
    assert ":1:1: error" in faults[0]


def test_a_line_that_never_ends_is_not_taken_into_memory(tmp_path):
    path = tmp_path / "manifest.jsonl"
    path.write_bytes(b"x" * (5 << 20) + b"\n" + line().to_json().encode())
    lines, faults = read(path)
    assert lines == [line()]
    assert [":1:1: error" in fault for fault in faults] == [True]


def _append_many(path, name):
    read = os.read

    def slowly(*asked):
        time.sleep(0.001)  # long enough for the other to begin
        return read(*asked)

    os.read = slowly  # in a process of its own
    for number in range(40):
        append(path, line(record_id=f"{name}-{number}"))


def test_two_who_append_at_once_lose_nothing(tmp_path):
    path = tmp_path / "manifest.jsonl"
    many = get_context("fork")
    workers = [many.Process(target=_append_many, args=(path, name)) for name in "ab"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    lines, faults = read(path)
    assert faults == []
    assert sorted(each.record_id for each in lines) == sorted(
        f"{name}-{number}" for name in "ab" for number in range(40)
    )


def _append_to_full(path):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    size = path.stat().st_size + 100  # room for a piece of the line
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    with pytest.raises(UsageFault, match="can't be written: "):
        append(path, line(record_id="no room"))


def test_where_there_is_no_room_the_manifest_stays_as_it_was(tmp_path):
    path = tmp_path / "manifest.jsonl"
    append(path, line())
    before = path.read_bytes()
    worker = get_context("fork").Process(target=_append_to_full, args=(path,))
    worker.start()
    worker.join()
    assert worker.exitcode == 0
    assert path.read_bytes() == before


def test_a_read_only_file_system_is_told(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(UsageFault, match="Read-only file system"):
        append(tmp_path / "manifest.jsonl", line())


def test_a_folder_stands_for_every_manifest_in_it(tmp_path):
    for name in ("monday/manifest.jsonl", "tuesday/manifest.jsonl", "monday/people.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    found = manifest_files(tmp_path)
    assert [path.parent.name for path in found] == ["monday", "tuesday"]
    assert manifest_files(found[0]) == found[:1]
    with pytest.raises(UsageFault, match="is not there"):
        manifest_files(tmp_path / "wednesday")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageFault, match=r"no manifest\.jsonl"):
        manifest_files(tmp_path / "empty")


def test_who_appends_waits_for_whoever_is_at_it(tmp_path):
    path = tmp_path / "manifest.jsonl"
    with path.open("wb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        waiting = Thread(target=append, args=(path, line()))
        waiting.start()
        waiting.join(0.1)
        assert waiting.is_alive()
        assert path.read_bytes() == b""
    waiting.join()
    assert read(path) == ([line()], [])
