"""Cells that were mended beside a list: it is read as if they stood in it."""

from contextlib import ExitStack

import pytest
from factories import make_vocabulary

from leaflets.records.tables import Table

SHEET = (
    'record_id,zeta,name,Colour\na,hihg,Ada,red\nb,high,Bo,\nc,low,Cy,blue,one,more\nd,"lo"w,Di,\n'
)


@pytest.fixture
def table(tmp_path):
    """``table(mends, text, name)``: the list with these mends, closed in the end."""
    with ExitStack() as stack:

        def opened(mends, text=SHEET, name="t.csv"):
            path = tmp_path / name
            path.write_text(text, encoding="utf-8")
            made = Table(path, make_vocabulary(), mends=mends)
            stack.callback(made.close)
            return made

        yield opened


@pytest.fixture
def places(table):
    return lambda *given: [row.place for row in table({}, *given).rows()]


def first_row(table):
    row, *_ = table.rows()
    return row


def told(row):
    record = row.reading.record
    refusals = [str(refusal) for refusal in row.reading.refusals]
    return row.record_id, dict(record.profile.choices), record.personal.name, refusals


def test_a_mended_cell_is_read_in_place_of_the_one_in_the_file(table, places):
    first, second, *_ = places()
    found = list(table({first: {"zeta": "high"}, second: {"name": "Bob"}}).rows())
    assert [told(row) for row in found[:2]] == [
        ("a", {"zeta": "high"}, "Ada", []),
        ("b", {"zeta": "high"}, "Bob", []),
    ]


def test_mends_that_come_later_are_read_too_at_the_row_s_place(table, places):
    mends = {}
    mended = table(mends)
    place = first_row(mended).place
    mends[place] = {"zeta": "low"}
    assert told(mended.row(place, 1)) == ("a", {"zeta": "low"}, "Ada", [])
    assert mended.given(place) == {
        "record_id": "a",
        "zeta": "low",
        "name": "Ada",
        "Colour": "red",
    }


def test_a_column_that_the_list_has_not_is_given_to_it(table, places):
    first, *_ = places()
    mended = table({first: {"zeta": "", "eta": "absent"}})
    assert told(first_row(mended)) == ("a", {"eta": "absent"}, "Ada", [])
    assert mended.headings == ("record_id", "zeta", "name", "Colour", "eta")


def test_cells_under_no_heading_are_refused_until_they_are_emptied(table, places):
    third = places()[2]
    some = table({third: {"unread 1": ""}})
    assert "6 cells" in told(list(some.rows())[2])[3][0]
    mended = table({third: {"unread 1": "", "unread 2": "", "name": "Cyd"}})
    assert told(list(mended.rows())[2]) == ("c", {"zeta": "low"}, "Cyd", [])
    assert mended.headings == ("record_id", "zeta", "name", "Colour")


def test_a_row_that_is_no_csv_is_written_anew(table, places):
    fourth = places()[3]
    mended = table({fourth: {"unread": "", "record_id": "d", "zeta": "low"}})
    assert told(list(mended.rows())[3]) == ("d", {"zeta": "low"}, "", [])


@pytest.mark.parametrize("name", ["t.jsonl", "t.json"])
def test_what_json_says_is_mended_by_its_key(table, places, name):
    line = '{"record_id": "a", "zeta": {"odd": 1}, "before": []}'
    text = line if name == "t.jsonl" else f"[{line}]"
    mends = {place: {"zeta": "high"} for place in places(text, name)}
    (row,) = table(mends, text, name).rows()
    assert told(row) == ("a", {"zeta": "high"}, "", [])
    assert row.reading.record.profile.drugs == {"before": ()}


def test_the_list_is_another_one_once_it_was_mended(table):
    mends = {}
    mended = table(mends)
    before = mended.said_besides
    mends[0] = {"zeta": "low"}
    assert mended.said_besides != before
