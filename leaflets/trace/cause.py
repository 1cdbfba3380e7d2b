"""Why a leaflet is not, or no longer, what would be made today."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a cause is about, by the word that a message begins with."""

    FILE = "file"
    CONTENT = "content part"
    APPROVAL = "approval"
    TRANSLATION = "translation"
    FONT = "font"
    PROGRAM = "program"
    LIBRARY = "library"
    CLINIC = "clinic file"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a leaflet is not what would be made today.

    One that is not ``serious`` is only a note: by itself it changes no word on the page.
    """

    kind: Kind
    message: str
    serious: bool = True

    def __str__(self) -> str:
        return f"{self.kind}: {self.message}"
