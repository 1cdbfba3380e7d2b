"""A person as rules see them, and a record as the printer sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a person. What is absent is unknown, never negative.

    ``choices`` holds one value an attribute (a derived attribute too, where it was given as such);
    ``drugs`` holds sorted drug ids, empty where it is known that there are none. ``open`` names the
    attributes whose drugs may not be all there are: one that is not listed is unknown.
    """

    choices: Mapping[str, str] = field(default_factory=dict)
    drugs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    open: frozenset[str] = frozenset()

    def found(self, attribute: str) -> str | tuple[str, ...] | None:
        """What is recorded for ``attribute``, or ``None``."""
        drugs = self.drugs.get(attribute)
        return self.choices.get(attribute) if drugs is None else drugs


@dataclass(frozen=True, slots=True, kw_only=True)
class Personal:
    """What is written by name on one person's paper, and nowhere else."""

    name: str = ""
    given_by: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One person's leaflet as asked for. Empty ``language`` or ``page_format``: the command's.

    ``type_size`` is the least size of type, in points, that this person needs; 0 is any.
    """

    profile: Profile
    record_id: str | None = None
    language: str = ""
    page_format: str = ""
    type_size: float = 0
    personal: Personal = Personal()
