"""A copy in; a file in a folder out, whole or absent, for its owner only."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from leaflets.errors import UsageFault
from leaflets.files import OWNER_ONLY
from leaflets.release.token import TOKEN_DIGITS

SUFFIX = ".pdf"
_HEX = frozenset("0123456789abcdef")
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


class Store(Protocol):
    """Takes copies in, each whole or not at all."""

    def put(self, token: str, prefix: bytes, tail: bytes) -> None:
        """Write the copy of ``token``: what many begin with, and the rest.

        Raises:
            UsageFault: It can't be written; nothing of it is there.
        """

    def close(self) -> None:
        """Let go of what is held."""


class Shelf(Protocol):
    """Where the copies of a batch are, seen by whoever looks after them."""

    def begin(self) -> None:
        """Make what is needed to write."""

    def end(self) -> None:
        """See to it that what was written outlives the power."""

    def tokens(self) -> Iterator[str]:
        """The token of each file that is named like a copy."""

    def size_of(self, token: str) -> int | None:
        """How large a copy is; ``None`` if it is not there."""

    def read(self, token: str) -> bytes:
        """A copy that is there."""

    def set_aside(self, token: str) -> None:
        """Move a copy out, under a name that says which copy it was."""

    def opened_by(self, worker: str) -> Store:
        """A store for one who writes."""


def token_in(name: str) -> str:
    """The token of a file that is named like a copy, else nothing."""
    token = name.removesuffix(SUFFIX)
    return token if token != name and len(token) == TOKEN_DIGITS and set(token) <= _HEX else ""


def name_aside(token: str, data: bytes) -> str:
    """What a copy is called once it was moved out."""
    return f"{token}-{hashlib.sha256(data).hexdigest()[:8]}{SUFFIX}"


class FolderShelf:
    """Copies in a folder of this machine, or one that many machines share."""

    def __init__(self, folder: Path, aside: Path, private: Path) -> None:
        self._folder = folder
        self._aside = aside
        self._private = private

    def begin(self) -> None:
        """Make the folder.

        Raises:
            UsageFault: It can't be made.
        """
        try:
            for folder in (self._folder, self._private):
                folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise not_written(folder, error) from error

    def end(self) -> None:
        """Have the names of the copies on the disk."""
        sync(self._folder)

    def tokens(self) -> Iterator[str]:
        """The token of each file that is named like a copy."""
        if not self._folder.is_dir():
            return
        with os.scandir(self._folder) as entries:
            for entry in entries:
                if token := token_in(entry.name):
                    yield token

    def size_of(self, token: str) -> int | None:
        """How large a copy is; ``None`` if it is not there."""
        try:
            return os.stat(f"{self._folder}/{token}{SUFFIX}").st_size  # noqa: PTH116  # a million
        except OSError:
            return None

    def read(self, token: str) -> bytes:
        """A copy that is there."""
        return (self._folder / f"{token}{SUFFIX}").read_bytes()

    def set_aside(self, token: str) -> None:
        """Move a copy out, under a name that says which copy it was.

        Raises:
            UsageFault: It can't be moved.
        """
        source = self._folder / f"{token}{SUFFIX}"
        place = self._aside
        try:
            place.mkdir(mode=0o700, exist_ok=True)
            place = self._aside / name_aside(token, self.read(token))
            source.rename(place)
        except OSError as error:
            raise not_written(place, error) from error

    def opened_by(self, worker: str) -> "FolderStore":
        """A store for one who writes; each has another name."""
        return FolderStore(self._folder, self._private / f"work-{worker}")


class FolderStore:
    """Writes copies into ``folder``, each first under its name in ``work``, then renamed.

    Who writes has a folder ``work`` of their own, on the same disk, and locks it as long as they
    live: nobody else clears it away meanwhile, and directories are not fought over.
    """

    def __init__(self, folder: Path, work: Path) -> None:
        self._folder = folder
        try:
            work.mkdir(mode=0o700, exist_ok=True)
            self._work = os.open(work, os.O_RDONLY | os.O_DIRECTORY)
            self._leaflets = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            fcntl.flock(self._work, fcntl.LOCK_EX)
        except OSError as error:
            raise not_written(work, error) from error

    def put(self, token: str, prefix: bytes, tail: bytes) -> None:
        """Write the copy of ``token``: what many begin with, and the rest.

        Raises:
            UsageFault: It can't be written; nothing of it is there.
        """
        name = token + SUFFIX
        try:
            handle = os.open(name, _NEW, OWNER_ONLY, dir_fd=self._work)
            try:
                written = os.writev(handle, (prefix, tail))
                if written < len(prefix) + len(tail):
                    _write_rest(handle, memoryview(prefix + tail)[written:])
            finally:
                os.close(handle)
            os.rename(name, name, src_dir_fd=self._work, dst_dir_fd=self._leaflets)
        except OSError as error:
            with suppress(OSError):
                os.unlink(name, dir_fd=self._work)
            raise not_written(self._folder / name, error) from error

    def close(self) -> None:
        """Let go of the folders."""
        os.close(self._leaflets)
        os.close(self._work)


def sync(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_rest(handle: int, rest: memoryview) -> None:
    while rest:
        rest = rest[os.write(handle, rest) :]


def not_written(path: Path | str, error: OSError) -> UsageFault:
    """That the run stops here, since nothing can be written."""
    return UsageFault(
        f"{path} can't be written: {error.strerror or error}",
        hint="mend that and give the same command again: it goes on where it stopped",
    )
