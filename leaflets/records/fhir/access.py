"""Untrusted JSON in; what stands at a place out, or nothing. No shape is ever taken for granted."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

Json = Mapping[str, object]

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T.*)?)?)?", re.DOTALL)


class Shown(NamedTuple):
    """A coding as it was sent: ``display`` is only ever told, never matched."""

    uri: str
    code: str
    display: str


class Concept(NamedTuple):
    """A CodeableConcept: several codings of one thing, and the text that people see."""

    codings: tuple[Shown, ...] = ()
    text: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every text that people see of it."""
        return tuple(name for name in (*(c.display for c in self.codings), self.text) if name)

    def __str__(self) -> str:
        """The codes, for a message."""
        told = [
            f"{coding.uri or 'no system'} {coding.code or 'no code'}" for coding in self.codings
        ]
        return short(", ".join(told) or "no code")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A resource: ``kind`` and ``id`` as it says, ``url`` the one that others call it by."""

    kind: str
    id: str
    data: Json
    url: str = ""

    @property
    def ref(self) -> str:
        """The resource as a message names it."""
        return f"{self.kind}/{short(self.id)}" if self.id else f"{self.kind} without an id"

    def __getitem__(self, name: str) -> object:
        return self.data.get(name)

    def __contains__(self, name: str) -> bool:
        return name in self.data

    def code(self, name: str) -> str:
        """The plain code at ``name``, such as a status."""
        return text(self.data.get(name)).casefold()

    def reference(self, *names: str) -> str:
        """The reference at the first of ``names`` that is there."""
        for name in names:
            if name in self.data:
                return text(mapping(self.data.get(name)).get("reference"))
        return ""

    def day(self, *names: str) -> str:
        """The date at the first of ``names`` that has one; the end of a period, or its start."""
        for name in names:
            value = self.data.get(name)
            period = mapping(value)
            for found in (value, period.get("end"), period.get("start")):
                if day := day_of(text(found)):
                    return day
        return ""


def mapping(value: object) -> Json:
    """``value`` if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def objects(value: object) -> Iterator[Json]:
    """The objects of a list; a single one stands for a list of itself."""
    entries = value if isinstance(value, list) else [value]
    return (entry for entry in entries if isinstance(entry, dict))


def text(value: object) -> str:
    """``value`` if it is a text, else an empty one."""
    return value.strip() if isinstance(value, str) else ""


def concept(value: object) -> Concept:
    """A CodeableConcept, or the first of a list of them with the codings of all."""
    if value is None:
        return Concept()
    codings = [
        Shown(text(coding.get("system")), text(coding.get("code")), text(coding.get("display")))
        for found in objects(value)
        for coding in objects(found.get("coding"))
    ]
    texts = [text(found.get("text")) for found in objects(value)]
    return Concept(tuple(codings), next((t for t in texts if t), ""))


def day_of(value: str) -> str:
    """The date that begins ``value``, as exact as it is: ``2026``, ``2026-11`` or ``2026-11-22``.

    Empty where it is no date.
    """
    found = _DAY.fullmatch(value)
    if found is None:
        return ""
    year, month, day = found.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    return "-".join(part for part in (year, month, day) if part)


def is_later(day: str, other: str) -> bool:
    """Whether ``day`` is certainly later than ``other``, whatever their missing parts are."""
    exact = min(len(day), len(other))
    return exact > 0 and day[:exact] > other[:exact]


def is_after(day: str, today: date) -> bool:
    """Whether all of ``day`` is after ``today``; a day more allows for the zones of the earth."""
    return is_later(day, (today + timedelta(days=1)).isoformat())


def misplaced(shown: Shown, right: str) -> str:
    """What is wrong with a code that stands under another system than its own, ``right``."""
    return f"has {short(shown.code)}, a code of {right}, under {short(shown.uri) or 'no system'}"


def short(value: str, most: int = 80) -> str:
    """``value`` as it may stand in a message: one line, not long."""
    printable = "".join(c if c.isprintable() else " " for c in value[: most + 1])
    return printable if len(printable) <= most else printable[: most - 1] + "…"
