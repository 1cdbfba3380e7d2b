"""What was asked before is found again, of so many things at the most."""

from leaflets.memo import Memo, OfEach


def test_a_value_is_made_once_for_its_key():
    memo, made = Memo[int](), []
    for key in ("a", "b", "a"):
        memo.again(key, lambda key=key: made.append(key) or len(made))
    assert made == ["a", "b"]
    assert memo.again("a", lambda: 0) == 1


def test_nothing_is_kept_of_what_can_not_be_made():
    memo = Memo[float]()
    for value in (0, 4):
        try:
            found = memo.again("half", lambda value=value: 1 / value)
        except ZeroDivisionError:
            found = None
    assert found == 0.25


def test_a_memo_that_is_full_begins_anew():
    memo, made = Memo[str](most=2), []
    for key in ("a", "b", "c", "a"):
        memo.again(key, lambda key=key: made.append(key) or key)
    assert made == ["a", "b", "c", "a"]


def test_things_that_are_alike_are_told_apart_by_which_they_are():
    made = []
    of_each = OfEach[list, int](lambda thing: made.append(thing) or len(made))
    one, like_it = [1], [1]
    assert [of_each(one), of_each(like_it), of_each(one)] == [1, 2, 1]


def test_a_thing_in_the_place_of_one_that_is_gone_is_another():
    of_each = OfEach[list, int](lambda thing: thing[0])
    assert [of_each([number]) for number in range(50)] == list(range(50))


def test_of_too_many_things_none_is_remembered():
    made = []
    of_each = OfEach[list, None](made.append, most=2)
    things = [[number] for number in range(3)]
    for thing in (*things, things[0]):
        of_each(thing)
    assert [thing[0] for thing in made] == [0, 1, 2, 0]
