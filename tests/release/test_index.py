"""The index of a manifest: made when it is not there or is another's, and never in the way."""

import stat

import pytest
from release.lines import line, printed

from leaflets.errors import UsageFault
from leaflets.release.index import open_index
from leaflets.release.manifest import LineState, append


@pytest.fixture
def manifest(tmp_path):
    path = tmp_path / "manifest.jsonl"
    append(path, line(record_id="one", token="8" * 16, sha256="1" * 64))
    polish = printed(language="pl", code="PPPP-0000", translations={"general.what": "999999999999"})
    append(path, line(record_id="two", token="f" * 16, printed=polish, sha256="2" * 64))
    newer = printed(
        program="0.2.0", keys={"general": "aaaaaaaaaaaa", "general.what": "cccccccccccc"}
    )
    append(path, line(record_id="three", token=None, printed=newer, sha256="3" * 64))
    append(path, line(record_id="bad", state=LineState.REFUSED, sha256=None, printed=None))
    return path


def held(path, **asked):
    index = open_index(path)
    found = [holder.record_id for holder in index.holders(**asked)]
    index.close()
    return found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"key": "general.what"}, ["one", "two", "three"]),
        ({"key": "general"}, ["one", "two", "three"]),
        ({"key": "general.w"}, []),
        ({"key": "gener"}, []),
        ({"key": "general.what", "revision": "bbbb"}, ["one", "two"]),
        ({"key": "general.what", "revision": "cccccccccccc"}, ["three"]),
        ({"key": "general.what", "revision": "9999"}, ["two"]),
        ({"key": "general", "revision": "cccc"}, ["three"]),
        ({"language": "pl"}, ["two"]),
        ({"version": "0.2.0"}, ["three"]),
        ({"version": "PPPP-0000"}, ["two"]),
        ({"version": "cccccccc"}, ["one", "two", "three"]),
        ({"version": "ccc"}, []),
        ({"key": "general", "language": "en_GB", "version": "0.1.0"}, ["one"]),
        ({"key": "' OR 1 --"}, []),
    ],
)
def test_who_holds_what_is_found(manifest, asked, found):
    assert held(manifest, **asked) == found


def test_a_holder_has_its_token_and_place(manifest):
    index = open_index(manifest)
    one, two, three = index.holders(key="general")
    index.close()
    assert [each.token for each in (one, two, three)] == ["8" * 16, "f" * 16, None]
    assert (two.where.file, two.where.line, two.language) == (str(manifest), 2, "pl")


def test_lines_are_found_by_what_a_file_is(manifest):
    index = open_index(manifest)
    assert index.by_sha256("2" * 64).record_id == "two"
    assert index.by_sha256("2" * 16 + "3" * 48) is None
    assert index.by_token("f" * 16).record_id == "two"
    assert index.by_token("not hexadecimal") is None
    assert index.by_file_id("F" * 32).record_id == "three"
    assert index.by_code("PPPP-0000").record_id == "two"
    index.close()


def test_the_index_stands_beside_the_manifest_for_its_owner_alone(manifest):
    held(manifest, key="general")
    path = manifest.with_name("manifest.jsonl.index")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    made = path.stat().st_mtime_ns
    assert sorted(each.name for each in manifest.parent.iterdir()) == [manifest.name, path.name]
    held(manifest, key="general")
    assert path.stat().st_mtime_ns == made


def test_a_stale_index_is_made_again(manifest):
    held(manifest, key="general")
    append(manifest, line(record_id="four"))
    assert held(manifest, key="general") == ["one", "two", "three", "four"]


def test_a_manifest_of_the_same_size_and_time_with_other_content_is_seen(manifest):
    import os

    lines = "".join(line(record_id=f"row-{n}").to_json() + "\n" for n in range(1000))
    manifest.write_text(lines)  # far more than the samples that are taken of it
    for place in (0, 333, 555, 777):
        held(manifest, key="general")
        before = manifest.stat()
        lines = lines.replace(f'"row-{place}"', f'"wor-{place}"')
        manifest.write_text(lines)
        os.utime(manifest, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert held(manifest, key="general")[place] == f"wor-{place}"


@pytest.mark.parametrize("damage", [b"", b"hello", b"SQLite format 3\0" + b"\0" * 200])
def test_a_damaged_index_is_made_again(manifest, damage):
    held(manifest, key="general")
    manifest.with_name("manifest.jsonl.index").write_bytes(damage)
    assert held(manifest, key="general") == ["one", "two", "three"]


def test_where_nobody_may_write_the_index_is_held_in_memory(manifest, monkeypatch):
    import errno
    import tempfile

    def refuse(*_, **__):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    assert held(manifest, key="general") == ["one", "two", "three"]
    assert [each.name for each in manifest.parent.iterdir()] == [manifest.name]


def test_foreign_lines_are_told_and_the_others_found(manifest):
    manifest.write_bytes(b"hello\n" + manifest.read_bytes() + b'{"record_id":"cut')
    index = open_index(manifest)
    assert [holder.record_id for holder in index.holders(key="general")] == ["one", "two", "three"]
    assert [fault.where.line for fault in index.faults()] == [1, 6]
    index.close()


def test_of_a_file_that_is_no_manifest_not_every_line_is_told(tmp_path):
    path = tmp_path / "novel.jsonl"
    path.write_text("a line\n" * 1500)
    index = open_index(path)
    faults = index.faults()
    index.close()
    assert len(faults) == 1001
    assert "500 more lines are none of a manifest" in str(faults[-1])


def test_a_manifest_that_changes_under_the_index_is_told(manifest):
    index = open_index(manifest)
    manifest.write_bytes(b"x" * 10)
    with pytest.raises(UsageFault, match="changed while it was read"):
        index.by_token("f" * 16)
    index.close()


@pytest.mark.parametrize("record_id", ["plain", 'a "b" \\ c', "Łódź 7", "tab\there", "", None])
def test_any_record_id_comes_back_as_it_was_given(tmp_path, record_id):
    path = tmp_path / "manifest.jsonl"
    append(path, line(record_id=record_id))
    assert held(path, key="general") == [record_id]
