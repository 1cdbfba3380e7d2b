"""One record file, JSON or YAML, in; its columns out."""

from collections.abc import Mapping, Set
from pathlib import Path
from typing import TYPE_CHECKING

from leaflets.errors import RecordFault, UsageFault
from leaflets.model.vocabulary import Vocabulary
from leaflets.records.answers import Refusal
from leaflets.records.columns import Columns, column_name, shown
from leaflets.records.json_text import JsonFault, read_json

if TYPE_CHECKING:
    from leaflets.documents import Data

LARGEST = 64 * 1024 * 1024
"""Bytes; a record of one person is a few hundred."""

_EMPTY: "dict[str, Data]" = {"null": "", "~": ""}
"""How other programs write in YAML that there is no value."""


def read_record_file(path: Path, vocabulary: Vocabulary) -> Columns:
    """The columns of the one person that the file is about.

    Raises:
        UsageFault: The file can't be read, or is not JSON or YAML.
        RecordFault: It is not one person's record.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise RecordFault(f"{path} is too large to be one person's record")
        if path.suffix.casefold() in (".yaml", ".yml"):
            data: object = _yaml(path)
        else:
            data = _json(path)
    except OSError as error:
        raise UsageFault(f"{path} can't be read: {error.strerror or error}") from error
    if isinstance(data, list):
        raise RecordFault(
            f"{path} holds more than one record, or none: {len(data)}",
            hint="give one person's record; a list goes to `leaflets explain --records`",
        )
    if not isinstance(data, dict):
        raise RecordFault(f"{path} is not a record", hint=f"write it as {_example(vocabulary)}")
    if "resourceType" in data:
        raise UsageFault(
            f"{path} is a FHIR resource, which is read from JSON only",
            hint="save it as .json or .ndjson",
        )
    columns, refusals = columns_of(data, drug_columns(vocabulary))
    if refusals:
        listed = "\n".join(f"  {refusal}" for refusal in refusals)
        raise RecordFault(f"this record can't be printed\n{listed}")
    return columns


def _example(vocabulary: Vocabulary) -> str:
    named = [(a.id, a.values[0].id) for a in vocabulary.attributes if a.values][:2]
    return "{" + ", ".join(f'"{name}": "{value}"' for name, value in named) + ", ...}"


def _yaml(path: Path) -> "Data | None":
    from leaflets.documents import read_file

    document, _ = read_file(path, str(path))
    serious = [f for f in document.findings if "without quotes" not in f.message]
    if serious:
        listed = "\n".join(map(str, serious))
        if document.data is None:
            raise UsageFault(f"the record can't be read\n{listed}")
        raise RecordFault(f"this record can't be printed\n{listed}")
    if isinstance(document.data, dict):
        return {key: _EMPTY.get(str(value), value) for key, value in document.data.items()}
    return document.data


def _json(path: Path) -> object:
    try:
        return read_json(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UsageFault(f"{path} is not UTF-8 text", hint="save it as UTF-8") from error
    except JsonFault as fault:
        where = f"{path}:{fault.line}:{fault.column}: this" if fault.line else str(path)
        raise UsageFault(f"{where} is {fault.message}", hint=_hint(path)) from fault


def _hint(path: Path) -> str:
    """What somebody may have meant who gave a file of another kind as one person's record."""
    if path.suffix.casefold() in (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".jsonl"):
        return "a list of people goes to `leaflets explain --records`"
    return "FHIR is read as JSON only" if path.suffix.casefold() == ".xml" else ""


def drug_columns(vocabulary: Vocabulary) -> frozenset[str]:
    """The columns in which ``;`` stands between drugs."""
    return frozenset(a.id for a in vocabulary.attributes if a.holds_drugs)


def columns_of(
    data: Mapping[str, object], drugs: Set[str]
) -> tuple[dict[str, tuple[str, ...]], list[Refusal]]:
    """The words of each column of one record, and what can't be taken for words."""
    columns: dict[str, tuple[str, ...]] = {}
    refusals: list[Refusal] = []
    seen: set[str] = set()
    for heading, value in data.items():
        name = column_name(heading)
        words = _words(name, value, drugs)
        if name in seen:
            refusals.append(Refusal(shown(name), "stands twice", "keep one of the two"))
        elif words is None:
            refusals.append(Refusal(shown(name), "a word, or a list of words, must stand here"))
        else:
            columns[heading] = words
        seen.add(name)
    return columns, refusals


def _words(column: str, value: object, drugs: Set[str]) -> tuple[str, ...] | None:
    """A value as the words of a cell; an empty list is a set that is known to be empty."""
    match value:
        case None | "":
            return ()
        case bool():
            return ("yes" if value else "no",)
        case str():
            return tuple(value.split(";")) if column in drugs else (value,)
        case []:
            return ("none",) if column in drugs else ()
        case list() if all(isinstance(entry, str) for entry in value):
            return tuple(str(entry) for entry in value)
        case _:
            return None
