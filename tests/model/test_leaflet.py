"""The tree of a leaflet: nothing is lost when its texts change."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from compiled.copies import TOKEN, make_leaflet
from layout.bilingual import make_bilingual, with_english
from layout.tongues import TONGUES
from layout.trees import make_drug, make_help, make_results, make_topic, said

from leaflets.model.leaflet import SAMPLE_DAYS, Logo, Slot, map_text, on_day, reserve, texts
from leaflets.translation.formats import show_date


def make_full():
    leaflet = make_leaflet("en_GB", token=TOKEN)
    furniture = replace(leaflet.furniture, logo=Logo(Path("logo.png"), said("Riverside Clinic")))
    blocks = (*leaflet.blocks, make_results(), make_help(), make_topic(), make_drug())
    return replace(leaflet, furniture=furniture, blocks=blocks, names=("Examplinib",))


def test_texts_that_stay_leave_the_leaflet_as_it_is():
    leaflet = make_full()
    assert map_text(leaflet, lambda text: text) == leaflet
    assert map_text(reserve(leaflet), lambda text: text) == reserve(leaflet)


def test_what_stands_beside_is_changed_with_the_rest_or_in_its_own_way():
    leaflet = make_bilingual("pl")
    assert map_text(leaflet, lambda text: text) == leaflet
    assert reserve(leaflet).beside == leaflet.beside
    shout = map_text(leaflet, str.upper)
    assert shout.beside.title == leaflet.beside.title.upper()
    apart = map_text(leaflet, lambda text: "-", lambda text: f"+{text}")
    assert {*texts(replace(apart, beside=None))} == {"-"}
    assert apart.beside.title == f"+{leaflet.beside.title}"
    assert apart.beside.blocks[0].title == f"+{leaflet.beside.blocks[0].title}"
    assert "+English" in texts(apart)
    assert apart.beside.language == "en_GB"


def test_a_field_keeps_both_of_its_labels():
    furniture = make_full().furniture
    personal = tuple(replace(field, source=said("Label")) for field in furniture.personal)
    leaflet = with_english(replace(make_full(), furniture=replace(furniture, personal=personal)))
    assert [f.source for f in map_text(leaflet, str.upper).furniture.personal] == ["LABEL"] * 4


def test_what_is_reserved_is_all_that_names_a_person():
    text = repr(reserve(make_full()))
    for word in ("Ann Avery", "Jo Bell", TOKEN, "22 November 2026"):
        assert word in repr(make_full())
        assert word not in text
    slots = [field.slot for field in reserve(make_full()).furniture.personal]
    assert slots == [Slot.NAME, Slot.GIVEN_BY, Slot.DATE, None]


@pytest.mark.parametrize("language", [*TONGUES, "cy", "pt", "ro", "es", "ru", "lt", "vi"])
def test_every_day_is_told_from_a_sample_of_its_month(language):
    days = [show_date(day, language) for day in SAMPLE_DAYS]
    first = date(2025, 1, 1)
    for number in range(0, 5000, 3):  # 2028 is among them, and 2030
        day = first + timedelta(days=number)
        assert on_day(days, day) == show_date(day, language)
