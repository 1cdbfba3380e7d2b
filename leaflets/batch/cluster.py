"""Units in; each made by some machine of a dask cluster, and its outcome out.

The extra ``cluster`` installs dask.distributed. Content and catalogs go to each machine once, under
their digest; a unit goes to one of them with the names that are stamped. A machine that is lost
costs the units it was at: the scheduler gives them to another, and gives up a unit that has ended
several.
"""

import hashlib
import pickle
import threading
import uuid
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace
from os import getpid
from socket import gethostname

from distributed import Client, Future, KilledWorker, LocalCluster, wait

from leaflets.batch.digests import versions_digest
from leaflets.batch.store import Shelf, Store
from leaflets.batch.work import Failed, Kit, Maker, Outcome, Unit
from leaflets.errors import LeafletsError, UsageFault

Answer = Outcome | LeafletsError
"""What a worker sends back; a fault is raised where the run is."""

_AHEAD = 3
"""Units that wait for each thread of the cluster, so that none is idle."""

_PATIENCE = 0.5  # seconds, between looks at whether to stop


@dataclass(frozen=True, slots=True)
class Parcel:
    """What all units need, as one piece with its digest; and what versions it was packed with."""

    data: bytes
    digest: str
    versions: str


def pack(kit: Kit, shelf: Shelf) -> Parcel:
    """The kit and the place for copies, for other machines; a cache is of one machine only."""
    data = pickle.dumps((replace(kit, cache=None), shelf))
    return Parcel(data, hashlib.sha256(data).hexdigest(), versions_digest(kit.order))


class _Bench:
    """Where a worker process makes leaflets: the maker of one run, until there is another run."""

    def __init__(self) -> None:
        self._run = ""
        self._maker: Maker | None = None
        self._store: Store | None = None
        # Leaflets are made by one thread at a time; processes are what makes it faster.
        self._lock = threading.Lock()

    def make(self, run: str, parcel: Parcel, unit: Unit) -> Outcome:
        """The outcome of a unit.

        Raises:
            UsageFault: Nothing can be written, or another version is installed here.
        """
        with self._lock:
            if self._maker is None or self._run != run:
                self._maker = self._prepared(parcel)
                self._run = run
            return self._maker.make(unit)

    def _prepared(self, parcel: Parcel) -> Maker:
        kit, shelf = pickle.loads(parcel.data)
        if versions_digest(kit.order) != parcel.versions:
            raise UsageFault(
                f"{gethostname()} has another version of leaflets, of a library or of a font",
                hint="install the same on all machines: another version makes other bytes",
            )
        if self._store is not None:
            self._store.close()
        self._store = shelf.opened_by(f"{gethostname()}-{getpid()}")
        return Maker(kit, self._store)


_BENCH = _Bench()


def make_unit(run: str, parcel: Parcel, unit: Unit) -> Answer:
    """The outcome of a unit of a run, made by a worker; its fault comes back as a value.

    Nothing may be raised here: dask would write the names in the unit to its log.
    """
    try:
        return _BENCH.make(run, parcel, unit)
    except LeafletsError as fault:
        return fault
    except Exception as error:  # it is told by its kind: the rest may quote a name
        return LeafletsError(f"a bug of ours: {type(error).__name__}")


def on_cluster(
    kit: Kit,
    units: Iterator[Unit],
    shelf: Shelf,
    stopped: Callable[[], bool],
    *,
    scheduler: str,
    jobs: int,
) -> Generator[Outcome, None, None]:
    """The outcome of each unit, as they come.

    Without a ``scheduler`` a cluster of ``jobs`` processes is started on this machine.

    Raises:
        UsageFault: The scheduler does not answer, or a worker can't write.
    """
    own = None if scheduler else _own_cluster(jobs)
    try:
        try:
            client = Client(own or scheduler, timeout="20s")
        except (OSError, ValueError) as error:
            raise UsageFault(
                f"no scheduler answers at {scheduler}", hint="start one with `dask scheduler`"
            ) from error
        with client:
            yield from _outcomes(client, pack(kit, shelf), units, stopped)
    finally:
        if own is not None:
            own.close()


def _own_cluster(jobs: int) -> LocalCluster:
    return LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None)


def _outcomes(
    client: Client, parcel: Parcel, units: Iterator[Unit], stopped: Callable[[], bool]
) -> Generator[Outcome, None, None]:
    client.wait_for_workers(1)
    sent = client.scatter(parcel, broadcast=True, hash=True)
    run = uuid.uuid4().hex
    waiting: dict[Future[Answer], Unit] = {}
    while True:
        threads = sum(client.nthreads().values())
        while not stopped() and len(waiting) < _AHEAD * max(1, threads):
            unit = next(units, None)
            if unit is None:
                break
            waiting[client.submit(make_unit, run, sent, unit, pure=False)] = unit
        if not waiting:
            return
        for future in _ended(list(waiting)):
            yield _outcome(future, waiting.pop(future))


def _ended(futures: "list[Future[Answer]]") -> "list[Future[Answer]]":
    """Those that have ended; none, if none does so for a while."""
    try:
        return list(wait(futures, timeout=_PATIENCE, return_when="FIRST_COMPLETED").done)
    except TimeoutError:
        return []


def _outcome(future: "Future[Answer]", unit: Unit) -> Outcome:
    error = future.exception()
    if isinstance(error, KilledWorker):
        reason = "the machines that made it ended, one after the other"
        failed = tuple(Failed(copy.number, reason) for copy in unit.copies)
        return Outcome(key=unit.key, printed="", done=(), failed=failed)
    if error is not None:
        raise LeafletsError(f"the cluster failed: {type(error).__name__}")
    answer = future.result()
    if isinstance(answer, LeafletsError):
        raise answer
    return answer
