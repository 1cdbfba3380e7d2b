"""Rows as an XLSX spreadsheet, of which only the translations can be changed, and back.

Every cell is text: a translation that begins with ``=`` is no formula.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from types import ModuleType

from leaflets.errors import UsageFault
from leaflets.translation.exchange.rows import COLUMNS, TRANSLATION_COLUMN, ExchangeRow
from leaflets.translation.exchange.table import check_columns, row_of

_WIDTHS = {"where": 40, "english": 60, "translation": 60, "old_english": 40}
_NARROW = 18
_TO_DO = "FFF4CE"
"""The colour of a row that waits for its translator."""
_DONE = ("translated", "language-approved", "clinically-approved")


def write_spreadsheet(rows: Iterable[ExchangeRow], language: str, *, right_to_left: bool) -> bytes:
    """A workbook of one sheet, named after the language.

    Raises:
        UsageFault: The library for spreadsheets is not installed.
    """
    openpyxl = _openpyxl()
    from openpyxl.cell.cell import WriteOnlyCell  # noqa: PLC0415  # only where it is installed
    from openpyxl.styles import Alignment, Font, PatternFill, Protection  # noqa: PLC0415

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(language)
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.freeze_panes = "A2"
    for number, column in enumerate(COLUMNS):
        letter = chr(ord("A") + number)
        sheet.column_dimensions[letter].width = _WIDTHS.get(column, _NARROW)

    def cell(text: str, **styles: object) -> object:
        made = WriteOnlyCell(sheet, value=text)
        made.data_type = "s"
        made.alignment = Alignment(wrap_text=True, vertical="top")
        for name, style in styles.items():
            setattr(made, name, style)
        return made

    sheet.append([cell(column, font=Font(bold=True)) for column in COLUMNS])
    for row in rows:
        cells = []
        for number, column in enumerate(COLUMNS):
            styles: dict[str, object] = {}
            if number == TRANSLATION_COLUMN:
                order = 2 if right_to_left else 1
                styles = {
                    "protection": Protection(locked=False),
                    "alignment": Alignment(wrap_text=True, vertical="top", readingOrder=order),
                }
                if row.state not in _DONE:
                    styles["fill"] = PatternFill("solid", fgColor=_TO_DO)
            cells.append(cell(getattr(row, column), **styles))
        sheet.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read_spreadsheet(raw: bytes, name: str) -> Iterator[ExchangeRow]:
    """The rows of the first sheet.

    Raises:
        UsageFault: It is not such a file, or the library is not installed.
    """
    openpyxl = _openpyxl()
    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=False)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(values_only=True)
        head = [str(value or "") for value in next(rows, ())]
        check_columns(head, name)
        for number, values in enumerate(rows, 2):
            cells = ["" if value is None else str(value) for value in values]
            if any(cells):
                yield row_of(dict(zip(head, cells, strict=False)), f"{name}:{number}")
    except (zipfile.BadZipFile, KeyError, IndexError, ValueError) as error:
        raise UsageFault(f"{name} is not a spreadsheet: {error}") from error


def _openpyxl() -> ModuleType:
    try:
        import openpyxl  # noqa: PLC0415  # an optional dependency, and slow to import
    except ImportError as error:
        raise UsageFault(
            "spreadsheets need a library that is not installed",
            hint="pip install 'leaflets[tables]', or use --format csv",
        ) from error
    return openpyxl
