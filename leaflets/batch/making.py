"""Rows of a plan whose copies are due in; tasks for who makes them out, leaflet by leaflet.

A leaflet is made by one process as long as there is another for the others, so that none is laid
out twice; what is left of a leaflet with many copies is shared at the end.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from leaflets.batch.hand import Answer, Due, Errand, Faults, ReadBack, Task, as_unit
from leaflets.batch.plan import Plan, PlannedRow
from leaflets.batch.survey import Site
from leaflets.batch.work import Failed, Outcome, Unit, Wish
from leaflets.errors import LeafletsError
from leaflets.records.tables import Table

HandOut = Callable[[PlannedRow], None]
"""Told of each row that is handed out."""


def errands(
    plan: Plan, wishes: Mapping[str, Wish], most: int, hand_out: HandOut
) -> Iterator[Errand]:
    """All that is to be made, those of one leaflet after the other, ``most`` copies at a time."""
    due: list[Due] = []
    leaflet = ""
    for row in plan.by_leaflet():
        if due and (row.leaflet != leaflet or len(due) == most):
            yield Errand(leaflet, wishes[leaflet], tuple(due))
            due = []
        leaflet = row.leaflet
        due.append(_due(row))
        hand_out(row)
    if due:
        yield Errand(leaflet, wishes[leaflet], tuple(due))


def units(
    errands_: Iterator[Errand], table: Table, site: Site, fail: Callable[[Failed], None]
) -> Iterator[Unit]:
    """The same for who can't read the list: with what is stamped, read as it is due."""
    for errand in errands_:
        unit, failed = as_unit(errand, table, site)
        for each in failed:
            fail(each)
        if unit.copies:
            yield unit


def _due(row: PlannedRow) -> Due:
    assert row.token is not None
    return Due(row.number, row.place, row.token, row.inputs, row.day)


class InOrder:
    """Hands out tasks in their order, to whoever comes."""

    def __init__(self, tasks: Iterator[Task]) -> None:
        self._tasks = tasks

    def next_task(self, hand: str) -> Task | None:
        """The next one."""
        return next(self._tasks, None)

    def give_up(self, task: Task) -> Answer:
        """That it could not be done."""
        return given_up(task)


class _Lane:
    """A leaflet that is being made, and its copies that were not handed out yet."""

    def __init__(self, leaflet: str, rows: Iterator[PlannedRow], left: int) -> None:
        self.leaflet = leaflet
        self.rows = rows
        self.left = left


class Lanes:
    """Hands out leaflets, first of all to the hand that has decided what they say."""

    def __init__(
        self,
        plan: Plan,
        wishes: Mapping[str, Wish],
        decided_by: Mapping[str, str],
        most: int,
        hand_out: HandOut,
    ) -> None:
        self._plan = plan
        self._wishes = wishes
        self._most = most
        self._hand_out = hand_out
        self._due: dict[str, deque[tuple[str, int]]] = {}
        for leaflet, count in plan.leaflets_due():
            self._due.setdefault(decided_by[leaflet], deque()).append((leaflet, count))
        self._lanes: dict[str, _Lane] = {}

    def next_task(self, hand: str) -> Task | None:
        """More of the leaflet that ``hand`` is at, else another, else of one that others are at."""
        lane = self._lanes.get(hand)
        if lane is None or not lane.left:
            lane = self._next_lane(hand)
            if lane is None:
                return None
            self._lanes[hand] = lane
        rows = list(islice(lane.rows, self._most))
        lane.left = max(0, lane.left - self._most)
        for row in rows:
            self._hand_out(row)
        return Errand(lane.leaflet, self._wishes[lane.leaflet], tuple(map(_due, rows)))

    def give_up(self, task: Task) -> Answer:
        """That it could not be done."""
        return given_up(task)

    def _next_lane(self, hand: str) -> _Lane | None:
        own = self._due.get(hand)
        if own:
            leaflet, count = own.popleft()
        elif others := max(self._due.values(), key=len, default=None):
            leaflet, count = others.pop()
        else:
            most = max(self._lanes.values(), key=lambda lane: lane.left, default=None)
            return most if most is not None and most.left else None
        return _Lane(leaflet, self._plan.due_of(leaflet), count)


def given_up(task: Task) -> Answer:
    """What stands for the answer to a task that ended two processes.

    Raises:
        LeafletsError: There is no going on without.
    """
    reason = "the process that made it ended twice, without a word"
    match task:
        case Errand(key, _, rows):
            failed = tuple(Failed(row.number, reason) for row in rows)
            return Outcome(key=key, printed="", done=(), failed=failed)
        case Unit():
            failed = tuple(Failed(copy.number, reason) for copy in task.copies)
            return Outcome(key=task.key, printed="", done=(), failed=failed)
        case ReadBack(copies):
            why = "ended the process that read it, twice"
            return Faults(len(copies), tuple((copy.number, why) for copy in copies))
        case _:
            raise LeafletsError("a process ended twice, without a word")
