"""A page of a list: which rows are on it, and what is left open in each, in plain words."""

import pytest

from leaflets.content.valid import load_valid
from leaflets.desk.lists.cells import Columns
from leaflets.desk.lists.views import ROWS_SHOWN, ListViewer, OpenView, Place
from leaflets.records.words import TableWords


@pytest.fixture
def viewer(small, checked):
    content = load_valid(small.source)
    columns = Columns(content.vocabulary, TableWords(), {"en_GB": "English"}, ["a4"])
    return lambda rows: ListViewer(checked(rows), columns, content.leaflets[0])


def test_a_page_that_there_is_not_is_the_last_one(viewer):
    shown = viewer([{"zeta": "no"}] * 3 + [{"zeta": "high"}] * (2 * ROWS_SHOWN))
    last = shown.page(Place(shown="ready", page=99))
    assert (last.place.page, last.pages, len(last.rows)) == (2, 2, ROWS_SHOWN)
    assert [view.row.number for view in shown.page(Place(shown="refused")).rows] == [1, 2, 3]
    assert shown.page(Place(shown="refused", page=7)).pages == 1
    nothing = shown.page(Place(shown="asks"))
    assert (nothing.rows, nothing.pages, nothing.counts.printable) == ((), 1, 2 * ROWS_SHOWN)


def test_what_is_shown_is_one_of_what_there_is(viewer):
    assert Place(shown="<script>").shown == ""
    assert Place(shown="asks", page=3).query == "?show=asks&page=3"


def test_what_is_open_is_called_as_on_the_leaflet_once(viewer):
    (view,) = viewer([{"zeta": "low"}]).page(Place()).rows
    assert view.open == (OpenView(title="Keeping calm", missing=("earlier treatment",)),)


def test_a_conflict_is_told_in_the_clinician_s_words(viewer):
    (view,) = viewer([{"zeta": "high", "before": "Placzo"}]).page(Place()).rows
    (point,) = view.open
    assert point.message == "A zine was given although zeta is high. Please check."
