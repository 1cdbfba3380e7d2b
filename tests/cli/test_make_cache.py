"""``leaflets make`` and its cache: quicker, and never another's name nor yesterday's text."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cli.program import run, text_of

PROJECT = Path(__file__).parents[2]
RESULTS = {"her2": "positive", "er": "negative", "prior": "none"}


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("LEAFLETS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def write_record(**personal):
    Path("person.json").write_text(json.dumps(RESULTS | personal), "utf-8")
    return ("--record", "person.json", "--today", "2026-10-09")


def make(*more, output="leaflet.pdf", **personal):
    run("make", *write_record(**personal), "-o", output, *more)
    return text_of(output)


def entries(cache):
    return sorted(cache.iterdir()) if cache.is_dir() else []


def test_people_with_the_same_results_share_pages_and_each_has_their_own_name(cache):
    zoe = make(name="Zoë Łukasiewicz", given_by="Jo Bell")
    ann = make(name="Ann Avery", given_by="Sam Okoro", date="2026-03-04")
    assert len(entries(cache)) == 1
    assert "Zoë Łukasiewicz" in zoe
    assert "9 October 2026" in zoe
    assert "Ann Avery" in ann
    assert "Sam Okoro" in ann
    assert "4 March 2026" in ann
    for other in ("Zoë", "Łukasiewicz", "Jo Bell", "9 October"):
        assert other not in ann


def test_nothing_of_a_person_is_kept(cache):
    make(name="Zoe Featherstone", given_by="Wilhelmina Bell")
    (entry,) = entries(cache)
    data = entry.read_bytes()
    for word in ("Zoe", "Featherstone", "Wilhelmina"):
        assert word.encode() not in data
    assert entry.stem.isalnum()


def test_a_leaflet_from_the_cache_is_the_same_to_the_byte(cache):
    for personal in ({"name": "Zoë প্রিয়া"}, {"given_by": "Jo"}, {}):
        make(output="first.pdf", **personal)
        make(output="again.pdf", **personal)
        make("--no-cache", output="anew.pdf", **personal)
        first, again, anew = (Path(f"{n}.pdf").read_bytes() for n in ("first", "again", "anew"))
        assert first == again == anew
    assert len(entries(cache)) == 3


def test_the_settings_say_where_it_is(cache, tmp_path, monkeypatch):
    monkeypatch.delenv("LEAFLETS_CACHE")
    Path("leaflets.toml").write_text('cache = "kept"\n', "utf-8")
    make()
    assert len(entries(Path("kept"))) == 1
    Path("leaflets.toml").unlink()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user"))
    make()
    assert len(entries(tmp_path / "user" / "leaflets" / "templates")) == 1
    assert entries(cache) == []


def test_no_cache_keeps_nothing(cache):
    make("--no-cache", name="Zoë")
    assert entries(cache) == []


def test_a_text_that_was_changed_prints_as_it_is_now(tmp_path):
    source = tmp_path / "source"
    shutil.copytree(PROJECT / "source", source)
    before = make("--source", source)
    assert "What targeted therapies are" in before
    for path in source.glob("*/*.yaml"):
        text = path.read_text("utf-8")
        path.write_text(
            text.replace("What targeted therapies are", "What these drugs are"), "utf-8"
        )
    after = make("--source", source)
    assert "What targeted therapies are" not in after
    assert "What these drugs are" in after


def test_a_damaged_entry_is_made_anew(cache):
    before = make(name="Zoë")
    (entry,) = entries(cache)
    whole = entry.read_bytes()
    entry.write_bytes(whole[:-100] + bytes(100))
    assert make(name="Zoë") == before
    assert entry.read_bytes() == whole


def test_a_leaflet_from_the_cache_needs_no_page_engine():
    program = (
        "import sys\n"
        "from leaflets.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit as end: assert not end.code\n"
        "print([name for name in ('reportlab', 'PIL', 'uharfbuzz') if name in sys.modules])\n"
    )
    command = [sys.executable, "-c", program, "make", "-o", "leaflet.pdf"]
    command += write_record(name="Zoë Łukasiewicz", given_by="Jo Bell")
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    told = [
        subprocess.run(command, env=environment, capture_output=True, check=True).stdout
        for _ in range(2)
    ]
    assert told == [b"['reportlab', 'PIL', 'uharfbuzz']\n", b"[]\n"]
