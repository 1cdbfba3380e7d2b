"""Data taken apart and put together: equal, whatever is in it, and never of a class not named."""

import marshal
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.keep.plain import Forms


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Pair(NamedTuple):
    first: str
    second: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    text: str
    number: int = 0
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Twig:
    inside: object
    leaf: Leaf | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    inside: tuple[str, ...]

    def __post_init__(self):
        if "" in self.inside:
            raise ValueError("an empty one")


FORMS = Forms((Colour, Pair, Leaf, Twig, Counted))

texts = st.text(max_size=5)
leaves = st.one_of(
    texts,
    st.integers(),
    st.booleans(),
    st.none(),
    st.floats(allow_nan=False),
    st.dates(),
    st.sampled_from(Colour),
    st.builds(lambda text, n, sure: Leaf(text=text, number=n, sure=sure), texts, st.integers(),
              st.booleans()),
    st.lists(st.text(min_size=1), max_size=2).map(lambda words: Counted(tuple(words))),
)  # fmt: skip
values = st.recursive(
    leaves,
    lambda inside: st.one_of(
        st.lists(inside, max_size=3).map(tuple),
        st.frozensets(leaves, max_size=3),
        st.dictionaries(texts, inside, max_size=3),
        st.builds(Pair, texts, inside),
        st.builds(Twig, inside, st.none() | st.just(Leaf(text="a"))),
    ),
    max_leaves=12,
)


def same(one, other):
    """Whether they are equal and of the same classes, all through: 1 is not True."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return [*one] == [*other] and all(map(same, one.values(), other.values()))
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, Twig):
        return same(one.inside, other.inside) and same(one.leaf, other.leaf)
    return one == other


@given(values)
def test_what_comes_back_is_what_went_in(value):
    back = FORMS.unpack(FORMS.pack(value))
    assert same(back, value)


def test_paths_and_days_come_back():
    value = (Path("a/b"), date(2026, 11, 22), Leaf(text="x"), None)
    assert FORMS.unpack(FORMS.pack(value)) == value


def test_what_stands_in_several_places_is_one_thing_again():
    leaf = Leaf(text="a")
    first, second = FORMS.unpack(FORMS.pack((Twig(leaf), Twig(leaf))))
    assert first.inside is second.inside


@pytest.mark.parametrize("value", [b"bytes", [1], {1, 2}, object(), Forms(()), Leaf])
def test_what_is_of_no_named_class_is_not_packed(value):
    with pytest.raises(TypeError, match="no class that is kept"):
        FORMS.pack((Leaf(text="a"), value))


def test_a_class_that_was_not_named_is_never_made():
    packed = FORMS.pack(Twig(Leaf(text="a")))
    with pytest.raises(ValueError, match="not what was kept"):
        Forms((Twig,)).unpack(packed)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"rubbish",
        marshal.dumps(7),
        marshal.dumps((0, [])),
        marshal.dumps((0, [("os.system", (), [(False, ["true"])])])),
        marshal.dumps((0, [("tuple", (), [(False, [[5]])])])),
        FORMS.pack("text")[:-3],
    ],
)
def test_bytes_that_say_nothing_are_refused(data):
    with pytest.raises(ValueError, match="not what was kept"):
        FORMS.unpack(data)
