"""A clinic's own page formats: what follows from what it asks for, and what it may not ask for."""

import pytest
from layout.trees import make_long_leaflet

from leaflets.errors import UsageFault
from leaflets.layout.formats import COMPACT, FORMATS, LARGE_PRINT, find_format
from leaflets.layout.own_formats import own_formats, type_scale
from leaflets.layout.pages import typeset
from leaflets.print.imposition import Fold


def own(**table):
    return own_formats({"ward": table}, "leaflets.toml")["ward"]


def test_an_own_format_is_like_a_shipped_one_but_for_what_is_asked():
    ward = own(like="a5", margin_mm=15, size=13, description="for the ward")
    a5 = FORMATS["a5"]
    assert (ward.name, ward.description) == ("ward", "for the ward")
    assert (ward.width_mm, ward.height_mm, ward.paper) == (a5.width_mm, a5.height_mm, "A5")
    assert ward.side_mm == 15
    assert ward.type.body.size == 13
    assert ward.type.title.size == pytest.approx(a5.type.title.size * 13 / 12, abs=0.5)


def test_what_stands_side_by_side_depends_on_the_room():
    wide, narrow = own(like="a4"), own(like="a4", margin_mm=40)
    assert (wide.cards_across, wide.label_beside) == (3, True)
    assert (narrow.cards_across, narrow.label_beside) == (1, False)


def test_a_folded_sheet_of_other_paper_has_other_panels():
    panels = own(like="trifold", paper="US Letter")
    assert panels.sheet_mm == (279.4, 215.9)
    assert panels.width_mm == pytest.approx((279.4 - 4) / 3)
    assert (panels.fold, panels.budget) == (Fold.LETTER, 6)


def test_an_own_format_prints():
    made = typeset(make_long_leaflet(), own(like="large", size=22, margin_mm=15))
    assert made.page_count > 4


@pytest.mark.parametrize("body", [12, 12.5, 13, 16, 17, 20, 26, 40])
@pytest.mark.parametrize("like", [COMPACT, LARGE_PRINT])
def test_no_size_is_below_its_floor(like, body):
    scale = type_scale(like, body)
    sizes = [getattr(scale, name).size for name in type(scale).__slots__]
    assert scale.body.size == body
    assert min(sizes) >= (16 if body >= 16 else 12)
    assert scale.title.size > scale.body.size


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"size": 9}, "size is 9, and must be from 12 to 40"),
        ({"like": "large", "size": 14}, "size is 14, and must be from 16 to 40"),
        ({"margin_mm": 4}, "margin_mm is 4, and must be from 5 to 60"),
        ({"margin_mm": "wide"}, "margin_mm must be a number"),
        ({"size": True}, "size must be a number"),
        ({"like": "a6"}, 'like: "a6" is none of a4,'),
        ({"paper": "A6"}, 'paper: "A6" is not known; give its width_mm and height_mm'),
        ({"width_mm": 100, "margin_mm": 20}, "leaves 60 mm for the text, and words need 75"),
        ({"like": "booklet", "width_mm": 120}, "is folded: give its paper"),
        ({"font": "Arial"}, 'can\'t have "font"'),
        ({"description": "two\nlines"}, "description must be a text in quotes, on one line"),
    ],
)
def test_what_can_not_be_printed_is_refused(table, told):
    with pytest.raises(UsageFault) as fault:
        own(**table)
    assert f"leaflets.toml: [formats.ward] {told}" in fault.value.message
    assert "papers are A3, A4" in fault.value.hint


def test_all_faults_are_told_at_once():
    tables = {"a4": {}, "Ward 7": {"size": 1, "font": "x"}, "ward": 3}
    with pytest.raises(UsageFault) as fault:
        own_formats(tables, "leaflets.toml")
    assert len(fault.value.message.splitlines()) == 5
    for told in ("there is already", "small letters", "size is 1", '"font"', "must be a table"):
        assert told in fault.value.message


def test_an_own_format_is_found_among_the_others():
    formats = {**FORMATS, "ward": own(like="a5")}
    assert find_format("Ward", formats).name == "ward"
    with pytest.raises(UsageFault) as fault:
        find_format("ward7", formats)
    assert fault.value.hint.endswith("letter-large, ward")
