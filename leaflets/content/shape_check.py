"""A document and a shape in; the checked shape out, or every fault with its line.

Pydantic's wording is turned into an author's for the mistakes that authors make. A faulty part of
a block is left out and reported, so that the rest of the file can still be checked.
"""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from leaflets.content.shape import Shape
from leaflets.diagnostics import Diagnostic, Location
from leaflets.documents import Data, Document

S = TypeVar("S", bound=Shape)

_CHECK = "schema"


def check_shape(document: Document, shape: type[S]) -> tuple[S | None, tuple[Diagnostic, ...]]:
    """``document`` as a ``shape``; ``None`` where nothing of it can be used."""
    if document.data is None:
        missing = Diagnostic(
            check=_CHECK, message="the file is empty", where=Location(document.file, 1, 1)
        )
        return None, () if document.findings else (missing,)
    if not isinstance(document.data, dict):
        wrong = Diagnostic(
            check=_CHECK,
            message="the file must be a list of keys and values",
            where=document.where(),
        )
        return None, (wrong,)
    try:
        return shape.model_validate(document.data), ()
    except ValidationError as error:
        findings = tuple(_finding(document, fault) for fault in error.errors())
        kept = _without_faulty_parts(document.data, error)
        if kept is None:
            return None, findings
        try:
            return shape.model_validate(kept), findings
        except ValidationError:
            return None, findings


def _without_faulty_parts(
    data: Mapping[str, Data], error: ValidationError
) -> dict[str, Data] | None:
    """``data`` without the parts that ``error`` is about; ``None`` if it is about more."""
    parts = data.get("parts")
    places = [fault["loc"] for fault in error.errors()]
    if not isinstance(parts, dict) or any(len(p) < 2 or p[0] != "parts" for p in places):
        return None
    faulty = {place[1] for place in places}
    return {**data, "parts": {name: part for name, part in parts.items() if name not in faulty}}


def _finding(document: Document, fault: Any) -> Diagnostic:  # pydantic's ErrorDetails
    place = tuple(_in_file(document, fault["loc"]))
    kind = fault["type"]
    last = str(fault["loc"][-1]) if fault["loc"] else ""
    given = fault.get("input")
    where = document.where_key(*place) if last == "[key]" else document.where(*place)
    context = fault.get("ctx", {})
    match kind:
        case "missing":
            message, hint = f"{last} is missing", f"add a line `{last}: ...`"
        case "extra_forbidden":
            where = document.where_key(*place)
            message, hint = f"{last} is not a key that can stand here", "check the spelling"
        case "literal_error":
            expected = str(context.get("expected", "")).replace("'", '"')
            message, hint = f'"{given}" is not one of {expected}', ""
        case "string_pattern_mismatch":
            message, hint = (
                f'"{given}" has a character that a name can not have',
                (f"names look like {context.get('pattern', '')}"),
            )
        case "string_too_short":
            message, hint = "the text is empty", "write the text, or take the line out"
        case "string_type":
            message, hint = "a text must stand here", "write it on one line, in quotes"
        case "bool_type" | "bool_parsing":
            message, hint = (
                f'"{given}" must be true or false',
                "write true or false, without quotes",
            )
        case "int_type" | "int_parsing" | "greater_than_equal" | "less_than_equal":
            message, hint = f'"{given}" must be a whole number from 0 to 40', ""
        case "date_type" | "date_parsing" | "date_from_datetime_parsing":
            message, hint = f'"{given}" is not a date', "write it as year-month-day: 2027-05-22"
        case "dict_type" | "model_type" | "model_attributes_type" | "dataclass_type":
            message, hint = "keys and values must stand here", "indent them under this line"
        case "tuple_type" | "list_type":
            message, hint = "a list must stand here", "write [one, two], or lines that begin with -"
        case "union_tag_invalid":
            message, hint = (
                f'"{context.get("tag", given)}" is not a kind of part',
                (f"use one of {context.get('expected_tags', '')}".replace("'", '"')),
            )
        case _:
            message, hint = fault["msg"], ""
    return Diagnostic(
        check=_CHECK, message=message, hint=hint, where=where, key=_key(document, place)
    )


def _in_file(document: Document, loc: tuple[str | int, ...]) -> Iterator[str | int]:
    """``loc`` without pydantic's own steps (the tags of unions and the like)."""
    walked: tuple[str | int, ...] = ()
    for index, step in enumerate(loc):
        candidate = (*walked, step)
        known = candidate in document.values or candidate in document.keys
        if known or (index == len(loc) - 1 and step not in {"prose", "[key]"}):
            walked = candidate
            yield step


def _key(document: Document, place: tuple[str | int, ...]) -> str:
    """The key of the part that ``place`` is in, if it is in one."""
    data = document.data
    if len(place) >= 2 and place[0] == "parts" and isinstance(data, dict):
        return f"{data.get('block', '')}.{place[1]}"
    return ""
