"""What a browser has handed in, kept in the memory of the running program under random keys."""

import secrets
from collections import OrderedDict
from threading import Lock
from typing import TypeVar

T = TypeVar("T")

MOST = 32
"""Things kept at once; a tab holds one or two."""


class Shelf:
    """Keeps things of one session. Nothing is written down; what was not used for longest goes.

    A thing is taken back by its key and its kind, so that the key of one never opens another.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._things: OrderedDict[str, object] = OrderedDict()
        self._lock = Lock()

    def put(self, thing: object, key: str | None = None) -> str:
        """Keep ``thing``, under a key that nobody can guess, or in place of what has ``key``."""
        with self._lock:
            key = key if key in self._things else secrets.token_urlsafe(16)
            assert key is not None
            self._things[key] = thing
            self._things.move_to_end(key)
            while len(self._things) > self._most:
                self._things.popitem(last=False)
        return key

    def get(self, key: str, kind: type[T]) -> T | None:
        """What was kept under ``key``, if it is there and of this kind."""
        with self._lock:
            thing = self._things.get(key)
            if not isinstance(thing, kind):
                return None
            self._things.move_to_end(key)
            return thing

    def drop(self, key: str) -> None:
        """Forget what was kept under ``key``."""
        with self._lock:
            self._things.pop(key, None)
