"""What was asked before in; what was found then, out, and not found again.

A memo belongs to what a run is made with, and ends with it. It holds so many values at the most.
"""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_MOST = 4096

K = TypeVar("K")
T = TypeVar("T")


class Memo(Generic[T]):
    """Values by their keys. One more than ``most`` of them, and it begins anew."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._found: dict[Hashable, T] = {}

    def again(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made for ``key`` before, or is made now."""
        try:
            return self._found[key]
        except KeyError:
            made = make()
            if len(self._found) >= self._most:
                self._found.clear()
            return self._found.setdefault(key, made)


class OfEach(Generic[K, T]):
    """What is made of things, of each once.

    A thing is known by being that very one: to compare large ones costs more than to make it.
    """

    def __init__(self, make: Callable[[K], T], most: int = _MOST) -> None:
        self._make = make
        self._most = most
        self._found: dict[int, tuple[K, T]] = {}

    def __call__(self, thing: K) -> T:
        """What is made of ``thing``, which is kept with it, so that nothing else gets its place."""
        found = self._found.get(id(thing))
        if found is None:
            made = self._make(thing)
            if len(self._found) >= self._most:
                self._found.clear()
            found = self._found[id(thing)] = (thing, made)
        return found[1]
