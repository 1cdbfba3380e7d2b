"""A leaflet's units and its ledger in; how each unit stands on a day out.

Nothing is ever read as approved by accident: an approval holds for the very words that were read,
from the day it was given to the day it ends, and only if nobody withdrew them since.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from leaflets.errors import ContentFault
from leaflets.model.approval import Event, LedgerLine
from leaflets.model.review import months_after
from leaflets.model.source import LeafletSource, State
from leaflets.release.units import Unit


@dataclass(frozen=True, slots=True)
class Standing:
    """How a unit stands. ``line`` is the approval or the withdrawal that says so, if one does.

    ``ends`` is the first day on which the approval does not hold.
    """

    unit: Unit
    state: State
    line: LedgerLine | None = None
    ends: date | None = None


def standings(
    units: Iterable[Unit], lines: Sequence[LedgerLine], today: date
) -> tuple[Standing, ...]:
    """How each of ``units`` stands today, by the lines of the ledger, oldest first."""
    by_key: dict[str, list[LedgerLine]] = {}
    for line in lines:
        by_key.setdefault(line.key, []).append(line)
    order = {id(line): number for number, line in enumerate(lines)}

    def about(unit: Unit) -> list[LedgerLine]:
        found = [line for key in {unit.key, unit.group} for line in by_key.get(key, ())]
        return sorted(found, key=lambda line: order[id(line)])

    return tuple(stand(unit, about(unit), today) for unit in units)


def stand(unit: Unit, lines: Sequence[LedgerLine], today: date) -> Standing:
    """How ``unit`` stands today; ``lines`` are those about it and its group, oldest first."""
    withdrawals = active_withdrawals(unit, lines)
    if withdrawals:
        return Standing(unit, State.WITHDRAWN, withdrawals[-1])
    approval = _approval(unit, lines)
    ends = ends_on(unit, approval.day, approval.until) if approval else None
    if ends is not None and ends <= today:
        return Standing(unit, State.EXPIRED, approval, ends)
    if unit.sample:
        return Standing(unit, State.SAMPLE)
    return Standing(unit, State.APPROVED if approval else State.DRAFT, approval, ends)


def ends_on(unit: Unit, day: date, until: date | None) -> date:
    """The first day on which an approval of ``unit``, given on ``day``, does not hold."""
    last = months_after(day, unit.review.months)
    return min(filter(None, (last, until, unit.review_by)))


def active_withdrawals(unit: Unit, lines: Sequence[LedgerLine]) -> tuple[LedgerLine, ...]:
    """The withdrawals that stop ``unit``: of it, or of all its group.

    A withdrawal ends with a later approval or lift of what it withdrew. An edit does not end it,
    and the very words that were withdrawn stay so even where other words were approved since.
    """
    stopping = []
    for number, line in enumerate(lines):
        if line.event is not Event.WITHDRAW:
            continue
        same_words = line.key == unit.key and line.revision == unit.revision
        ended = any(
            later.key in (line.key, unit.key)
            and (not same_words or later.revision == unit.revision)
            for later in lines[number + 1 :]
            if later.event is not Event.WITHDRAW
        )
        if not ended:
            stopping.append(line)
    return tuple(stopping)


def _approval(unit: Unit, lines: Sequence[LedgerLine]) -> LedgerLine | None:
    """The last approval of these words, if nobody withdrew them since."""
    for line in reversed(lines):
        if line.event is Event.WITHDRAW:
            return None
        if line.event is Event.APPROVE and line.key == unit.key and line.revision == unit.revision:
            return line
    return None


def as_of(lines: Iterable[LedgerLine], day: date) -> tuple[LedgerLine, ...]:
    """The ledger as it was at the end of ``day``."""
    return tuple(line for line in lines if line.day <= day)


def check_clock(leaflet: LeafletSource, today: date) -> None:
    """Refuse to judge approvals by a clock that is behind them.

    Raises:
        ContentFault: The ledger has a line from after ``today``.
    """
    ahead = [line for line in leaflet.approvals if line.day > today]
    if ahead:
        listed = "\n".join(f"  {line.where}: {line.key}, {line.day}" for line in ahead[:5])
        raise ContentFault(
            f"today is {today}, and the approvals have lines from after that\n{listed}",
            hint="set the computer's clock, or give the right day with --today; "
            "a date that is wrong in the ledger must be mended there",
        )
