"""The plan of a long list: in a file without a name, in any order that is asked for."""

import stat
from pathlib import Path

import pytest

from leaflets.batch import plan as plans
from leaflets.batch.plan import Fate, Kept, Plan, PlannedRow, RowRefusal


@pytest.fixture
def plan():
    made = Plan()
    yield made
    made.close()


def row(number, **more):
    return PlannedRow(**{"number": number, "place": 10 * number, "token": f"t{number}"} | more)


def kept(token, **more):
    given = {"inputs": b"i", "sha256": b"s", "file_id": "", "size": 1, "day": "", "sheet": "x"}
    return Kept(token=token, **given | more)


def spilled():
    """The files of SQLite that this process has open, by the names they do not have any more."""
    handles = [handle for handle in Path("/proc/self/fd").iterdir() if handle.is_symlink()]
    return [handle for handle in handles if "/etilqs" in str(handle.readlink())]


def test_a_long_list_spills_into_a_file_that_has_no_name(monkeypatch):
    """So that nothing is left of it, however the run ends; and only its owner can open it."""
    monkeypatch.setattr(plans, "_CACHE_KIB", 64)
    plan = Plan()
    for number in range(1, 20_000):
        plan.add([row(number, leaflet=f"{number % 7}", inputs=b"0123456789abcdef")])
    (file,) = spilled()
    assert str(file.readlink()).endswith(" (deleted)")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.stat().st_size > 100_000
    assert sum(1 for _ in plan.in_order()) == 19_999
    plan.close()
    assert spilled() == []


def test_a_short_list_touches_no_disk(plan):
    for number in range(1, 5000):
        plan.add([row(number)])
    assert spilled() == []


def test_rows_come_leaflet_by_leaflet_while_their_fates_change(plan):
    for number in range(1, 4001):
        plan.add([row(number, leaflet="b" if number % 3 else "a")])
    seen = []
    for each in plan.by_leaflet():
        seen.append((each.leaflet, each.number))
        plan.have_copies(Fate.MADE, [(each.number, kept(each.token))])
    threes = range(3, 4001, 3)
    others = (number for number in range(1, 4001) if number % 3)
    assert seen == [*(("b", number) for number in others), *(("a", number) for number in threes)]
    assert (plan.count(Fate.TO_MAKE), plan.count(Fate.MADE)) == (0, 4000)
    assert [each.number for each in plan.in_order()] == list(range(1, 4001))


def test_rows_are_drawn_by_their_tokens_from_those_with_a_fate(plan):
    plan.add([row(number) for number in range(1, 3001)])
    plan.add([row(3001, token=None, fate=Fate.REFUSED)])
    plan.have_copies(Fate.MADE, [(number, kept(f"t{number}")) for number in range(1, 2801)])

    def ends_in_7(token):
        return token.endswith("7")

    assert [each.number for each in plan.drawn(ends_in_7, Fate.MADE)] == list(range(7, 2801, 10))
    every = plan.drawn(lambda _: True, *Fate)
    assert [each.token for each in every] == [f"t{number}" for number in range(1, 3001)]


def test_a_token_is_new_once_also_if_its_row_was_refused(plan):
    assert plan.repeated([("t1", 1)]) == set()
    plan.add([row(1, token=None, fate=Fate.REFUSED)], [(1, RowRefusal("name", "no", "try"))])
    assert plan.repeated([("t1", 2), ("t2", 3), ("t4", 4), ("t2", 5)]) == {2, 5}
    assert plan.repeated([("t1", 6), ("t4", 7)]) == {6, 7}
    assert [str(reason) for reason in plan.refusals(1)] == ["no (try)"]


def test_what_is_on_disk_is_known_by_its_token_and_the_last_word_counts(plan):
    plan.remember([kept("t1", size=1), kept("t2")])
    plan.remember([kept("t1", size=2, fresh=True)])
    assert (plan.kept("t1").size, plan.kept("t1").fresh) == (2, True)
    assert plan.kept("t3") is None
    assert plan.repeated([("t1", 1)]) == set()
    plan.add([row(1)])
    assert plan.digest("t1") is None
    plan.have_copies(Fate.UNCHANGED, [(1, plan.kept("t1"))])
    assert plan.digest("t1") == b"s"
    plan.fail(1, "why")
    assert plan.digest("t1") is None
    assert next(plan.in_order(Fate.FAILED)).reason == "why"


def test_tokens_without_a_copy_are_told_from_those_with_one(plan, monkeypatch):
    monkeypatch.setattr(plans, "_PAGE", 2)
    tokens = [f"t{number}" for number in range(1, 6)]
    plan.repeated((token, number) for number, token in enumerate(tokens, 1))
    plan.add([row(number) for number in range(1, 5)])
    plan.have_copies(Fate.MADE, [(1, kept("t1"))])
    plan.have_copies(Fate.UNCHANGED, [(3, kept("t3"))])
    plan.fail(4, "why")
    assert list(plan.without_copy([*tokens, "t9"])) == ["t2", "t4", "t5", "t9"]


def test_leaflets_that_are_due_come_with_their_rows_the_most_first(plan):
    plan.add([row(number, leaflet="ab"[number % 3 == 0]) for number in range(1, 8)])
    plan.have_copies(Fate.MADE, [(1, kept("t1"))])
    assert plan.leaflets_due() == [("a", 4), ("b", 2)]
    assert [each.number for each in plan.due_of("b")] == [3, 6]
