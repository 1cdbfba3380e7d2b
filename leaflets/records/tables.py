"""A table or a folder of records in; one reading a row out, in order, as it is read.

CSV, workbooks, lists in JSON, JSON Lines, and FHIR of many people all come out as rows.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from leaflets.errors import LeafletsError, UsageFault
from leaflets.model.vocabulary import Vocabulary
from leaflets.records.answers import Refusal
from leaflets.records.columns import Columns, Reading, column_name, read_columns
from leaflets.records.delimited import delimited_rows
from leaflets.records.fhir.files import is_fhir
from leaflets.records.fhir.found import Said
from leaflets.records.fhir.reading import read_people
from leaflets.records.files import LARGEST, columns_of, drug_columns
from leaflets.records.json_text import read_json
from leaflets.records.lines import LONGEST, bounded_lines
from leaflets.records.sheets import SUFFIXES, sheet_rows
from leaflets.records.words import TableWords, Translator

_LINES = (".jsonl", ".ndjson")
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its number (from 1, without the heading), id and reading.

    ``line`` is where it stands in its file, from 1, and ``places`` gives the number of each column;
    0 and nothing where there are no lines.
    """

    number: int
    record_id: str
    reading: Reading
    line: int = 0
    places: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Cells:
    """A row before it is read: its columns, and what is wrong with it as a row."""

    line: int
    columns: Columns = field(default_factory=dict)
    refusals: tuple[Refusal, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)


def read_table(
    path: Path,
    vocabulary: Vocabulary,
    *,
    words: TableWords | None = None,
    said: Said | None = None,
) -> Iterator[Row]:
    """Each row of the table, or each person of the FHIR, at ``path``.

    A second row of the same record_id is refused. ``words`` are the site's own headings and words,
    ``said`` is what a clinician says of records that are FHIR.

    Raises:
        UsageFault: The file can't be read, or is none of those; or ``words`` declare what there is
            not.
    """
    warnings: list[str] = []
    seen: set[str] = set()
    try:
        for row in _rows(path, vocabulary, words or TableWords(), said or Said(), warnings):
            if row.record_id in seen:
                again = Refusal("record_id", f"{row.record_id} stands in an earlier row too")
                refusals = (*row.reading.refusals, again)
                row = replace(row, reading=replace(row.reading, refusals=refusals))
            seen.add(row.record_id)
            if warnings:
                told = (*warnings, *row.reading.warnings)
                row = replace(row, reading=replace(row.reading, warnings=told))
                warnings.clear()
            yield row
    except OSError as error:
        raise UsageFault(f"{path} can't be read: {error.strerror or error}") from error


def _rows(
    path: Path, vocabulary: Vocabulary, words: TableWords, said: Said, warnings: list[str]
) -> Iterator[Row]:
    if is_fhir(path):
        for number, (record_id, reading) in enumerate(read_people(path, vocabulary, said), 1):
            yield Row(number, record_id, reading)
        return
    translator = Translator(words, vocabulary)
    suffix = path.suffix.casefold()
    if suffix in _LINES:
        rows = _json_lines(path, translator, vocabulary)
    elif suffix == ".json":
        rows = _json_list(path, translator, vocabulary)
    elif suffix in SUFFIXES:
        rows = _cells(sheet_rows(path, warnings), path, translator, vocabulary)
    else:
        known = _known(translator)
        rows = _cells(delimited_rows(path, known, warnings), path, translator, vocabulary)
    for number, cells in enumerate(rows, 1):
        reading = read_columns(cells.columns, vocabulary)
        refusals = (*cells.refusals, *_rounded(reading), *reading.refusals)
        record_id = reading.record.record_id or str(number)
        yield Row(
            number, record_id, replace(reading, refusals=refusals), cells.line, cells.places
        )


def _rounded(reading: Reading) -> tuple[Refusal, ...]:
    """A refusal of an id that a spreadsheet has shortened: two people may share it now."""
    if not _ROUNDED.fullmatch(reading.record.record_id or ""):
        return ()
    return (
        Refusal(
            "record_id",
            "is a number that a spreadsheet has rounded",
            "make the column text before you put the numbers in",
        ),
    )


def _known(translator: Translator) -> "_Counter":
    return _Counter(translator)


class _Counter:
    """Counts the headings that are known."""

    def __init__(self, translator: Translator) -> None:
        self._translator = translator

    def __call__(self, headings: Sequence[str]) -> int:
        """How many of ``headings`` are."""
        return len({self._translator.column(h) for h in headings} & self._translator.known)


