"""The edition: the worst state, the next review, and a code that names what was printed."""

import re
from dataclasses import replace
from datetime import date

import pytest
from factories import make_leaflet
from release.approvals import OTHER_WORDS, approval, stood, unit

from leaflets.errors import ContentFault
from leaflets.model.source import State
from leaflets.release.edition import (
    edition,
    leaflet_code,
    printed_standings,
    refuse_withdrawn,
    worst,
)
from leaflets.release.standing import Standing

DRAFT = Standing(unit("draft"), State.DRAFT)
SAMPLE = Standing(unit("sample", sample=True), State.SAMPLE)
APPROVED = stood(unit("approved"), approval("approved"))


def made(*standings, **more):
    given = {
        "language": "en_GB",
        "content_digest": "c",
        "catalog_digest": "",
        "verdicts": ("first.text=show",),
    }
    return edition(make_leaflet(), standings, **(given | more))


@pytest.mark.parametrize(
    ("standings", "state"),
    [
        ([SAMPLE, SAMPLE], State.SAMPLE),
        ([DRAFT, SAMPLE, APPROVED], State.SAMPLE),  # the worst of them
        ([DRAFT, APPROVED], State.DRAFT),
        ([APPROVED], State.APPROVED),
        ([], State.DRAFT),  # nothing is approved that nobody approved
    ],
)
def test_the_state_is_the_worst_of_what_prints(standings, state):
    assert made(*standings).state is state


def test_states_are_ranked_as_they_can_be_trusted():
    ranked = [State.WITHDRAWN, State.EXPIRED, State.SAMPLE, State.DRAFT, State.APPROVED]
    for better, state in enumerate(ranked):
        assert worst(ranked[better:]) is state


def test_the_next_review_is_the_first_of_them_and_none_where_one_has_none():
    early, late = date(2027, 5, 22), date(2027, 11, 22)
    one, two = (
        replace(DRAFT, unit=unit(key, review_by=day)) for key, day in (("a", late), ("b", early))
    )
    assert made(one, two).next_review == early
    assert made(one, two, DRAFT).next_review is None
    frame = replace(DRAFT, unit=unit("leaflet", dated=False))
    assert made(one, two, frame).next_review == early
    assert made(one, two, APPROVED).next_review == APPROVED.ends


def test_who_approved_is_told_only_where_all_of_it_was():
    other = stood(unit("other"), approval("other", role="nurse", day=date(2026, 12, 1)))
    told = made(APPROVED, other)
    assert told.approved_on == date(2026, 12, 1)
    assert told.approved_as == ("consultant", "nurse")
    assert made(APPROVED, DRAFT).approved_on is None
    assert made(APPROVED, DRAFT).approved_as == ()


def test_the_code_can_be_read_out_and_is_the_same_for_the_same_content():
    code = made(DRAFT).code
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", code)
    assert made(DRAFT).code == code


@pytest.mark.parametrize(
    "more",
    [
        {"language": "pl"},
        {"content_digest": "d"},
        {"catalog_digest": "d"},
        {"verdicts": ("first.text=later",)},
        {"verdicts": ("first.text=show", "first.more=show")},
    ],
)
def test_the_code_changes_with_whatever_is_printed(more):
    assert made(DRAFT, **more).code != made(DRAFT).code


def test_the_code_changes_with_the_program(monkeypatch):
    before = made(DRAFT).code
    monkeypatch.setattr("leaflets.release.edition.__version__", "99")
    assert made(DRAFT).code != before


def test_names_that_run_together_are_not_the_same():
    assert leaflet_code(["ab", "c"]) != leaflet_code(["a", "bc"])


def test_what_prints_is_judged_with_all_that_stands_round_it():
    keys = ("leaflet", "attributes", "first", "first.text", "second", "glossary.a", "tool.name")
    standings = [Standing(unit(key), State.DRAFT) for key in keys]
    texts = ("glossary.a.meaning", "tool.name", "first.text")
    printed = printed_standings(standings, ("first", "first.text"), texts)
    assert [s.unit.key for s in printed] == [
        "leaflet", "attributes", "first", "first.text", "glossary.a", "tool.name",
    ]  # fmt: skip


def test_parts_that_a_rule_left_out_are_judged_with_their_block():
    left_out = unit("first.more", "first")
    edited = unit("first.more", "first", revision=OTHER_WORDS)
    stop = approval("first.more", "withdraw")

    def state(standing):
        printed = [stood(unit(key), approval(key)) for key in ("first", "first.text")]
        return worst(s.state for s in printed_standings([*printed, standing], ["first"]))

    assert state(stood(left_out, approval("first.more"))) is State.APPROVED
    assert state(stood(edited, approval("first.more"))) is State.DRAFT
    assert state(stood(left_out, stop)) is State.APPROVED
    assert state(stood(edited, stop)) is State.DRAFT
    assert state(stood(unit("second.text", "second"))) is State.APPROVED


def test_withdrawn_text_is_refused_by_name_with_day_person_reason_and_line():
    stopped = stood(unit("first.text", "first"), approval("first.text", "withdraw"))
    with pytest.raises(
        ContentFault, match=r"first\.text was withdrawn on 2026-11-22 by A\. Lis: a"
    ):
        refuse_withdrawn([APPROVED, stopped])
    refuse_withdrawn([APPROVED, SAMPLE, DRAFT])
