"""A revision changes with every edit that a reader could call one, and with nothing else."""

from dataclasses import replace
from datetime import date

import pytest
from factories import asks, make_block, make_leaflet, make_part, make_vocabulary, message

from leaflets.diagnostics import Location
from leaflets.model.source import Item, ProseSource, Term, Tone
from leaflets.release.revision import revision

LISTED = ProseSource(
    text=message("Some may have:", "first.text"),
    items=(Item(text=message("fever", "first.fever")), Item(text=message("rash", "first.rash"))),
)
PART = make_part("first.text", body=LISTED, facts=("F01",))
BLOCK = make_block("first", PART, make_part("first.more"))


def other_text(text):
    return replace(LISTED, text=message(text, "first.text"))


def reordered():
    return replace(LISTED, items=LISTED.items[::-1])


def ruled():
    return replace(LISTED, items=(replace(LISTED.items[0], when=asks(zeta="high")),))


@pytest.mark.parametrize(
    "edited",
    [
        replace(PART, body=other_text("Some may not have:")),
        replace(PART, body=reordered()),
        replace(PART, body=ruled()),
        replace(PART, when=asks(zeta="high")),
        replace(PART, facts=("F02",)),
        replace(PART, safety=True),
        replace(PART, tone=Tone.WARNING),
        replace(PART, heading=message("Heading")),
        replace(PART, waits=False),
        replace(PART, comes_later=False),
        replace(PART, option="quotation"),
        replace(PART, drawing="heart"),
        replace(PART, key="first.other"),
    ],
    ids=range(13),
)
def test_an_edit_of_a_part_is_another_revision_of_it_and_not_of_its_block(edited):
    assert revision(edited) != revision(PART)
    if edited.key == PART.key:
        assert revision(replace(BLOCK, parts=(edited, BLOCK.parts[1]))) == revision(BLOCK)


@pytest.mark.parametrize(
    "edited",
    [
        replace(BLOCK, title=message("Title")),
        replace(BLOCK, brand=message("Examplo")),
        replace(BLOCK, when=asks(zeta="high")),
        replace(BLOCK, version="2"),
        replace(BLOCK, review_by=date(2027, 1, 1)),
        replace(BLOCK, never_with=("other",)),
        replace(BLOCK, parts=BLOCK.parts[:1]),
        replace(BLOCK, parts=BLOCK.parts[::-1]),
    ],
    ids=range(8),
)
def test_an_edit_of_a_block_is_another_revision_of_it(edited):
    assert revision(edited) != revision(BLOCK)


def test_line_numbers_and_the_basis_are_no_edit():
    elsewhere = Location("first.yaml", 7, 1)
    moved = replace(PART, where=elsewhere, heading=replace(message("H"), where=elsewhere))
    assert revision(moved) == revision(replace(PART, heading=message("H")))
    assert revision(replace(BLOCK, sample=True, where=elsewhere)) == revision(BLOCK)


def test_the_frame_the_glossary_and_the_vocabulary_have_revisions():
    leaflet = make_leaflet(BLOCK, make_block("second"))
    for edited in (
        replace(leaflet, title=message("Another")),
        replace(leaflet, lead=message("Another")),
        replace(leaflet, blocks=leaflet.blocks[::-1]),
        replace(leaflet, blocks=leaflet.blocks[:1]),
        replace(leaflet, blocks=(replace(BLOCK, when=asks(zeta="high")), *leaflet.blocks[1:])),
        replace(leaflet, glossary=(Term(id="x", term=message("x")),)),
    ):
        assert revision(edited) != revision(leaflet)
    term = Term(id="x", term=message("x"), meaning=message("a letter"))
    assert revision(replace(term, meaning=message("a sign"))) != revision(term)
    words = make_vocabulary()
    assert revision(make_vocabulary()) == revision(words)
    assert revision(make_vocabulary(classes=())) != revision(words)


def test_a_revision_is_the_same_in_every_version_of_the_program():
    """If this fails, every approval that a clinic has given would end: mend the program."""
    assert revision(PART) == "7ff49082306d"
