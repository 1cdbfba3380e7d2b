"""Batches by two processes: what they save, beside what two could save at the best.

Seconds of the clock, which is all that two can save. Two that share a machine also share its
caches, memory and clock rate, so that even two batches that know nothing of each other take longer
side by side than one of them alone. ``apart`` tells by how much.
"""

import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import perf_counter

from bench_lists import LEAFLETS, Bench, batch
from bench_measure import in_turns, ratios, spread


@dataclass(frozen=True, slots=True)
class Jobs:
    """One process, two, and two batches of half as many records side by side."""

    bench: Bench
    records: int
    name: str

    def taken(self) -> dict[str, object]:
        """Make cold batches by turns, whole, and tell the ratios."""
        cores = os.sched_getaffinity(0)
        every = set(range(os.cpu_count() or 1))
        processor: dict[str, list[float]] = {}

        def side(name: str, batches: int, jobs: int) -> Callable[[], float]:
            def run() -> float:
                os.sched_setaffinity(0, every)
                try:
                    clock, used = self._side_by_side(batches, jobs)
                finally:
                    os.sched_setaffinity(0, cores)
                processor.setdefault(name, []).append(used)
                return clock

            return run

        load = os.getloadavg()[0]
        sides = {"1": side("1", 1, 1), "2": side("2", 1, 2), "apart": side("apart", 2, 1)}
        told = in_turns(max(2, self.bench.rounds // 2), sides, warmed_up=False)
        return {
            "name": self.name,
            "what": f"leaflets batch of {self.records:,} records over {LEAFLETS} leaflets, cold,"
            " whole process, with --jobs 1 and 2; and two batches of half as many records each,"
            " side by side; seconds of the clock",
            "seconds": {name: spread(all_) for name, all_ in told.items()},
            "processor_seconds": {name: spread(all_) for name, all_ in processor.items()},
            "ratio": ratios(told["1"], told["2"]),
            "ratio_apart": ratios(told["1"], told["apart"]),
            "load_before": round(load, 1),
            "commit": ">= 1.8",
        }

    def _side_by_side(self, batches: int, jobs: int) -> tuple[float, float]:
        """How long so many batches of as many records together take, begun at once."""
        records = self.bench.write_list(self.records // batches)
        places = [self.bench.quick / f"batch-{number}" for number in range(batches)]
        caches = [self.bench.quick / f"cache-{number}" for number in range(batches)]
        given = [("-o", str(place), "--jobs", str(jobs)) for place in places]

        def make(number: int) -> float:
            return batch(self.bench, records, *given[number], cache=caches[number]).processor

        begun = perf_counter()
        with ThreadPoolExecutor(batches) as pool:
            used = sum(pool.map(make, range(batches)))
        clock = perf_counter() - begun
        for folder in (*places, *caches):
            shutil.rmtree(folder)
        return clock, used
