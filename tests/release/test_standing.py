"""How a text stands: nothing is ever read as approved by accident."""

from datetime import date, timedelta

import pytest
from factories import make_leaflet
from hypothesis import given
from hypothesis import strategies as st
from release.approvals import OTHER_WORDS, TODAY, approval, stood, unit

from leaflets.errors import ContentFault
from leaflets.model.review import Review
from leaflets.model.source import State
from leaflets.release.standing import as_of, check_clock, standings

A, D, E, W = State.APPROVED, State.DRAFT, State.EXPIRED, State.WITHDRAWN
TEXT = unit("first.text", "first")
EDITED = unit("first.text", "first", revision=OTHER_WORDS)
UNTIL = date(2027, 5, 1)


def test_an_approval_holds_for_the_words_that_were_read_and_no_others():
    line = approval("first.text")
    assert stood(TEXT, line).state is A
    assert stood(EDITED, line).state is D
    assert stood(unit("first.more", "first"), line).state is D
    assert stood(TEXT).state is D


def test_words_that_come_back_are_approved_again():
    lines = approval("first.text"), approval("first.text", revision=OTHER_WORDS)
    assert stood(TEXT, *lines).state is A
    assert stood(EDITED, *lines).state is A


def test_a_sample_is_not_approved_whatever_the_ledger_says():
    assert stood(unit("first", sample=True), approval("first")).state is State.SAMPLE


@pytest.mark.parametrize(("days", "state"), [(-1, A), (0, E), (1, E)])
def test_an_approval_ends_on_its_day(days, state):
    assert stood(TEXT, approval("first.text"), today=UNTIL + timedelta(days)).state is state


@pytest.mark.parametrize(
    ("review", "last"),
    [
        (Review.ACCESS, date(2027, 5, 22)),
        (Review.ELIGIBILITY, date(2027, 11, 22)),
        (Review.GENERAL, date(2029, 11, 22)),
    ],
)
def test_no_approval_outlasts_its_review_limit_whatever_the_ledger_says(review, last):
    text, line = unit("first", review=review), approval("first", until=date(2050, 1, 1))
    assert stood(text, line, today=last - timedelta(1)).state is A
    assert stood(text, line, today=last).state is E
    assert stood(text, line).ends == last


def test_an_approval_ends_where_its_block_must_be_reviewed():
    text = unit("first", review_by=date(2027, 1, 1))
    assert stood(text, approval("first"), today=date(2026, 12, 31)).state is A
    assert stood(text, approval("first"), today=date(2027, 1, 1)).state is E


def test_the_last_approval_counts():
    longer, shorter = approval("first.text"), approval("first.text", until=date(2026, 12, 1))
    assert stood(TEXT, longer, shorter).ends == date(2026, 12, 1)
    assert stood(TEXT, shorter, longer).ends == UNTIL


def test_a_withdrawal_stops_a_text_that_is_approved_a_draft_or_a_sample():
    stop = approval("first.text", "withdraw")
    assert stood(TEXT, approval("first.text"), stop).state is W
    assert stood(TEXT, stop).state is W
    assert stood(unit("first.text", "first", sample=True), stop).state is W
    assert stood(unit("other.text", "other")).state is D


def test_a_withdrawal_of_a_block_stops_its_parts():
    stop = approval("first", "withdraw", revision=OTHER_WORDS)
    assert stood(TEXT, approval("first.text"), stop).state is W


def test_an_edit_does_not_end_a_withdrawal():
    assert stood(EDITED, approval("first.text", "withdraw")).state is W


def test_a_withdrawal_ends_with_a_later_approval_and_not_with_an_earlier_one():
    stop, again = approval("first.text", "withdraw"), approval("first.text")
    assert stood(TEXT, stop, again).state is A
    assert stood(TEXT, again, stop).state is W


def test_withdrawn_words_do_not_come_back_because_other_words_were_approved():
    lines = approval("first.text", "withdraw"), approval("first.text", revision=OTHER_WORDS)
    assert stood(EDITED, *lines).state is A
    assert stood(TEXT, *lines).state is W


def test_a_lift_ends_a_withdrawal_and_approves_nothing():
    lines = (
        approval("first.text"),
        approval("first.text", "withdraw"),
        approval("first.text", "lift"),
    )
    assert stood(TEXT, *lines).state is D
    assert stood(unit("first.text", "first", sample=True), *lines).state is State.SAMPLE


def test_the_order_of_lines_counts_not_their_days():
    """A clock that was set back does not bring withdrawn text back."""
    yesterday = approval("first.text", "withdraw", day=TODAY - timedelta(1))
    assert stood(TEXT, approval("first.text"), yesterday).state is W


def test_lines_about_a_part_and_its_block_are_taken_in_their_order():
    lines = [approval("first", "withdraw"), approval("first.text"), approval("first")]
    units = [unit("first"), TEXT, unit("first.more", "first")]
    assert [s.state for s in standings(units, lines, TODAY)] == [A, A, D]
    assert [s.state for s in standings(units, lines[:2], TODAY)] == [W, A, W]


EVENTS = st.lists(
    st.builds(
        approval,
        st.sampled_from(["first", "first.text", "second"]),
        st.sampled_from(["approve", "withdraw", "lift"]),
        revision=st.sampled_from([TEXT.revision, OTHER_WORDS]),
        until=st.dates(TODAY, date(2030, 1, 1)),
    ),
    max_size=8,
)


@given(EVENTS, st.dates(TODAY, date(2030, 1, 1)))
def test_what_is_approved_was_approved_as_it_stands_and_not_withdrawn_since(lines, today):
    found = stood(TEXT, *[line for line in lines if line.key != "second"], today=today)
    if found.state is A:
        number = max(i for i, line in enumerate(lines) if line is found.line)
        assert found.line.revision == TEXT.revision
        assert found.line.event == "approve"
        assert today < found.line.until
        later = [line for line in lines[number:] if line.key in ("first", "first.text")]
        assert "withdraw" not in [line.event for line in later]


def test_a_clock_behind_the_ledger_is_told_with_file_and_line():
    leaflet = make_leaflet(approvals=(approval("first", day=date(2026, 11, 23)),))
    with pytest.raises(ContentFault, match=r"approvals\.csv:2:1: first, 2026-11-23"):
        check_clock(leaflet, TODAY)
    check_clock(leaflet, date(2026, 11, 23))


def test_a_ledger_can_be_read_as_it_was():
    lines = approval("first"), approval("first", "withdraw", day=date(2027, 1, 1))
    assert as_of(lines, TODAY) == lines[:1]
