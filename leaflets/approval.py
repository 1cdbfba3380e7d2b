"""A leaflet and a day in; how each of its pieces stands on that day out, and what changes that.

This is where the content, its ledger and the tool's own words meet: all of them print, and all of
them are approved.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

from leaflets.content.approvals import append_approvals
from leaflets.model.approval import LedgerLine
from leaflets.model.source import Content, LeafletSource
from leaflets.release.edition import worst
from leaflets.release.standing import Standing, check_clock, standings
from leaflets.release.units import Unit, units
from leaflets.translation.words import all_words

if TYPE_CHECKING:
    from leaflets.release.approve import Approving, Signature


def units_of(content: Content, leaflet: LeafletSource) -> tuple[Unit, ...]:
    """Everything in ``leaflet`` that is approved, in print order."""
    return units(leaflet, content.vocabulary, all_words())


def standings_of(content: Content, leaflet: LeafletSource, today: date) -> tuple[Standing, ...]:
    """How each unit of ``leaflet`` stands today, for a run that prints.

    Raises:
        ContentFault: The ledger has a line from after ``today``, so one of the two is wrong.
    """
    check_clock(leaflet, today)
    return _stood(_Same(content), _Same(leaflet), today)


def states_of(content: Content, leaflet: LeafletSource, today: date) -> dict[str, str]:
    """The state of each block, which is the worst of its own and its parts', and of each part."""
    found: dict[str, str] = {}
    stood = standings_of(content, leaflet, today)
    for block in leaflet.blocks:
        inside = [standing for standing in stood if standing.unit.group == block.key]
        found |= {standing.unit.key: standing.state.value for standing in inside}
        found[block.key] = worst(standing.state for standing in inside).value
    return found


def approve(
    content: Content,
    leaflet: LeafletSource,
    keys: Collection[str],
    signature: "Signature",
    until: date,
) -> "Approving":
    """Approve what ``keys`` mean, or everything if there are none; what was added to the ledger.

    Of everything, each unit's approval ends by its own limit.

    Raises:
        UsageFault: A key is none, ``until`` is too near or too far, or the ledger can't be written.
        ContentFault: There is a sample, a review has passed, the clock is behind the ledger, or the
            ledger has a flaw.
    """
    from leaflets.release.approve import Approving, approving, check_approvable, meant

    found = units_of(content, leaflet)
    wanted = meant(found, keys) if keys else dict.fromkeys(found, "")
    check_clock(leaflet, signature.day)
    check_approvable(wanted, signature, until, each_its_own=not keys)
    result = Approving()

    def choose(before: tuple[LedgerLine, ...]) -> tuple[LedgerLine, ...]:
        nonlocal result
        result = approving(wanted, before, signature, until)
        return result.lines

    append_approvals(leaflet, choose)
    return result


def withdraw(
    content: Content,
    leaflet: LeafletSource,
    keys: Collection[str],
    signature: "Signature",
    reason: str,
    *,
    lift: bool = False,
) -> tuple[int, int]:
    """Withdraw what ``keys`` mean, or ``lift`` that: for how many units, of how many.

    Raises:
        UsageFault: A key is none, or the ledger can't be written.
        ContentFault: The ledger has a flaw.
    """
    from leaflets.release.approve import meant, withdrawing

    wanted = meant(units_of(content, leaflet), keys)
    added = append_approvals(
        leaflet, lambda before: withdrawing(wanted, before, signature, reason, lift=lift)
    )
    return added, len(wanted)


T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class _Same(Generic[T]):
    """Something that equals only itself: to compare whole contents costs more than to judge one."""

    item: T

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.item is other.item

    def __hash__(self) -> int:
        return id(self.item)


@lru_cache(maxsize=8)
def _stood(
    content: _Same[Content], leaflet: _Same[LeafletSource], today: date
) -> tuple[Standing, ...]:
    return standings(units_of(content.item, leaflet.item), leaflet.item.approvals, today)
