"""What a clinic's ledger says of the English: who approved or withdrew which text, until when."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from leaflets.diagnostics import Location


class Event(StrEnum):
    """What a line does. ``lift`` ends a withdrawal without approving."""

    APPROVE = "approve"
    WITHDRAW = "withdraw"
    LIFT = "lift"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """One line: ``revision`` is what ``key`` said when it was read.

    An approval holds before ``until``, and not on that day.
    """

    key: str
    revision: str
    event: Event
    by: str
    day: date
    role: str = ""
    until: date | None = None
    reason: str = ""
    where: Location = field(default=Location(""), compare=False)
