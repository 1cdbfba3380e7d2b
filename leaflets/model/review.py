"""How long content may go without being looked at: the limits, in one place.

Three years is the longest that the PIF TICK standard allows. What decides who may have a treatment
is looked at after a year, what a health service pays for after half of one.
"""

from calendar import monthrange
from datetime import date
from enum import StrEnum


class Review(StrEnum):
    """What a text is about, for the sake of its review."""

    GENERAL = "general"
    ELIGIBILITY = "eligibility"
    ACCESS = "access"

    @property
    def months(self) -> int:
        """How many months a review lasts at most."""
        return _MONTHS[self]


_MONTHS = {Review.GENERAL: 36, Review.ELIGIBILITY: 12, Review.ACCESS: 6}

LONGEST_MONTHS = max(_MONTHS.values())


def months_after(day: date, months: int) -> date:
    """The same day ``months`` later, or the last one of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
