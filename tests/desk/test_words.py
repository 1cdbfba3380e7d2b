"""The desk's words in another language, and what a page calls what a command says."""

import pytest
from factories import PROJECT, shipped

from leaflets.desk.plainly import plainly
from leaflets.desk.words import Words, wanted_language, words_in
from leaflets.translation.po_files import read_po
from leaflets.translation.screen_words import word_key

TRANSLATIONS = PROJECT / "translations"
WELSH = words_in("cy", TRANSLATIONS)
ENGLISH = words_in("en_GB", TRANSLATIONS)


def test_a_word_is_found_and_its_values_are_put_in():
    assert WELSH("Make a leaflet") == "Gwneud taflen"
    assert WELSH("Page {n} of {all}", n=2, all=9) == "Tudalen 2 o 9"
    assert ENGLISH("Page {n} of {all}", n=2, all=9) == "Page 2 of 9"


def test_a_word_that_is_not_there_is_in_english():
    assert WELSH("Never said {n}", n=1) == "Never said 1"


def test_a_value_is_never_read_as_a_place():
    assert ENGLISH("Put in {name}", name="{n} <b>") == "Put in {n} <b>"


@pytest.mark.parametrize(
    ("n", "told"),
    [(0, "0 tudalen"), (1, "1 dudalen"), (2, "2 dudalen"), (3, "3 tudalen"), (6, "6 thudalen")],
)
def test_a_number_takes_the_form_that_its_language_has_for_it(n, told):
    assert WELSH.ngettext("{n} page", "{n} pages", n) == told


def test_english_has_a_form_for_one_and_a_form_for_many():
    assert [ENGLISH.ngettext("{n} page", "{n} pages", n) for n in (0, 1, 2)] == [
        "0 pages",
        "1 page",
        "2 pages",
    ]


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("cy", "cy"),
        ("cy-GB,en;q=0.5", "cy"),
        ("en-GB,cy;q=0.9", "en_GB"),
        ("fr,cy;q=0.8", "cy"),
        ("fr", "en_GB"),
        ("", "en_GB"),
        (";;,=", "en_GB"),
    ],
)
def test_the_browser_says_which_language_to_begin_in(accepted, language):
    assert wanted_language(accepted) == language


def test_every_word_has_a_translation_into_welsh_that_is_not_the_english():
    template = read_po(TRANSLATIONS / "desk.pot")
    same = {entry.source for entry in template.entries if WELSH(entry.source) == entry.source}
    assert {entry.key for entry in template.entries} <= WELSH.texts.keys()
    assert same == set()


def test_a_folder_without_the_words_has_them_in_english(tmp_path):
    assert words_in("cy", tmp_path).language == "en_GB"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Give it with --nation.", "Give it with “Nation”."),
        ("or print with --unanswered mention", "Results that are not known: Say that we wait"),
        ("print it all in English with --missing whole-source", "Print all of it in English if"),
        ("see `leaflets languages`", "See “Language”"),
        ("a list goes to `leaflets explain --records`", "A list goes to “A list”"),
        ("print without --require approved, and", "without “Print approved content only”, and"),
        ("pick one with --leaflet ID", "Pick one with --leaflet ID"),
        ("type - and not --", "Type - and not --"),
        ("people.xlsx unpacks to 7 bytes", "people.xlsx unpacks to 7 bytes"),
        ("élan is no word", "Élan is no word"),
    ],
)
def test_a_page_calls_things_by_what_stands_on_it(said, shown):
    assert shown in plainly(said, shipped().vocabulary, ENGLISH)


def test_the_key_of_a_word_is_its_own():
    assert word_key("Make a leaflet") != word_key("Make a Leaflet")
    assert Words(language="cy", texts={word_key("Yes"): ("Ie",)})("Yes") == "Ie"
