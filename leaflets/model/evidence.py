"""Where a person's attributes come from, and what in the record does not go together."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a value of an attribute rests on: the resource, its code with its system, its date."""

    attribute: str
    value: str
    resource: str
    system: str
    code: str
    date: str = ""

    def __str__(self) -> str:
        dated = f", {self.date}" if self.date else ", without a date"
        return f"{self.resource} ({self.system} {self.code}{dated})"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordConflict:
    """Something in a record that can't be believed, and the attributes that it leaves open."""

    id: str
    message: str
    attributes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """All that a record of another program says of itself.

    ``open`` names the attributes of drugs of which there may have been more than are on record.
    """

    evidence: tuple[Evidence, ...] = ()
    conflicts: tuple[RecordConflict, ...] = ()
    open: frozenset[str] = frozenset()
