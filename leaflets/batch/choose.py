"""A record in; the leaflet it gets and what that leaves open, or what keeps it from print, out.

A leaflet is planned once for all records that are alike.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple

from leaflets.batch.fit import BoxChecker, Place, place_of
from leaflets.batch.plan import RowRefusal
from leaflets.batch.work import Catalogs, FindCatalog, Kit, Wish
from leaflets.compiled.cache import TemplateCache
from leaflets.errors import LeafletsError, TranslationFault, UsageFault
from leaflets.layout.beside import NoRoom
from leaflets.layout.budget import TooLong
from leaflets.layout.formats import find_format
from leaflets.layout.needs import format_for
from leaflets.layout.two_languages import TooNarrow
from leaflets.model.profile import Personal, Profile, Record
from leaflets.model.proof import Verdict
from leaflets.pipeline import OneLanguage, Plan, compile_plan
from leaflets.translation.catalogs import Catalog

_WISHES_KEPT = 20_000
_ALIKE_KEPT = 4096
_MOST_LANGUAGES = 1000
_LEAFLETS_KEPT = 500


@dataclass(frozen=True, slots=True)
class Open:
    """A block or part that is not decided: the attributes it waits for, or the conflict's id."""

    key: str
    missing: tuple[str, ...] = ()
    conflict: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The key of the leaflet for a record; or ``refusals``, and no key.

    ``place`` is where its box is known by, ``open`` what the leaflet does not say since it is not
    known, and ``warnings`` what the operator should see.
    """

    leaflet: str = ""
    place: Place = ("", "")
    open: tuple[Open, ...] = ()
    refusals: tuple[RowRefusal, ...] = ()
    warnings: tuple[str, ...] = ()


WishKey = tuple[object, ...]
"""What tells wishes apart."""


class Asked(NamedTuple):
    """What a record asks for: the key of its wish, or ``None`` with the reasons."""

    key: WishKey | None
    refusals: tuple[RowRefusal, ...] = ()
    warnings: tuple[str, ...] = ()


class Chooser:
    """Finds the leaflet of one record after the other.

    ``language`` and ``page_format`` are those of records that ask for none. ``kit`` gets a catalog
    for each language that was asked for, and ``wishes`` a wish for each leaflet, by its key;
    ``leaflets`` has what the first of them say.
    """

    def __init__(
        self, kit: Kit, language: str, page_format: str, find_catalog: FindCatalog
    ) -> None:
        self._language = language
        self._page_format = page_format
        self._used = Catalogs(find_catalog)
        self._catalogs: dict[str, Catalog | RowRefusal] = {language: self._used[language]}
        self._asked: dict[tuple[object, ...], tuple[Asked, Profile]] = {}
        self._met: dict[WishKey, Wish] = {}
        self._known: dict[WishKey, Chosen] = {}
        self._lengths: dict[str, RowRefusal | None] = {}
        self._cache = TemplateCache(kit.cache) if kit.cache else None
        self._boxes = BoxChecker(kit.order.fonts)
        self.kit = replace(kit, catalogs=self._used)
        self.wishes: dict[str, Wish] = {}
        self.leaflets: dict[str, Plan] = {}

    def choose(self, record: Record) -> Chosen:
        """The leaflet for ``record``, or every reason why there is none."""
        asked = self.asked(record)
        if asked.key is None:
            return Chosen(refusals=asked.refusals, warnings=asked.warnings)
        chosen = self.chosen(asked.key)
        if not chosen.refusals and (unfit := self.unfit(record.personal, chosen, asked.key)):
            chosen = Chosen(refusals=unfit)
        return replace(chosen, warnings=asked.warnings) if asked.warnings else chosen

    def faults(self, record: Record) -> tuple[RowRefusal, ...]:
        """Why ``record`` can't be printed in the language or the format that it asks for."""
        catalog = self._catalog(record.language or self._language)
        return _refusals(catalog, self._format(record)[0])

    def asked(self, record: Record) -> Asked:
        """What ``record`` asks for."""
        personal, profile = record.personal, record.profile
        # Rows that say the same have the same profile, which is kept here as long as its id.
        alike = (
            id(profile), record.language, record.page_format, record.type_size,
            not personal.name, not personal.given_by,
        )  # fmt: skip
        found = self._asked.get(alike)
        if found is None:
            if len(self._asked) >= _ALIKE_KEPT:
                self._asked.clear()
            found = self._asked[alike] = (self._ask(record), profile)
        return found[0]

    def _ask(self, record: Record) -> Asked:
        asked = record.language or self._language
        catalog = self._catalog(asked)
        page_format, warnings = self._format(record)
        if isinstance(page_format, RowRefusal) or isinstance(catalog, RowRefusal):
            return Asked(None, _refusals(catalog, page_format), warnings)
        wish = Wish(
            profile=record.profile,
            language=asked,
            page_format=page_format,
            named=bool(record.personal.name),
            given=bool(record.personal.given_by),
        )
        key = key_of(wish)
        self.meet(key, wish)
        return Asked(key, (), warnings)

    def meet(self, key: WishKey, wish: Wish) -> None:
        """Take in a wish, so that it can be asked for by its key."""
        if len(self._met) >= 2 * _WISHES_KEPT:
            self._met.clear()
            self._asked.clear()
        self._met[key] = wish

    def wish(self, key: WishKey) -> Wish:
        """The wish of a key that was asked for just now."""
        return self._met[key]

    def knows(self, key: WishKey) -> bool:
        """Whether the leaflet of that wish is known."""
        return key in self._known

    def chosen(self, key: WishKey) -> Chosen:
        """The leaflet of a wish, or every reason why there is none."""
        found = self._known.get(key)
        if found is None:
            found = self._planned(self._met[key])
            self.learn(key, found)
        return found

    def learn(self, key: WishKey, chosen: Chosen) -> None:
        """Take in what was found for a wish, here or by somebody else."""
        if len(self._known) >= _WISHES_KEPT:
            self._known.clear()
        self._known[key] = chosen

    def unfit(self, personal: Personal, chosen: Chosen, key: WishKey) -> tuple[RowRefusal, ...]:
        """What of ``personal`` does not fit the box of the leaflet that was chosen."""
        if not self._boxes.knows(chosen.place):
            self._boxes.learn(self.kit.plan(self._met[key]))
        return self._boxes.faults(personal, chosen.place)

    def _planned(self, wish: Wish) -> Chosen:
        try:
            plan = self.kit.plan(wish)
        except LeafletsError as error:
            return Chosen(refusals=(_refusal(_column(error), error),))
        if plan.key not in self.wishes:
            if refusal := self._too_long(plan):
                return Chosen(refusals=(refusal,))
            self.wishes[plan.key] = wish
            if len(self.leaflets) < _LEAFLETS_KEPT:
                self.leaflets[plan.key] = plan
        self._boxes.learn(plan)
        return Chosen(leaflet=plan.key, place=place_of(plan), open=tuple(_open(plan)))

    def _too_long(self, plan: Plan) -> RowRefusal | None:
        """Why the paper that was asked for does not hold the leaflet, or both of its languages."""
        if plan.page_format.budget is None and plan.leaflet.beside is None:
            return None
        if plan.key not in self._lengths:
            self._lengths[plan.key] = None
            try:
                compile_plan(plan, self._cache)
            except (TooLong, NoRoom) as error:
                self._lengths[plan.key] = _refusal("format", error)
            except Exception:  # told of each copy, when it is made
                pass
        return self._lengths[plan.key]

    def _catalog(self, asked: str) -> Catalog | RowRefusal:
        if asked not in self._catalogs:
            try:
                found: Catalog | RowRefusal = self._used[asked]
            except LeafletsError as error:
                found = _refusal("language", error)
            if len(self._catalogs) >= _MOST_LANGUAGES:
                return found
            self._catalogs[asked] = found
        return self._catalogs[asked]

    def _format(self, record: Record) -> tuple[str | RowRefusal, tuple[str, ...]]:
        """The format that the record asks for, else the list's, or one that its needs ask for."""
        try:
            formats = self.kit.order.formats
            asked = find_format(record.page_format or self._page_format, formats)
        except UsageFault as error:
            return RowRefusal("format", error.message, error.hint), ()
        needed, warnings = format_for(
            record.type_size, asked, formats.values(), chosen=bool(record.page_format)
        )
        return needed.name, warnings


