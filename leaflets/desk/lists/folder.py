"""A folder for what must not outlast the desk: made, kept for one desk alone, and taken away.

A desk that was killed can't take its own away: the next one does, as nobody holds its lock.
"""

import fcntl
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

_PREFIX = "leaflets-desk-"


class PrivateFolder:
    """A folder that only this user may look into, until it is closed."""

    def __init__(self) -> None:
        _clear_up(Path(tempfile.gettempdir()))
        made = Path(tempfile.mkdtemp(prefix=f".{_PREFIX}"))  # mode 0700
        self._lock = os.open(made, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        # Only now it gets the name that others look for, and take away where nobody has the lock.
        self.path = made.rename(made.with_name(made.name[1:]))

    def close(self) -> None:
        """Take it away, with all that is in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        with suppress(OSError):
            os.close(self._lock)


def _clear_up(parent: Path) -> None:
    """Take away what desks of this user left that were killed."""
    for folder in parent.glob(f"{_PREFIX}*"):
        try:
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except OSError:
            continue
        try:
            if os.fstat(handle).st_uid == os.getuid():
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
        except BlockingIOError:
            pass  # a desk that is open
        finally:
            os.close(handle)
