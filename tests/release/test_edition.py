"""The edition: the worst state, the next review, and a code that names what was printed."""

import re
from datetime import date

import pytest
from factories import make_block, make_leaflet

from leaflets.model.source import State
from leaflets.release.edition import edition, leaflet_code


def made(*blocks, **more):
    given = {
        "language": "en_GB",
        "content_digest": "c",
        "catalog_digest": "",
        "printed_keys": ("first.text",),
    }
    return edition(make_leaflet(*blocks), blocks, **(given | more))


SAMPLE = {"sample": True}


@pytest.mark.parametrize(
    ("blocks", "state"),
    [
        ([SAMPLE, SAMPLE], State.SAMPLE),
        ([{}, SAMPLE], State.SAMPLE),  # the worst of them
        ([{}, {}], State.DRAFT),  # nothing is approved that nobody approved
        ([], State.DRAFT),
    ],
)
def test_the_state_is_the_worst_of_what_prints(blocks, state):
    assert made(*(make_block(f"b{i}", **more) for i, more in enumerate(blocks))).state is state


def test_the_next_review_is_the_first_of_them_and_none_where_one_has_none():
    early, late = date(2027, 5, 22), date(2027, 11, 22)
    blocks = [make_block("first", review_by=late), make_block("second", review_by=early)]
    assert made(*blocks).next_review == early
    assert made(*blocks, make_block("third")).next_review is None


def test_the_code_can_be_read_out_and_is_the_same_for_the_same_content():
    code = made(make_block("first")).code
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", code)
    assert made(make_block("first")).code == code


@pytest.mark.parametrize(
    "more",
    [
        {"language": "pl"},
        {"content_digest": "d"},
        {"catalog_digest": "d"},
        {"printed_keys": ("first.text", "first.more")},
    ],
)
def test_the_code_changes_with_whatever_is_printed(more):
    assert made(make_block("first"), **more).code != made(make_block("first")).code


def test_names_that_run_together_are_not_the_same():
    assert leaflet_code(["ab", "c"]) != leaflet_code(["a", "bc"])
