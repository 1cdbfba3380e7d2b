"""What prints and how it stands in; its state, its next review and its leaflet code out."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from leaflets import __version__
from leaflets.errors import ContentFault, TranslationFault
from leaflets.model.source import LeafletSource, State
from leaflets.release.standing import Standing
from leaflets.release.units import ATTRIBUTES, FRAME

_WORST_FIRST = tuple(State)

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that a code can be read out over a telephone."""

CODE = re.compile(rf"\b[{_LETTERS}]{{4}}-[{_LETTERS}]{{4}}\b")
"""A leaflet code, to find one in a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What the footer says of the content that was printed.

    ``content_state`` is that of the content alone; ``state`` minds the translation, too.
    ``approved_on`` is the last day on which something of it was approved, ``approved_as`` in which
    roles that was: both only where all of it was.
    """

    content_state: State
    translation_approved: bool
    version: str
    next_review: date | None
    code: str
    approved_on: date | None = None
    approved_as: tuple[str, ...] = ()

    @property
    def state(self) -> State:
        """How far what prints may be trusted: a translation that nobody approved is a draft."""
        translation = State.APPROVED if self.translation_approved else State.DRAFT
        return worst((self.content_state, translation))


def edition(
    leaflet: LeafletSource,
    printed: Sequence[Standing],
    *,
    language: str,
    content_digest: str,
    catalog_digest: str,
    verdicts: Iterable[str],
    translation_approved: bool = True,
) -> Edition:
    """The edition of a leaflet of which ``printed`` are the units.

    ``verdicts`` are those of what prints, each with its key. Of what does not print the code says
    nothing: whoever tries out all combinations learns no more from it than from the pages.
    """
    named = [leaflet.id, __version__, language, content_digest, catalog_digest, *verdicts]
    return with_standings(
        Edition(
            content_state=State.DRAFT,
            translation_approved=translation_approved,
            version=leaflet.version,
            next_review=None,
            code=leaflet_code(named),
        ),
        printed,
    )


def with_standings(stated: Edition, printed: Sequence[Standing]) -> Edition:
    """The same edition, of which ``printed`` are the units."""
    approvals = [standing.line for standing in printed if standing.line]
    approved = len(approvals) == len(printed) > 0
    return replace(
        stated,
        content_state=worst(standing.state for standing in printed),
        next_review=_next_review(printed),
        approved_on=max(line.day for line in approvals) if approved else None,
        approved_as=tuple(sorted({line.role for line in approvals})) if approved else (),
    )


def worst(states: Iterable[State]) -> State:
    """The worst of ``states``; nothing is approved that nobody approved."""
    return min(states, key=_WORST_FIRST.index, default=State.DRAFT)


def printed_standings(
    standings: Iterable[Standing], keys: Iterable[str], texts: Iterable[str] = ()
) -> tuple[Standing, ...]:
    """Those of the blocks and parts ``keys``, of all that stands round them, and of ``texts``.

    ``texts`` are keys of texts that print, of which words explained and the tool's own are units.
    The other parts of a block that prints are judged with it: an edit that nobody approved may be
    what left them out. Only a part that was left out as it was when it was withdrawn is not.
    """
    printed = set(keys)
    wanted = {FRAME, ATTRIBUTES, *printed, *(key.removesuffix(".meaning") for key in texts)}
    found = []
    for standing in standings:
        if standing.unit.key in wanted:
            found.append(standing)
        elif standing.unit.group in printed:
            if standing.state is not State.WITHDRAWN:
                found.append(standing)
            elif standing.line and standing.line.revision != standing.unit.revision:
                found.append(Standing(standing.unit, State.DRAFT))
    return tuple(found)


def refuse_withdrawn(printed: Iterable[Standing]) -> None:
    """Stop what would print text that was withdrawn.

    Raises:
        ContentFault: It names each key, when and why it was withdrawn, and where that is written.
    """
    withdrawn = [s for s in printed if s.state is State.WITHDRAWN]
    if withdrawn:
        keys = {standing.unit.key for standing in withdrawn}
        told = [s for s in withdrawn if s.unit.key == s.unit.group or s.unit.group not in keys]
        listed = "\n".join(f"  {told_withdrawal(standing)}" for standing in told)
        raise ContentFault(
            f"this leaflet holds text that was withdrawn, so it is not made\n{listed}",
            hint="mend the text and have it approved anew, or lift the withdrawal with "
            "`leaflets withdraw --lift`; until then give this person no leaflet that holds it",
        )


def require_approved(
    stated: Edition, printed: Iterable[Standing], unreviewed: Iterable[str] = ()
) -> None:
    """Stop a leaflet that would carry the band of its state.

    Raises:
        ContentFault: Some of ``printed`` is not approved; each is named with its state.
        TranslationFault: The translation is not; the keys of ``unreviewed`` texts are named.
    """
    hint = "print without --require approved, and the leaflet carries its band"
    if stated.content_state is not State.APPROVED:
        lacking = [s for s in printed if s.state is not State.APPROVED]
        listed = "\n".join(f"  {s.unit.key}: {told_state(s)}" for s in lacking)
        raise ContentFault(
            f"the content is {stated.content_state}, not approved\n{listed}", hint=hint
        )
    if not stated.translation_approved:
        listed = "\n".join(f"  {key}" for key in unreviewed)
        raise TranslationFault(
            f"the translation of these is not approved for both language and content\n{listed}",
            hint=hint,
        )


def told_state(standing: Standing) -> str:
    """The state of a unit, and since when it expired."""
    since = f" since {standing.ends}" if standing.state is State.EXPIRED else ""
    return f"{standing.state}{since}"


def told_withdrawal(standing: Standing) -> str:
    """Which key was withdrawn, when, by whom, and why."""
    line = standing.line
    assert line is not None
    return (
        f"{standing.unit.key} was withdrawn on {line.day} by {line.by}: {line.reason} "
        f"({line.where})"
    )


def _next_review(printed: Sequence[Standing]) -> date | None:
    """The first day on which some of it must be looked at again; none if a block has none."""
    days = [(standing.unit, standing.ends or standing.unit.review_by) for standing in printed]
    if any(unit.dated and day is None for unit, day in days):
        return None
    return min((day for _, day in days if day), default=None)


def leaflet_code(named: Iterable[str]) -> str:
    """Eight letters that stand for ``named``: the same code, the same content and versions."""
    digest = hashlib.sha256("\0".join(named).encode()).digest()
    number = int.from_bytes(digest[:5], "big")
    letters = "".join(_LETTERS[(number >> shift) & 31] for shift in range(35, -5, -5))
    return f"{letters[:4]}-{letters[4:]}"
