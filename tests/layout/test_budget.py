"""What a folded sheet has no room for is refused, with how much and what would hold it."""

import pytest
from layout.trees import make_leaflet, make_long_leaflet, make_topic, prose

from leaflets.errors import ExitCode
from leaflets.layout.budget import TooLong, length, refuse_too_long
from leaflets.layout.formats import FORMATS
from leaflets.layout.pages import typeset

TRIFOLD = FORMATS["trifold"]


def paragraphs(count):
    parts = [prose(f"topic.p{number}", "word " * 30) for number in range(count)]
    return make_leaflet(make_topic(*parts))


def test_the_length_is_that_of_the_leaflet_that_is_made():
    leaflet = make_long_leaflet()
    for name in ("a4", "trifold"):
        assert length(leaflet, FORMATS[name]).pages == typeset(leaflet, FORMATS[name]).page_count


def test_what_fits_is_not_refused():
    leaflet = paragraphs(10)
    assert length(leaflet, TRIFOLD).pages <= 6
    assert (length(leaflet, TRIFOLD).over, length(leaflet, TRIFOLD).lines) == (0, 0)
    refuse_too_long(leaflet, TRIFOLD)


def test_a_format_without_a_budget_holds_anything():
    found = length(paragraphs(60), FORMATS["a4"])
    assert (found.budget, found.over, found.lines) == (None, 0, 0)


def test_what_does_not_fit_says_by_how_much_and_what_holds_it():
    leaflet = paragraphs(60)
    found = length(leaflet, TRIFOLD)
    with pytest.raises(TooLong) as fault:
        refuse_too_long(leaflet, TRIFOLD)
    error = fault.value
    assert error.exit_code == ExitCode.CONTENT
    assert (error.pages, error.lines) == (found.pages - 6, found.lines)
    assert f"trifold has 6 panels, and this leaflet takes {found.pages} in en_GB" in error.message
    assert f"{found.pages - 6} panels too many ({found.lines} lines)" in error.message
    assert "booklet (" in error.hint
    assert "a5 (" in error.hint


def test_the_lines_too_many_are_those_on_pages_that_there_are_not():
    longest = max(n for n in range(10, 40) if length(paragraphs(n), TRIFOLD).pages <= 6)
    one_more = length(paragraphs(longest + 1), TRIFOLD)
    # A paragraph of 30 words has four lines; one alone would look forgotten on its panel.
    assert (one_more.over, one_more.lines) == (1, 8)


def test_a_booklet_too_thick_to_fold_is_refused():
    leaflet = make_leaflet(
        make_topic(*(prose(f"topic.p{n}", None, lines=12) for n in range(70)), title="Lines")
    )
    with pytest.raises(TooLong, match="booklet has 64 pages, and this leaflet takes") as fault:
        refuse_too_long(leaflet, FORMATS["booklet"])
    assert "booklet" not in fault.value.hint
