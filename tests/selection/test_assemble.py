"""What prints of what was decided: options, later, what is drawn from data, words explained."""

import re

import pytest
from factories import (
    all_of,
    asks,
    make_attribute,
    make_block,
    make_leaflet,
    make_part,
    make_profile,
    make_vocabulary,
    message,
)
from hypothesis import given
from hypothesis import strategies as st

from leaflets.model.leaflet import Cards, Prose, Terms
from leaflets.model.proof import Verdict
from leaflets.model.source import (
    BlockKind,
    CardSource,
    CardsSource,
    CardValue,
    Item,
    ProseSource,
    Term,
    TermsSource,
    WaitingSource,
)
from leaflets.model.vocabulary import Value
from leaflets.selection.assemble import Assembler, Printing, Supplied
from leaflets.selection.decide import decide
from leaflets.selection.terms import Explained

SUPPLIED = Supplied(why_label=message("Why:"), phones=(), imprint=())


def assembled(leaflet, profile=None, vocabulary=None, **printing):
    vocabulary = vocabulary or make_vocabulary()
    profile = profile or make_profile()
    selection = decide(leaflet, vocabulary, profile)
    assembler = Assembler(leaflet, vocabulary, Printing(**printing))
    return assembler.about(profile, selection).blocks(SUPPLIED)


def keys(blocks):
    return [part.key for block in blocks for part in block.parts]


def test_a_part_with_an_option_prints_only_on_request():
    leaflet = make_leaflet(
        make_block("a", make_part("a.text"), make_part("a.said", option="quotation"))
    )
    assert keys(assembled(leaflet)) == ["a.text"]
    assert keys(assembled(leaflet, options=frozenset({"quotation"}))) == ["a.text", "a.said"]


def test_what_may_come_later_prints_only_on_request_and_says_so():
    leaflet = make_leaflet(
        make_block("a", when=asks(before="examplinib")), later_note=message("Later.")
    )
    nothing_had = make_profile(before="")
    assert decide(leaflet, make_vocabulary(), nothing_had).decision("a").verdict is Verdict.LATER
    assert assembled(leaflet, nothing_had) == ()
    (block,) = assembled(leaflet, nothing_had, include_later=True)
    assert [text.source for text in block.why] == ["Later."]
    assert block.why_label is None


def test_the_reasons_are_those_of_the_values_found_each_once():
    zeta = make_attribute(
        "zeta",
        Value(id="low", word="low", reason=message("Zeta is low.")),
        Value(id="faint", word="faint", counts_as="low", reason=message("Zeta is faint.")),
    )
    vocabulary = make_vocabulary(attributes=(zeta,), derived=(), shorthands=())
    leaflet = make_leaflet(make_block("a", when=all_of(asks(zeta="low"), asks(zeta="low"))))
    (block,) = assembled(leaflet, make_profile(zeta="faint"), vocabulary)
    assert [text.source for text in block.why] == ["Zeta is faint."]


def test_a_topic_gives_no_reasons():
    leaflet = make_leaflet(make_block("a", kind=BlockKind.TOPIC))
    (block,) = assembled(leaflet)
    assert block.why == ()


def test_a_point_of_a_list_prints_if_its_own_rule_is_true():
    body = ProseSource(
        text=message("Some are:"),
        items=(
            Item(text=message("one"), when=asks(zeta="high")),
            Item(text=message("two"), when=asks(eta="present")),
        ),
    )
    leaflet = make_leaflet(make_block("a", make_part("a.list", body=body)))
    (block,) = assembled(leaflet, make_profile(zeta="high"))
    assert block.parts[0].body == Prose(text=message("Some are:"), items=(message("one"),))
    assert assembled(leaflet) == (), "a lead-in to nothing is not printed"


def test_only_known_results_are_cards_and_a_summary_stands_in_for_its_parts():
    def card(name, value, **more):
        text = CardValue(value=value, word=message(value), meaning=message(f"it is {value}"))
        return CardSource(attribute=name, name=message(name), values=(text,), **more)

    body = CardsSource((card("zeta", "high"), card("either", "yes", instead_of=("zeta", "eta"))))
    leaflet = make_leaflet(make_block("a", make_part("a.cards", body=body)))

    def names(**answers):
        blocks = assembled(leaflet, make_profile(**answers))
        return [
            card.name.source
            for block in blocks
            for part in block.parts
            if isinstance(part.body, Cards)
            for card in part.body.cards
        ]

    assert names() == []
    assert names(zeta="high") == ["zeta"]
    assert names(either="yes") == ["either"]


@pytest.mark.parametrize(("mention", "told"), [(True, ["your zeta test"]), (False, [])])
def test_a_result_that_decides_something_is_named_as_waited_for(mention, told):
    zeta = make_attribute("zeta", "high", waiting=message("your zeta test"))
    vocabulary = make_vocabulary(attributes=(zeta,), derived=(), shorthands=())
    waiting = make_part("w.list", body=WaitingSource(message("We wait for:")))
    leaflet = make_leaflet(
        make_block("a", when=asks(zeta="high")), make_block("w", waiting, kind=BlockKind.FRAME)
    )
    blocks = assembled(leaflet, make_profile(), vocabulary, mention=mention)
    assert [i.source for b in blocks for p in b.parts for i in p.body.items] == told


def test_words_are_explained_if_they_stand_anywhere_in_what_prints():
    terms = tuple(
        Term(id=word, term=message(word), meaning=message(f"about {word}"), forms=(word,))
        for word in ("marker", "drip", "unused")
    )
    zeta = make_attribute(
        "zeta", Value(id="high", word="high", reason=message("Your marker is high."))
    )
    vocabulary = make_vocabulary(attributes=(zeta,), derived=(), shorthands=())
    leaflet = make_leaflet(
        make_block(
            "a",
            make_part("a.text", body=ProseSource(text=message("You have it as a drip."))),
            when=asks(zeta="high"),
        ),
        make_block("words", make_part("words.terms", body=TermsSource()), kind=BlockKind.FRAME),
        glossary=terms,
    )
    *_, words = assembled(leaflet, make_profile(zeta="high"), vocabulary)
    body = words.parts[0].body
    assert isinstance(body, Terms)
    assert [term.source for term, _ in body.entries] == ["marker", "drip"]


@given(
    st.text("ab_1 -é", max_size=12),
    st.lists(st.text("abAB é-", min_size=1, max_size=3), min_size=1, max_size=2),
)
def test_a_term_is_used_where_a_form_of_it_stands_as_whole_words(text, forms):
    expected = any(re.search(rf"(?<!\w){re.escape(f)}(?!\w)", text, re.I) for f in forms)
    term = Term(id="t", term=message("t"), forms=tuple(forms))
    assert bool(Explained([term]).used([text])) == expected
