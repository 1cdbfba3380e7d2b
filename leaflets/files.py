"""Writing files: whole or absent, and readable by their owner only."""

import errno
import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from leaflets.errors import UsageFault

OWNER_ONLY = 0o600
_BUFFER = 1 << 20


def check_writable(path: Path) -> None:
    """Say at once, before any work, that ``path`` can't be written.

    Raises:
        UsageFault: The folder is not there, or may not be written to.
    """
    folder = path.parent
    if path.is_dir():
        raise UsageFault(f"{path} is a folder", hint="name a file in it")
    if not folder.is_dir():
        raise UsageFault(f"the folder {folder} is not there", hint="make it first")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise UsageFault(
            f"there is no right to write in {folder}", hint="give another place with -o"
        )


def check_folder(path: Path) -> None:
    """Say at once, before any work, that files can't be written into ``path``.

    It may not be there yet: it is made when they are written.

    Raises:
        UsageFault: It is a file, or there is no right to write in it or to make it.
    """
    nearest = next(place for place in (path, *path.absolute().parents) if place.exists())
    if not nearest.is_dir():
        raise UsageFault(f"{nearest} is not a folder", hint="give another place")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise UsageFault(f"there is no right to write in {nearest}", hint="give another place")


def write_whole(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` under a temporary name, then rename it, mode 0600.

    Raises:
        UsageFault: The folder is not there or can't be written to; no file is left behind.
    """
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=".leaflets-", dir=path.parent)  # mode 0600
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise UsageFault(
            f"{path} can't be written: {error.strerror or error}",
            hint="give another place with -o, or ask for the right to write there",
        ) from error


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file that is at ``path`` once all of it was written, and not before; mode 0600.

    It is written beside its place, under a name that the next try takes again.

    Raises:
        UsageFault: It can't be written; what was at ``path`` is there as it was.
    """
    beside = path.with_name(f".leaflets-{path.name}.part")
    try:
        beside.unlink(missing_ok=True)
        handle = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        try:
            with os.fdopen(handle, "w+b", buffering=_BUFFER) as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise UsageFault(
            f"{path} can't be written: {error.strerror or error}",
            hint="give another place, make room, or ask for the right to write there",
        ) from error


def append_line(path: Path, line: bytes) -> None:
    """Add ``line``, which has no line end, to the file at ``path``: all of it, or nothing.

    Whoever adds at the same time waits. A last line that was cut off is ended first, so that it
    spoils nothing but itself. A new file has mode 0600.

    Raises:
        UsageFault: It can't be written; the file is as it was.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, OWNER_ONLY)
        with os.fdopen(handle, "r+b", buffering=0) as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            size = stream.seek(0, os.SEEK_END)
            cut_off = size > 0 and os.pread(stream.fileno(), 1, size - 1) != b"\n"
            data = (b"\n" if cut_off else b"") + line + b"\n"
            try:
                if stream.write(data) != len(data):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                os.fsync(stream.fileno())
            except OSError:
                stream.truncate(size)
                raise
    except OSError as error:
        raise UsageFault(
            f"{path} can't be written: {error.strerror or error}",
            hint="make room, or ask for the right to write there",
        ) from error