def key_of(wish: Wish) -> WishKey:
    """What tells ``wish`` apart from all others."""
    profile = wish.profile
    return (
        *sorted(profile.choices.items()), None, *sorted(profile.drugs.items()), None,
        *sorted(profile.open), None,
        wish.language, wish.page_format, wish.named, wish.given,
    )  # fmt: skip


def _open(plan: Plan) -> list[Open]:
    return [
        Open(decision.key, decision.missing, decision.conflict)
        for decision in plan.selection.decisions
        if decision.verdict is Verdict.ASK
    ]


def _column(error: LeafletsError) -> str:
    """Which cell of a row keeps its leaflet from being printed; empty if it is several."""
    match error:
        case TranslationFault() | OneLanguage():
            return "language"
        case TooNarrow():
            return "format"
        case _:
            return ""


def _refusals(*found: object) -> tuple[RowRefusal, ...]:
    return tuple(each for each in found if isinstance(each, RowRefusal))


def _refusal(column: str, error: LeafletsError) -> RowRefusal:
    """A message with many lines as one that fits a cell: a whole catalog may be missing."""
    lines = [line.strip() for line in error.message.splitlines() if line.strip()]
    shown = "; ".join(lines[:3])
    told = shown if len(lines) <= 3 else f"{shown}; and {len(lines) - 3} more"
    return RowRefusal(column, told, error.hint)
