"""The cells of a row as fields: what may stand in each, what is wrong, and what was changed."""

import pytest

from leaflets.content.valid import load_valid
from leaflets.desk.lists.cells import Choice, Columns
from leaflets.desk.lists.checked import CheckedRow, Standing
from leaflets.records.words import TableWords


@pytest.fixture
def columns(small):
    vocabulary = load_valid(small.source).vocabulary
    words = TableWords(columns={"Zeta result": "zeta"}, values={"zeta": {"H": "high"}})
    return Columns(vocabulary, words, {"en_GB": "English", "pl": "Polish"}, ["a4", "large"])


@pytest.fixture
def cells(checked, columns):
    """The cells of the first row of such a list, by their columns; and the whole."""

    def of(row, **more):
        rows = checked([row], headings=tuple(row), **more)
        found = columns.of(rows.row(1), rows.headings)
        return {cell.column: cell for cell in found.cells}, found

    return of


def test_a_declared_value_is_chosen_and_a_drug_or_a_name_is_typed(cells):
    found, _ = cells({"zeta": "High", "before": "Placzo", "name": "Ada", "language": ""})
    assert found["zeta"].has_choice
    assert found["zeta"].choices[:2] == (Choice("high", "high"), Choice("low", "low"))
    assert (found["zeta"].value, found["zeta"].own_word) == ("high", "")
    assert Choice("pl", "Polish") in found["language"].choices
    assert (found["before"].several, found["before"].has_choice) == (True, False)
    assert not found["name"].has_choice


def test_a_word_that_is_none_of_the_choices_stays_to_be_seen(cells):
    found, whole = cells({"zeta": "hihg", "name": "<b>"})
    assert found["zeta"].own_word == "hihg"
    assert found["zeta"].faults == ('"hihg" is not one of high, low, faint, borderline, unknown',)
    assert [cell.column for cell in whole.at_fault] == ["zeta", "name"]


def test_a_fault_in_a_column_that_the_list_has_not_finds_its_field(cells):
    found, whole = cells({"zeta": "high"}, unanswered="mention")
    assert not found["language"].given
    assert whole.faults == ()
    found, whole = cells({"zeta": "low"}, unanswered="refuse")
    assert whole.faults[0].startswith("not known: before; it decides calm")


def test_what_would_decide_an_open_point_is_marked(cells):
    _, whole = cells({"zeta": "low"})
    assert [cell.column for cell in whole.asked] == ["before"]


def test_a_column_that_nobody_reads_is_told_apart(cells):
    found, _ = cells({"zeta": "high", "Colour": "red"})
    assert found["zeta"].read
    assert not found["colour"].read


def test_cells_under_no_heading_can_be_emptied(checked, columns, tmp_path):
    path = tmp_path / "loose.csv"
    path.write_text("zeta,eta\nhigh,present,more\nlow,absent\n", encoding="utf-8")
    rows = checked(path)
    loose, *_ = [c for c in columns.of(rows.row(1), rows.headings).cells if c.value == "more"]
    assert (loose.heading, loose.read) == ("unread 1", False)
    assert rows.mend(1, {"unread 1": ""}).refusals == ()
    second = columns.of(rows.row(2), rows.headings)
    assert "unread 1" not in [cell.heading for cell in second.cells]


def test_only_what_was_changed_in_a_form_is_mended(cells, columns):
    _, whole = cells({"zeta": "HIGH", "name": "Ada  Example", "before": ""})
    same = {"zeta": "high", "name": "Ada Example", "before": "", "no such": "x"}
    assert columns.changed(whole, same, {}) == {}
    given = {"zeta": "", "name": "Ada\r\nOther", "eta": "absent"}
    assert columns.changed(whole, given, {}) == {"zeta": "", "name": "Ada Other", "eta": "absent"}


def test_what_a_form_showed_and_nobody_touched_is_not_put_back(cells, columns):
    _, whole = cells({"zeta": "high", "name": "Ada"})
    shown = {"zeta": "hihg", "name": "Ada"}
    assert columns.changed(whole, {"zeta": "hihg", "name": "Bo"}, shown) == {"name": "Bo"}


def test_a_site_s_own_words_are_fields_of_the_columns_they_stand_for(columns):
    row = CheckedRow(
        number=1, line=2, record_id="1", cells={"Zeta result": "H"}, standing=Standing.READY
    )
    first = columns.of(row, ("Zeta result",)).cells[0]
    assert (first.heading, first.column, first.own_word) == ("Zeta result", "zeta", "H")
    assert first.has_choice
