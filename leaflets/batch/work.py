"""A unit of records that get the same leaflet in; their copies written, and what is known of each.

A unit is all that crosses from one process to another. Whoever makes it has a :class:`Kit`: what is
the same for every unit, handed over once.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from leaflets.errors import LeafletsError
from leaflets.layout.formats import find_format
from leaflets.model.profile import Personal, Profile, Record
from leaflets.model.source import Content, LeafletSource
from leaflets.pipeline import Order, Plan, compile_plan, plan_leaflet
from leaflets.release.manifest import Printed
from leaflets.translation.catalogs import Catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """All that decides the pages of a leaflet but content and order: a person without a name.

    ``named`` and ``given`` say whether there is a name, and somebody who gives it: a line to write
    on stands in the place of each that is not there.
    """

    profile: Profile
    language: str
    page_format: str
    named: bool
    given: bool


@dataclass(frozen=True, slots=True)
class Copy:
    """One record's copy: its row, its token and what is stamped on it."""

    number: int
    token: str
    personal: Personal


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Copies of one leaflet that are made together. ``key`` is the leaflet's."""

    key: str
    wish: Wish
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """A copy that was written."""

    number: int
    token: str
    sha256: bytes
    size: int


@dataclass(frozen=True, slots=True)
class Failed:
    """A copy that could not be made, and why; the reason quotes nothing of the record."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a unit. ``printed`` is everybody's half of a manifest line.

    ``whole`` is false if the unit was stopped before its last copy.
    """

    key: str
    printed: str
    done: tuple[Done, ...]
    failed: tuple[Failed, ...] = ()
    whole: bool = True


class Store(Protocol):
    """Where copies go, each whole or not at all."""

    def put(self, token: str, data: bytes) -> None:
        """Write the copy of ``token``.

        Raises:
            UsageFault: It can't be written; nothing of it is there.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """What every unit needs: content, catalogs by the language asked for, and the order."""

    content: Content
    leaflet_id: str
    catalogs: Mapping[str, Catalog]
    order: Order

    @property
    def leaflet(self) -> LeafletSource:
        """The leaflet that is printed."""
        return next(each for each in self.content.leaflets if each.id == self.leaflet_id)

    def plan(self, wish: Wish) -> Plan:
        """What the leaflet says that ``wish`` asks for.

        Raises:
            LeafletsError: It can't be printed.
        """
        anyone = Personal(name="-" if wish.named else "", given_by="-" if wish.given else "")
        record = Record(profile=wish.profile, personal=anyone)
        order = replace(self.order, page_format=find_format(wish.page_format))
        catalog = self.catalogs[wish.language]
        return plan_leaflet(self.content, self.leaflet, record, catalog, order)


def never() -> bool:
    """Do not stop."""
    return False


class Maker:
    """Makes units. The leaflet of the last one is kept: units of one leaflet come together."""

    def __init__(self, kit: Kit, store: Store, stopped: Callable[[], bool] = never) -> None:
        self._kit = kit
        self._store = store
        self._stopped = stopped
        self._last: tuple[str, _Sheets] | None = None

    def make(self, unit: Unit) -> Outcome:
        """Make every copy of ``unit``, up to the one during which somebody said to stop.

        A copy that can't be made fails alone; a leaflet that can't be laid out fails all of its.

        Raises:
            UsageFault: A copy can't be written: the folder is full, say.
        """
        try:
            sheets = self._sheets(unit)
        except LeafletsError as error:
            failed = tuple(Failed(copy.number, error.message) for copy in unit.copies)
            return Outcome(key=unit.key, printed="", done=(), failed=failed)
        done: list[Done] = []
        failures: list[Failed] = []
        for copy in unit.copies:
            if self._stopped():
                break
            try:
                data = sheets.stamp(copy.personal, copy.token)
            except LeafletsError as error:
                failures.append(Failed(copy.number, error.message))
                continue
            self._store.put(copy.token, data)
            done.append(Done(copy.number, copy.token, hashlib.sha256(data).digest(), len(data)))
        return Outcome(
            key=unit.key,
            printed=sheets.printed,
            done=tuple(done),
            failed=tuple(failures),
            whole=len(done) + len(failures) == len(unit.copies),
        )

    def _sheets(self, unit: Unit) -> "_Sheets":
        if self._last is None or self._last[0] != unit.key:
            self._last = (unit.key, _Sheets(self._kit, unit.wish))
        return self._last[1]


class _Sheets:
    """The pages of one leaflet, ready to be stamped."""

    def __init__(self, kit: Kit, wish: Wish) -> None:
        plan = kit.plan(wish)
        self._compiled = compile_plan(plan)
        self.stamp = self._compiled.stamp
        self.printed = printed_of(kit, plan, self._compiled.pages, wish.language).to_json()


def printed_of(kit: Kit, plan: Plan, pages: int, language: str) -> Printed:
    raise NotImplementedError
