"""A list of records in; a plan of all of it out: every row is looked at before the first page.

A row that can't be printed is refused with each reason, and stops no other.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from leaflets.batch.fit import BoxChecker
from leaflets.batch.plan import Fate, PlannedRow, RowRefusal
from leaflets.batch.plan import Plan as BatchPlan
from leaflets.batch.work import Kit, Wish
from leaflets.compiled.cache import TemplateCache
from leaflets.errors import LeafletsError, UsageFault
from leaflets.layout.budget import TooLong
from leaflets.layout.formats import find_format
from leaflets.layout.needs import format_for
from leaflets.model.profile import Personal, Record
from leaflets.pipeline import Plan, compile_plan
from leaflets.records.answers import Refusal
from leaflets.records.tables import Row, Table, repeated
from leaflets.release.token import token as token_of
from leaflets.translation.catalogs import Catalog

_WISHES_KEPT = 20_000
_INPUT_BYTES = 16

FindCatalog = Callable[[str], Catalog]


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

    ``wishes`` has a wish for each leaflet of the plan, by its key.
    """

    kit: Kit
    site: Site
    wishes: dict[str, Wish] = field(default_factory=dict)
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
        self._find_catalog = find_catalog
        self._catalogs: dict[str, Catalog | RowRefusal] = {}
        self._known: dict[tuple[object, ...], str | RowRefusal] = {}
        self._lengths: dict[str, RowRefusal | None] = {}
        self._cache = TemplateCache(kit.cache) if kit.cache else None
        self._boxes = BoxChecker(kit.order.fonts)
        default = find_catalog(site.language)
        self._catalogs[site.language] = default
        self._used = {site.language: default}
        self._number = 0
        self._found = Surveyed(replace(kit, catalogs=self._used), site)

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
        refusals = [_told(refusal) for refusal in row.reading.refusals]
        token = ""
        if not any(refusal.column == "record_id" for refusal in refusals):
            token = token_of(self._site.key, self._found.kit.leaflet_id, row.record_id)
            if not self._plan.is_new(token, row.number):
                refusals.append(_told(repeated(row.record_id)))
        leaflet = "" if refusals else self._leaflet(record, refusals)
        if refusals:
            self._plan.refuse(planned, refusals)
            return
        day = self._day(record, token)
        inputs = self._found.inputs(leaflet, token, record.personal, day)
        self._plan.add(
            replace(
                planned, token=token, leaflet=leaflet, inputs=inputs, day=day, fate=Fate.TO_MAKE
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

    def _leaflet(self, record: Record, refusals: list[RowRefusal]) -> str:
        """The key of the leaflet for ``record``, or what keeps it from being printed."""
        asked = record.language or self._site.language
        catalog = self._catalog(asked)
        page_format = self._format(record)
        for found in (catalog, page_format):
            if isinstance(found, RowRefusal):
                refusals.append(found)
        if isinstance(page_format, RowRefusal) or isinstance(catalog, RowRefusal):
            return ""
        wish = Wish(
            profile=record.profile,
            language=asked,
            page_format=page_format,
            named=bool(record.personal.name),
            given=bool(record.personal.given_by),
        )
        key = self._key(wish)
        if isinstance(key, RowRefusal):
            refusals.append(key)
            return ""
        refusals += self._boxes.faults(record.personal, key)
        return key

    def _key(self, wish: Wish) -> str | RowRefusal:
        profile = wish.profile
        known = (
            *sorted(profile.choices.items()), None, *sorted(profile.drugs.items()), None,
            *sorted(profile.open), None,
            wish.language, wish.page_format, wish.named, wish.given,
        )  # fmt: skip
        found = self._known.get(known)
        if found is None:
            if len(self._known) >= _WISHES_KEPT:
                self._known.clear()
            found = self._known[known] = self._planned(wish)
        return found

    def _planned(self, wish: Wish) -> str | RowRefusal:
        try:
            plan = self._found.kit.plan(wish)
        except LeafletsError as error:
            column = "language" if error.exit_code == error.exit_code.TRANSLATION else ""
            return RowRefusal(column, _first_lines(error.message), error.hint)
        if plan.key not in self._found.wishes:
            if refusal := self._too_long(plan):
                return refusal
            self._found.wishes[plan.key] = wish
        self._boxes.learn(plan)
        return plan.key

    def _too_long(self, plan: Plan) -> RowRefusal | None:
        """Why the paper that was asked for does not hold the leaflet, if it has so many pages."""
        if plan.page_format.budget is None:
            return None
        if plan.key not in self._lengths:
            self._lengths[plan.key] = None
            try:
                compile_plan(plan, self._cache)
            except TooLong as error:
                self._lengths[plan.key] = RowRefusal("format", error.message, error.hint)
            except Exception:  # told of each copy, when it is made
                pass
        return self._lengths[plan.key]

    def _catalog(self, asked: str) -> Catalog | RowRefusal:
        if asked not in self._catalogs:
            try:
                found: Catalog | RowRefusal = self._find_catalog(asked)
            except LeafletsError as error:
                found = RowRefusal("language", _first_lines(error.message), error.hint)
            if len(self._catalogs) >= _MOST_LANGUAGES:
                return found
            self._catalogs[asked] = found
            if not isinstance(found, RowRefusal):
                self._used[asked] = found
        return self._catalogs[asked]

    def _format(self, record: Record) -> str | RowRefusal:
        """The format that the record asks for, else the list's, or one that its needs ask for."""
        try:
            formats = self._found.kit.order.formats
            asked = find_format(record.page_format or self._site.page_format, formats)
        except UsageFault as error:
            return RowRefusal("format", error.message, error.hint)
        needed, warnings = format_for(
            record.type_size, asked, formats.values(), chosen=bool(record.page_format)
        )
        for warning in warnings:
            self._warn(warning)
        return needed.name


_MOST_WARNINGS = 20
_MOST_LANGUAGES = 1000


def _told(refusal: Refusal) -> RowRefusal:
    return RowRefusal(refusal.column, refusal.message, refusal.hint)


def _first_lines(message: str) -> str:
    """A message with many lines as one that fits a cell: a whole catalog may be missing."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    shown = "; ".join(lines[:3])
    return shown if len(lines) <= 3 else f"{shown}; and {len(lines) - 3} more"
