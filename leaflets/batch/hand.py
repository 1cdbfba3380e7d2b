"""A task in; what one process of several made of it out.

A hand has its own reader of the list, its own chooser and its own store, and shares none with who
sends it tasks. Any hand can do any task: what it lacks for one, it looks up or decides by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from leaflets.batch.audit import Back, faults_in
from leaflets.batch.choose import Chooser, Chosen, WishKey
from leaflets.batch.store import Shelf, Store
from leaflets.batch.survey import MOST_WARNINGS, PAGE, Glimpsed, Looked, Looker, Site
from leaflets.batch.work import (
    Bare,
    Copy,
    Failed,
    FindCatalog,
    Kit,
    Maker,
    Outcome,
    Unit,
    Wish,
    bare,
)
from leaflets.model.profile import Personal
from leaflets.pipeline import Plan
from leaflets.records.sources import Mark
from leaflets.records.tables import Table


class Look(NamedTuple):
    """Read a page of the list; tell what wishes are new, or if none is, what its rows are."""

    page: Mark


class Choose(NamedTuple):
    """Choose the leaflets of wishes."""

    wishes: tuple[tuple[WishKey, Wish], ...]


class Settle(NamedTuple):
    """Finish the rows of a page that was looked at, now that these leaflets are known."""

    page: Mark
    chosen: tuple[tuple[WishKey, Wish, Chosen], ...]


class Due(NamedTuple):
    """A row whose copy is due."""

    number: int
    place: int
    token: str
    inputs: bytes
    day: str


class Errand(NamedTuple):
    """Make the copies of rows that get the same leaflet; ``key`` is the leaflet's."""

    key: str
    wish: Wish
    rows: tuple[Due, ...]

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        """Rows cross to others without their names: these would take longer than the rows."""
        return _errand, (self.key, self.wish, bare(self.rows))


def _errand(key: str, wish: Wish, rows: Bare) -> Errand:
    return Errand(key, wish, tuple(map(Due._make, rows)))


class ReadBack(NamedTuple):
    """Read copies back, and tell what is wrong with which."""

    copies: tuple[Back, ...]


Task = Look | Choose | Settle | Errand | Unit | ReadBack


class Glimpse(NamedTuple):
    """The wishes of a page's rows whose leaflet the hand does not know."""

    wishes: tuple[tuple[WishKey, Wish], ...]


class Settled(NamedTuple):
    """The rows of a page, and the warnings with the rows that they are about."""

    rows: tuple[Looked, ...]
    warnings: tuple[tuple[str, int], ...]

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        """Rows cross to others without their names, as in :class:`Errand`."""
        return _settled, (bare(self.rows), self.warnings)


def _settled(rows: Bare, warnings: tuple[tuple[str, int], ...]) -> Settled:
    return Settled(tuple(map(Looked._make, rows)), warnings)


class Decided(NamedTuple):
    """What was chosen for each wish, in their order."""

    chosen: tuple[Chosen, ...]


class Faults(NamedTuple):
    """How many copies were read back; the numbers of the rows whose copy is wrong, and why."""

    read: int
    faults: tuple[tuple[int, str], ...]


