"""Valid content that was kept: equal to what its files say, for as long as they say it."""

import shutil
from dataclasses import asdict

import pytest
import test_second_leaflet
from checks.planted import write_tree
from factories import SOURCE

from leaflets.content import valid
from leaflets.content.clinic import load_clinic
from leaflets.content.valid import load_valid, load_vocabulary
from leaflets.errors import ContentFault, UsageFault

APPROVED = "examplinib,0123456789ab,approve,A. Lis,nurse,2026-11-01,2027-05-01,"
COLUMNS = "key,revision,event,by,role,date,until,reason"


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache"


@pytest.fixture
def source(tmp_path):
    return write_tree(tmp_path / "source")


@pytest.fixture(autouse=True)
def begun(monkeypatch):
    """A program that has read nothing yet; call it to begin anew."""

    def begin():
        monkeypatch.setattr(valid, "_last", {})

    begin()
    return begin


@pytest.fixture
def read(monkeypatch):
    """How often files were read for what they say."""
    seen = []
    reading = valid._read
    monkeypatch.setattr(valid, "_read", lambda folder: seen.append(folder) or reading(folder))
    return seen


def told(*where):
    """The content that is read there, or what is said of its faults."""
    try:
        return load_valid(*where)
    except ContentFault as fault:
        return fault.message


def invented(tmp_path):
    return test_second_leaflet.write(tmp_path / "invented")


@pytest.mark.parametrize("find", [lambda _: SOURCE, invented], ids=["shipped", "invented"])
def test_what_was_kept_is_what_the_files_say_to_the_line(find, tmp_path, cache, read, begun):
    source = find(tmp_path)
    anew = load_valid(source)
    assert load_valid(source, cache) == anew
    begun()
    kept = load_valid(source, cache)
    assert read == [source, source]
    assert kept == anew
    # asdict compares places and codes too, which equality leaves out.
    assert asdict(kept) == asdict(anew)
    assert load_vocabulary(source, cache) is kept.vocabulary


def edit(name, old, new):
    def edited(source):
        path = source / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    return edited


@pytest.mark.parametrize(
    "change",
    [
        edit("sample/words.yaml", "The words are", "The words ane"),
        edit("attributes.yaml", "\n", "\n\n"),
        lambda source: (source / "glossary.yaml").unlink(),
        lambda source: shutil.copytree(source / "sample", source / "other"),
        lambda source: (
            (source / "codes").mkdir() or (source / "codes/own.csv").write_text("code\n")
        ),
    ],
    ids=["a letter", "a line end", "a file less", "a leaflet more", "a list of codes"],
)
def test_any_other_file_or_byte_is_read_anew(change, source, cache, read, begun):
    load_valid(source, cache)
    change(source)
    begun()
    assert told(source, cache) == told(source)
    assert len(read) == 3


def test_another_place_is_another_content_since_messages_name_it(source, cache, tmp_path, read):
    load_valid(source, cache)
    moved = shutil.copytree(source, tmp_path / "moved")
    assert load_valid(moved, cache).leaflets[0].where.file == f"{moved}/sample/leaflet.yaml"
    assert len(read) == 2


def test_content_with_faults_is_not_kept_and_tells_them_each_time(tmp_path, cache):
    source = write_tree(tmp_path / "source", ("sample/examplinib.yaml", "kind: drug\n", ""))
    for _ in range(2):
        with pytest.raises(ContentFault, match=r"examplinib\.yaml:1:1: error: kind is missing"):
            load_valid(source, cache)
    assert not cache.exists()
    with pytest.raises(UsageFault, match=r"attributes\.yaml is not there"):
        load_valid(tmp_path, cache)


def test_what_changes_while_it_is_read_is_not_kept(source, cache, monkeypatch):
    reading = valid._read

    def interrupted(folder):
        content = reading(folder)
        (folder / "sample/more.yaml").write_text("")
        return content

    monkeypatch.setattr(valid, "_read", interrupted)
    load_valid(source, cache)
    assert not cache.exists()


def test_approvals_are_read_each_time(source, cache, read, begun):
    assert load_valid(source, cache).leaflets[0].approvals == ()
    ledger = source / "sample/approvals.csv"
    ledger.write_text(f"{COLUMNS}\n{APPROVED}\n")
    for _ in range(2):
        begun()
        (line,) = load_valid(source, cache).leaflets[0].approvals
        assert (line.key, line.by) == ("examplinib", "A. Lis")
        assert str(line.where) == f"{ledger}:2:1"
    ledger.unlink()
    assert load_valid(source, cache).leaflets[0].approvals == ()
    assert len(read) == 1


def test_a_ledger_with_a_flaw_is_told_though_the_rest_was_kept(source, cache):
    load_valid(source, cache)
    (source / "sample/approvals.csv").write_text(f"{COLUMNS}\n{APPROVED}")
    with pytest.raises(ContentFault, match=r"approvals\.csv:2:1: error: the last line was cut"):
        load_valid(source, cache)


def test_a_damaged_file_is_made_anew(source, cache, begun):
    anew = load_valid(source, cache)
    (path,) = cache.iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    begun()
    assert load_valid(source, cache) == anew
    assert path.read_bytes()[:100] == whole[:100]


def test_other_files_of_the_folder_do_not_count(source, cache, read, begun):
    load_valid(source, cache)
    (source / "README.md").write_text("for people")
    begun()
    load_valid(source, cache)
    assert len(read) == 1


CLINIC = "name: Our Clinic\nphone_24h: 020 7946 0959\nhours: {pl: od 8}\nlogo: logo.png\n"


def test_a_clinic_is_kept_but_for_whether_its_logo_is_there(tmp_path, cache):
    path, logo = tmp_path / "clinic.yaml", tmp_path / "logo.png"
    path.write_text(CLINIC)
    logo.write_bytes(b"a picture")
    first = load_clinic(path, cache)
    assert load_clinic(path, cache) == first == load_clinic(path)
    assert first.logo == logo
    path.write_text(CLINIC.replace("Our", "Their"))
    assert load_clinic(path, cache).name == "Their Clinic"
    logo.rename(tmp_path / "elsewhere.png")
    with pytest.raises(UsageFault, match=r"logo\.png is not there"):
        load_clinic(path, cache)
    path.write_text("nmae: Our Clinic\n")
    for _ in range(2):
        with pytest.raises(ContentFault, match=r"clinic\.yaml:1:1: error: nmae is not a key"):
            load_clinic(path, cache)
