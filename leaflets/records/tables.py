"""A table of records, CSV or JSON Lines, in; one reading a row out, in order, as it is read."""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from leaflets.errors import RecordFault, UsageFault
from leaflets.model.vocabulary import Vocabulary
from leaflets.records.answers import Refusal
from leaflets.records.columns import OTHER_COLUMNS, Columns, Reading, column_name, read_columns
from leaflets.records.files import LARGEST, columns_of, drug_columns, read_json

Cells = tuple[Columns, tuple[Refusal, ...]]
"""A row's columns, and what is wrong with the row before any of them is read."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its number (from 1, without the heading), id and reading."""

    number: int
    record_id: str
    reading: Reading


def read_table(path: Path, vocabulary: Vocabulary) -> Iterator[Row]:
    """Each row of the table at ``path``. A second row of the same record_id is refused.

    Raises:
        UsageFault: The file can't be read, or is neither CSV nor JSON Lines.
    """
    seen: set[str] = set()
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            if path.suffix.casefold() in (".jsonl", ".ndjson"):
                rows = _json_lines(stream, drug_columns(vocabulary))
            else:
                rows = _csv(stream, path, vocabulary)
            for number, (columns, faults) in enumerate(rows, 1):
                reading = read_columns(columns, vocabulary)
                reading = replace(reading, refusals=(*faults, *reading.refusals))
                record_id = reading.record.record_id or str(number)
                if record_id in seen:
                    again = Refusal("record_id", f"{record_id} stands in an earlier row too")
                    reading = replace(reading, refusals=(*reading.refusals, again))
                seen.add(record_id)
                yield Row(number, record_id, reading)
    except OSError as error:
        raise UsageFault(f"{path} can't be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UsageFault(f"{path} is not UTF-8 text", hint="save it as UTF-8") from error


def _csv(stream: TextIO, path: Path, vocabulary: Vocabulary) -> Iterator[Cells]:
    csv.field_size_limit(LARGEST)  # a cell that is too long is its row's fault, not the table's
    drugs = drug_columns(vocabulary)
    rows = csv.reader(stream, strict=True)
    try:
        headings = next(rows, None)
        if not headings:
            raise UsageFault(f"{path} is empty", hint="its first line names the columns")
        names = [column_name(heading) for heading in headings]
        _check_headings(names, path, vocabulary)
        for cells in rows:
            if not any(cells):
                continue
            columns = {
                heading: tuple(cell.split(";")) if name in drugs else ((cell,) if cell else ())
                for heading, name, cell in zip(headings, names, cells, strict=False)
                if heading
            }
            if len(cells) <= len(headings):
                yield columns, ()
                continue
            # The cells may stand one column off, so that none but the first is to be trusted.
            first = {h: w for h, w in list(columns.items())[:1] if column_name(h) == "record_id"}
            yield (
                first,
                (
                    Refusal(
                        "",
                        f"has {len(cells)} cells, but the table has {len(headings)} columns",
                        "put a cell with a comma in it in quotes",
                    ),
                ),
            )
    except csv.Error as error:
        raise UsageFault(f"{path}:{rows.line_num}: this is not CSV: {error}") from error


def _check_headings(names: Sequence[str], path: Path, vocabulary: Vocabulary) -> None:
    """Refuse a table that can't be one of records, rather than read every row as not known.

    Raises:
        UsageFault: A column stands twice, or none is known.
    """
    twice = sorted({name for name in names if names.count(name) > 1 and name})
    if twice:
        raise UsageFault(f"{path}: the column {twice[0]} stands twice", hint="keep one of them")
    if not {*vocabulary.record_names, *OTHER_COLUMNS} & set(names):
        raise UsageFault(
            f"{path}: none of its columns is known",
            hint="the first line names the columns, with commas between them: "
            f"record_id, {', '.join(vocabulary.record_names[:4])} ...",
        )


def _json_lines(stream: TextIO, drugs: frozenset[str]) -> Iterator[Cells]:
    for line in stream:
        if not line.strip():
            continue
        try:
            data = read_json(line)
        except (json.JSONDecodeError, RecursionError) as error:
            yield {}, (Refusal("", f"the line is not JSON: {error}"),)
            continue
        except RecordFault as fault:
            yield {}, (Refusal("", fault.message, fault.hint),)
            continue
        if not isinstance(data, dict):
            yield {}, (Refusal("", "the line is not one record", "write {...} on each line"),)
            continue
        columns, refusals = columns_of(data, drugs)
        yield columns, tuple(refusals)