Answer = Glimpse | Decided | Settled | Outcome | Faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What a hand works with. Without a ``table`` it makes units, and no more.

    ``plans`` are leaflets that were planned before, by their keys.
    """

    kit: Kit
    shelf: Shelf | None
    plans: dict[str, Plan] = field(default_factory=dict)
    site: Site | None = None
    find_catalog: FindCatalog | None = None
    table: Table | None = None


class _Page(NamedTuple):
    glimpsed: tuple[Glimpsed, ...]
    wishes: dict[WishKey, Wish]
    warnings: tuple[tuple[str, int], ...]


class Hand:
    """Does tasks, one after the other."""

    def __init__(self, tools: Tools, name: str, stopped: Callable[[], bool]) -> None:
        self._tools = tools
        self._name = name
        self._stopped = stopped
        self._reader: _Reader | None = None
        self._store: Store | None = None
        self._maker: Maker | None = None

    def do(self, task: Task) -> Answer:
        """What comes of ``task``.

        Raises:
            LeafletsError: It can't be done by anybody: the disk is full, say.
        """
        match task:
            case Look(page):
                return self._look(page)
            case Choose(wishes):
                return self._choose(wishes)
            case Settle(page, chosen):
                return self._settle(page, chosen)
            case Errand():
                return self._make(task)
            case Unit():
                return self._making.make(task)
            case ReadBack(copies):
                return self._read_back(copies)

    def close(self) -> None:
        """Let go of what is held."""
        if self._store is not None:
            self._store.close()

    # The list.

    @property
    def _reading(self) -> "_Reader":
        if self._reader is None:
            tools = self._tools
            assert tools.table is not None
            assert tools.site is not None
            assert tools.find_catalog is not None
            self._reader = _Reader(tools.table, tools.site, tools.kit, tools.find_catalog)
        return self._reader

    def _look(self, mark: Mark) -> Glimpse | Settled:
        reader = self._reading
        page = reader.page(mark)
        new = tuple(
            (key, wish) for key, wish in page.wishes.items() if not reader.chooser.knows(key)
        )
        return Glimpse(new) if new else reader.settled(mark)

    def _choose(self, wishes: tuple[tuple[WishKey, Wish], ...]) -> Decided:
        chooser = self._reading.chooser
        found = []
        for key, wish in wishes:
            chooser.meet(key, wish)
            found.append(replace(chooser.chosen(key), open=()))
        return Decided(tuple(found))

    def _settle(self, mark: Mark, chosen: tuple[tuple[WishKey, Wish, Chosen], ...]) -> Settled:
        reader = self._reading
        for key, wish, found in chosen:
            reader.chooser.meet(key, wish)
            reader.chooser.learn(key, found)
        return reader.settled(mark)

    # The copies.

    @property
    def _making(self) -> Maker:
        if self._maker is None:
            kit, plans = self._tools.kit, self._tools.plans
            if self._tools.table is not None:
                kit, plans = self._reading.chooser.kit, self._reading.chooser.leaflets
            assert self._tools.shelf is not None
            self._store = self._tools.shelf.opened_by(self._name)
            self._maker = Maker(kit, self._store, self._stopped, plans)
        return self._maker

    def _make(self, errand: Errand) -> Outcome:
        site, table = self._tools.site, self._tools.table
        assert site is not None
        assert table is not None
        unit, failed = as_unit(errand, table, site)
        outcome = self._making.make(unit)
        return replace(outcome, failed=(*outcome.failed, *failed)) if failed else outcome

    def _read_back(self, copies: tuple[Back, ...]) -> Faults:
        table = self._tools.table
        shelf = self._tools.shelf
        assert table is not None
        assert shelf is not None
        found = faults_in(copies, shelf, table)
        return Faults(len(copies), tuple((number, fault) for number, fault in found if fault))


def as_unit(errand: Errand, table: Table, site: Site) -> tuple[Unit, tuple[Failed, ...]]:
    """What is stamped on each copy, read from the list; a row that is no longer what it was fails.

    ``table`` has been read before.
    """
    copies: list[Copy] = []
    failed: list[Failed] = []
    for number, place, token, inputs, day in errand.rows:
        personal = table.personal(place)
        if site.inputs(errand.key, site.own(token, personal), day) == inputs:
            copies.append(Copy(number, token, _dated(personal, day)))
        else:
            failed.append(Failed(number, "the list was changed while it was read"))
    return Unit(key=errand.key, wish=errand.wish, copies=tuple(copies)), tuple(failed)


def _dated(personal: Personal, day: str) -> Personal:
    return Personal(name=personal.name, given_by=personal.given_by, day=date.fromisoformat(day))


class _Reader:
    """Looks at pages of the list."""

    def __init__(self, table: Table, site: Site, kit: Kit, find_catalog: FindCatalog) -> None:
        self._table = table
        self.chooser = Chooser(kit, site.language, site.page_format, find_catalog)
        self._looker = Looker(site, self.chooser, self._warn)
        self._warnings: dict[str, int] = {}
        self._held: dict[Mark, _Page] = {}

    def page(self, mark: Mark) -> _Page:
        """The rows of a page, and what they ask for; kept until it is settled."""
        self._warnings = {}
        glimpsed = tuple(map(self._looker.glimpse, self._table.page(mark, PAGE)))
        keys = dict.fromkeys(each.wish for each in glimpsed if each.wish is not None)
        wishes = {key: self.chooser.wish(key) for key in keys}
        page = self._held[mark] = _Page(glimpsed, wishes, tuple(self._warnings.items()))
        return page

    def settled(self, mark: Mark) -> Settled:
        """The rows of a page with their leaflets; those that nobody has told are decided here."""
        page = self._held.pop(mark, None) or self.page(mark)
        self._held.pop(mark, None)
        chosen = {}
        for key, wish in page.wishes.items():
            self.chooser.meet(key, wish)
            chosen[key] = self.chooser.chosen(key)
        rows = tuple(
            each.looked if each.wish is None else self._looker.settle(each, chosen[each.wish])
            for each in page.glimpsed
        )
        return Settled(rows, page.warnings)

    def _warn(self, warning: str, number: int) -> None:
        if len(self._warnings) < MOST_WARNINGS:
            self._warnings.setdefault(warning, number)
