"""Writing files: whole or absent, and readable by their owner only."""

import errno
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from leaflets.errors import UsageFault

OWNER_ONLY = 0o600
STANDARD_OUTPUT = Path("-")
"""What a command that can print to a pipe is given in place of a file."""

_BUFFER = 1 << 20
_BINARY = getattr(os, "O_BINARY", 0)
"""Windows would change line ends without it."""


def check_writable(path: Path) -> None:
    """Say at once, before any work, that ``path`` can't be written.

    Raises:
        UsageFault: The folder is not there, or may not be written to, or ``path`` is no file.
    """
    if path == STANDARD_OUTPUT:
        raise UsageFault("standard output (-) will not do here", hint="name a file")
    try:
        if path.is_dir():
            raise UsageFault(f"{path} is a folder", hint="name a file in it")
        folder = _target(path).parent
        if not folder.is_dir():
            raise UsageFault(f"the folder {folder} is not there", hint="make it first")
        if not os.access(folder, os.W_OK | os.X_OK):
            raise UsageFault(
                f"there is no right to write in {folder}", hint="give another place with -o"
            )
    except OSError as error:
        raise _not_written(path, error) from error


def check_apart(written: Mapping[str, Path | None], read: Mapping[str, Path | None]) -> None:
    """Say at once that one file would be ``written`` over another of the same command.

    Both are files by the name of the option that gave them; ``None`` was not given.

    Raises:
        UsageFault: Two that are written are the same, or one of them is read.
    """
    seen = {_real(path): option for option, path in read.items() if path is not None}
    for option, path in written.items():
        if path is None or path == STANDARD_OUTPUT:
            continue
        other = seen.setdefault(_real(path), option)
        if other != option:
            raise UsageFault(
                f"{path} is given to both {other} and {option}, and one would replace the other",
                hint="give each a file of its own",
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
    temporary: Path | None = None
    try:
        target = _target(path)
        beside = target.with_name(f".leaflets-{os.urandom(8).hex()}")
        handle = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, OWNER_ONLY)
        temporary = beside
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise _not_written(path, error) from error


def _target(path: Path) -> Path:
    """Where the bytes of ``path`` go: the file that it links to, if it is a link.

    Raises:
        OSError: It is a device or a pipe, which renaming a file would do away with.
    """
    target = path.resolve() if path.is_symlink() else path
    if target.exists() and not (target.is_file() or target.is_dir()):
        raise OSError(errno.EINVAL, "it is a device or a pipe, and no file")
    return target


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except OSError:
        return path.absolute()


def _not_written(path: Path, error: OSError) -> UsageFault:
    return UsageFault(
        f"{path} can't be written: {error.strerror or error}",
        hint="give another place with -o, or ask for the right to write there",
    )


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file that is at ``path`` once all of it was written, and not before; mode 0600.

    It is written beside its place, under a name that the next try takes again.

    Raises:
        UsageFault: It can't be written; what was at ``path`` is there as it was.
    """
    try:
        path = _target(path)
        beside = path.with_name(f".leaflets-{path.name}.part")
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
        descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | _BINARY, OWNER_ONLY)
        try:
            lock(descriptor)
            size = os.fstat(descriptor).st_size
            os.lseek(descriptor, max(0, size - 1), os.SEEK_SET)
            cut_off = os.read(descriptor, 1) not in (b"", b"\n")
            add_at_end(descriptor, size, (b"\n" if cut_off else b"") + line + b"\n")
        finally:
            os.close(descriptor)
    except OSError as error:
        raise UsageFault(
            f"{path} can't be written: {error.strerror or error}",
            hint="make room, or ask for the right to write there",
        ) from error


if sys.platform == "win32":
    import msvcrt

    def lock(descriptor: int) -> None:
        """Wait until nobody else has a lock on the file; closing it gives the lock up."""
        os.lseek(descriptor, 0x7FFFFFFE, os.SEEK_SET)  # beyond the end, where nobody reads
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
else:
    import fcntl

    def lock(descriptor: int) -> None:
        """Wait until nobody else has a lock on the file; closing it gives the lock up."""
        fcntl.flock(descriptor, fcntl.LOCK_EX)


def add_at_end(descriptor: int, size: int, data: bytes) -> None:
    """Write ``data`` at the end of a file of ``size`` bytes that was opened to be added to.

    Raises:
        OSError: Not all of it could be written; then none of it stays.
    """
    try:
        written = os.write(descriptor, data)
        os.fsync(descriptor)
        if written < len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    except OSError:
        os.ftruncate(descriptor, size)
        raise
