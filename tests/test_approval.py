"""Everything that prints, or decides what prints, is in a unit; and every unit is judged."""

from dataclasses import replace
from datetime import date

import pytest
from factories import shipped

from leaflets.approval import standings_of, states_of, units_of
from leaflets.model.review import Review
from leaflets.model.source import State, messages
from leaflets.release.units import units
from leaflets.translation.words import all_words

DAY = date(2026, 11, 22)
LEAFLET = shipped().leaflets[0]


def test_every_text_of_the_content_is_in_a_unit():
    found = {text for unit in units_of(shipped(), LEAFLET) for text in unit.text}
    wanted = [LEAFLET.title, LEAFLET.lead, *LEAFLET.sources, *all_words()]
    wanted += [block.title for block in LEAFLET.blocks]
    wanted += [message for _, part in LEAFLET.parts() for message in messages(part)]
    wanted += [m for term in LEAFLET.glossary for m in (term.term, term.meaning) if m]
    vocabulary = shipped().vocabulary
    wanted += [attribute.waiting for attribute in vocabulary.attributes if attribute.waiting]
    wanted += [said for attribute in vocabulary.attributes for _, said in attribute.drug_reasons]
    asked = (*vocabulary.attributes, *vocabulary.derived)
    wanted += [value.reason for each in asked for value in each.values if value.reason]
    assert [message.key for message in wanted if message.source not in found] == []


def test_keys_of_units_are_each_there_once():
    keys = [unit.key for unit in units_of(shipped(), LEAFLET)]
    assert len(keys) == len(set(keys))


def test_all_that_ships_is_a_sample_but_the_tools_own_words():
    stood = standings_of(shipped(), LEAFLET, DAY)
    assert {s.unit.group for s in stood if s.state is not State.SAMPLE} == {"tool"}
    assert set(states_of(shipped(), LEAFLET, DAY).values()) == {"sample"}


def test_the_frame_is_a_sample_for_as_long_as_one_of_its_blocks_is():
    def sample(*still):
        blocks = tuple(replace(block, sample=block.key in still) for block in LEAFLET.blocks)
        made = units(replace(LEAFLET, blocks=blocks), shipped().vocabulary, ())
        return {unit.group for unit in made if unit.sample}

    assert sample("help") == {"help", "leaflet", "glossary", "attributes"}
    assert sample("general") == {"general"}
    assert sample() == set()


@pytest.mark.parametrize(
    ("key", "review"),
    [
        ("access.now", Review.ACCESS),
        ("trastuzumab.heart", Review.ELIGIBILITY),
        ("cns", Review.ELIGIBILITY),
        ("attributes", Review.ELIGIBILITY),
        ("help.call", Review.GENERAL),
        ("glossary.her2", Review.GENERAL),
    ],
)
def test_what_a_text_is_about_decides_how_soon_it_is_reviewed(key, review):
    (unit,) = [unit for unit in units_of(shipped(), LEAFLET) if unit.key == key]
    assert unit.review is review


def test_states_are_judged_anew_for_other_content_and_another_day():
    other = replace(LEAFLET, blocks=LEAFLET.blocks[:1])
    assert len(standings_of(shipped(), other, DAY)) < len(standings_of(shipped(), LEAFLET, DAY))
