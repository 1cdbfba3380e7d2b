"""Text in; a cell of a table that no spreadsheet takes for a formula out, and back.

Spreadsheets take a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula: such a cell is
written with an apostrophe before it, which is taken off again.
"""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_TEXT_SIGN = "'"


def as_cell(text: str) -> str:
    """``text`` as a cell of CSV."""
    return f"{_TEXT_SIGN}{text}" if text.startswith((*_FORMULA, _TEXT_SIGN)) else text


def from_cell(cell: str) -> str:
    """The text that :func:`as_cell` made ``cell`` of."""
    escaped = cell[:1] == _TEXT_SIGN and cell[1:].startswith((*_FORMULA, _TEXT_SIGN))
    return cell[1:] if escaped else cell
