"""A key in; the bytes that were kept on disk under it, whole, or nothing, out.

Only the owner of the folder may read or write it. Whatever is wrong with it or with a file in it,
there is nothing under the key, and nothing is kept: what is made of files can be made again.
"""

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

LARGEST = 64 << 20
"""How many bytes the files with one suffix take at the most."""

_LOOKS = 8
"""How often at least the folder is looked through while one process fills it."""

T = TypeVar("T")


def cache_folder(chosen: Path | None) -> Path | None:
    """The chosen folder, else this user's own for what can be made again."""
    if chosen is not None:
        return chosen
    folder = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if not folder.is_absolute():
        try:
            folder = Path.home() / ".cache"
        except RuntimeError:
            return None
    return folder / "leaflets" / "templates"


class KeptFolder:
    """Files with one suffix in a folder; there may be others beside them."""

    def __init__(self, folder: Path, suffix: str, largest: int = LARGEST) -> None:
        self.folder = folder
        self._suffix = suffix
        self._largest = largest
        self._room: int | None = None

    def get(self, key: str, opened: Callable[[bytes], T | None]) -> T | None:
        """What ``opened`` makes of the bytes under the key, if they are there.

        Where it makes nothing of them they are thrown away.
        """
        path = self._path(key)
        try:
            if not self._is_ours():
                return None
            data = path.read_bytes()
        except OSError:
            return None
        found = opened(data)
        with suppress(OSError):
            if found is None:
                path.unlink()
            else:
                os.utime(path)  # what was used last is thrown away last
        return found

    def put(self, key: str, data: bytes) -> None:
        """Keep bytes, whole or not at all; what was not used for longest makes room."""
        import tempfile

        temporary: str | None = None
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not self._is_ours():
                return
            self._make_room(len(data))
            handle, temporary = tempfile.mkstemp(prefix=".new-", dir=self.folder)  # mode 0600
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            Path(temporary).replace(self._path(key))
        except OSError:
            if temporary is not None:
                with suppress(OSError):
                    Path(temporary).unlink()

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}{self._suffix}"

    def _is_ours(self) -> bool:
        """Whether nobody else may have put anything into the folder."""
        if not hasattr(os, "getuid"):
            return True
        found = self.folder.stat()
        return found.st_uid == os.getuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)

    def _make_room(self, needed: int) -> None:
        """Look through the folder only when what was put into it since may have filled it."""
        if self._room is not None and needed <= self._room:
            self._room -= needed
            return
        kept = []
        for path in self.folder.glob(f"*{self._suffix}"):
            with suppress(OSError):
                found = path.stat()
                kept.append((found.st_mtime_ns, path.name, found.st_size))
        total = sum(size for _, _, size in kept) + needed
        for _, name, size in sorted(kept):
            if total <= self._largest:
                break
            with suppress(OSError):
                (self.folder / name).unlink()
            total -= size
        # Others may fill the folder meanwhile: none goes on for long without looking.
        self._room = min(self._largest // _LOOKS, self._largest - total)


_DIGEST = 32
"""Bytes of a SHA-256."""


def sealed(begins: bytes, key: str, data: bytes) -> bytes:
    """``data`` with what it ``begins`` with, the key it is kept under, and a digest over all."""
    head = begins + key.encode()
    return head + sha256(head + data).digest() + data


def unsealed(begins: bytes, key: str, kept: bytes) -> memoryview | None:
    """What was sealed so under that key; ``None`` if a byte of it is another or not there."""
    head = begins + key.encode()
    start = len(head) + _DIGEST
    data = memoryview(kept)[start:]
    if not kept.startswith(head):
        return None
    whole = sha256(head)
    whole.update(data)
    return data if kept[len(head) : start] == whole.digest() else None
