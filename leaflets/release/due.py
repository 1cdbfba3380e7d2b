"""How a leaflet's units stand in; what runs out within some days, soonest first, out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from leaflets.model.source import State
from leaflets.release.standing import Standing


class Ending(StrEnum):
    """What runs out: an approval, or the time until text is to be looked at again."""

    APPROVAL = "approval"
    REVIEW = "review"


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """Something that runs out on ``day``; from that day on it is overdue."""

    day: date
    group: str
    what: Ending
    keys: tuple[str, ...]
    state: State
    by: str = ""

    def days_left(self, today: date) -> int:
        """How many days it still holds; none or fewer: it is overdue."""
        return (self.day - today).days


def due(printed: Iterable[Standing], today: date, days: int) -> tuple[Due, ...]:
    """What runs out within ``days``, and what has; parts that run out together stand together."""
    last = today + timedelta(days=days)
    grouped: dict[tuple[date, str, Ending, State, str], list[str]] = {}
    for standing in printed:
        for day, what in _ends(standing):
            if day <= last:
                by = standing.line.by if standing.line and what is Ending.APPROVAL else ""
                group = (day, standing.unit.group, what, standing.state, by)
                grouped.setdefault(group, []).append(standing.unit.key)
    return tuple(
        Due(day, group, what, tuple(keys), state, by)
        for (day, group, what, state, by), keys in sorted(grouped.items())
    )


def _ends(standing: Standing) -> Iterator[tuple[date, Ending]]:
    if standing.state is State.WITHDRAWN:
        return
    if standing.ends:
        yield standing.ends, Ending.APPROVAL
    unit = standing.unit
    if unit.review_by and unit.key == unit.group:
        yield unit.review_by, Ending.REVIEW
