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
    """The leaflets in it; what files say is kept beside them."""
    return sorted(cache.glob("*.template"))


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
    kept = list(cache.iterdir())
    assert {path.suffix for path in kept} >= {".template", ".content"}
    for path in kept:
        for word in ("Zoe", "Featherstone", "Wilhelmina"):
            assert word.encode() not in path.read_bytes()
        assert path.stem.isalnum()


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
    assert not cache.exists()


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


def told_of(*arguments, code=0):
    """Standard output of a program of its own that runs ``leaflets``, then tells its modules."""
    program = (
        "import sys\n"
        "from leaflets.cli import main\n"
        "try: main(sys.argv[1:])\n"
        f"except SystemExit as end: assert (end.code or 0) == {code}\n"
        f"print([name for name in {HEAVY} if name in sys.modules])\n"
    )
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    command = [sys.executable, "-c", program, *map(str, arguments)]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return ran.stdout.splitlines()


READERS = ("pydantic", "yaml", "polib", "babel")
ENGINE = ("reportlab", "PIL", "fontTools", "uharfbuzz")
HEAVY = (*READERS, *ENGINE)
CLINIC = "name: Our Clinic\nphone_24h: 020 7946 0959\n"


@pytest.mark.parametrize(
    ("more", "needed"),
    [
        ((), []),
        (("--language", "pl"), []),
        (("--language", "pl", "--bilingual"), []),
        (("--clinic", "clinic.yaml", "--require", "approved", "--json"), None),
        # A day in Arabic letters is shaped for each copy.
        (("--language", "ar"), ["fontTools", "uharfbuzz"]),
    ],
    ids=["English", "Polish", "both", "refused", "Arabic"],
)
def test_a_leaflet_from_the_cache_needs_neither_page_engine_nor_what_reads_files(more, needed):
    Path("clinic.yaml").write_text(CLINIC)
    record = write_record(name="Zoë Łukasiewicz", given_by="Jo Bell")
    code = 0 if needed is not None else 3
    arguments = ("make", "-o", "leaflet.pdf", *record, *more)
    first, again = (told_of(*arguments, code=code)[-1] for _ in range(2))
    assert all(name in first for name in ("pydantic", "yaml"))
    assert again == str(needed or [])


@pytest.mark.parametrize(
    "command",
    [
        ("make", "--help"),
        ("explain", "--her2", "positive", "--prior", "none", "--json"),
        ("records", "check", "list.csv"),
    ],
    ids=lambda command: command[0],
)
def test_commands_that_only_ask_the_content_do_not_read_it_again(command):
    Path("list.csv").write_text("record_id,her2\nr1,positive\n")
    make()
    assert told_of(*command)[-1] == "[]"


def shipped(tmp_path):
    """A copy of the content in which all is approved until May, and somebody's clinic."""
    Path("clinic.yaml").write_text(CLINIC)
    source = shutil.copytree(PROJECT / "source", tmp_path / "source")
    for path in source.rglob("*.yaml"):
        text = path.read_text("utf-8")
        path.write_text(text.replace("\nbasis: sample\n", "\n"), "utf-8")
    who = ("--by", "A. Lis", "--role", "consultant", "--until", "2027-05-01")
    run("approve", "--source", source, "--all", *who, "--today", "2026-10-08")
    return source


def test_what_was_withdrawn_or_has_expired_never_prints_from_the_cache(tmp_path):
    source = shipped(tmp_path)
    answers = ("make", "--her2", "positive", "--prior", "none", "-o", "leaflet.pdf", "--json")
    given = (*answers, "--source", source, "--clinic", "clinic.yaml", "--today")

    def state(day):
        return json.loads("".join(told_of(*given, day)[:-1]))["state"]

    assert state("2026-10-09") == state("2026-10-09") == "approved"
    assert state("2027-05-01") == "expired"
    assert state("2026-10-09") == "approved"
    withdrawn = ("withdraw", "trastuzumab", "--reason", "wrong", "--by", "A. Lis")
    run(*withdrawn, "--source", source, "--today", "2026-10-09")
    Path("leaflet.pdf").unlink()
    for _ in range(2):
        refused = run(*given, "2026-10-09", code=3)
        assert "trastuzumab was withdrawn on 2026-10-09 by A. Lis: wrong" in refused.stderr
        assert not Path("leaflet.pdf").exists()
    run(*withdrawn, "--lift", "--source", source, "--today", "2026-10-09")
    assert state("2026-10-09") == "draft"


def test_a_ledger_of_another_day_is_told_from_the_cache_too(tmp_path):
    source = shipped(tmp_path)
    given = (
        "make",
        "--her2",
        "positive",
        "-o",
        "a.pdf",
        "--source",
        source,
        "--clinic",
        "clinic.yaml",
    )
    run(*given, "--today", "2026-10-09")
    told = run(*given, "--today", "2026-10-07", code=3).stderr
    assert "the approvals have lines from after that" in told
    assert "approvals.csv:2:1: leaflet, 2026-10-08" in told
