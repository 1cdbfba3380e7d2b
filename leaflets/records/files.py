"""One record file, JSON or YAML, in; its columns out."""

import json
from collections.abc import Set
from pathlib import Path

from leaflets.content.reader import Data, read_file
from leaflets.errors import RecordFault, UsageFault
from leaflets.model.vocabulary import Vocabulary
from leaflets.records.columns import Columns

LARGEST = 64 * 1024 * 1024
"""Bytes; a record of one person is a few hundred."""


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
        raise RecordFault(f"{path} is not a record", hint='write it as {"her2": "positive", ...}')
    if "resourceType" in data:
        raise UsageFault(
            f"{path} is a FHIR resource, which this version does not read",
            hint="write the results down as a record: her2, er, pr, prior ...",
        )
    drugs = {a.id for a in vocabulary.attributes if a.holds_drugs}
    return {str(key): words_of(str(key), value, drugs) for key, value in data.items()}


def _yaml(path: Path) -> Data | None:
    document, _ = read_file(path, str(path))
    serious = [f for f in document.findings if "without quotes" not in f.message]
    if serious:
        raise UsageFault("the record can't be read\n" + "\n".join(map(str, serious)))
    return document.data


def _json(path: Path) -> object:
    try:
        text = path.read_text(encoding="utf-8-sig")
        return json.loads(text, object_pairs_hook=_once_each)
    except UnicodeDecodeError as error:
        raise UsageFault(f"{path} is not UTF-8 text", hint="save it as UTF-8") from error
    except json.JSONDecodeError as error:
        raise UsageFault(
            f"{path}:{error.lineno}:{error.colno}: this is not JSON: {error.msg}"
        ) from error
    except RecursionError as error:
        raise UsageFault(f"{path} is nested too deep to be a record") from error


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise RecordFault(f'"{key[:40]}" stands twice in the record', hint="keep one of them")
        found[key] = value
    return found


def words_of(column: str, value: object, drugs: Set[str]) -> tuple[str, ...]:
    """A value as the words of a cell; an empty list is a set that is known to be empty.

    ``drugs`` are the columns in which ``;`` stands between drugs.

    Raises:
        RecordFault: It is neither a word nor a list of words.
    """
    match value:
        case None | "":
            return ()
        case bool():
            return ("yes" if value else "no",)
        case str():
            return tuple(value.split(";")) if column in drugs else (value,)
        case int() if column == "record_id":
            return (str(value),)
        case []:
            return ("none",)
        case list() if all(isinstance(entry, str) for entry in value):
            return tuple(str(entry) for entry in value)
        case _:
            raise RecordFault(
                f"{column}: a word, or a list of words, must stand here",
                hint='for example "positive", or ["letrozole"]',
            )
