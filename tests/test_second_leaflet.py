"""A second leaflet, about things that do not exist, from YAML alone: no line of code knows it."""

import json

import pytest
from cli.program import run, run_json, text_of

FILES = {
    "attributes.yaml": """\
attributes:
  zeta:
    label: zeta
    help: zeta status
    mention: result
    waiting: your zeta test
    values:
      high: {also: [hi, "+"], reason: Your zeta is high.}
      low: {reason: Your zeta is low.}
      faint: {counts_as: low, reason: Your zeta is faint.}
      borderline: {counts_as: unknown}
  eta:
    label: eta
    help: eta status
    mention: result
    waiting: your eta test
    values:
      present: {reason: Your eta is present.}
      absent: {}
  before:
    label: earlier treatment
    help: a drug that was given before
    drugs: prior
    reasons:
      zines: You have had a zine.
derived:
  settled:
    label: settled
    values:
      "yes": {when: {all: [{zeta: low}, {eta: absent}]}, reason: Both tests are settled.}
      "no": {when: {any: [{zeta: high}, {eta: present}]}}
shorthands:
  tests:
    help: both tests at once
    values:
      clear: {zeta: low, eta: absent}
drugs:
  examplinib: {name: examplinib, brands: [Examplo]}
  placebozine: {name: placebozine, brands: [Placzo], synonyms: [PLZ-9]}
  nullozine: {name: nullozine}
  oddozine: {name: oddozine}
classes:
  zines: {name: zines, members: [placebozine, nullozine], near: [oddozine]}
""",
    "other_drugs.yaml": """\
drugs:
  sugar: {name: sugar, brands: [Sweeto]}
""",
    "glossary.yaml": """\
terms:
  zeta: {term: zeta, meaning: A thing that a test can find.}
  examplinib: {term: examplinib, name: true, forms: [Examplinib]}
  examplo: {term: Examplo, name: true, generic: examplinib}
  zine: {term: zine, forms: [zines], meaning: A kind of drug.}
""",
    "wobbles/leaflet.yaml": """\
leaflet: wobbles
title: Treating a wobble
short_title: Wobbles
lead: What may help.
version: "3"
published: 2026-11-22
publisher: An invented clinic
sources: [Nothing that was ever written.]
sample_band: SAMPLE - about nothing - not for patient use
later_note: You may hear about this later.
blocks: [waiting, about_wobbles, examplinib, calm, words]
conflicts:
  zines-while-high:
    when: {all: [{zeta: high}, {before: zines}]}
    message: A zine was given although zeta is high. Please check.
    asks:
      calm: {only_if: {before: zines}}
flags:
  faint-not-covered:
    when: {zeta: faint}
    message: Faint counts as low here.
""",
    "wobbles/facts.yaml": """\
conditions:
  high: {zeta: high}
  calm: {all: [{zeta: low}, {before: zines}]}
facts:
  F01: {fact: Wobbles pass., terms: [pass]}
  F02: {fact: Examplinib (Examplo) stops a wobble., under: high, terms: [Examplinib (Examplo)]}
  F03:
    fact: Examplinib may make you sleepy.
    under: high
    terms: [sleepy]
    hedge: may
    safety: true
  F04: {fact: You can be calm after zines., under: calm, terms: [calm], hedge: can}
  F05: {fact: We are waiting for tests., own: true}
  F06: {fact: The words are explained., own: true}
""",
    "wobbles/waiting.yaml": """\
block: waiting
kind: frame
basis: sample
title: Tests we are waiting for
review_by: 2027-11-22
parts:
  tests:
    kind: waiting
    facts: [F05]
    text: "We do not have these tests yet:"
""",
    "wobbles/about_wobbles.yaml": """\
block: about_wobbles
kind: topic
basis: sample
title: What a wobble is
review_by: 2027-11-22
parts:
  what:
    facts: [F01]
    text: A wobble is a thing that can come and go. Wobbles pass.
""",
    "wobbles/words.yaml": """\
block: words
kind: frame
basis: sample
title: Words explained
review_by: 2027-11-22
parts:
  words:
    kind: terms
    facts: [F06]
    text: These are the words.
""",
    "wobbles/examplinib.yaml": """\
block: examplinib
kind: drug
basis: sample
title: Examplinib
brand: Examplo
when: {zeta: high}
review_by: 2027-11-22
never_with: [calm]
parts:
  what:
    facts: [F02]
    text: Examplinib (Examplo) stops a wobble.
  sleepy:
    tone: warning
    safety: true
    facts: [F03]
    text: Examplinib may make you sleepy.
""",
    "wobbles/calm.yaml": """\
block: calm
kind: topic
basis: sample
title: Keeping calm
when: {all: [{zeta: low}, {before: zines}]}
review_by: 2027-11-22
parts:
  how:
    facts: [F04]
    text: You can be calm after zines.
""",
}


@pytest.fixture(autouse=True)
def empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def source(tmp_path):
    return write(tmp_path / "invented")


def write(folder):
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def verdicts(source, *answers):
    told = run_json("explain", "--source", source, *answers)
    return {block["key"]: block["verdict"] for block in told["blocks"]}


def test_its_attributes_are_options(source):
    told = run("make", "--source", source, "--help").stdout
    assert "--zeta [high|low|faint|borderline|unknown]" in told
    assert "Zeta status." in told
    assert "--eta" in told
    assert "--before DRUG" in told
    assert "--tests [clear|unknown]" in told
    assert "--her2" not in told
    assert "Example: leaflets make --zeta high --eta present --before none" in told


