"""The folder of a batch in; what an earlier run left in it out, and this run's files into it.

::

    leaflets/TOKEN.pdf     the copies of this list, and no others
    manifest.jsonl         a line a record
    refused.csv            the rows that were not printed
    earlier/               copies that were taken out of leaflets/, and lines of those replaced
    .batch/state           what the last run that ended made
    .batch/journal         what a run that goes on, or was cut short, has made so far
    .batch/commit/         the files of a run that has ended, until they are in their places

A run ends by renaming ``.batch/new`` to ``.batch/commit``: before that it has not ended, and from
then on whoever comes next only has to move what is there.
"""

import fcntl
import os
import shutil
from pathlib import Path

from leaflets.batch.ledger import Reader
from leaflets.batch.store import FolderShelf, Shelf, not_written, sync
from leaflets.errors import UsageFault
from leaflets.release.manifest import MANIFEST

REFUSED = "refused.csv"
EARLIER = "earlier"
STATE = "state"
_EARLIER_LINES = "earlier.jsonl"


class Folder:
    """A folder that one run at a time writes a batch into; its copies may be ``elsewhere``.

    Raises:
        UsageFault: Another run is at work in it, or it can't be written to.
    """

    def __init__(self, root: Path, elsewhere: Shelf | None = None) -> None:
        self.root = root
        self.private = root / ".batch"
        # Absolute: a process elsewhere works in another folder.
        places = ((root / name).absolute() for name in ("leaflets", EARLIER, self.private.name))
        self.shelf = elsewhere or FolderShelf(*places)
        self.new = self.private / "new"
        self.journal = self.private / "journal"
        self.state = self.private / STATE
        self._lock = self._locked()
        try:
            self._clear_up()
        except OSError as error:
            self.close()
            raise not_written(Path(error.filename or root), error) from error

    def close(self) -> None:
        """Let others at it."""
        os.close(self._lock)

    def leave(self) -> None:
        """Let go of it in a process that was forked off: who forked it off keeps it locked."""
        os.close(self._lock)

    def _locked(self) -> int:
        try:
            self.root.mkdir(mode=0o700, exist_ok=True)
            handle = os.open(self.root, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError as error:
            raise UsageFault(
                f"the folder {self.root.parent} is not there", hint="make it first"
            ) from error
        except (FileExistsError, NotADirectoryError) as error:
            raise UsageFault(f"{self.root} is a file", hint="name a folder with -o") from error
        except OSError as error:
            raise not_written(self.root, error) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(handle)
            raise UsageFault(
                f"another run is writing into {self.root}", hint="wait until it has ended"
            ) from error
        return handle

    def _clear_up(self) -> None:
        """Finish what a run that was killed at its very end had begun, and take its scraps away."""
        if self.commit.is_dir():
            self._move_in()
        if self.private.is_dir():
            shutil.rmtree(self.new, ignore_errors=True)
            for scrap in sorted(self.private.glob("work-*")):
                handle = os.open(scrap, os.O_RDONLY | os.O_DIRECTORY)
                fcntl.flock(handle, fcntl.LOCK_EX)  # a process that was orphaned ends its copy
                shutil.rmtree(scrap)
                os.close(handle)

    @property
    def commit(self) -> Path:
        """Where the files of a run that has ended wait to be moved."""
        return self.private / "commit"

    def begin(self) -> None:
        """Make what a run needs that writes.

        Raises:
            UsageFault: It can't be made.
        """
        self.shelf.begin()
        try:
            self.private.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise not_written(self.private, error) from error

    def make_new(self) -> Path:
        """An empty folder for the files that end a run."""
        shutil.rmtree(self.new, ignore_errors=True)
        self.new.mkdir(mode=0o700)
        return self.new

    def end(self) -> None:
        """Put everything in ``new`` into its place: from here on, the run has ended.

        Raises:
            UsageFault: It can't be done; the next run does it.
        """
        try:
            self.shelf.end()
            sync(self.new)
            self.new.rename(self.commit)
            sync(self.private)
            self._move_in()
        except OSError as error:
            raise not_written(Path(error.filename or self.root), error) from error

    def _move_in(self) -> None:
        places = {
            _EARLIER_LINES: self.root / EARLIER / MANIFEST,
            REFUSED: self.root / REFUSED,
            MANIFEST: self.root / MANIFEST,
            STATE: self.state,
        }
        for name, place in places.items():
            waiting = self.commit / name
            if waiting.is_file():
                place.parent.mkdir(mode=0o700, exist_ok=True)
                waiting.replace(place)
        sync(self.root)
        self.journal.unlink(missing_ok=True)
        for scrap in self.private.glob("work-*"):
            shutil.rmtree(scrap)
        self.commit.rmdir()

    def state_reader(self) -> Reader:
        """What the last run that ended made."""
        return Reader(self.state, fresh=False)

    def journal_reader(self) -> Reader:
        """What a run that was cut short had made."""
        return Reader(self.journal, fresh=True)

    @property
    def earlier_lines(self) -> Path:
        """The lines of copies that are no longer in ``leaflets/``."""
        return self.root / EARLIER / MANIFEST

    @property
    def new_earlier_lines(self) -> Path:
        """The same, as this run leaves them."""
        return self.new / _EARLIER_LINES
