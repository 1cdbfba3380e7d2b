"""What a clinician's check sheet says, as plain text: read from one proof, ready to be set."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRow:
    """A block or part: whether it is in, what decided, the facts it carries, how far it is trusted.

    ``of_block`` marks a part, which stands below its block.
    """

    name: str
    verdict: str
    because: str
    facts: str = ""
    state: str = ""
    of_block: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Something that is known of the person, and where from, if a record says so."""

    label: str
    value: str
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSheet:
    """All that stands on the sheet. ``edition`` names the leaflet that it belongs to."""

    title: str
    edition: tuple[tuple[str, str], ...]
    known: tuple[Known, ...]
    unknown: tuple[str, ...]
    notices: tuple[str, ...]
    rows: tuple[CheckRow, ...]
    always: str
    code: str
