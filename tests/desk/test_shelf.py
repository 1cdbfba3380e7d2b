"""What was handed in is kept for a while, under a key that nobody can guess."""

from leaflets.desk.shelf import Shelf


def test_a_thing_is_taken_back_by_its_key_and_its_kind_only():
    shelf = Shelf()
    key = shelf.put("a record")
    assert shelf.get(key, str) == "a record"
    assert shelf.get(key, bytes) is None
    assert shelf.get("guessed", str) is None
    shelf.drop(key)
    assert shelf.get(key, str) is None


def test_no_two_keys_are_alike_and_nobody_chooses_one():
    shelf = Shelf()
    keys = {shelf.put("x", "mine") for _ in range(20)}
    assert len(keys) == 20
    assert "mine" not in keys


def test_a_thing_is_put_in_the_place_of_another():
    shelf = Shelf()
    key = shelf.put("before")
    assert shelf.put("after", key) == key
    assert shelf.get(key, str) == "after"


def test_what_was_not_used_for_longest_makes_room():
    shelf = Shelf(most=2)
    first, second = shelf.put("1"), shelf.put("2")
    assert shelf.get(first, str) == "1"
    third = shelf.put("3")
    assert shelf.get(second, str) is None
    assert [shelf.get(key, str) for key in (first, third)] == ["1", "3"]
