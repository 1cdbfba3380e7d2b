"""Keys that a clinician names in; the lines of the ledger that approve or withdraw them out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from leaflets.errors import ContentFault, UsageFault
from leaflets.model.approval import Event, LedgerLine
from leaflets.model.review import LONGEST_MONTHS, months_after
from leaflets.model.source import State
from leaflets.release.standing import active_withdrawals, stand, standings
from leaflets.release.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who approves or withdraws, in which role, on which day."""

    by: str
    day: date
    role: str = ""


@dataclass(frozen=True, slots=True)
class Approving:
    """What an approval adds, and what it passes over.

    ``known`` were approved by the same person for the same time before; ``withdrawn`` are approved
    only by their own key.
    """

    lines: tuple[LedgerLine, ...] = ()
    known: tuple[Unit, ...] = ()
    withdrawn: tuple[Unit, ...] = ()


def meant(units: Sequence[Unit], keys: Iterable[str]) -> dict[Unit, str]:
    """The units that ``keys`` name, in print order, with the key that named each.

    A block's key names all its parts. A unit's own key goes before that of its block.

    Raises:
        UsageFault: Some are not keys; each is named, with the nearest that is one.
    """
    wanted = tuple(dict.fromkeys(keys))
    known = {unit.key for unit in units} | {unit.group for unit in units}
    lost = [key for key in wanted if key not in known]
    if lost:
        listed = "\n".join(f'  "{key}" is not a key{_nearest(key, known)}' for key in lost)
        raise UsageFault(
            f"these can't be found\n{listed}",
            hint="a key is that of a block, or of a part of one, as block.part",
        )
    return {
        unit: unit.key if unit.key in wanted else unit.group
        for unit in units
        if unit.key in wanted or unit.group in wanted
    }


def check_approvable(
    units: Iterable[Unit], signature: Signature, until: date, *, each_its_own: bool = False
) -> None:
    """Refuse what can't be approved, all of it at once.

    ``each_its_own`` lets each unit's approval end by its own limit, where ``until`` is later: for
    an approval of everything, which has units of all kinds.

    Raises:
        ContentFault: A unit is a sample, or its review has passed.
        UsageFault: ``until`` is not after today, or too far off.
    """
    asked = tuple(units)
    samples = dict.fromkeys(unit.group for unit in asked if unit.sample)
    if samples:
        raise ContentFault(
            f"a sample can't be approved: {', '.join(samples)}",
            hint="revise the text, and take `basis: sample` out of its file; words explained and "
            "the frame stay a sample for as long as a frame block does",
        )
    if until <= signature.day:
        raise UsageFault(f"--until {until} is not after today ({signature.day})")
    past = {unit.group: unit.review_by for unit in asked if _reviewed(unit) <= signature.day}
    if past:
        listed = ", ".join(f"{key} (review_by {day})" for key, day in past.items())
        raise ContentFault(
            f"the day of the review has passed: {listed}",
            hint="read it again, and give it a new `review_by`",
        )
    late: dict[tuple[str, date], list[str]] = {}
    for unit in asked:
        last = months_after(signature.day, unit.review.months)
        within = months_after(signature.day, LONGEST_MONTHS) if each_its_own else last
        if until > within:
            told = f"{unit.review} text is reviewed within {unit.review.months} months"
            late.setdefault((told, last), []).append(unit.key)
    if late:
        listed = "\n".join(
            f"  {told}, so by {last}: {_some(keys)}" for (told, last), keys in late.items()
        )
        raise UsageFault(
            f"--until {until} is too far off\n{listed}",
            hint=f"approve these with --until {min(last for _, last in late)}, or a day before",
        )


def approving(
    named: dict[Unit, str],
    lines: Sequence[LedgerLine],
    signature: Signature,
    until: date,
) -> Approving:
    """The lines that approve the units in ``named``, until ``until`` or the limit of each.

    ``lines`` are those that stand there.
    """
    added: list[LedgerLine] = []
    known: list[Unit] = []
    withdrawn: list[Unit] = []
    for unit, key in named.items():
        about = [line for line in lines if line.key in (unit.key, unit.group)]
        stopping = active_withdrawals(unit, about)
        if stopping and not (key == unit.key or any(line.key == key for line in stopping)):
            withdrawn.append(unit)
            continue
        line = LedgerLine(
            key=unit.key,
            revision=unit.revision,
            event=Event.APPROVE,
            by=signature.by,
            role=signature.role,
            day=signature.day,
            until=min(until, months_after(signature.day, unit.review.months)),
        )
        standing = stand(unit, about, signature.day)
        before = standing.line if standing.state is State.APPROVED else None
        if before and (before.by, before.role, before.until) == (line.by, line.role, line.until):
            known.append(unit)
        else:
            added.append(line)
    return Approving(tuple(added), tuple(known), tuple(withdrawn))


def withdrawing(
    named: Iterable[Unit],
    lines: Sequence[LedgerLine],
    signature: Signature,
    reason: str,
    *,
    lift: bool,
) -> Iterator[LedgerLine]:
    """The lines that withdraw units, or end their withdrawal; none where that is so already."""
    units = tuple(named)
    for standing in standings(units, lines, signature.day):
        if (standing.state is State.WITHDRAWN) is lift:
            yield LedgerLine(
                key=standing.unit.key,
                revision=standing.unit.revision,
                event=Event.LIFT if lift else Event.WITHDRAW,
                by=signature.by,
                role=signature.role,
                day=signature.day,
                reason=reason,
            )


def _reviewed(unit: Unit) -> date:
    return unit.review_by or date.max


def _nearest(key: str, known: Iterable[str]) -> str:
    close = get_close_matches(key, sorted(known), n=1, cutoff=0.7)
    holding = sorted((k for k in known if key.startswith(f"{k}.")), key=len)[-1:]
    nearest = close or holding
    return f"; did you mean {nearest[0]}?" if nearest else ""


def _some(keys: Sequence[str]) -> str:
    more = f" and {len(keys) - 4} more" if len(keys) > 5 else ""
    return ", ".join(keys[:4] if more else keys) + more
