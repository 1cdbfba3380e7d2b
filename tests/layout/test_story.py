import pytest
from layout.trees import (
    make_drug,
    make_help,
    make_leaflet,
    make_long_leaflet,
    make_results,
    make_topic,
    prose,
    said,
)

from leaflets.layout.drawings import DRAWINGS, UnknownDrawing
from leaflets.layout.flowables import CardRow
from leaflets.layout.formats import FORMATS
from leaflets.layout.pages import lay_out
from leaflets.layout.panels import Panel
from leaflets.layout.paragraphs import DoesNotFit, SetText
from leaflets.layout.piece import PageBreak
from leaflets.layout.story import story
from leaflets.layout.structure import Node
from leaflets.layout.stylesheet import stylesheet
from leaflets.layout.typography import typography
from leaflets.model.leaflet import Card
from leaflets.model.source import Tone
from leaflets.text import MissingGlyph

ENGLISH = typography("en_GB")
STYLES = stylesheet(FORMATS["a4"], ENGLISH)


def outline(*blocks):
    """The kinds of pieces of a story, in order."""
    return [type(piece).__name__ for piece in story(make_leaflet(*blocks), STYLES)]


def test_a_drug_opens_with_name_reason_and_glance_table():
    assert outline(make_drug(prose(heading="How you have it"))) == [
        "BlockHeading",
        "Why",
        "GlanceTable",
        "PartHeading",
        "SetText",
    ]


def test_a_paragraph_a_list_a_closing_line_and_writing_lines_come_in_that_order():
    part = prose(
        text="Some have:", items=(said("this"), said("that")), after=said("Call us."), lines=3
    )
    assert outline(make_topic(part)) == [
        "BlockHeading",
        "SetText",
        "Bullet",
        "Bullet",
        "SetText",
        "WritingLines",
    ]


def test_the_contact_box_holds_its_own_heading():
    assert outline(make_help()) == ["ContactBox"]


@pytest.mark.parametrize("tone", [Tone.WARNING, Tone.NOTE, Tone.QUOTATION])
def test_what_is_not_running_text_is_one_box_that_stays_whole(tone):
    part = prose(text="word " * 60, heading="Mind this", tone=tone)
    *_, box = story(make_leaflet(make_topic(part)), STYLES)
    assert type(box).__name__ == "Box"
    box.wrap(STYLES.page_format.measure)
    assert box.break_inside is PageBreak.WHOLE


def test_cards_stand_side_by_side_or_stacked():
    def rows(name):
        pieces = story(make_leaflet(make_results(3)), stylesheet(FORMATS[name], ENGLISH))
        return [type(piece).__name__ for piece in pieces].count("CardRow")

    assert (rows("a4"), rows("large")) == (1, 3)


@pytest.mark.parametrize("width", [200, 600])
def test_values_of_stacked_results_are_in_line_though_one_name_is_longer(width):
    of = Node("L", numbering="None")
    names = [said("HER2"), said("A name of some length")]
    rows = [
        CardRow([Card(name=name, value=said("Low"), meaning=said("Low."))], STYLES, of, names)
        for name in names
    ]
    for row in rows:
        row.wrap(width)
    short, long = (row.arrangement.placed[1].x for row in rows)
    assert short == long


@pytest.mark.parametrize("name", FORMATS)
def test_body_lines_have_fewer_than_70_characters(name):
    styles = stylesheet(FORMATS[name], ENGLISH)
    text = (
        "Trastuzumab locks on to the HER2 protein and blocks the receptor. This will stop the"
        " illness filling its little cells until it dies. "
    )
    longest = 0
    for start in range(60):
        piece = story(make_leaflet(make_topic(prose(text=(text * 4)[start:]))), styles)[1]
        piece.wrap(styles.page_format.measure)
        longest = max(longest, *map(len, piece.texts()))
    assert 45 < longest < 70


def test_a_heading_is_never_parted_from_what_it_heads():
    for piece in story(make_long_leaflet(), STYLES):
        if type(piece).__name__ in ("BlockHeading", "PartHeading", "Why"):
            assert piece.keep_with_next


def test_space_before_a_heading_is_twice_the_space_after():
    spaces = STYLES.spaces
    assert spaces.block_before >= 2 * spaces.block_after
    assert spaces.part_before >= 2 * spaces.part_after


def test_an_unknown_drawing_is_named():
    assert "cat" not in DRAWINGS
    with pytest.raises(UnknownDrawing, match='there is no drawing "cat"'):
        story(make_leaflet(make_topic(prose(heading="A", drawing="cat"))), STYLES)


def test_a_fault_says_in_which_part_it_is():
    pill, wide = prose("topic.pill", "\U0001f48a"), prose("topic.wide", "x" * 200)
    with pytest.raises(
        MissingGlyph, match=r'^topic.pill \(en_GB\): no font has ".+" U\+1F48A PILL'
    ):
        story(make_leaflet(make_topic(pill)), STYLES)
    with pytest.raises(DoesNotFit, match=r'^topic.wide \(en_GB\): "x+" \(200 letters\)'):
        lay_out(make_leaflet(make_topic(prose(), wide)), STYLES)


def test_every_piece_is_text_or_a_panel():
    assert all(isinstance(p, SetText | Panel) for p in story(make_long_leaflet(), STYLES))


def test_a_word_that_is_too_wide_for_a_card_is_refused():
    leaflet = make_leaflet(make_topic(prose(text="x" * 200)))
    with pytest.raises(DoesNotFit):
        story(leaflet, STYLES)[1].wrap(STYLES.page_format.measure)
