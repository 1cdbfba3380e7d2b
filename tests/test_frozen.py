"""A frozen class beside the one that ``dataclasses`` makes of the same text: they behave alike."""

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, field, fields, replace
from typing import Generic, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.frozen import dataclass

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Empty:
    pass


@dataclass(frozen=True, slots=True)
class Single:
    only: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours(Generic[T]):
    """Said of it."""

    text: str
    inside: T
    words: tuple[str, ...] = ()
    table: dict[str, str] = field(default_factory=dict)
    where: int = field(default=0, compare=False)
    hidden: int = field(default=0, repr=False)
    folded: str = field(init=False, compare=False)

    def __post_init__(self):
        object.__setattr__(self, "folded", self.text.casefold())

    @property
    def loud(self):
        return self.text.upper()


OWN = {name: value for name, value in vars(Ours).items() if name in ("__post_init__", "loud")}
Theirs = dataclasses.make_dataclass(
    "Ours",
    [
        ("text", str),
        ("inside", object),
        ("words", tuple, ()),
        ("table", dict, field(default_factory=dict)),
        ("where", int, field(default=0, compare=False)),
        ("hidden", int, field(default=0, repr=False)),
        ("folded", str, field(init=False, compare=False)),
    ],
    namespace=OWN,
    frozen=True,
    slots=True,
    kw_only=True,
)

given_values = st.fixed_dictionaries(
    {"text": st.text(max_size=2), "inside": st.integers(0, 2)},
    optional={
        "words": st.just(("a",)),
        "where": st.integers(0, 1),
        "hidden": st.integers(0, 1),
    },
)


@given(given_values, given_values)
def test_values_are_shown_compared_and_replaced_alike(one, other):
    ours, theirs = (Ours(**one), Ours(**other)), (Theirs(**one), Theirs(**other))
    assert [repr(item) for item in ours] == [repr(item) for item in theirs]
    assert (ours[0] == ours[1]) == (theirs[0] == theirs[1])
    hashable = [tuple(getattr(item, f.name) for f in fields(item) if f.compare) for item in ours]
    assert (ours[0] == ours[1]) == (hashable[0] == hashable[1])
    assert repr(replace(ours[0], **other)) == repr(replace(theirs[0], **other))
    assert dataclasses.asdict(ours[0]) == dataclasses.asdict(theirs[0])


def test_equal_values_have_one_hash_and_another_class_is_never_equal():
    assert hash(Single(1)) == hash(Single(1)) == hash((1,))
    assert {Single("a"), Single("a"), Single("b")} == {Single("b"), Single("a")}
    assert hash(Empty()) == hash(())
    assert Empty() == Empty()
    assert Single(1) != (1,)
    assert Ours(text="", inside=1) != Theirs(text="", inside=1)
    with pytest.raises(TypeError, match="unhashable"):
        hash(Ours(text="", inside=1))  # it has a dict


@pytest.mark.parametrize(
    ("values", "named"),
    [((), {}), (("a", "b"), {}), ((), {"other": 1}), (("a",), {"only": "b"})],
)
def test_what_the_constructor_does_not_know_is_refused_alike(values, named):
    theirs = dataclasses.make_dataclass("Single", ["only"], frozen=True, slots=True)
    for known in (Single, Single, theirs):  # the first call compiles it
        with pytest.raises(TypeError, match=r"only|other|positional"):
            known(*values, **named)
    with pytest.raises(TypeError, match="positional"):
        Ours("text", 1)
    with pytest.raises(TypeError, match="folded"):
        Ours(text="a", inside=1, folded="b")


def test_each_has_a_default_of_its_own_and_what_follows_from_the_rest():
    first, second = Ours(text="ABC", inside=1), Ours(text="ABC", inside=1)
    assert first.table == {}
    assert first.table is not second.table
    assert (first.folded, first.loud) == ("abc", "ABC")


def test_nothing_can_be_assigned_deleted_or_added():
    item = Single(1)
    for spoil in (
        lambda: setattr(item, "only", 2),
        lambda: setattr(item, "more", 2),
        lambda: delattr(item, "only"),
    ):
        with pytest.raises(FrozenInstanceError):
            spoil()
    assert item.only == 1
    assert not hasattr(item, "__dict__")


def test_patterns_copies_and_pickles_know_it():
    match Single("a"):
        case Single(only):
            assert only == "a"
        case _:
            pytest.fail("no match")
    item = Ours(text="A", inside=Single(1), words=("b",), where=3)
    for again in (copy.copy(item), copy.deepcopy(item), pickle.loads(pickle.dumps(item))):
        assert again == item
        assert (again.where, again.folded) == (3, "a")


def test_it_says_what_it_is():
    assert dataclasses.is_dataclass(Ours)
    assert [f.name for f in fields(Ours)] == [f.name for f in fields(Theirs)]
    assert (Ours.__doc__, Ours.__qualname__, Ours.__module__) == ("Said of it.", "Ours", __name__)
    assert Ours.__match_args__ == Theirs.__match_args__ == ()
    assert Single.__match_args__ == ("only",)


def test_own_methods_stay():
    @dataclass(frozen=True, slots=True)
    class Told:
        text: str

        def __repr__(self):
            return "told"

    assert repr(Told("a")) == "told"
    assert Told("a") == Told("a")


def test_what_has_an_order_or_can_change_is_left_to_dataclasses():
    @dataclass(frozen=True, slots=True, order=True)
    class Ordered:
        number: int

    @dataclass(slots=True)
    class Open:
        number: int

    assert sorted([Ordered(2), Ordered(1)]) == [Ordered(1), Ordered(2)]
    item = Open(1)
    item.number = 2
    assert item == Open(2)
