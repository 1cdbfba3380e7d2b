"""A unit of records that get the same leaflet in; their copies written, and what is known of each.

A unit is all that crosses from one process to another. Whoever makes it has a :class:`Kit`: what is
the same for every unit, handed over once.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from leaflets.batch.store import Store
from leaflets.compiled.cache import TemplateCache
from leaflets.compiled.leaflet import Compiled
from leaflets.errors import LeafletsError
from leaflets.layout.formats import find_format
from leaflets.model.profile import Personal, Profile, Record
from leaflets.model.source import Content, LeafletSource
from leaflets.pdf.stamp import Stamped
from leaflets.pipeline import Order, Plan, Planner, compile_plan
from leaflets.trace.printed import Ingredients, ingredients, printed
from leaflets.translation.catalogs import Catalog, SourceCatalog


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


FindCatalog = Callable[[str], Catalog]


class Catalogs(dict[str, Catalog]):
    """Catalogs by the language asked for, each read when it is asked for first."""

    def __init__(self, find: FindCatalog) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, language: str) -> Catalog:
        found = self[language] = self._find(language)
        return found

    def __reduce__(self) -> tuple[type[dict[str, Catalog]], tuple[dict[str, Catalog]]]:
        """To others go those that were read, and no way to read more: files may not be there."""
        return dict, (dict(self),)


@dataclass(frozen=True, slots=True)
class Copy:
    """One record's copy: its row, its token and what is stamped on it, which no log shall show."""

    number: int
    token: str
    personal: Personal = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Copies of one leaflet that are made together. ``key`` is the leaflet's."""

    key: str
    wish: Wish = field(repr=False)
    copies: tuple[Copy, ...]


class Done(NamedTuple):
    """A copy that was written."""

    number: int
    token: str
    sha256: bytes
    file_id: str
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

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        """Copies cross to others without their names: these would take longer than the copies."""
        return _outcome, (self.key, self.printed, bare(self.done), self.failed, self.whole)


Bare = tuple[tuple[object, ...], ...]


def bare(rows: Iterable[tuple[object, ...]]) -> Bare:
    """Rows as plain tuples, which are pickled and read again in half the time."""
    return tuple(map(tuple, rows))


def _outcome(
    key: str, printed: str, done: Bare, failed: tuple[Failed, ...], whole: bool
) -> Outcome:
    copies = tuple(map(Done._make, done))
    return Outcome(key=key, printed=printed, done=copies, failed=failed, whole=whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """What every unit needs: content, catalogs by the language asked for, and the order.

    ``cache`` is a folder in which compiled leaflets are kept, if they shall be.
    """

    content: Content
    leaflet_id: str
    catalogs: Mapping[str, Catalog]
    order: Order
    cache: Path | None = None
    _planner: Planner = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_planner", Planner(self.content, self.leaflet, self.order))

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
        catalog = self.catalogs[wish.language]
        page_format = find_format(wish.page_format, self.order.formats)
        return self._planner.plan(record, catalog, page_format)

    def order_for(self, wish: Wish) -> Order:
        """The order in the page format that ``wish`` asks for."""
        return replace(self.order, page_format=find_format(wish.page_format, self.order.formats))


def never() -> bool:
    """Do not stop."""
    return False


class Maker:
    """Makes units. The leaflet of the last one is kept: units of one leaflet come together.

    ``plans`` are leaflets that were planned before, by their keys; each is let go once it is made.
    """

    def __init__(
        self,
        kit: Kit,
        store: Store,
        stopped: Callable[[], bool] = never,
        plans: dict[str, Plan] | None = None,
    ) -> None:
        self._kit = kit
        self._store = store
        self._stopped = stopped
        self._last: tuple[str, _Sheets] | None = None
        self._cache = TemplateCache(kit.cache) if kit.cache else None
        self._plans = plans if plans is not None else {}
        self._made_from: dict[str, Ingredients] = {}

    def make(self, unit: Unit) -> Outcome:
        """Make every copy of ``unit``, up to the one during which somebody said to stop.

        A copy that can't be made fails alone; a leaflet that can't be laid out fails all of its.

        Raises:
            UsageFault: A copy can't be written: the disk is full, say.
        """
        if self._stopped():
            return Outcome(key=unit.key, printed="", done=(), whole=False)
        try:
            sheets = self._sheets(unit)
        except Exception as error:  # whatever it is, the other leaflets are made
            reason = _reason(error)
            failed = tuple(Failed(copy.number, reason) for copy in unit.copies)
            return Outcome(key=unit.key, printed="", done=(), failed=failed)
        prefix, failures = sheets.compiled.template.prefix, []
        stamp, put, stopped = sheets.compiled.copy, self._store.put, self._stopped
        stamped: list[tuple[Copy, Stamped]] = []
        # First all are stamped, then all are written: a processor does either faster by itself.
        for copy in unit.copies:
            try:
                stamped.append((copy, stamp(copy.personal, copy.token)))
            except Exception as error:  # whatever it is, the other copies are made
                failures.append(Failed(copy.number, _reason(error)))
        done: list[Done] = []
        for copy, (tail, file_id, sha256) in stamped:
            if stopped():
                break
            put(copy.token, prefix, tail)
            size = len(prefix) + len(tail)
            done.append(Done(copy.number, copy.token, sha256, file_id, size))
        return Outcome(
            key=unit.key,
            printed=sheets.printed,
            done=tuple(done),
            failed=tuple(failures),
            whole=len(done) + len(failures) == len(unit.copies),
        )

    def _sheets(self, unit: Unit) -> "_Sheets":
        if self._last is None or self._last[0] != unit.key:
            self._last = (unit.key, self._compiled(unit))
        return self._last[1]

    def _compiled(self, unit: Unit) -> "_Sheets":
        wish = unit.wish
        plan = self._plans.pop(unit.key, None) or self._kit.plan(wish)
        compiled = compile_plan(plan, self._cache)
        order = self._kit.order_for(wish)
        told = printed(plan, compiled.pages, order, self._ingredients(plan, wish, order))
        return _Sheets(compiled, told.to_json())

    def _ingredients(self, plan: Plan, wish: Wish, order: Order) -> Ingredients:
        language = plan.leaflet.language
        if language not in self._made_from:
            asked = self._kit.catalogs[wish.language]
            # Where English stands in for a translation, that is what it was made from.
            catalog = asked if asked.language == language else SourceCatalog(language)
            kit = self._kit
            self._made_from[language] = ingredients(kit.content, kit.leaflet, catalog, order)
        return self._made_from[language]


@dataclass(frozen=True, slots=True)
class _Sheets:
    """The pages of one leaflet, ready to be stamped, and what the manifest says of them."""

    compiled: Compiled
    printed: str


def _reason(error: Exception) -> str:
    """Why a copy was not made; of a bug only its kind is told, since the rest may quote a name."""
    if isinstance(error, LeafletsError):
        return error.message
    return f"a bug of ours: {type(error).__name__}"
