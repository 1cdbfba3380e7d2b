"""Units in; each made by some machine of a dask cluster, and its outcome out.

The extra ``cluster`` installs dask.distributed. Content and catalogs go to each machine once, under
their digest; a unit goes to one of them with the names that are stamped. A machine that is lost
costs the units it was at: the scheduler gives them to another, and gives up one that killed several.
"""

import hashlib
import pickle
import socket
import threading
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from os import getpid

from distributed import Client, Future, KilledWorker, LocalCluster, as_completed

from leaflets.batch.digests import versions_digest
from leaflets.batch.store import Shelf
from leaflets.batch.work import Failed, Kit, Maker, Outcome, Unit
from leaflets.errors import LeafletsError, UsageFault

_AHEAD = 3
"""Units that wait for each thread of the cluster, so that none is idle."""

_PATIENCE = 0.5  # seconds, between looks at whether to stop
_MAKING = threading.Lock()
"""A leaflet is compiled and stamped by one thread at a time; processes are what makes it faster."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """What all units need, as one piece with its digest; and what versions it was packed with."""

    data: bytes
    digest: str
    versions: str


def pack(kit: Kit, shelf: Shelf) -> Parcel:
    """The kit and the place for copies, for other machines. Each has a cache of its own, or none."""
    data = pickle.dumps((replace(kit, cache=None), shelf))
    return Parcel(data, hashlib.sha256(data).hexdigest(), versions_digest(kit.order))


@lru_cache(maxsize=2)
def _maker(parcel: Parcel) -> Maker:
    """This process's maker for a parcel.

    Raises:
        UsageFault: Another version is installed here, which would make other bytes.
    """
    kit, shelf = pickle.loads(parcel.data)
    if versions_digest(kit.order) != parcel.versions:
        raise UsageFault(
            f"{socket.gethostname()} has another version of leaflets, of a library or of a font",
            hint="install the same on all machines: another version makes other bytes",
        )
    return Maker(kit, shelf.opened_by(f"{socket.gethostname()}-{getpid()}"))


def make_unit(parcel: Parcel, unit: Unit) -> Outcome | LeafletsError:
    """The outcome of a unit, made by a worker; its fault comes back as a value.

    Nothing may be raised here: dask would write the names in the unit to its log.
    """
    try:
        with _MAKING:
            return _maker(parcel).make(unit)
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
    own = (
        None
        if scheduler
        else LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None)
    )
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


def _outcomes(
    client: Client, parcel: Parcel, units: Iterator[Unit], stopped: Callable[[], bool]
) -> Generator[Outcome, None, None]:
    client.wait_for_workers(1)
    sent = client.scatter(parcel, broadcast=True, hash=True)
    waiting: dict[str, Unit] = {}
    done = as_completed(raise_errors=False)

    def submit(unit: Unit) -> None:
        future = client.submit(make_unit, sent, unit, pure=False)
        waiting[future.key] = unit
        done.add(future)

    while True:
        while not stopped() and len(waiting) < _AHEAD * max(1, sum(client.nthreads().values())):
            unit = next(units, None)
            if unit is None:
                break
            submit(unit)
        if not waiting:
            return
        for future in _finished(done):
            unit = waiting.pop(future.key)
            yield _outcome(future, unit)


def _finished(done: as_completed) -> list[Future]:
    """Futures that have ended; waits for one, but not for ever."""
    try:
        first = done.next_batch(block=True)
    except StopIteration:
        return []
    return list(first)


def _outcome(future: Future, unit: Unit) -> Outcome:
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
    assert isinstance(answer, Outcome)
    return answer
