"""Which page stands where, drawn as it lies before the reader; and folded again, in order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.print.imposition import NARROWER, PAPER_THICKNESS, Edge, Fold, impose, panel_widths

A4 = (297, 210)
COUNTS = st.integers(1, 64)


def sides(imposition):
    """The sides as a drawing: the pages of each from left to right, a point for no page."""
    panels = 1 + len(imposition.folds)
    drawn = []
    for sheet in imposition.sheets:
        for side in (sheet.front, sheet.back):
            row = ["."] * panels
            for placed in side:
                # Creep and a narrow panel move a page by less than half a panel.
                row[round(placed.x / (imposition.width / panels))] = str(placed.page)
            drawn.append(" ".join(row))
    return drawn


def assert_sides(imposition, drawing):
    assert sides(imposition) == [" ".join(line.split()) for line in drawing.strip().splitlines()]


def booklet(pages, *, right_to_left=False):
    return impose(Fold.BOOKLET, pages, *A4, right_to_left=right_to_left)


def folded(imposition, *, right_to_left):
    """The pages of a folded booklet as a reader turns them: sheets laid in each other, bound.

    Each sheet is two leaves. From the outermost sheet inwards one passes the leaf of its front's
    far half, then its back's; then out again over the other halves.
    """
    half = imposition.width / 2
    first, second = [], []
    for sheet in imposition.sheets:
        front = {placed.x >= half / 2: placed.page for placed in sheet.front}
        back = {placed.x >= half / 2: placed.page for placed in sheet.back}
        opens = not right_to_left  # the front cover is the right half, or the left
        first += [front.get(opens, 0), back.get(not opens, 0)]
        second = [back.get(opens, 0), front.get(not opens, 0), *second]
    return first + second


def test_eight_pages_fold_into_order():
    assert_sides(
        booklet(8),
        """
        8 1
        2 7
        6 3
        4 5
        """,
    )


def test_a_booklet_from_right_to_left_is_bound_on_the_right():
    assert_sides(
        booklet(8, right_to_left=True),
        """
        1 8
        7 2
        3 6
        5 4
        """,
    )


def test_empty_pages_are_the_last_ones_in_either_direction():
    assert_sides(
        booklet(5),
        """
        . 1
        2 .
        . 3
        4 5
        """,
    )
    assert_sides(
        booklet(5, right_to_left=True),
        """
        1 .
        . 2
        3 .
        5 4
        """,
    )


@given(COUNTS, st.booleans())
def test_a_booklet_folded_reads_from_first_to_last(pages, right_to_left):
    read = folded(booklet(pages, right_to_left=right_to_left), right_to_left=right_to_left)
    assert [page for page in read if page] == list(range(1, pages + 1))
    assert read[:pages] == list(range(1, pages + 1)), "no empty page before the last"
    assert len(read) == -(-pages // 4) * 4


@given(COUNTS)
def test_the_other_direction_is_the_mirror_image(pages):
    mirrored = [" ".join(reversed(row.split())) for row in sides(booklet(pages))]
    assert sides(booklet(pages, right_to_left=True)) == mirrored


@given(COUNTS, st.booleans())
def test_inner_sheets_move_towards_the_fold_and_stay_on_the_paper(pages, right_to_left):
    for inner, sheet in enumerate(booklet(pages, right_to_left=right_to_left).sheets):
        for placed in (*sheet.front, *sheet.back):
            half = A4[0] / 2
            creep = placed.x if placed.x < half / 2 else half - placed.x
            assert creep == pytest.approx(inner * PAPER_THICKNESS)


@pytest.mark.parametrize("fold", [Fold.LETTER, Fold.ZIGZAG])
def test_six_panels_stand_for_a_letter_fold_and_a_zigzag(fold):
    assert_sides(
        impose(fold, 6, *A4),
        """
        5 6 1
        2 3 4
        """,
    )
    assert_sides(
        impose(fold, 6, *A4, right_to_left=True),
        """
        1 6 5
        4 3 2
        """,
    )


@given(st.integers(1, 6), st.booleans(), st.sampled_from([Fold.LETTER, Fold.ZIGZAG]))
def test_panels_unfolded_read_from_first_to_last(pages, right_to_left, fold):
    """The cover, what is inside in the direction of reading, what is left outside likewise."""
    outside, inside = (
        row.split()[::-1] if right_to_left else row.split()
        for row in sides(impose(fold, pages, *A4, right_to_left=right_to_left))
    )
    read = [outside[2], *inside, *outside[:2]]
    assert [int(page) for page in read if page != "."] == list(range(1, pages + 1))


@given(st.booleans())
def test_the_panel_that_is_tucked_in_is_narrower_on_both_sides(right_to_left):
    imposition = impose(Fold.LETTER, 6, *A4, right_to_left=right_to_left)
    (sheet,) = imposition.sheets
    widths = panel_widths(Fold.LETTER, A4[0])
    assert widths[4] == pytest.approx(widths[0] - NARROWER)
    for side in (sheet.front, sheet.back):
        start = 0.0
        for placed in side:
            room = widths[placed.page - 1] - min(widths)
            assert placed.x == pytest.approx(start + room / 2), "in the middle of its panel"
            start += widths[placed.page - 1]
        assert start == pytest.approx(A4[0])
    # Folds go through the paper: seen from the back, each is as far from the other edge.
    first, middle, _ = (widths[placed.page - 1] for placed in reversed(sheet.back))
    assert imposition.folds == pytest.approx((first, first + middle))


def test_flat_sheets_have_a_page_on_each_side():
    assert_sides(
        impose(Fold.FLAT, 3, 210, 297),
        """
        1
        2
        3
        .
        """,
    )


def test_the_edge_to_turn_over_is_told():
    assert impose(Fold.FLAT, 2, 210, 297).edge is Edge.LONG
    assert booklet(4).edge is Edge.SHORT
    assert impose(Fold.LETTER, 6, *A4).edge is Edge.SHORT


def test_what_has_no_place_is_not_imposed():
    with pytest.raises(ValueError, match="7 pages, but the sheet has 6 panels"):
        impose(Fold.ZIGZAG, 7, *A4)
    with pytest.raises(ValueError, match="no page"):
        booklet(0)
