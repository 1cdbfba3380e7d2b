"""The columns that a list of people may have in; an empty workbook to fill in out.

Every column with values of its own drops them down. Nothing is a formula, and every cell is text,
so that a spreadsheet turns no id into a number and no date into another.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType

from leaflets.errors import UsageFault
from leaflets.model.vocabulary import NONE, UNKNOWN, Vocabulary
from leaflets.records.columns import LONGEST_ID, LONGEST_NAME

ROWS = 2000
"""Rows that have drop-downs."""

PEOPLE, HELP, LISTS = "people", "help", "lists"
_WIDTHS = {"record_id": 16, "name": 24, "given_by": 24}
_STAMP = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateColumn:
    """A column: what it says, the ``values`` it may have, and whether it may have ``several``."""

    name: str
    help: str
    values: tuple[str, ...] = ()
    several: bool = False


def template_columns(
    vocabulary: Vocabulary, languages: Sequence[str], formats: Sequence[str]
) -> tuple[TemplateColumn, ...]:
    """The columns of a list of people, in the order in which they are filled in."""
    columns = [
        TemplateColumn(
            name="record_id",
            help=f"a number of your own, at most {LONGEST_ID} characters; never an NHS number",
        ),
        TemplateColumn(name="language", help="empty: as the command says", values=tuple(languages)),
        TemplateColumn(name="format", help="empty: as the command says", values=tuple(formats)),
    ]
    tests = vocabulary.codes.results
    shorthands = list(vocabulary.shorthands)
    for attribute in vocabulary.attributes:
        if attribute.holds_drugs:
            drugs = (NONE, UNKNOWN, *sorted(drug.id for drug in vocabulary.drugs))
            told = f"{attribute.help}; several with ; between them"
            columns.append(TemplateColumn(name=attribute.id, help=told, values=drugs, several=True))
            continue
        values = (*(value.id for value in attribute.values), UNKNOWN)
        columns.append(TemplateColumn(name=attribute.id, help=attribute.help, values=values))
        for test in (t for r in tests if r.attribute == attribute.id for t in r.tests if t.column):
            outcomes = (*dict.fromkeys(test.words.values()),)
            told = f"the outcome of {test.id.upper()}, if {attribute.label} was found that way"
            columns.append(TemplateColumn(name=test.column, help=told, values=outcomes))
        last = [a.id for a in vocabulary.attributes]
        for shorthand in tuple(shorthands):
            targets = {name for _, sets in shorthand.values for name, _ in sets} & set(last)
            if attribute.id == max(targets, key=last.index, default=""):
                words = (*(word for word, _ in shorthand.values), UNKNOWN)
                columns.append(TemplateColumn(name=shorthand.id, help=shorthand.help, values=words))
                shorthands.remove(shorthand)
    who = f"prints on page 1, at most {LONGEST_NAME} characters; may be left out"
    return (
        *columns,
        TemplateColumn(name="name", help=who),
        TemplateColumn(name="given_by", help=who),
        TemplateColumn(name="date", help="the day to print, as 2026-11-22; empty: today"),
    )


def write_template(columns: Sequence[TemplateColumn]) -> bytes:
    """A workbook with three sheets: the empty list, help, and the values that drop down.

    Raises:
        UsageFault: The library for workbooks is not installed.
    """
    openpyxl = _openpyxl()
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415  # only where it is installed
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    book = openpyxl.Workbook()
    people, explained, lists = book.active, book.create_sheet(HELP), book.create_sheet(LISTS)
    people.title = PEOPLE
    people.freeze_panes = "B2"
    explained.freeze_panes = lists.freeze_panes = "A2"
    for sheet, widths in ((explained, (18, 70, 70)), (lists, ())):
        for number, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(number)].width = width
    heading, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    for number, text in enumerate(("column", "what it says", "what may stand in it"), 1):
        explained.cell(1, number, text).font = heading
    for number, column in enumerate(columns, 1):
        letter = get_column_letter(number)
        people.cell(1, number, column.name).font = heading
        people.column_dimensions[letter].width = _WIDTHS.get(column.name, 14)
        people.column_dimensions[letter].number_format = "@"
        for row in range(2, ROWS + 2):
            people.cell(row, number).number_format = "@"
        lists.cell(1, number, column.name).font = heading
        for row, value in enumerate(column.values, 2):
            made = lists.cell(row, number, value)
            made.number_format, made.data_type = "@", "s"
        allowed = "; ".join(column.values) or "any text"
        for place, text in enumerate((column.name, column.help, allowed), 1):
            told = explained.cell(number + 1, place, text)
            told.alignment, told.data_type = wrapped, "s"
        last = len(column.values) + 1
        rule = DataValidation(
            type="list" if column.values else None,
            formula1=f"{LISTS}!${letter}$2:${letter}${last}" if column.values else None,
            allow_blank=True,
            showErrorMessage=bool(column.values) and not column.several,
            showInputMessage=True,
        )
        rule.promptTitle, rule.prompt = column.name[:32], column.help[:255]
        rule.errorTitle = column.name[:32]
        rule.error = "Choose one of the list, or leave it empty: that counts as not known."
        rule.add(f"{letter}2:{letter}{ROWS + 1}")
        people.add_data_validation(rule)
    stream = io.BytesIO()
    book.save(stream)
    return _without_clock(stream.getvalue())


def _without_clock(raw: bytes) -> bytes:
    """The workbook without the time at which it was made, so that the same one has same bytes."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as parts,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as kept,
    ):
        for part in parts.infolist():
            data = parts.read(part)
            if part.filename == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"1980-01-01T00:00:00Z", data)
            kept.writestr(zipfile.ZipInfo(part.filename, _STAMP), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _openpyxl() -> ModuleType:
    try:
        import openpyxl  # noqa: PLC0415  # an optional dependency, and slow to import
    except ImportError as error:
        raise UsageFault(
            "workbooks need a library that is not installed",
            hint="pip install 'leaflets[tables]', or name a file that ends in .csv",
        ) from error
    return openpyxl
