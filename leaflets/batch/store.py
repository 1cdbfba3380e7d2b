"""A copy in; a file in a folder out, whole or absent, for its owner only."""

import fcntl
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from leaflets.errors import UsageFault
from leaflets.files import OWNER_ONLY

SUFFIX = ".pdf"


class FolderStore:
    """Writes copies into ``folder``, each first under its name in ``work``, then renamed.

    Who writes has a folder ``work`` of their own, on the same disk, and locks it as long as they
    live: nobody else clears it away meanwhile, and directories are not fought over.
    """

    def __init__(self, folder: Path, work: Path) -> None:
        self._folder = folder
        work.mkdir(mode=0o700, exist_ok=True)
        self._work = os.open(work, os.O_RDONLY | os.O_DIRECTORY)
        self._leaflets = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(self._work, fcntl.LOCK_EX)

    def put(self, token: str, parts: Sequence[bytes]) -> None:
        """Write the copy of ``token``, ``parts`` one after the other.

        Raises:
            UsageFault: It can't be written; nothing of it is there.
        """
        name = token + SUFFIX
        try:
            handle = os.open(
                name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY, dir_fd=self._work
            )
            try:
                written = os.writev(handle, parts)
                if written < sum(map(len, parts)):
                    _write_rest(handle, memoryview(b"".join(parts))[written:])
            finally:
                os.close(handle)
            os.rename(name, name, src_dir_fd=self._work, dst_dir_fd=self._leaflets)
        except OSError as error:
            self._forget(name)
            raise not_written(self._folder / name, error) from error

    def close(self) -> None:
        """Let go of the folders."""
        os.close(self._leaflets)
        os.close(self._work)

    def _forget(self, name: str) -> None:
        with suppress(OSError):
            os.unlink(name, dir_fd=self._work)


def _write_rest(handle: int, rest: memoryview) -> None:
    while rest:
        rest = rest[os.write(handle, rest) :]


def not_written(path: Path, error: OSError) -> UsageFault:
    """That the run stops here, since nothing can be written."""
    return UsageFault(
        f"{path} can't be written: {error.strerror or error}",
        hint="mend that and give the same command again: it goes on where it stopped",
    )
