"""Cells of a table that no spreadsheet takes for a formula, and back."""

from hypothesis import given
from hypothesis import strategies as st

from leaflets.cells import as_cell, from_cell

SIGNS = "=+-@\t\r\n'"


@given(st.text("ab" + SIGNS, max_size=6))
def test_a_text_comes_back_and_no_cell_begins_like_a_formula(text):
    cell = as_cell(text)
    assert from_cell(cell) == text
    assert cell[:1] not in set(SIGNS) - {"'"}


def test_what_is_no_formula_is_written_as_it_is():
    assert as_cell("O'Neill") == from_cell("O'Neill") == "O'Neill"
    assert from_cell("'tis") == "'tis"
