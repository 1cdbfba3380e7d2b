"""A table of records, CSV or JSON Lines, in; one reading a row out, in order, as it is read."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from leaflets.errors import RecordFault, UsageFault
from leaflets.model.vocabulary import Vocabulary
from leaflets.records.answers import Refusal
from leaflets.records.columns import Columns, Reading, read_columns
from leaflets.records.files import words_of


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
    drugs = {a.id for a in vocabulary.attributes if a.holds_drugs}
    seen: set[str] = set()
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            lines = _json_lines if path.suffix.casefold() in (".jsonl", ".ndjson") else _csv
            for number, cells in enumerate(lines(stream, path, drugs), 1):
                reading = (
                    Reading(read_columns({}, vocabulary).record, (cells,))
                    if isinstance(cells, Refusal)
                    else read_columns(cells, vocabulary)
                )
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


def _csv(stream: TextIO, path: Path, drugs: set[str]) -> Iterator[Columns | Refusal]:
    rows = csv.reader(stream, strict=True)
    try:
        headings = next(rows, None)
        if not headings:
            raise UsageFault(f"{path} is empty", hint="its first line names the columns")
        twice = sorted({h for h in headings if headings.count(h) > 1 and h})
        if twice:
            raise UsageFault(f"{path}: the column {twice[0]} stands twice")
        for cells in rows:
            if not any(cells):
                continue
            if len(cells) > len(headings):
                yield Refusal(
                    "",
                    f"has {len(cells)} cells, but the table has {len(headings)} columns",
                    "put a cell with a comma in it in quotes",
                )
                continue
            yield {
                heading: tuple(cell.split(";")) if heading in drugs else ((cell,) if cell else ())
                for heading, cell in zip(headings, cells, strict=False)
            }
    except csv.Error as error:
        raise UsageFault(f"{path}:{rows.line_num}: this is not CSV: {error}") from error


def _json_lines(stream: TextIO, path: Path, drugs: set[str]) -> Iterator[Columns | Refusal]:
    for line in stream:
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            if not isinstance(data, dict):
                yield Refusal("", "the line is not one record", "write {...} on each line")
                continue
            yield {str(key): words_of(str(key), value, drugs) for key, value in data.items()}
        except (json.JSONDecodeError, RecursionError) as error:
            yield Refusal("", f"the line is not JSON: {error}")
        except RecordFault as fault:
            yield Refusal("", fault.message, fault.hint)