def test_it_explains(source):
    told = run_json("explain", "--source", source, "--zeta", "faint", "--before", "PLZ-9")
    assert told["leaflet"] == "wobbles"
    assert told["attributes"] == {
        "zeta": "faint",
        "eta": "unknown",
        "before": ["placebozine"],
        "settled": "unknown",
    }
    assert told["flags"] == [
        {"id": "faint-not-covered", "message": "Faint counts as low here.", "keys": []}
    ]
    (calm,) = [block for block in told["blocks"] if block["key"] == "calm"]
    assert calm == {
        "key": "calm",
        "verdict": "show",
        "because": [
            {"attribute": "zeta", "needs": "low", "is": "faint", "holds": True},
            {"attribute": "before", "needs": "zines", "is": ["placebozine"], "holds": True},
        ],
        "missing": [],
        "would_show_if": [],
    }
    assert "SHOW  calm" in run("explain", "--source", source, "--tests", "clear",
                               "--before", "nullozine").stdout  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "examplinib", "calm"),
    [
        ((), "ask", "ask"),
        (("--zeta", "high"), "show", "hide"),
        (("--zeta", "borderline"), "ask", "ask"),
        (("--zeta", "low", "--before", "none"), "hide", "later"),
        (("--zeta", "low", "--before", "sugar"), "hide", "later"),
        (("--zeta", "low", "--before", "oddozine"), "hide", "ask"),
        (("--tests", "clear", "--before", "Placzo"), "hide", "show"),
        (("--zeta", "high", "--before", "nullozine"), "show", "ask"),  # the conflict
    ],
)
def test_it_selects(source, answers, examplinib, calm):
    found = verdicts(source, *answers)
    assert (found["examplinib"], found["calm"]) == (examplinib, calm)
    assert found["about_wobbles"] == "show"


def test_it_checks_clean(source):
    assert run_json("check", "--source", source)["findings"] == []


def test_its_matrix_is_clean_and_lists_the_conflict(source):
    told = run_json("matrix", "--source", source)
    assert told["states"]["examplinib"] == "sample"
    assert [(f["check"], f["severity"]) for f in told["findings"]] == [("conflict", "note")]
    assert set(told["keys"]) == {"examplinib", "calm"}


def test_it_prints(source, empty_folder):
    told = run_json("make", "--source", source, "--zeta", "high", "--today", "2026-11-22",
                    "-o", "leaflet.pdf")  # fmt: skip
    assert told["blocks"] == ["about_wobbles", "examplinib", "words"]
    assert told["state"] == "sample"
    text = text_of("leaflet.pdf")
    for words in (
        "Treating a wobble",
        "Examplinib may make you sleepy.",
        "Your zeta is high.",
        "SAMPLE - about nothing - not for patient use",
    ):
        assert words in text
    assert "calm" not in text


def test_its_waiting_part_and_later_note_come_from_its_own_words(source):
    run("make", "--source", source, "--eta", "absent", "-o", "leaflet.pdf")
    assert "your zeta test" in text_of("leaflet.pdf")
    run("make", "--source", source, "--zeta", "low", "--before", "none", "--include-later",
        "-o", "leaflet.pdf")  # fmt: skip
    assert "You may hear about this later." in text_of("leaflet.pdf")


def test_a_mistake_is_answered_in_its_own_words(source, empty_folder):
    told = run("make", "--source", source, "--before", "placebozin", "-o", "x.pdf", code=2)
    assert "did you mean placebozine?" in told.stderr
    told = run("make", "--source", source, "--tests", "clear", "--zeta", "high", "-o", "x.pdf",
               code=6)  # fmt: skip
    assert "zeta is said to be low and high" in " ".join(told.stderr.split()) or (
        "zeta is said to be high and low" in " ".join(told.stderr.split())
    )
    assert not (empty_folder / "x.pdf").exists()


def test_its_records_are_read_from_a_table(source, empty_folder):
    (empty_folder / "t.csv").write_text("record_id,zeta,before\na,hi,none\nb,lo,Placzo\n")
    result = run("explain", "--source", source, "--records", "t.csv", code=5)
    one, two = map(json.loads, result.stdout.splitlines())
    assert one["attributes"]["zeta"] == "high"
    assert two["refused"][0]["column"] == "zeta"


def test_two_leaflets_in_one_source_are_told_apart(source):
    second = source / "wibbles"
    second.mkdir()
    for name in ("waiting", "about_wobbles", "examplinib", "calm", "words", "facts", "leaflet"):
        text = (source / "wobbles" / f"{name}.yaml").read_text()
        text = text.replace("leaflet: wobbles", "leaflet: wibbles")
        (second / f"{name}.yaml").write_text(text.replace("Treating a wobble", "On wibbles"))
    told = run("explain", "--source", source, code=2).stderr
    assert "there are several leaflets: wibbles, wobbles" in told
    assert "--leaflet" in told
    for place in (("--leaflet", "wibbles", "explain"), ("explain", "--leaflet", "wibbles")):
        assert run_json("--source", source, *place)["leaflet"] == "wibbles"
    told = run("explain", "--source", source, "--leaflet", "wabbles", code=2).stderr
    assert 'there is no leaflet "wabbles"' in told


def test_a_leaflet_of_which_nothing_fits_is_refused_and_not_printed_empty(source, empty_folder):
    frame = source / "wobbles" / "leaflet.yaml"
    frame.write_text(frame.read_text().replace("[waiting, about_wobbles, examplinib, calm, words]",
                                               "[examplinib, calm]"))  # fmt: skip
    for name in ("waiting", "about_wobbles", "words"):
        (source / "wobbles" / f"{name}.yaml").unlink()
    answers = ("--zeta", "low", "--before", "none")
    told = run("make", "--source", source, *answers, "-o", "x.pdf", code=6).stderr
    assert "nothing in this leaflet is for this person" in told
    assert not (empty_folder / "x.pdf").exists()
