"""Short forms: what stands in a part's place on a folded leaflet, and what may have none."""

from pathlib import Path
from shutil import copytree

import pytest
from factories import SOURCE, shipped

from leaflets.checks import check_content
from leaflets.content.load import load
from leaflets.model.profile import Profile
from leaflets.model.source import messages
from leaflets.release.revision import revision
from leaflets.selection.assemble import Printing, printed_blocks
from leaflets.selection.decide import decide
from leaflets.translation.extract import extract_leaflet

FOLDER = "targeted-therapies-secondary-breast-cancer"


def parts(*, short):
    content = shipped()
    (leaflet,) = content.leaflets
    selection = decide(leaflet, content.vocabulary, Profile())
    printing = Printing(short_forms=short)
    return {
        part.key: part
        for _, inside in printed_blocks(leaflet, selection, printing)
        for part in inside
    }


def edited(tmp_path, name, old, new):
    """The shipped content with one edit, loaded."""
    source = Path(copytree(SOURCE, tmp_path / "source"))
    path = source / FOLDER / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return load(source)


def told(loaded):
    return [finding.message for finding in check_content(loaded)]


def test_a_folded_leaflet_has_the_short_form_and_the_same_parts():
    whole, short = parts(short=False), parts(short=True)
    assert list(whole) == list(short)
    form = short["support.formats"]
    assert form.heading is None
    assert form.body.text.key == "support.formats.short"
    assert form.body.items == ()
    assert whole["support.formats"].body.items
    assert all(whole[key].facts == short[key].facts for key in whole)


def test_the_same_words_stand_without_their_heading():
    whole, short = parts(short=False)["support.people"], parts(short=True)["support.people"]
    assert (short.heading, short.body) == (None, whole.body)
    assert whole.heading is not None


def test_points_that_stay_keep_their_keys_and_their_order():
    body = parts(short=True)["questions.ask"].body
    assert [item.text.key for item in body.items][:2] == [
        "questions.ask.choices", "questions.ask.how",
    ]  # fmt: skip
    assert body.text.key == "questions.ask"
    assert (body.lines, body.after.key) == (2, "questions.ask.after")


def test_a_part_for_safety_is_always_whole(tmp_path):
    for key, part in parts(short=True).items():
        assert not part.safety or part == parts(short=False)[key]
    loaded = edited(
        tmp_path, "bevacizumab.yaml", "    safety: true\n", "    safety: true\n    short: same\n"
    )
    assert "a part that is there for safety has no short form" in told(loaded)


def test_a_short_form_carries_what_its_facts_need(tmp_path):
    loaded = edited(tmp_path, "access.yaml", "    short: same\n    facts: [F21, F37]",
                    "    short: {text: Ask us about trials.}\n    facts: [F21, F37]")  # fmt: skip
    assert any("needs" in message and "trastuzumab" in message for message in told(loaded))


@pytest.mark.parametrize(
    ("short", "message"),
    [
        ("{items: [chioces]}", '"chioces" is no point of the part\'s list'),
        ("{}", "the short form says nothing"),
    ],
)
def test_a_short_form_that_can_not_be_is_told(tmp_path, short, message):
    old = "    short:\n      items: [choices, how, side_effects, trial, next]\n      lines: 2\n"
    assert message in told(edited(tmp_path, "questions.yaml", old, f"    short: {short}\n"))


def test_its_own_words_are_translated_reviewed_and_part_of_the_revision(tmp_path):
    content = shipped()
    (leaflet,) = content.leaflets
    (part,) = (part for _, part in leaflet.parts() if part.key == "words.terms")
    assert [m.key for m in messages(part)] == ["words.terms", "words.terms.short"]
    extracted = {one.message.key: one for one in extract_leaflet(leaflet, content.vocabulary)}
    assert "folded leaflet" in extracted["words.terms.short"].comment()
    changed = edited(tmp_path, "words.yaml", "that is not clear", "that is unclear").content
    (other,) = (p for _, p in changed.leaflets[0].parts() if p.key == "words.terms")
    assert revision(other) != revision(part)
