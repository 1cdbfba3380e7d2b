"""A list of records in; a plan of all of it out: every row is looked at before the first page.

A row that can't be printed is refused with each reason, and stops no other.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from leaflets.batch.choose import Chooser, FindCatalog
from leaflets.batch.plan import Fate, PlannedRow, RowRefusal
from leaflets.batch.plan import Plan as BatchPlan
from leaflets.batch.work import Kit, Wish
from leaflets.model.profile import Personal, Record
from leaflets.pipeline import Plan as LeafletPlan
from leaflets.records.answers import Refusal
from leaflets.records.tables import Row, Table, repeated
from leaflets.release.token import token as token_of

_INPUT_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What is the same for the whole list.

    ``versions`` stands for what decides bytes besides content, catalogs and records: program,
    libraries, fonts, logo. ``fixed_day`` is the day that was asked for; without one, a leaflet
    keeps the day it was first printed on until something else changes, and ``clock`` is the day
    of all others.
    """

    key: bytes
    language: str
    page_format: str
    versions: str
    clock: date
    fixed_day: date | None = None


@dataclass(slots=True)
class Surveyed:
    """What the survey found: what to make, in terms of ``kit``, and what the operator should see.

    ``wishes`` has a wish for each leaflet of the plan, by its key, and ``leaflets`` what the first
    of them say: whoever makes these here needs not decide it again.
    """

    kit: Kit
    site: Site
    wishes: dict[str, Wish] = field(default_factory=dict)
    leaflets: dict[str, LeafletPlan] = field(default_factory=dict)
    warnings: dict[str, int] = field(default_factory=dict)
    """Each warning with the number of the first row that it is about."""

    def inputs(self, leaflet: str, token: str, personal: Personal, day: str) -> bytes:
        """What stands for all that decides the bytes of a copy; the key keeps it from guessing."""
        said = (self.site.versions, leaflet, token, personal.name, personal.given_by, day)
        message = "\0".join(said).encode()
        return hmac.digest(self.site.key, message, "sha256")[:_INPUT_BYTES]


class Surveyor:
    """Looks at every row of a list."""

    def __init__(self, kit: Kit, site: Site, plan: BatchPlan, find_catalog: FindCatalog) -> None:
        self._site = site
        self._plan = plan
        self._chooser = Chooser(kit, site.language, site.page_format, find_catalog)
        self._number = 0
        self._found = Surveyed(
            self._chooser.kit, site, self._chooser.wishes, self._chooser.leaflets
        )

    def look_at(self, table: Table, seen: Callable[[], None]) -> Surveyed:
        """Plan every row of ``table``; ``seen`` is called for each.

        Raises:
            UsageFault: It is no list of records.
        """
        for row in table.rows():
            self._row(row)
            seen()
        return self._found

    def _row(self, row: Row) -> None:
        self._number = row.number
        for warning in row.reading.warnings:
            self._warn(warning)
        if row.reading.conflicts:
            # What they are says what a person has: whoever asks for it is told, and no log.
            self._warn("a record says what can't all be so; `leaflets records check` tells it")
        planned = PlannedRow(number=row.number, place=row.place, line=row.line, fate=Fate.REFUSED)
        record = row.reading.record
        refusals = [told(refusal) for refusal in row.reading.refusals]
        token = ""
        if not any(refusal.column == "record_id" for refusal in refusals):
            token = token_of(self._site.key, self._found.kit.leaflet_id, row.record_id)
            if not self._plan.is_new(token, row.number):
                refusals.append(told(repeated(row.record_id)))
        leaflet = ""
        if refusals:
            refusals += self._chooser.faults(record)
        else:
            chosen = self._chooser.choose(record)
            leaflet, refusals = chosen.leaflet, list(chosen.refusals)
            for warning in chosen.warnings:
                self._warn(warning)
        if refusals:
            self._plan.refuse(planned, refusals)
            return
        day = self._day(record, token)
        inputs = self._found.inputs(leaflet, token, record.personal, day)
        self._plan.add(
            planned._replace(
                token=token, leaflet=leaflet, inputs=inputs, day=day, fate=Fate.TO_MAKE
            )
        )

    def _warn(self, warning: str) -> None:
        if len(self._found.warnings) < _MOST_WARNINGS:
            self._found.warnings.setdefault(warning, self._number)

    def _day(self, record: Record, token: str) -> str:
        day = record.personal.day or self._site.fixed_day
        if day is not None:
            return day.isoformat()
        kept = self._plan.kept(token)
        return kept.day if kept else self._site.clock.isoformat()


_MOST_WARNINGS = 20


def told(refusal: Refusal) -> RowRefusal:
    """Why a row can't be read, as a plan has it."""
    return RowRefusal(refusal.column, refusal.message, refusal.hint)
