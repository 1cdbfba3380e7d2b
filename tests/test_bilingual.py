"""The shipped leaflet with English beside it: level on every page, in every language there is."""

from dataclasses import replace
from datetime import date

import pytest
from layout.bilingual import pairs_in_columns
from translation.catalogs import LEAFLET, ROOT, SOURCE

from leaflets.content.valid import load_valid
from leaflets.layout.budget import TooLong, refuse_too_long
from leaflets.layout.formats import FORMATS
from leaflets.layout.furniture import geometry
from leaflets.layout.pages import lay_out
from leaflets.layout.stylesheet import styles_of
from leaflets.model.clinic import Clinic
from leaflets.model.profile import Profile, Record
from leaflets.pipeline import Order, plan_leaflet
from leaflets.translation.catalogs import find_catalog
from leaflets.translation.languages import SOURCE_LANGUAGE, available_languages

CONTENT = load_valid(SOURCE)
TRANSLATIONS = ROOT / "translations"
LANGUAGES = [
    language.code
    for language in available_languages(TRANSLATIONS)
    if language.code != SOURCE_LANGUAGE
]
RECORD = Record(
    profile=Profile(
        choices={"her2": "positive", "er": "positive", "pr": "negative", "cns_spread": "yes"},
        drugs={"prior": (), "current": ()},
    )
)


def planned(language, page_format="a4"):
    catalog = find_catalog(language, TRANSLATIONS, LEAFLET)
    order = Order(
        page_format=FORMATS[page_format],
        clinic=Clinic(),
        today=date(2026, 11, 22),
        include_later=True,
        qr=True,
        bilingual=True,
    )
    return plan_leaflet(CONTENT, CONTENT.leaflets[0], RECORD, catalog, order)


def test_there_are_ten_languages_to_stand_beside_english():
    assert len(LANGUAGES) >= 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_stands_beside_itself(language):
    plan = planned(language)
    styles = styles_of(plan.leaflet, plan.page_format, plan.fonts)
    pages = lay_out(plan.leaflet, styles).pages
    count = 0
    for own, other in pairs_in_columns(pages):
        together = list(zip(own, other, strict=False))
        assert [one.baseline for one, _ in together] == [its.baseline for _, its in together]
        count += len(together)
    assert count > 150
    # No page is left half empty, in any of them.
    place_of = geometry(plan.leaflet.furniture, styles)
    room = place_of.column_bottom - place_of.column_top
    for page in pages[:-1]:
        ends = max(placed.top + placed.height for placed in page)
        assert ends - place_of.column_top > room / 2


def test_what_is_too_long_for_its_paper_says_what_holds_both_languages():
    plan = planned("pl", "booklet")
    with pytest.raises(TooLong, match="booklet has 4 pages, and this leaflet takes") as fault:
        refuse_too_long(plan.leaflet, replace(plan.page_format, budget=4), plan.fonts)
    alone = replace(plan.leaflet, beside=None)
    with pytest.raises(TooLong) as shorter:
        refuse_too_long(alone, replace(plan.page_format, budget=4), plan.fonts)
    assert fault.value.pages > 1.5 * shorter.value.pages
    assert "a4 (" in fault.value.hint
