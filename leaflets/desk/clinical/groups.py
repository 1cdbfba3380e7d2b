"""A leaflet and a day in; what is approved together, how it stands and what runs out, out."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from leaflets.approval import units_of
from leaflets.desk.translators.place import Printer, place_names
from leaflets.errors import ContentFault, UsageFault
from leaflets.layout.proof import PartPlace
from leaflets.model.review import Review, months_after
from leaflets.model.source import Content, LeafletSource, State, messages
from leaflets.proof import everything
from leaflets.release.due import Due, due
from leaflets.release.edition import worst
from leaflets.release.standing import Standing, check_clock, standings
from leaflets.translation.context import both, in_words
from leaflets.translation.extract import extract_leaflet

_GLOSSARY = "glossary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A block with its parts, or other texts that one key means. ``title`` is a block's."""

    key: str
    title: str
    standings: tuple[Standing, ...]

    @property
    def state(self) -> State:
        """The worst of its states."""
        return worst(standing.state for standing in self.standings)

    @property
    def ends(self) -> date | None:
        """The first day on which an approval in it does not hold."""
        return min((s.ends for s in self.standings if s.ends), default=None)

    @property
    def sample(self) -> bool:
        """Whether some of it is a sample, which can't be approved."""
        return any(standing.unit.sample for standing in self.standings)

    @property
    def withdrawn(self) -> tuple[Standing, ...]:
        """What of it nothing prints."""
        return tuple(s for s in self.standings if s.state is State.WITHDRAWN)

    @property
    def read(self) -> str:
        """What stands for the words and rules of all of it."""
        told = "\0".join(f"{s.unit.key}\0{s.unit.revision}\0{s.state}" for s in self.standings)
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def overdue(self, today: date) -> tuple[Standing, ...]:
        """What must have been looked at again before it can be approved."""
        dated = ((s, s.unit.review_by) for s in self.standings)
        return tuple(standing for standing, day in dated if day and day <= today)

    def last_day(self, today: date) -> date:
        """The last day until which all of it can be approved together."""
        return min(months_after(today, s.unit.review.months) for s in self.standings)

    @property
    def shortest(self) -> Review:
        """What of it must be looked at soonest."""
        return min((s.unit.review for s in self.standings), key=lambda review: review.months)


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """All that is approved of a leaflet. ``warning`` says that the clock or the ledger is wrong."""

    groups: tuple[Group, ...]
    due: tuple[Due, ...]
    warning: str = ""

    def group(self, key: str) -> Group:
        """The group that ``key`` means.

        Raises:
            UsageFault: There is none.
        """
        found = next((group for group in self.groups if group.key == key), None)
        if found is None:
            raise UsageFault(f'"{key}" is not a block', hint="go back to the list of blocks")
        return found


def board(content: Content, leaflet: LeafletSource, today: date, days: int) -> Board:
    """How all of ``leaflet`` stands today, and what runs out within ``days``."""
    warning = ""
    try:
        check_clock(leaflet, today)
    except ContentFault as fault:
        warning = fault.message
    stood = standings(units_of(content, leaflet), leaflet.approvals, today)
    return Board(
        groups=tuple(_groups(leaflet, stood)),
        due=due(stood, today, days),
        warning=warning,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A text that is approved; ``when`` says for whom it prints, empty for all who see the rest."""

    text: str
    when: str = ""


def lines_of(
    content: Content, leaflet: LeafletSource, group: Group
) -> Mapping[str, tuple[Line, ...]]:
    """What a reviewer reads of each unit of ``group``, by its key."""
    vocabulary = content.vocabulary
    when = {e.message.key: e.context.when for e in extract_leaflet(leaflet, vocabulary)}
    told = {s.unit.key: tuple(map(Line, s.unit.text)) for s in group.standings}
    for block, part in leaflet.parts():
        if block.key == group.key:
            titles = filter(None, (block.title, block.brand))
            rule = in_words(block.when, vocabulary)
            told[block.key] = tuple(Line(title.source, rule) for title in titles)
            # Words that several tables share say nothing of their rule: it is the part's.
            inside = in_words(both(block.when, part.when), vocabulary)
            told[part.key] = tuple(
                Line(m.source, when.get(m.key) or inside) for m in messages(part)
            )
    return told


def printed_places(printer: Printer, group: Group) -> tuple[tuple[PartPlace, ...], ...]:
    """Where ``group`` stands in the proof, page by page; nothing if no page has it.

    Raises:
        TextFault: A text can't be printed; it names the part.
    """
    names = set(_place_keys(printer, group))
    places = [place for place in printer.proof().proof.places if place.key in names]
    pages = dict.fromkeys(place.page for place in places)
    return tuple(tuple(place for place in places if place.page == page) for page in pages)


def _place_keys(printer: Printer, group: Group) -> Iterator[str]:
    yield group.key
    yield from (standing.unit.key for standing in group.standings)
    if group.key == _GLOSSARY:
        whole = everything(printer.content, printer.leaflet, printer.catalog, printer.day)
        for key, name in place_names(whole).items():
            if key.startswith(f"{_GLOSSARY}."):
                yield name


def _groups(leaflet: LeafletSource, stood: Sequence[Standing]) -> Iterator[Group]:
    titles = {block.key: block.title.source for block in leaflet.blocks}
    for key in _in_order(standing.unit.group for standing in stood):
        yield Group(
            key=key,
            title=titles.get(key, ""),
            standings=tuple(standing for standing in stood if standing.unit.group == key),
        )


def _in_order(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))
