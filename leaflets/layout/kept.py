"""Pieces that leaflets have in common, set once: what they say in; the same pieces again out.

Most leaflets of a list have most of their parts in common, word for word. A part that was set in a
stylesheet before is not set, measured and drawn again: its pieces are kept, with their drawings.
Whatever is kept or not, the same leaflet comes out.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache
from threading import RLock
from typing import Protocol, TypeVar, cast

from leaflets.layout.stylesheet import Styles
from leaflets.pdf.drawing import Glyphs

MOST = 2000
"""How many parts of all stylesheets are kept; one leaflet in all its combinations has hundreds."""

T = TypeVar("T")

SETTING = RLock()
"""Held while a leaflet is laid out and drawn: pieces that are kept are used by one at a time."""

_kept: dict[tuple["Keeper", Hashable], object] = {}
_before: dict[tuple["Keeper", Hashable], object] = {}
"""What was used before all of the others: what is not used again meanwhile is let go with it."""


class Keeper:
    """What was set in one stylesheet."""

    def __init__(self) -> None:
        self._glyphs = Glyphs()

    @property
    def glyphs(self) -> Glyphs:
        """Those of the next drawings."""
        if self._glyphs.are_many:
            self._glyphs = Glyphs()
        return self._glyphs

    def again(self, said: Hashable, make: Callable[[], T]) -> T:
        """What was made of ``said`` before, or is made now."""
        key = (self, said)
        with SETTING:
            found = _kept.get(key)
            if found is None:
                found = _before.pop(key, None)
                if found is None:
                    found = make()
                _kept[key] = found
                if len(_kept) >= MOST // 2:
                    _before.clear()
                    _before.update(_kept)
                    _kept.clear()
        return cast(T, found)


class Again(Protocol):
    """Gives what was made before of what is said, or makes it."""

    def __call__(self, said: Hashable, make: Callable[[], T]) -> T:
        """What was made of ``said``."""


def once(said: Hashable, make: Callable[[], T]) -> T:
    """What is made for one leaflet alone."""
    del said
    return make()


def forget() -> None:
    """Keep nothing any more."""
    _kept.clear()
    _before.clear()


@lru_cache(maxsize=40)
def keeper(styles: Styles) -> Keeper:
    """The keeper of a stylesheet."""
    del styles
    return Keeper()
