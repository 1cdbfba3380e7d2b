"""Ledgers in; under which of their lines each key printed, and which no longer hold, out.

Nobody's name is told: a ledger's line is found by its place and its day.
"""

from collections.abc import Iterator
from datetime import date

from leaflets.approval import standings_of, units_of
from leaflets.model.source import Content, LeafletSource, State, messages
from leaflets.release.manifest import Printed
from leaflets.release.standing import Standing, as_of, standings
from leaflets.trace.cause import Cause, Kind
from leaflets.translation.approvals import STAGES
from leaflets.translation.catalogs import Catalog, TranslatedCatalog


def approvals_told(
    content: Content, leaflet: LeafletSource, catalog: Catalog, day: date
) -> dict[str, tuple[str, ...]]:
    """For each key that somebody approved: the approval of its English, and of its translation."""
    lines = as_of(leaflet.approvals, day)
    found: dict[str, tuple[str, ...]] = {}
    for standing in standings(units_of(content, leaflet), lines, day):
        if standing.state is State.APPROVED and standing.line is not None:
            line = standing.line
            until = f" until {standing.ends}" if standing.ends else ""
            found[standing.unit.key] = (f"content {line.day}{until} ({line.where})",)
    if isinstance(catalog, TranslatedCatalog):
        for _, part in leaflet.parts():
            keys = [message.key for message in messages(part) if not message.names]
            told = tuple(_stages(catalog, keys))
            if told:
                found[part.key] = (*found.get(part.key, ()), *told)
    return found


def _stages(catalog: TranslatedCatalog, keys: list[str]) -> Iterator[str]:
    """Each stage that approved every text, with the last day on which it did."""
    entries = [catalog.entries[key] for key in keys if key in catalog.entries]
    if not entries or len(entries) < len(keys):
        return
    for stage in STAGES:
        if all(stage in catalog.approvals.stages(entry) for entry in entries):
            lines = [line for key in keys for line in catalog.approvals.by_key[key]]
            yield f"{stage} {max(line.date for line in lines if line.stage == stage)}"


def approvals_ended(
    then: Printed, content: Content, leaflet: LeafletSource, today: date
) -> Iterator[Cause]:
    """What was withdrawn of a leaflet, and what expired of one that was printed as approved.

    Raises:
        ContentFault: The ledger has a line from after ``today``.
    """
    parts = {block.key for block in leaflet.blocks} | {part.key for _, part in leaflet.parts()}
    for standing in standings_of(content, leaflet, today):
        key = standing.unit.key
        # Which of the words explained and of the tool's own a leaflet prints, no line tells.
        if key in then.keys or key not in parts:
            yield from _ended(standing, then)


def _ended(standing: Standing, then: Printed) -> Iterator[Cause]:
    key, line = standing.unit.key, standing.line
    if standing.state is State.WITHDRAWN and line is not None:
        yield Cause(
            Kind.APPROVAL, f"{key} was withdrawn on {line.day}: {line.reason} ({line.where})"
        )
    if standing.state is State.EXPIRED and then.band is State.APPROVED:
        yield Cause(Kind.APPROVAL, f"{key} expired on {standing.ends}")
