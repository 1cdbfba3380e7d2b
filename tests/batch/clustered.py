"""A run on a cluster of two processes, one of which is killed while copies are being written.

``python -m batch.clustered ARGUMENTS...`` in a folder with ``out``; what it kills it says.
"""

import os
import signal
import sys
import threading
import time
from pathlib import Path

from distributed import Client, LocalCluster

from leaflets.cli import main


def kill_one(workers, copies):
    """Kill a worker once there are copies."""
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        if copies.is_dir() and sum(1 for _ in copies.iterdir()) > 5:
            os.kill(workers[0], signal.SIGKILL)
            print("killed one", flush=True)  # noqa: T201
            return
        time.sleep(0.001)


def go(arguments):
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        workers = list(client.run(os.getpid).values())
        killer = threading.Thread(target=kill_one, args=(workers, Path("out/leaflets")))
        killer.start()
        main([*arguments, "--engine", "dask", "--scheduler", cluster.scheduler_address])


if __name__ == "__main__":
    go(sys.argv[1:])
