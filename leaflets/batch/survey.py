"""A list of records in; a plan of all of it out: every row is looked at before the first page.

A row that can't be printed is refused with each reason, and stops no other.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import NamedTuple

from leaflets.batch.choose import Asked, Chooser, Chosen, WishKey
from leaflets.batch.plan import Fate, PlannedRow, RowRefusal
from leaflets.batch.plan import Plan as BatchPlan
from leaflets.batch.work import FindCatalog, Kit, Wish
from leaflets.model.profile import Personal
from leaflets.pipeline import Plan as LeafletPlan
from leaflets.records.answers import Refusal
from leaflets.records.tables import Row, Table, repeated
from leaflets.release.token import token as token_of

_INPUT_BYTES = 16

PAGE = 2000
"""Rows that are looked at together: the more, the less often processes change places."""


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
    _secret: bytes = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # BLAKE2 takes 64 bytes of key (RFC 7693, 2.1), and a site's may be longer.
        object.__setattr__(self, "_secret", hashlib.blake2b(self.key).digest())

    def own(self, token: str, personal: Personal) -> bytes:
        """What stands for whose copy it is and what is stamped; the key keeps it from guessing."""
        said = (self.versions, token, personal.name, personal.given_by)
        return self._stands_for("\0".join(said).encode())

    def inputs(self, leaflet: str, own: bytes, day: str) -> bytes:
        """What stands for all that decides the bytes of a copy."""
        return self._stands_for(own + f"{leaflet}\0{day}".encode())

    def _stands_for(self, message: bytes) -> bytes:
        """A keyed digest: a third of the time of an HMAC, of which a row needs four."""
        return hashlib.blake2b(message, digest_size=_INPUT_BYTES, key=self._secret).digest()


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

    def warn(self, warning: str, number: int) -> None:
        """Take in what the operator should see; the first few are enough."""
        if len(self.warnings) < MOST_WARNINGS:
            self.warnings.setdefault(warning, number)

    def inputs(self, leaflet: str, token: str, personal: Personal, day: str) -> bytes:
        """What stands for all that decides the bytes of a copy."""
        return self.site.inputs(leaflet, self.site.own(token, personal), day)


class Looked(NamedTuple):
    """A row that was looked at: which it is, its leaflet, or why it has none.

    ``token`` is empty if its id is no good. ``day`` is that of the record, else empty. ``reading``
    are faults of the row by itself, ``others`` those of what it asks for. None of it is kept.
    """

    number: int
    place: int
    line: int
    record_id: str
    token: str
    leaflet: str
    own: bytes
    day: str
    reading: tuple[RowRefusal, ...] = ()
    others: tuple[RowRefusal, ...] = ()


class Glimpsed(NamedTuple):
    """A row whose leaflet is not known yet; it has a wish unless there are refusals."""

    looked: Looked
    personal: Personal
    wish: WishKey | None


class Looker:
    """Looks at rows, each by itself. ``warn`` is told what the operator should see of which row."""

    def __init__(self, site: Site, chooser: Chooser, warn: Callable[[str, int], None]) -> None:
        self._site = site
        self._chooser = chooser
        self._warn = warn

    def glimpse(self, row: Row) -> Glimpsed:
        """What ``row`` says and asks for."""
        reading = row.reading
        record = reading.record
        if reading.warnings or reading.conflicts:
            self._warn_of(row)
        refusals = tuple(map(told, reading.refusals)) if reading.refusals else ()
        token, own, asked = "", b"", Asked(None)
        if not any(refusal.column == "record_id" for refusal in refusals):
            token = token_of(self._site.key, self._chooser.kit.leaflet_id, row.record_id)
        if refusals:
            others = self._chooser.faults(record)
        else:
            asked = self._chooser.asked(record)
            others = asked.refusals
            own = self._site.own(token, record.personal)
            for warning in asked.warnings:
                self._warn(warning, row.number)
        day = record.personal.day or self._site.fixed_day
        looked = Looked(
            row.number, row.place, row.line, row.record_id, token, "", own,
            day.isoformat() if day else "", refusals, others,
        )  # fmt: skip
        return Glimpsed(looked, record.personal, asked.key)

    def settle(self, glimpsed: Glimpsed, chosen: Chosen) -> Looked:
        """The same row with its leaflet."""
        looked, personal, wish = glimpsed
        assert wish is not None
        others = chosen.refusals or self._chooser.unfit(personal, chosen, wish)
        if others:
            return looked._replace(others=others)
        number, place, line, record_id, token, _, own, day, *_ = looked
        return Looked(number, place, line, record_id, token, chosen.leaflet, own, day)

    def _warn_of(self, row: Row) -> None:
        for warning in row.reading.warnings:
            self._warn(warning, row.number)
        if row.reading.conflicts:
            # What they are says what a person has: whoever asks for it is told, and no log.
            said = "a record says what can't all be so; `leaflets records check` tells it"
            self._warn(said, row.number)


def take_in(looked: Iterable[Looked], plan: BatchPlan, site: Site) -> None:
    """Plan rows, in their order: of those that have the same id, all but the first are refused."""
    page = list(looked)
    again = plan.repeated((each.token, each.number) for each in page if each.token)
    clock = site.clock.isoformat()
    rows, refusals = [], []
    for each in page:
        number, place, line, record_id, token, leaflet, own, day, reading, others = each
        if number in again:
            reading = (*reading, told(repeated(record_id)))
        if reading or others:
            rows.append(PlannedRow(number, place, line, fate=Fate.REFUSED))
            refusals += [(number, refusal) for refusal in (*reading, *others)]
            continue
        day = day or plan.day_of(token) or clock
        inputs = site.inputs(leaflet, own, day)
        rows.append(PlannedRow(number, place, line, token, leaflet, inputs, day))
    plan.add(rows, refusals)


class Surveyor:
    """Looks at every row of a list."""

    def __init__(self, kit: Kit, site: Site, plan: BatchPlan, find_catalog: FindCatalog) -> None:
        self._site = site
        self._plan = plan
        self._chooser = Chooser(kit, site.language, site.page_format, find_catalog)
        chooser = self._chooser
        self._found = Surveyed(chooser.kit, site, chooser.wishes, chooser.leaflets)
        self._looker = Looker(site, chooser, self._found.warn)

    def look_at(self, table: Table, seen: Callable[[], None]) -> Surveyed:
        """Plan every row of ``table``; ``seen`` is called for each.

        Raises:
            UsageFault: It is no list of records.
        """
        rows = table.rows()
        while page := list(islice(rows, PAGE)):
            take_in(map(self._look, page), self._plan, self._site)
            for _ in page:
                seen()
        return self._found

    def _look(self, row: Row) -> Looked:
        glimpsed = self._looker.glimpse(row)
        if glimpsed.wish is None:
            return glimpsed.looked
        return self._looker.settle(glimpsed, self._chooser.chosen(glimpsed.wish))


MOST_WARNINGS = 20


def told(refusal: Refusal) -> RowRefusal:
    """Why a row can't be read, as a plan has it."""
    return RowRefusal(refusal.column, refusal.message, refusal.hint)