def _cells(
    rows: Iterator[tuple[int, list[str]]],
    path: Path,
    translator: Translator,
    vocabulary: Vocabulary,
) -> Iterator[_Cells]:
    """The rows of a table whose first one names the columns."""
    _, headings = next(rows, (0, []))
    while headings and not headings[-1].strip():
        headings = headings[:-1]
    if not headings:
        raise UsageFault(f"{path} is empty", hint="its first line names the columns")
    names = [translator.column(heading) if heading.strip() else "" for heading in headings]
    _check_headings(names, path, translator, vocabulary)
    places = {name: index for index, name in enumerate(names, 1) if name}
    shown = [
        name if name in translator.known else heading
        for name, heading in zip(names, headings, strict=True)
    ]
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        columns = {
            heading: translator.words(name, cell)
            for heading, name, cell in zip(shown, names, cells, strict=False)
            if name
        }
        if not any(cell.strip() for cell in cells[len(headings) :]):
            yield _Cells(line, columns, places=places)
            continue
        # The cells may stand one column off, so that none but the first is to be trusted.
        first = {h: w for h, w in list(columns.items())[:1] if column_name(h) == "record_id"}
        refusal = Refusal(
            "",
            f"has {len(cells)} cells, but the table has {len(headings)} columns",
            "put a cell with a comma in it in quotes",
        )
        yield _Cells(line, first, (refusal,), places)


def _check_headings(
    names: Sequence[str], path: Path, translator: Translator, vocabulary: Vocabulary
) -> None:
    """Refuse a table that can't be one of records, rather than read every row as not known.

    Raises:
        UsageFault: A column stands twice, or none is known.
    """
    twice = sorted({name for name in names if names.count(name) > 1 and name})
    if twice:
        raise UsageFault(f"{path}: the column {twice[0]} stands twice", hint="keep one of them")
    if not translator.known & set(names):
        raise UsageFault(
            f"{path}: none of its columns is known",
            hint="the first line names the columns, with commas between them: "
            f"record_id, {', '.join(vocabulary.record_names[:4])} ...",
        )


def _json_list(path: Path, translator: Translator, vocabulary: Vocabulary) -> Iterator[_Cells]:
    """The records of a list in one JSON file; a record by itself is a list of one."""
    with path.open("rb") as stream:
        raw = stream.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise UsageFault(f"{path} is too large", hint="write a record a line, in JSON Lines")
    try:
        data = read_json(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UsageFault(f"{path} is not UTF-8 text", hint="save it as UTF-8") from error
    except LeafletsError as fault:
        raise UsageFault(f"{path}: {fault.message}", hint=fault.hint) from fault
    for entry in data if isinstance(data, list) else [data]:
        yield _record(entry, 0, translator, vocabulary)


def _json_lines(path: Path, translator: Translator, vocabulary: Vocabulary) -> Iterator[_Cells]:
    with path.open("rb") as stream:
        for number, (_, raw) in enumerate(bounded_lines(stream), 1):
            if raw is None:
                fault = Refusal("", f"the line is longer than {LONGEST // 1024 // 1024} MB")
                yield _Cells(number, refusals=(fault,))
                continue
            if not raw.strip():
                continue
            try:
                data = read_json(raw.decode("utf-8-sig"))
            except UnicodeDecodeError:
                yield _Cells(number, refusals=(Refusal("", "the line is not UTF-8 text"),))
            except UsageFault as fault:
                yield _Cells(number, refusals=(Refusal("", f"the line is {fault.message}"),))
            except LeafletsError as fault:
                yield _Cells(number, refusals=(Refusal("", fault.message, fault.hint),))
            else:
                yield _record(data, number, translator, vocabulary)


def _record(
    data: object, line: int, translator: Translator, vocabulary: Vocabulary
) -> _Cells:
    """One record that is written as a JSON object."""
    if not isinstance(data, dict):
        fault = Refusal("", "the line is not one record", "write {...} on each line")
        return _Cells(line, refusals=(fault,))
    columns, refusals = columns_of(data, drug_columns(vocabulary))
    translated: dict[str, tuple[str, ...]] = {}
    for heading, found in columns.items():
        name = translator.column(heading)
        if name:
            shown = name if name in translator.known else heading
            translated[shown] = tuple(w for word in found for w in translator.words(name, word))
    return _Cells(line, translated, tuple(refusals))
