"""A list in; its plan out, as ``survey`` makes it, but its rows looked at by several processes.

Pages of the list are handed out in their order, and so are the wishes that they have and nobody
knows the leaflet of: each is decided once. Rows are planned here, in the order of the list.
"""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from leaflets.batch.choose import Chosen, WishKey
from leaflets.batch.hand import Answer, Choose, Decided, Glimpse, Look, Settle, Settled, Task
from leaflets.batch.plan import Plan
from leaflets.batch.processes import Processes
from leaflets.batch.survey import Site, Surveyed, take_in
from leaflets.batch.work import Kit, Wish
from leaflets.errors import LeafletsError
from leaflets.records.sources import Mark

_AHEAD = 3
"""Pages for each process that may wait to be planned, so that memory does not grow."""

_WISHES = 12
"""How many wishes are decided in one go: a tenth of a second at most."""

_KNOWN = 20_000


@dataclass(slots=True)
class _Waiting:
    """A page that was looked at: by whom, and what it waits for."""

    hand: str
    glimpse: Glimpse


class SharedSurvey:
    """Hands out what is to be looked at, and plans what comes back."""

    def __init__(self, marks: Iterator[Mark], kit: Kit, site: Site, plan: Plan) -> None:
        self.found = Surveyed(kit, site)
        self.decided_by: dict[str, str] = {}
        """The hand that has decided a leaflet, by the leaflet's key."""
        self._marks = marks
        self._plan = plan
        self._pages: deque[Mark] = deque()
        """Those that were handed out and are not planned yet."""
        self._waiting: dict[Mark, _Waiting] = {}
        self._settled: dict[Mark, Settled] = {}
        self._undecided: dict[WishKey, Wish] = {}
        self._deciding: set[WishKey] = set()
        self._known: dict[WishKey, Chosen] = {}
        self._hands: frozenset[str] = frozenset()

    def look_at(
        self, processes: Processes, seen: Callable[[int], None], stopped: Callable[[], bool]
    ) -> Surveyed:
        """Plan every row; ``seen`` is told how many more were.

        Raises:
            UsageFault: It is no list of records.
        """
        for hand, task, answer in processes.answers(self, stopped):
            match task, answer:
                case Look(page), Glimpse():
                    self._glimpsed(page, hand, answer)
                case Choose(wishes), Decided(chosen):
                    self._decided(hand, wishes, chosen)
                case ((Look(page) | Settle(page)), Settled()):
                    self._settled[page] = answer
            self._hands = processes.names
            while self._pages and self._pages[0] in self._settled:
                settled = self._settled.pop(self._pages.popleft())
                take_in(settled.rows, self._plan, self.found.site)
                for warning, number in settled.warnings:
                    self.found.warn(warning, number)
                seen(len(settled.rows))
        if self._pages and not stopped():
            raise LeafletsError(
                "not every row of the list was checked",
                hint="give the same command with --jobs 1, and report this",
            )
        return self.found

    def next_task(self, hand: str) -> Task | None:
        """What that hand does next: finish what it has begun, decide, or look further."""
        for page, waiting in self._waiting.items():
            # A page is finished by who has it in hand, unless that one has ended.
            if waiting.hand != hand and waiting.hand in self._hands:
                continue
            if all(key in self._known for key, _ in waiting.glimpse.wishes):
                del self._waiting[page]
                told = ((key, wish, self._known[key]) for key, wish in waiting.glimpse.wishes)
                return Settle(page, tuple(told))
        if self._undecided:
            wishes = tuple(islice(self._undecided.items(), _WISHES))
            for key, _ in wishes:
                del self._undecided[key]
                self._deciding.add(key)
            return Choose(wishes)
        if len(self._pages) < _AHEAD * (1 + len(self._hands)):
            page_or_none = next(self._marks, None)
            if page_or_none is not None:
                self._pages.append(page_or_none)
                return Look(page_or_none)
        return None

    def give_up(self, task: Task) -> Answer:
        """There is no plan without every row.

        Raises:
            LeafletsError: Always.
        """
        raise LeafletsError(
            "the processes that check the list ended, twice, without a word",
            hint="give the same command with --jobs 1",
        )

    def _glimpsed(self, page: Mark, hand: str, glimpse: Glimpse) -> None:
        self._waiting[page] = _Waiting(hand, glimpse)
        for key, wish in glimpse.wishes:
            if key not in self._known and key not in self._deciding:
                self._undecided[key] = wish

    def _decided(
        self,
        hand: str,
        wishes: tuple[tuple[WishKey, Wish], ...],
        chosen: tuple[Chosen, ...],
    ) -> None:
        if len(self._known) >= _KNOWN:
            self._forget()
        for (key, wish), found in zip(wishes, chosen, strict=True):
            self._deciding.discard(key)
            self._known[key] = found
            if found.leaflet and found.leaflet not in self.found.wishes:
                self.found.wishes[found.leaflet] = wish
                self.decided_by[found.leaflet] = hand

    def _forget(self) -> None:
        """Keep only what pages wait for."""
        needed = {key for each in self._waiting.values() for key, _ in each.glimpse.wishes}
        self._known = {key: found for key, found in self._known.items() if key in needed}
