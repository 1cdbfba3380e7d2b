"""Text before and after translation: a keyed English message, and a sentence fit for the page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from string import Formatter
from typing import NewType

from leaflets.diagnostics import Location

Translated = NewType("Translated", str)
"""A sentence in the reader's language. Layout accepts nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """An English sentence with the stable key that names it (gettext's ``msgctxt``).

    ``fields`` are the values for its ``{placeholders}``; a message among them is translated, too.
    ``names`` marks a proper name, which is printed as it is written in every language.
    """

    key: str
    source: str
    fields: tuple[tuple[str, "FieldValue"], ...] = ()
    names: bool = False
    where: Location = field(default=Location(""), compare=False)


FieldValue = str | int | date | Message


def as_written(text: str) -> Message:
    """A message for a proper name of a person, a clinic or a place, the same in each language."""
    return Message(key="", source=text, names=True)


@lru_cache(maxsize=1024)
def placeholders(text: str) -> tuple[str, ...]:
    """The names between braces in ``text``, in order.

    Raises:
        ValueError: A brace is left open, or a placeholder is more than a plain name. A catalog
            must not reach into attributes, indexes or format specifications.
    """
    names = []
    for _, name, specification, conversion in Formatter().parse(text):
        if name is None:
            continue
        if not name.isidentifier() or specification or conversion:
            raise ValueError(f"{{{name}}} is not a plain placeholder")
        names.append(name)
    return tuple(names)


def fill(template: str, values: Mapping[str, str]) -> Translated:
    """``template`` with each ``{name}`` replaced; values are text, never templates themselves."""
    pieces = []
    for literal, name in _pieces(template):
        pieces.append(literal)
        if name is not None:
            pieces.append(values[name])
    return Translated("".join(pieces))


@lru_cache(maxsize=256)
def _pieces(template: str) -> tuple[tuple[str, str | None], ...]:
    """Text and the name of what follows it, as often as there is any; leaflets fill the same."""
    return tuple((literal, name) for literal, name, _, _ in Formatter().parse(template))
