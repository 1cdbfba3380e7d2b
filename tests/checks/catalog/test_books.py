"""Whole catalogs: states, waivers, and what was planted in the shipped ones."""

from dataclasses import replace

import pytest
from checks.catalog.planted import ROOT, findings

from leaflets.checks.catalog import BOOK_CHECKS, ENTRY_CHECKS, check_catalogs, word_lists
from leaflets.checks.catalog.speech import speech
from leaflets.checks.catalog.word_lists import blind_checks
from leaflets.content.valid import load_valid
from leaflets.diagnostics import Severity
from leaflets.translation.entries import Entry
from leaflets.translation.template import templates

LANGUAGES = ("ar", "bn", "cy", "es", "pa_Guru", "pl", "pt", "ro", "ur", "zh_Hans")


def entry(source, *targets, key="a", **more):
    return Entry(key=key, source=source, targets=targets or ("",), line=7, **more)


def test_many_texts_that_are_not_ready_are_counted():
    told = findings(*(entry("Call us.", key=f"a{number}") for number in range(21)))
    assert told == [("state", "warning", 1, "21 texts are not translated")]


def test_what_is_not_ready_or_stale_is_told_by_itself():
    told = findings(
        entry("Call us.", key="a"),
        entry("Call us.", "Zadzwoń.", key="c", flags=("fuzzy",)),
        entry("Call us.", "Zadzwoń.", "", key="d", plural="Call all of us."),
    )
    assert ("state", "warning", 7, "it is not translated") in told
    assert ("state", "warning", 7, "stale: look it over and take out `fuzzy`") in told
    assert ("state", "error", 7, "a plural form is empty") in told


def test_what_an_unread_file_may_say_is_not_taken_for_a_text_of_before():
    texts = [entry("Call.", "Dzwoń.", key=key) for key in ("drug.call", "glance.how", "help.call")]
    told = [finding[3] for finding in findings(*texts, template=(), unread=["drug"])]
    assert told == ["help.call is not a text of today: run `leaflets translations update`"]
    assert len(findings(*texts, template=())) == 3


def test_the_same_english_two_ways_is_told():
    (told,) = findings(
        entry("Side effects", "Skutki uboczne", key="a"),
        entry("Side effects", "Działania niepożądane", key="b"),
    )
    assert told[0] == "two-ways"
    assert told[3].endswith("in line 7 (a): Skutki uboczne")


WRONG = entry("every three weeks", "co dwa tygodnie")


def waived(remark):
    return findings(entry("every three weeks", "co dwa tygodnie", remarks=remark))


def test_a_waiver_needs_a_reason_and_takes_out_only_its_own_check():
    assert {told[0] for told in findings(WRONG)} == {"numbers"}
    assert waived("ignore: numbers - two of their weeks are three of ours") == []
    assert {told[0] for told in waived("ignore: names - no reason at all")} == {
        "numbers",
        "waivers",
    }
    without = {told[0]: told[3] for told in waived("ignore: numbers")}
    assert without["waivers"] == "ignore: numbers gives no reason, so it does not count"
    assert "numbers" in without


@pytest.mark.parametrize(
    ("remark", "told"),
    [
        ("ignore: spelling - because", '"spelling" is not a check that could be ignored'),
        ("ignore: names - because", "ignore: names has nothing to ignore any more"),
    ],
)
def test_a_waiver_that_does_nothing_is_told(remark, told):
    assert told in [finding[3] for finding in waived(remark)]


def test_every_check_has_a_name_of_its_own_and_a_page_of_the_manual():
    modules = (*ENTRY_CHECKS, *BOOK_CHECKS)
    assert len({module.ID for module in modules}) == len(modules)
    for module in modules:
        assert "Passes::" in module.__doc__
        assert "Fails::" in module.__doc__


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_for_what_must_not_be_lost(language):
    words = speech(language)
    assert words.negation
    assert words.stop_words
    assert set(words.hedges) == {
        "only", "may", "some", "usually", "often", "sometimes", "certain",
    }  # fmt: skip
    assert set(words.results) == {"positive", "negative"}
    assert {"2", "3", "4"} <= set(words.numbers)
    assert {"day", "week", "month", "year"} <= set(words.units)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_catalogs_have_no_errors(language):
    source = ROOT / "source"
    content = load_valid(source)
    found = check_catalogs(ROOT / "translations", content, templates(content, source), (language,))
    assert [str(f) for f in found if f.severity is Severity.ERROR] == []


def test_a_language_without_word_lists_says_what_is_not_checked(tmp_path):
    source = ROOT / "source"
    content = load_valid(source)
    made = templates(content, source)
    for code, count in (("fr", 1), ("pl", 0)):
        found = check_catalogs(tmp_path, content, made, (code,))
        told = [f for f in found if f.check == "word-lists"]
        assert len(told) == count
    (warning,) = check_catalogs(tmp_path, content, made, ("fr",))
    assert warning.severity is Severity.WARNING
    assert warning.message.startswith("nobody wrote words/fr.yaml: nothing checks negation, hedges")
    assert "CONTRIBUTING" in warning.hint


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_shipped_language_lacks_a_list(language):
    assert blind_checks(language) == ""


def test_a_list_that_is_left_out_is_named(monkeypatch):
    monkeypatch.setattr(word_lists, "speech", lambda code: replace(speech("pl"), hedges={}))
    assert blind_checks("xx") == "words/xx.yaml has no hedges: nothing checks hedges"
