"""What is levelled: nothing is lost, nothing comes closer, and like begins beside like."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from layout.trees import said

from leaflets.layout.flowables import Box, BoxLook, Why
from leaflets.layout.formats import FORMATS
from leaflets.layout.level import first_line, level
from leaflets.layout.panels import Area
from leaflets.layout.paragraphs import set_text
from leaflets.layout.structure import Node
from leaflets.layout.stylesheet import stylesheet
from leaflets.layout.tables import TableRow
from leaflets.layout.typography import typography

WIDTH = 240
STYLES = {name: stylesheet(FORMATS["a4"], typography(name)) for name in ("en_GB", "ur")}


def words(count):
    return said(" ".join(["word"] * count))


def box(counts, language="en_GB"):
    styles = STYLES[language]
    pieces = [set_text(words(count), styles.body).spaced(after=8) for count in counts]
    made = Box(pieces, BoxLook.WARNING, styles)
    made.wrap(WIDTH)
    return made


def lines(piece):
    return [placed.top + first_line(placed.piece) for placed in piece.arrangement.placed]


def test_the_next_sentence_begins_where_the_longer_one_lets_it():
    one, other = box([30, 3]), box([3, 3])
    long_before, short_before = lines(one), lines(other)
    assert short_before[1] < long_before[1]
    level(one, other)
    assert lines(one) == lines(other) == long_before


def test_boxes_and_their_bars_become_equally_high():
    one, other = box([30, 3]), box([3, 3])
    level(one, other)
    for made in (one, other):
        outline, bar = made.arrangement.marks
        assert isinstance(outline, Area)
        assert outline.height == bar.height == made.arrangement.height
    assert one.arrangement.height == other.arrangement.height


def test_scripts_of_other_heights_stand_on_one_line():
    one, other = box([3, 3], "ur"), box([3, 3])
    assert lines(one) != lines(other)
    level(one, other)
    assert lines(one) == pytest.approx(lines(other))


def test_the_rules_of_a_row_fall_on_those_of_the_row_beside_it():
    rows = []
    for count in (30, 3):
        row = TableRow(
            words(2),
            (words(count),),
            STYLES["en_GB"],
            Node("Table"),
            text=STYLES["en_GB"].body,
            label_text=STYLES["en_GB"].label,
            beside=False,
            drawing="tablet",
            margin=40,
        )
        row.wrap(WIDTH)
        rows.append(row)
    level(*rows)
    one, other = ([mark.top for mark in row.arrangement.marks] for row in rows)
    assert one == other


def test_what_only_one_has_at_its_end_stands_beside_nothing():
    one, other = box([3, 3, 30]), box([3, 3])
    level(one, other)
    assert lines(one)[:2] == lines(other)
    assert len(lines(one)) == 3
    assert other.arrangement.height == one.arrangement.height


counts = st.lists(st.integers(1, 40), min_size=1, max_size=5)


@given(counts, counts, st.sampled_from(["en_GB", "ur"]))
def test_levelling_takes_no_room_away_and_once_is_enough(first, second, language):
    size = min(len(first), len(second))
    one, other = box(first[:size], language), box(second[:size])
    gaps = [gaps_of(made) for made in (one, other)]
    level(one, other)
    assert lines(one) == pytest.approx(lines(other))
    for made, before in zip((one, other), gaps, strict=True):
        assert all(now >= was - 0.01 for now, was in zip(gaps_of(made), before, strict=True))
        last = made.arrangement.placed[-1]
        assert last.top + last.height < made.arrangement.height
    levelled = [made.arrangement for made in (one, other)]
    level(one, other)
    assert lines(one) == pytest.approx(lines(other))
    for made, before in zip((one, other), levelled, strict=True):
        assert made.arrangement.height == pytest.approx(before.height)


def gaps_of(made):
    return [
        below.top - above.top - above.height for above, below in pairwise(made.arrangement.placed)
    ]


def test_points_inside_a_reason_are_level_too():
    both = []
    for count in (20, 2):
        why = Why(words(2), [words(count), words(2)], STYLES["en_GB"])
        why.wrap(WIDTH)
        both.append(why)
    level(*both)
    one, other = map(lines, both)
    assert one == pytest.approx(other)
