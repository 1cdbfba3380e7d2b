"""The one list of a desk: opened, checked, mended, made into leaflets and put away again.

All tabs of the browser see the same list, and one thing at a time is done to it. What is written
down is in a folder that goes with the desk.
"""

import atexit
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import RLock, Thread
from typing import BinaryIO

from leaflets.batch.watch import Interrupted
from leaflets.desk.desk import Desk
from leaflets.desk.lists.checked import CheckedList
from leaflets.desk.lists.fault import ListFault
from leaflets.desk.lists.folder import PrivateFolder
from leaflets.desk.lists.meter import Meter
from leaflets.desk.lists.running import Running
from leaflets.desk.lists.spec import BatchSpec, frozen
from leaflets.desk.lists.wanted import RUN_FILE, Wanted, spec_of
from leaflets.desk.words import marked
from leaflets.errors import LeafletsError
from leaflets.files import OWNER_ONLY
from leaflets.records.fhir.files import is_fhir
from leaflets.records.sheets import SUFFIXES

KINDS = (".csv", ".tsv", ".txt", *SUFFIXES, ".jsonl", ".ndjson", ".json")
"""How the name of a list may end."""

_MANY = 400
"""Rows from which on several processes are worth their start."""

_MOST_JOBS = 4
_PIECE = 1 << 20


class Busy(Exception):
    """The list is another one now, or something is being done to it."""


@dataclass(slots=True, kw_only=True)
class OpenList:
    """A list that is open, in a ``folder`` of its own. ``key`` tells it from the one before.

    ``checked`` is there once every row was looked at, or ``fault`` why that can't be.
    ``made_from`` stands for what the last run was made from.
    """

    key: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    name: str = field(repr=False)
    folder: Path
    path: Path
    fhir: bool
    wanted: Wanted
    mends: dict[int, dict[str, str]] = field(default_factory=dict, repr=False)
    meter: Meter = field(default_factory=Meter)
    checker: Thread | None = None
    checked: CheckedList | None = None
    fault: LeafletsError | None = None
    running: Running | None = None
    changes: int = 0
    made_from: int = -1
    look_again: bool = False

    @property
    def output(self) -> Path:
        """Where its leaflets are."""
        return self.folder / "out"

    @property
    def run_file(self) -> Path:
        """The file of all of them."""
        return self.folder / RUN_FILE

    @property
    def is_running(self) -> bool:
        """Whether its leaflets are being made."""
        return self.running is not None and self.running.outcome is None

    def plain(self, message: str) -> str:
        """``message`` without the places that the desk has put things at."""
        told = message.replace(str(self.path), self.name)
        return told.replace(f"{self.folder}/", "").replace(str(self.folder), "the desk's folder")


