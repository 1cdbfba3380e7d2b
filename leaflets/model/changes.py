"""What is different between two versions of a leaflet's source, ready to be listed or set."""

from dataclasses import dataclass
from enum import StrEnum


class Event(StrEnum):
    """What became of a piece."""

    REMOVED = "removed"
    ADDED = "added"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What one aspect of a piece said before and says now; empty where it said nothing.

    ``rule`` marks what decides whether something prints.
    """

    label: str
    before: str
    now: str
    rule: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A block, a part or another piece that is different. ``title`` names it for a reader."""

    key: str
    title: str
    event: Event
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that is different. A version's name comes with the first digits of its digest."""

    title: str
    before: str
    now: str
    changes: tuple[Change, ...]

    def of(self, event: Event) -> tuple[Change, ...]:
        """The changes of one kind, in print order."""
        return tuple(change for change in self.changes if change.event is event)

    @property
    def rules(self) -> tuple[Change, ...]:
        """The changed pieces of which a rule changed."""
        changed = self.of(Event.CHANGED)
        return tuple(c for c in changed if any(each.rule for each in c.differences))
