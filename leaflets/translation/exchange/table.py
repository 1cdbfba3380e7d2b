"""Rows as CSV, which every spreadsheet opens, and back."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace

from leaflets.cells import as_cell, from_cell
from leaflets.errors import UsageFault
from leaflets.translation.exchange.rows import COLUMNS, ExchangeRow


def write_table(rows: Iterable[ExchangeRow]) -> bytes:
    """The rows, with a byte order mark so that spreadsheets know the encoding."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([as_cell(getattr(row, column)) for column in COLUMNS])
    return text.getvalue().encode("utf-8-sig")


def read_table(raw: bytes, name: str) -> Iterator[ExchangeRow]:
    """The rows of a CSV file, with commas or semicolons.

    Raises:
        UsageFault: It is not such a file.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageFault(f"{name} is not UTF-8", hint="save it as CSV UTF-8") from error
    head = text.partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    check_columns(reader.fieldnames or (), name)
    for told in reader:
        yield row_of(
            {k: from_cell(v or "") for k, v in told.items() if k}, f"{name}:{reader.line_num}"
        )


def check_columns(found: Iterable[str], name: str) -> None:
    """Say which columns are not there.

    Raises:
        UsageFault: Some column that an import needs is missing.
    """
    there = set(found)
    lacking = [c for c in ("domain", "key", "english", "translation") if c not in there]
    if lacking:
        raise UsageFault(
            f"{name} has no column {', '.join(lacking)}",
            hint="take the file that `leaflets translations export` wrote, and keep its first line",
        )


def row_of(told: dict[str, str], place: str) -> ExchangeRow:
    """A row from cells by column."""
    empty = ExchangeRow(
        domain="", key="", where="", english="", translation="", state="", place=place
    )
    return replace(empty, **{c: told.get(c, "") for c in COLUMNS})
