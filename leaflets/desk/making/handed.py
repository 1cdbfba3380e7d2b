"""A file that was handed in, in; the record of one person, or those to choose from, out.

It is read from a folder that nobody else can look into, and that is gone when it was read. What it
is called decides only how it is read; it is never opened by that name.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from leaflets.desk.desk import Desk
from leaflets.desk.making.asked import PERSONAL
from leaflets.desk.making.brought import Brought
from leaflets.errors import LeafletsError, RecordFault, UsageFault
from leaflets.model.vocabulary import Vocabulary
from leaflets.records.columns import Columns, column_name
from leaflets.records.fhir.files import is_fhir
from leaflets.records.fhir.found import Said
from leaflets.records.fhir.reading import import_person
from leaflets.records.files import read_record_file
from leaflets.records.json_text import read_json
from leaflets.records.tables import Row, Table
from leaflets.records.words import Translator

KINDS = (".json", ".ndjson", ".jsonl", ".yaml", ".yml", ".csv", ".tsv", ".xlsx", ".xls", ".ods")
"""What the names of files that can be read end in."""

MOST = 200
"""People to choose from; more are a list."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A file as it was handed in; ``kind`` is what its name ends in."""

    data: bytes
    kind: str


@dataclass(frozen=True, slots=True)
class People:
    """The rows of a list, each by its number and its id, of which one is to be chosen."""

    handed: Handed
    rows: tuple[tuple[int, str], ...]


def handed(name: str, data: bytes) -> Handed:
    """The file that was called ``name``.

    Raises:
        UsageFault: It is not of a kind that can be read.
    """
    kind = Path(name.rpartition("\\")[2]).suffix.casefold()
    if kind not in KINDS:
        raise UsageFault(
            "this is no file that can be read here", hint=f"its name must end in {', '.join(KINDS)}"
        )
    if not data.strip():
        raise UsageFault("the file is empty", hint="choose another")
    return Handed(data, kind)


def read_handed(desk: Desk, file: Handed, number: int = 0) -> Brought | People:
    """The record in ``file``; of a list, the row of that ``number``, or all to choose from.

    Raises:
        LeafletsError: It can't be read, or is not about one person.
    """
    vocabulary = desk.vocabulary(desk.content())
    with _on_disk(file) as path:
        if is_fhir(path):
            return _fhir(desk, path, vocabulary)
        if _is_list(path):
            return _row(desk, file, path, vocabulary, number)
        return _brought(read_record_file(path, vocabulary))


@contextmanager
def _on_disk(file: Handed) -> Iterator[Path]:
    """The file in a folder of its own, for as long as it is read; faults do not tell where."""
    with tempfile.TemporaryDirectory(prefix="leaflets-desk-") as folder:  # mode 0700
        path = Path(folder) / f"record{file.kind}"
        path.write_bytes(file.data)
        try:
            yield path
        except LeafletsError as error:
            for attribute in ("message", "hint"):
                told = getattr(error, attribute).replace(str(path), "the file")
                setattr(error, attribute, told.replace(path.name, "the file"))
            raise


def _fhir(desk: Desk, path: Path, vocabulary: Vocabulary) -> Brought:
    def told(**said: bool) -> Said:
        return Said(today=desk.today, oldest_days=desk.oldest_days, **said)

    alone = import_person(path, vocabulary, told())
    trusted = import_person(path, vocabulary, told(in_scope=True, language_chosen=True))
    whole = import_person(
        path, vocabulary, told(in_scope=True, language_chosen=True, history_complete=True)
    )
    asked = [r for r in alone.refusals if r not in trusted.refusals]
    return Brought(
        columns=trusted.columns,
        imported=trusted,
        whole=whole,
        scope="; ".join(r.message for r in asked if r.column != "language"),
        language_open="; ".join(r.message for r in asked if r.column == "language"),
    )


def _is_list(path: Path) -> bool:
    if path.suffix in (".yaml", ".yml"):
        return False
    if path.suffix != ".json":
        return True
    try:
        return isinstance(read_json(path.read_text(encoding="utf-8-sig")), list)
    except (UnicodeDecodeError, LeafletsError):
        return False  # who reads one record says what is wrong with it


def _row(
    desk: Desk, file: Handed, path: Path, vocabulary: Vocabulary, number: int
) -> Brought | People:
    table = Table(
        path,
        vocabulary,
        words=desk.words,
        said=Said(today=desk.today, oldest_days=desk.oldest_days),
    )
    try:
        rows = list(islice(table.rows(), MOST + 1))
        if not rows:
            raise RecordFault("the file holds no record", hint="choose another")
        if len(rows) > MOST:
            raise RecordFault(
                f"the file holds more than {MOST} records",
                hint="print them all with `leaflets explain --records`",
            )
        chosen = rows[0] if len(rows) == 1 else next((r for r in rows if r.number == number), None)
        if chosen is None:
            return People(file, tuple((row.number, row.record_id) for row in rows))
        return _of_row(desk, table, chosen, vocabulary)
    finally:
        table.close()


def _of_row(desk: Desk, table: Table, row: Row, vocabulary: Vocabulary) -> Brought:
    if row.reading.refusals:
        listed = "\n".join(str(refusal) for refusal in row.reading.refusals)
        raise RecordFault(f"this record can't be printed\n{listed}", hint="mend it in the file")
    translator = Translator(desk.words, vocabulary)
    cells = table.given(row.place)
    return _brought(
        {
            name: translator.words(name, cell)
            for heading, cell in cells.items()
            if (name := translator.column(heading))
        }
    )


def _brought(columns: Columns) -> Brought:
    """A record in the columns of a record. What is only for the paper is typed, and can be."""
    named = {column_name(heading): words for heading, words in columns.items()}
    return Brought(
        columns={name: words for name, words in named.items() if name not in PERSONAL},
        answers={name: words for name, words in named.items() if name in PERSONAL},
    )
