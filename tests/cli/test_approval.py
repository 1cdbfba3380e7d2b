"""``approve``, ``due``, ``withdraw``, and what ``make`` prints of what they say."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from cli.program import run, run_json, text_of
from factories import SOURCE
from translation.catalogs import LEAFLET, pretended

TODAY = ("--today", "2026-11-22")
WHO = ("--by", "A. Lis", "--role", "consultant oncologist", "--until", "2027-05-01")
PERSON = ("--her2", "positive", "--prior", "none")
OTHER_PERSON = ("--her2", "negative", "--er", "negative", "--pr", "positive", "--prior", "none")


@pytest.fixture(scope="module")
def revised(tmp_path_factory):
    """The shipped content as a clinic has it that took out ``basis: sample`` and approved it."""
    source = shutil.copytree(SOURCE, tmp_path_factory.mktemp("clinic") / "source")
    for path in source.rglob("*.yaml"):
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"(?m)^basis: sample\n", "", text), "utf-8")
    run("approve", "--source", source, "--all", *WHO, *TODAY)
    return source


@pytest.fixture
def source(revised, empty_folder):
    """A copy of that, in the working folder."""
    (empty_folder / "clinic.yaml").write_text("name: Our Clinic\nphone_24h: 020 7946 0959\n")
    return shutil.copytree(revised, empty_folder / "source")


def ledger(source):
    return source / LEAFLET / "approvals.csv"


def edit(source, block, old, new):
    path = source / LEAFLET / f"{block}.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def make(*arguments, today=TODAY, code=0, person=PERSON):
    return run(
        "make", *person, "--clinic", "clinic.yaml", *today, "-o", "leaflet.pdf", "--json",
        *arguments, code=code,
    )  # fmt: skip


def state(*arguments, **more):
    return json.loads(make(*arguments, **more).stdout)["state"]


def test_what_is_approved_prints_without_a_band_and_says_who_and_until_when(source):
    assert state("--require", "approved") == "approved"
    text = text_of("leaflet.pdf")
    for word in ("SAMPLE", "DRAFT", "EXPIRED", "not for patient use", "Not yet approved"):
        assert word not in text
    assert "Approved on 22 November 2026 Approved by consultant oncologist" in text
    assert "Next review 1 May 2027" in text
    assert "A. Lis" not in text


def test_shipped_content_can_not_be_approved_and_nothing_is_written(empty_folder):
    shutil.copytree(SOURCE, "source")
    for keys in (["--all"], ["general"], ["trastuzumab.heart"], ["leaflet"], ["glossary"]):
        told = run("approve", *keys, *WHO, *TODAY, code=3).stderr
        assert "a sample can't be approved: " in told
        assert "take `basis: sample` out of its file" in told
    assert not (empty_folder / "source" / LEAFLET / "approvals.csv").exists()


@pytest.mark.parametrize(
    ("block", "old", "new"),
    [
        ("trastuzumab", "often mild", "usually mild"),
        ("trastuzumab", "{prior: trastuzumab}", "{prior: pertuzumab}"),  # the rule of a part
        ("trastuzumab", "title: Trastuzumab\n", "title: Trastuzumab (Herceptin)\n"),
        ("trastuzumab", "    drawing: heart\n", "    when: {her2: negative}\n"),  # it drops out
        ("bevacizumab", "\nwhen:", "\nwhen: {her2: positive}\n#"),  # a block that prints for nobody
        ("leaflet", "Targeted therapies for secondary breast cancer", "Targeted drugs"),
        ("leaflet", "What targeted therapies are, which", "What they are, which"),
        ("../glossary", "meaning: A ", "meaning: Some "),
        ("../attributes", "reason: Your cancer is HER2 positive.", "reason: It is positive."),
        ("../attributes", "near: [", "near: [everolimus, "),
    ],
)
def test_an_edit_ends_the_approval_of_what_prints_it(source, block, old, new):
    edit(source, block, old, new)
    refused = make("--require", "approved", code=3)
    assert "the content is draft, not approved\n  " in refused.stderr


def test_an_edit_ends_no_other_approval_and_a_new_one_is_of_the_edit_alone(source):
    edit(source, "trastuzumab", "often mild", "usually mild")
    assert state() == "draft"
    assert "DRAFT - not yet approved - not for patient use" in text_of("leaflet.pdf")
    assert state(person=OTHER_PERSON) == "approved"
    told = run_json("approve", "trastuzumab", *WHO, *TODAY)
    assert [line["key"] for line in told["approved"]] == ["trastuzumab.side_effects"]
    assert len(told["known"]) > 5
    assert state("--require", "approved") == "approved"


def test_an_approval_ends_on_its_day_and_the_band_says_so(source):
    assert state(today=("--today", "2027-04-30")) == "approved"
    assert state(today=("--today", "2027-05-01")) == "expired"
    band = "EXPIRED - its review is overdue - not for patient use"
    assert text_of("leaflet.pdf").count(band) >= 4
    refused = make("--require", "approved", today=("--today", "2027-05-01"), code=3).stderr
    assert "the content is expired, not approved" in refused
    assert "trastuzumab.heart: expired since 2027-05-01" in refused


def test_a_leaflet_without_a_band_needs_a_number_that_answers_day_and_night(source, empty_folder):
    for clinic in (None, "name: Our Clinic\n", 'phone: "1"\nphone_24h: " "\n'):
        given = ()
        if clinic:
            (empty_folder / "c.yaml").write_text(clinic)
            given = ("--clinic", "c.yaml")
        told = run("make", *PERSON, *given, *TODAY, "-o", "leaflet.pdf", code=2).stderr
        assert "no telephone number that answers day and night" in told
    assert not (empty_folder / "leaflet.pdf").exists()


# Withdrawn.


@pytest.mark.parametrize(
    "key", ["trastuzumab.heart", "trastuzumab", "leaflet", "tool.day-and-night"]
)
def test_withdrawn_text_stops_make_whatever_is_asked_for(source, empty_folder, key):
    run("withdraw", key, "--reason", "names the wrong test", "--by", "B. Nowak", *TODAY)
    for more in (
        (),
        ("--missing", "whole-source", "--language", "de"),
        ("--require", "approved"),
        ("--format", "large", "--include-later", "--with-quotation"),
        ("--unanswered", "withhold"),
    ):
        told = make(*more, code=3)
        expected = f"{key} was withdrawn on 2026-11-22 by B. Nowak: names the wrong test ("
        assert expected in told.stderr
        assert told.stdout == ""
    assert not (empty_folder / "leaflet.pdf").exists()


def test_a_band_that_was_withdrawn_stops_what_would_carry_it(source):
    run("withdraw", "tool.draft-band", "--reason", "misread", *TODAY)
    assert state() == "approved"
    edit(source, "trastuzumab", "often mild", "usually mild")
    assert "tool.draft-band was withdrawn" in make(code=3).stderr


def test_leaflets_without_the_withdrawn_text_are_printed(source):
    run("withdraw", "trastuzumab", "--reason", "wrong", *TODAY)
    assert state(person=OTHER_PERSON) == "approved"


def test_withdrawn_text_is_not_in_the_proof_of_translators(source, empty_folder):
    pretended(empty_folder / "translations", source=source)
    run("withdraw", "trastuzumab.heart", "everolimus", "--reason", "wrong", *TODAY)
    told = run("translations", "preview", "pl", "-o", "proof.pdf", *TODAY).stderr
    assert "left out, since withdrawn: trastuzumab.heart, everolimus" in told
    text = "".join(text_of("proof.pdf").split())  # keys wrap in their margin
    assert "trastuzumab.heart" not in text
    assert "everolimus." not in text
    assert "trastuzumab.side_effects" in text


def test_only_its_own_key_approves_what_was_withdrawn(source):
    run("withdraw", "trastuzumab.heart", "--reason", "wrong", *TODAY)
    for keys in (["--all"], ["trastuzumab"]):
        told = run_json("approve", *keys, *WHO, *TODAY)
        assert told["withdrawn"] == ["trastuzumab.heart"]
        assert make(code=3)
    run("approve", "trastuzumab.heart", *WHO, *TODAY)
    assert state() == "approved"


def test_an_edit_does_not_bring_withdrawn_text_back(source):
    run("withdraw", "trastuzumab.heart", "--reason", "wrong", *TODAY)
    edit(source, "trastuzumab", "may cause damage", "can cause damage")
    assert "trastuzumab.heart was withdrawn" in make(code=3).stderr


def test_a_sample_can_be_withdrawn_and_the_withdrawal_lifted(empty_folder):
    shutil.copytree(SOURCE, "source")
    (empty_folder / "clinic.yaml").write_text("phone_24h: 020 7946 0959\n")
    run("withdraw", "trastuzumab", "--reason", "wrong", *TODAY)
    make(code=3)
    told = run("withdraw", "--lift", "trastuzumab", "--reason", "it was right", *TODAY).stderr
    assert "10 may be printed again" in told
    assert state() == "sample"
    assert (
        "10 were not withdrawn"
        in run("withdraw", "--lift", "trastuzumab", "--reason", "again", *TODAY).stderr
    )


# Wrong use, and a wrong world.


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("approve", "trastuzmab"), 2, '"trastuzmab" is not a key; did you mean trastuzumab?'),
        (("approve", "trastuzumab.flu"), 2, '"trastuzumab.flu" is not a key'),
        (("approve",), 2, "give either keys or --all"),
        (("approve", "general", "--all"), 2, "give either keys or --all"),
        (("approve", "general", "--until", "2026-11-22"), 2, "is not after today"),
        (("approve", "general", "--until", "1.5.2027"), 2, "write it as 2026-11-22"),
        (("approve", "general", "--until", "2029-11-23"), 2, "reviewed within 36 months, so by"),
        (("approve", "trastuzumab.heart", "--until", "2027-11-23"), 2, "reviewed within 12 months"),
        (("approve", "access", "--until", "2027-05-23"), 2, "reviewed within 6 months, so by 2027"),
        (("approve", "--all", "--until", "2029-11-23"), 2, "reviewed within 36 months"),
        (("approve", "general", "--by", " "), 2, "--by is empty"),
        (("approve", "general", "--role", "a\x07b"), 2, "a character that can't be printed"),
        (("approve", "general", "--today", "2026-11-21"), 3, "the approvals have lines from after"),
        (("approve", "general", "--today", "2027-11-22"), 3, "the day of the review has passed"),
    ],
)  # fmt: skip
def test_wrong_use_is_told_and_the_ledger_left_alone(source, arguments, code, told):
    before = ledger(source).read_bytes()
    given = {"--by": "A. Lis", "--role": "consultant", "--until": "2028-01-01"} | {
        "--today": "2026-11-22"
    }
    if "--until" not in arguments and "2027-11-22" not in arguments:
        given["--until"] = "2027-05-01"
    command, *rest = arguments
    more = [word for name, value in given.items() if name not in rest for word in (name, value)]
    assert told in " ".join(run(command, *rest, *more, code=code).stderr.split())
    assert ledger(source).read_bytes() == before


def test_the_limits_themselves_will_do(source):
    for key, until in (
        ("access", "2027-05-22"),
        ("trastuzumab", "2027-11-22"),
        ("general", "2029-11-22"),
    ):
        run("approve", key, *WHO[:4], "--until", until, *TODAY)


def test_an_approval_of_everything_ends_for_each_text_by_its_own_limit(source):
    ledger(source).unlink()
    given = ("--all", *WHO[:4], "--until", "2029-01-01", *TODAY)
    told = run_json("approve", *given)
    until = {line["key"]: line["until"] for line in told["approved"]}
    assert until["access"] == "2027-05-22"
    assert until["trastuzumab"] == "2027-11-22"
    assert until["general"] == "2029-01-01"
    assert run_json("approve", *given)["approved"] == [], "the same again is known already"


def test_a_reason_is_needed_to_withdraw(source):
    assert "Missing option '--reason'" in run("withdraw", "general", code=2).stderr
    assert "--reason is empty" in run("withdraw", "general", "--reason", "", code=2).stderr


def test_a_clock_set_back_approves_nothing(source):
    told = make(today=("--today", "2026-11-21"), code=3).stderr
    assert "today is 2026-11-21, and the approvals have lines from after that" in told
    assert "approvals.csv:2:1: leaflet, 2026-11-22" in told
    assert "set the computer's clock" in told


def test_text_can_be_withdrawn_whatever_the_clock_says(source):
    run("withdraw", "trastuzumab", "--reason", "wrong", "--today", "2026-01-01")
    assert "trastuzumab was withdrawn on 2026-01-01" in make(code=3).stderr


@pytest.mark.parametrize("lost", [1, 5, 20, 40])
def test_a_ledger_cut_in_a_line_is_told_and_approves_nothing(source, lost):
    whole = ledger(source).read_bytes()
    ledger(source).write_bytes(whole[:-lost])
    number = whole.count(b"\n")
    told = make(code=3).stderr
    assert f"{LEAFLET}/approvals.csv:{number}:1: error: the last line was cut off" in told
    assert "take the cut line out" in told
    run("approve", "general", *WHO, *TODAY, code=3)
    run("withdraw", "general", "--reason", "wrong", *TODAY, code=3)
    assert ledger(source).read_bytes() == whole[:-lost]


def test_a_line_that_is_wrong_is_told_with_its_place(source):
    text = ledger(source).read_text("utf-8")
    ledger(source).write_text(text.replace("2027-05-01", "2027-05-0", 1), "utf-8")
    told = make(code=3).stderr
    assert 'approvals.csv:2:1: error: until: "2027-05-0" is not a date like 2026-11-22' in told


def test_two_approvals_at_once_both_land_whole(source, empty_folder):
    ledger(source).unlink()
    programs = [
        subprocess.Popen(
            [sys.executable, "-m", "leaflets", "approve", "--all", *TODAY, "--by", name,
             "--role", "consultant", "--until", "2027-05-01"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        )
        for name in ("A. Lis", "B. Nowak")
    ]  # fmt: skip
    assert [program.wait() for program in programs] == [0, 0]
    lines = ledger(source).read_text("utf-8").splitlines()
    names = [line.split(",")[3] for line in lines[1:]]
    half = len(names) // 2
    assert sorted(names) == ["A. Lis"] * half + ["B. Nowak"] * half
    assert len(set(names[:half])) == len(set(names[half:])) == 1  # one after the other
    assert state("--require", "approved") == "approved"


def test_nothing_is_approved_twice(source):
    before = ledger(source).read_bytes()
    told = run("approve", "--all", *WHO, *TODAY).stderr
    assert re.search(r"0 approved until 2027-05-01, \d+ were approved already", told)
    assert ledger(source).read_bytes() == before


# What runs out.


def test_due_lists_what_runs_out_soonest_first(source):
    run("approve", "questions", *WHO[:4], "--until", "2026-12-24", *TODAY)
    told = run_json("due", "--days", "200", "--today", "2026-12-25")["due"]
    assert [entry["date"] for entry in told] == sorted(entry["date"] for entry in told)
    first = told[0]
    assert (first["block"], first["date"], first["overdue"], first["days"], first["what"]) == (
        "questions", "2026-12-24", True, -1, "approval",
    )  # fmt: skip
    assert (first["state"], first["by"]) == ("expired", "A. Lis")
    assert "questions.list" in first["keys"] or len(first["keys"]) > 1
    assert ("access", "review", "2027-05-22") in {
        (entry["block"], entry["what"], entry["date"]) for entry in told
    }
    text = run("due", "--days", "30", "--today", "2026-12-23")
    assert "2026-12-24      tomorrow  questions: approval of 2 texts, by A. Lis" in text.stdout
    assert "1 within 30 days, 0 of them overdue" in text.stderr
    table = run("due", "--markdown", "--days", "0", "--today", "2026-12-24").stdout.splitlines()
    assert table[2:] == ["| 2026-12-24 | OVERDUE | questions | approval | 2 texts | A. Lis |"]


def test_due_has_the_reviews_of_what_nobody_approved():
    told = run_json("due", "--days", "181", *TODAY)["due"]
    assert [(entry["block"], entry["what"], entry["state"]) for entry in told] == [
        ("access", "review", "sample")
    ]
    assert run_json("due", "--days", "180", *TODAY)["due"] == []


# Other places that tell a state.


def test_explain_tells_the_state_of_blocks_and_parts(source):
    edit(source, "trastuzumab", "often mild", "usually mild")
    states = run_json("explain", *PERSON, *TODAY)["states"]
    assert states["trastuzumab"] == states["trastuzumab.side_effects"] == "draft"
    assert states["trastuzumab.heart"] == states["general"] == "approved"


def test_an_approved_translation_prints_without_a_band_and_without_roles_in_english(
    source, empty_folder
):
    folder = pretended(empty_folder / "translations", source=source)
    assert state("--language", "pl") == "draft"
    assert "Translation awaits review" in text_of("leaflet.pdf")
    make("--language", "pl", "--require", "approved", code=4)
    keys = [
        line.split('"')[1]
        for path in folder.rglob("*.po")
        for line in path.read_text("utf-8").splitlines()
        if line.startswith("msgctxt")
    ]
    for stage in ("language", "clinical"):
        run(
            "translations", "approve", "--language", "pl", "--stage", stage, "--by", "C. Zając",
            *TODAY, *keys,
        )  # fmt: skip
    assert state("--language", "pl", "--require", "approved") == "approved"
    text = text_of("leaflet.pdf")
    for word in ("SAMPLE", "DRAFT", "TRANSLATION AWAITS", "consultant", "Approved"):
        assert word not in text


def test_a_translation_that_is_not_approved_is_told_text_by_text(source, empty_folder):
    pretended(empty_folder / "translations")
    for stage in ("language", "clinical"):
        run(
            "translations", "approve", "trastuzumab", "--language", "pl", "--stage", stage,
            "--by", "B. Nowak", *TODAY,
        )  # fmt: skip
    told = make("--language", "pl", "--require", "approved", code=4).stderr
    assert "is not approved for both language and content\n" in told
    assert "\n  help.call\n" in told
    assert "\n  trastuzumab.heart\n" not in told
