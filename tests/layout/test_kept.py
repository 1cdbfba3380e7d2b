from dataclasses import replace

import pytest
from layout.tongues import make_translated
from layout.trees import make_leaflet, make_long_leaflet, make_topic, prose, said

from leaflets.layout import kept
from leaflets.layout.formats import FORMATS
from leaflets.layout.pages import typeset
from leaflets.layout.story import story
from leaflets.layout.stylesheet import stylesheet
from leaflets.layout.typography import typography
from leaflets.model.leaflet import Part, Terms

A4 = FORMATS["a4"]
STYLES = stylesheet(A4, typography("en_GB"))


@pytest.fixture(autouse=True)
def nothing_kept():
    kept.forget()
    yield
    kept.forget()


def test_a_part_that_two_leaflets_have_is_set_once():
    alike, other = prose("topic.a"), prose("topic.b", "Another sentence.")
    _, first = story(make_leaflet(make_topic(alike)), STYLES)
    _, again, _ = story(make_leaflet(make_topic(alike, other)), STYLES)
    assert again is first


def test_a_part_in_another_place_of_its_block_is_set_anew():
    alike, other = prose("topic.a"), prose("topic.b", "Another sentence.")
    _, first = story(make_leaflet(make_topic(alike)), STYLES)
    _, _, second = story(make_leaflet(make_topic(other, alike)), STYLES)
    assert second is not first
    assert second.break_before != first.break_before


def test_a_block_that_comes_twice_is_on_the_pages_twice():
    twice = make_leaflet(make_topic(), make_topic())
    pieces = story(twice, STYLES)
    assert len(set(map(id, pieces))) == len(pieces) == 4


def test_words_that_two_leaflets_explain_are_set_once_but_never_twice_in_one():
    first, *others = ((said(f"Word {n}"), said("What it means.")) for n in range(5))

    def rows(*entries):
        terms = Part(key="words.terms", body=Terms(entries))
        return story(make_leaflet(make_topic(terms)), STYLES)[1:]

    one, other = rows(first, *others), rows(*others, first)
    assert set(one) & set(other) == {one[2]}  # it is in the middle of both
    twice = rows(first, others[0], others[0], *others)
    assert len(set(twice)) == len(twice) == 7


@pytest.mark.parametrize("language", ["en_GB", "ar", "bn"])
def test_a_leaflet_is_the_same_whatever_was_set_before_it(language):
    leaflet = make_translated(language)
    shorter = replace(leaflet, blocks=leaflet.blocks[1:], lead=said("Another lead."))
    first = typeset(leaflet, A4).pdf
    kept.forget()
    typeset(shorter, A4)
    assert typeset(leaflet, A4).pdf == first  # parts are kept, in other codes
    assert typeset(leaflet, A4).pdf == first


def test_what_was_not_used_for_longest_is_let_go(monkeypatch):
    monkeypatch.setattr(kept, "MOST", 20)
    first = typeset(make_long_leaflet(), A4).pdf
    assert 10 <= len(kept._kept) + len(kept._before) < 20
    assert typeset(make_long_leaflet(), A4).pdf == first
