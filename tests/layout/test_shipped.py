"""The pages of the shipped leaflet, page 1 above all, in each language that it is printed in."""

from datetime import date

import pytest
from factories import PROJECT, shipped

from leaflets.content.clinic import load_clinic
from leaflets.layout.call_line import CallLine
from leaflets.layout.flowables import CardRow
from leaflets.layout.formats import FORMATS
from leaflets.layout.opening import ContactBox
from leaflets.layout.pages import lay_out
from leaflets.layout.stylesheet import styles_of
from leaflets.model.clinic import Clinic
from leaflets.model.profile import Profile, Record
from leaflets.pipeline import Order, plan_leaflet
from leaflets.translation.catalogs import find_catalog

LANGUAGES = ("en", "cy", "pl", "ro", "es", "pt", "ar", "ur", "bn", "pa_Guru", "zh_Hans")
RECORDS = {
    "positive": Profile({"her2": "positive", "er": "negative", "pr": "positive"}, {}),
    "triple negative": Profile({"her2": "negative", "er": "negative", "pr": "negative"}, {}),
    "one known": Profile({"her2": "negative"}, {}),
}
EXAMPLE = load_clinic(PROJECT / "source" / "clinic.example.yaml")


def laid_out(language, name, profile, clinic=EXAMPLE):
    content = shipped()
    (leaflet,) = content.leaflets
    catalog = find_catalog(language, translations=PROJECT / "translations", leaflet=leaflet.id)
    order = Order(page_format=FORMATS[name], clinic=clinic, today=date(2026, 11, 22))
    plan = plan_leaflet(content, leaflet, Record(profile=profile), catalog, order)
    return lay_out(plan.leaflet, styles_of(plan.leaflet, FORMATS[name]))


def kinds_on_page_1(*args):
    return [type(placed.piece) for placed in laid_out(*args).pages[0]]


@pytest.mark.parametrize("record", RECORDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_large_print_says_all_results_and_the_number_to_call_on_page_1(language, record):
    kinds = kinds_on_page_1(language, "large", RECORDS[record])
    results = 1 if record == "one known" else 3
    assert kinds.count(CardRow) == results
    # Urdu has lines as far apart as no other language.
    assert kinds.count(CallLine) == (0 if language == "ur" and results == 3 else 1)


@pytest.mark.parametrize("name", ["a5", "large-24"])
def test_results_that_page_1_cannot_hold_stand_together_and_leave_it_the_number(name):
    first, second, *_ = laid_out("cy", name, RECORDS["triple negative"]).pages
    kinds = [[type(placed.piece) for placed in page] for page in (first, second)]
    assert (CardRow in kinds[0], CallLine in kinds[0]) == (False, True)
    assert kinds[1].count(CardRow) == (2 if name == "a5" else 3)


@pytest.mark.parametrize("clinic", [EXAMPLE, Clinic()], ids=["clinic", "no clinic"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a4_says_all_results_and_whom_to_call_on_page_1(language, clinic):
    kinds = kinds_on_page_1(language, "a4", RECORDS["positive"], clinic)
    assert kinds.count(CardRow) == 1
    assert kinds[-1] is (CallLine if language == "ur" else ContactBox)


def test_the_number_is_told_twice_only_where_page_1_has_no_room_for_the_help():
    pages = laid_out("en", "large", RECORDS["positive"]).pages
    kinds = [[type(placed.piece) for placed in page] for page in pages]
    assert [kind.count(CallLine) for kind in kinds[:2]] == [1, 0]
    assert kinds[1][0] is ContactBox


@pytest.mark.parametrize("record", ["positive", "triple negative"])
@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "ur"])
def test_no_page_of_large_print_looks_unfinished_but_the_last(language, record):
    found = laid_out(language, "large", RECORDS[record])
    top, bottom = found.geometry.column_top, found.geometry.column_bottom
    filled = [
        (max(placed.top + placed.height for placed in page) - top) / (bottom - top)
        for page in found.pages[:-1]
    ]
    assert min(filled) >= 0.55
