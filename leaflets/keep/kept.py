"""A key in; what was kept under it, as it was made, or nothing, out."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Generic, TypeVar

from leaflets.keep.folder import KeptFolder, sealed, unsealed
from leaflets.keep.plain import Forms

_BEGINS = b"leaflets kept 1\n"
_LARGEST = 8 << 20
"""How many bytes one kind takes at the most: about eighty readings of content."""

T = TypeVar("T")


class Kept(Generic[T]):
    """Data of one kind in a cache folder: a ``whole``, made of ``classes``."""

    def __init__(self, folder: Path, kind: str, whole: type[T], classes: Iterable[type]) -> None:
        self._folder = KeptFolder(folder, f".{kind}", _LARGEST)
        self._begins = _BEGINS + kind.encode() + b"\n"
        self._whole = whole
        self._forms = Forms(classes)

    def get(self, key: str) -> T | None:
        """What was put under the key, if it is there and no byte of it was touched."""
        return self._folder.get(key, lambda data: self._opened(key, data))

    def put(self, key: str, made: T) -> None:
        """Keep what was made, whole or not at all: what is of another class is made each time."""
        with suppress(TypeError):
            self._folder.put(key, sealed(self._begins, key, self._forms.pack(made)))

    def read(self, key: Callable[[], str | None], read: Callable[[], T]) -> T:
        """What was kept under the key of files, or else what is ``read`` of them now.

        That is kept only if they have the same key then: one may have been written meanwhile.
        """
        before = key()
        found = self.get(before) if before else None
        if found is not None:
            return found
        made = read()
        if before and key() == before:
            self.put(before, made)
        return made

    def _opened(self, key: str, data: bytes) -> T | None:
        whole = unsealed(self._begins, key, data)
        if whole is None:
            return None
        try:
            made = self._forms.unpack(whole)
        except ValueError:
            return None
        return made if isinstance(made, self._whole) else None