class ListRoom:
    """Holds the list of a desk, if one is open."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = RLock()
        self._folder: PrivateFolder | None = None
        self._open: OpenList | None = None

    def close(self) -> None:
        """Stop what is being done, and take all of it away."""
        with self._lock:
            self._put_away()
            if self._folder is not None:
                self._folder.close()
                self._folder = None
                atexit.unregister(self.close)

    @property
    def opened(self) -> OpenList | None:
        """The list that is open."""
        return self._open

    def open(self, name: str, stream: BinaryIO, wanted: Wanted) -> None:
        """Take in a list, in place of the one that was open, and begin to check it.

        Raises:
            ListFault: It is of no kind that is read, leaflets are being made, or there is no room.
        """
        suffix = Path(name).suffix.casefold()
        if suffix not in KINDS:
            raise ListFault(
                marked("This is no list: a list is a file whose name ends in {kinds}."),
                hint=marked("Save it from your spreadsheet as .xlsx or as CSV UTF-8."),
                kinds=", ".join(KINDS),
            )
        with self._lock:
            if self._open is not None and self._open.is_running:
                raise ListFault(
                    marked("Leaflets of another list are being made."),
                    hint=marked("Wait until they are, or stop that first."),
                )
            if self._folder is None:
                self._folder = PrivateFolder()
                atexit.register(self.close)  # for where a desk ends without a word
            folder = self._folder.path / secrets.token_hex(8)
            path = folder / f"list{suffix}"
            try:
                folder.mkdir(mode=0o700)
                path.touch(mode=OWNER_ONLY)
                with path.open("wb") as kept:
                    shutil.copyfileobj(stream, kept, _PIECE)
                fhir = is_fhir(path)
            except OSError as error:
                shutil.rmtree(folder, ignore_errors=True)
                raise ListFault(
                    marked("The list can't be kept: {why}"),
                    hint=marked("Make room on the disk of this computer."),
                    why=error.strerror or error,
                ) from error
            self._put_away()
            self._open = OpenList(name=name, folder=folder, path=path, fhir=fhir, wanted=wanted)
            self._check(self._open)

    def put_away(self, key: str) -> None:
        """Forget the list and all that was made of it.

        Raises:
            Busy: Leaflets of it are being made, or it is not the one that is open.
        """
        with self._idle(key):
            self._put_away()

    def want(self, key: str, wanted: Wanted) -> None:
        """Check the list anew with what is wanted now.

        Raises:
            Busy: Leaflets of it are being made, or it is not the one that is open.
        """
        with self._idle(key) as opened:
            opened.look_again = False
            if wanted != opened.wanted or opened.fault is not None:
                opened.wanted = wanted
                opened.changes += 1
                self._check(opened)

    def mend(self, key: str, number: int, cells: dict[str, str]) -> None:
        """Put ``cells`` in the row of that number.

        Raises:
            Busy: Leaflets of it are being made, or it is not the one that is open.
            KeyError: There is no such row.
        """
        with self._idle(key) as opened:
            if opened.checked is None:
                raise Busy
            if cells:
                opened.checked.mend(number, cells)
                opened.changes += 1

    def make(self, key: str, wanted: Wanted) -> bool:
        """Begin to make the leaflets, or go on; ``False``: the list is checked first.

        Raises:
            Busy: Others are being made, or it is not the list that is open.
            LeafletsError: The content, the key or a folder can't be read.
        """
        now = self._open
        if now is not None and now.key == key and now.is_running and now.wanted == wanted:
            return True  # it was said twice
        with self._idle(key) as opened:
            opened.look_again = False
            if opened.checked is None:
                raise Busy
            # One file or many decides nothing about a row.
            if _of_rows(wanted) != _of_rows(opened.wanted):
                self.want(key, wanted)
                opened.look_again = True
                return False
            if wanted != opened.wanted:
                opened.wanted = wanted
                opened.changes += 1
            spec = self.spec(opened)
            rows = len(opened.checked)
            spec = replace(
                spec,
                source=replace(spec.source, mends=frozen(opened.mends)),
                jobs=1 if rows < _MANY else min(_MOST_JOBS, os.cpu_count() or 1),
            )
            opened.made_from = opened.changes
            opened.running = Running(spec, opened.output)
            return True

    def stop(self, key: str) -> None:
        """Say that the leaflets shall stop being made."""
        with self._lock:
            opened = self._open
            if opened is not None and opened.key == key and opened.running is not None:
                opened.running.stop()

    def spec(self, opened: OpenList) -> BatchSpec:
        """The batch of the list, as it is wanted and with what was mended so far.

        Raises:
            LeafletsError: The content, the key or a folder can't be read.
        """
        return spec_of(self._desk, opened.path, opened.mends, opened.wanted, opened.run_file)

    # What is done to it.

    @contextmanager
    def _idle(self, key: str) -> Iterator[OpenList]:
        with self._lock:
            opened = self._open
            if opened is None or opened.key != key or opened.is_running:
                raise Busy
            yield opened

    def _check(self, opened: OpenList) -> None:
        """Look at every row, in a thread of its own."""
        self._stop_checking(opened)
        opened.checked, opened.fault = None, None
        opened.meter = meter = Meter()

        def check() -> None:
            checked: CheckedList | None = None
            fault: LeafletsError | None = None
            try:
                checked = CheckedList(self.spec(opened), opened.mends)
                checked.check(meter)
            except Interrupted:
                return
            except LeafletsError as found:
                fault = found
            except Exception as error:  # a bug of ours: its kind alone, which names nobody
                fault = LeafletsError(f"a bug of ours: {type(error).__name__}")
            finally:
                if checked is not None and (fault is not None or meter.stopped()):
                    checked.close()
            if not meter.stopped():
                opened.checked, opened.fault = (None if fault else checked), fault

        opened.checker = Thread(target=check, daemon=True)
        opened.checker.start()

    def _stop_checking(self, opened: OpenList) -> None:
        opened.meter.stop()
        if opened.checker is not None:
            opened.checker.join()
        if opened.checked is not None:
            opened.checked.close()

    def _put_away(self) -> None:
        opened, self._open = self._open, None
        if opened is None:
            return
        self._stop_checking(opened)
        if opened.running is not None:
            opened.running.end()
        shutil.rmtree(opened.folder, ignore_errors=True)


def _of_rows(wanted: Wanted) -> Wanted:
    """What decides which rows can be printed and what they say."""
    return replace(
        wanted, one_file=False, by_language=False, separators=False, imposed=False, marks="none"
    )
