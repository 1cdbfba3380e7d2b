"""Batches by two processes: what they save, beside what two could save at the best.

Seconds of the clock, which is all that two can save. Two that share a machine also share its
caches, memory and clock rate, and other machines may share its cores, so that even two batches that
know nothing of each other take longer side by side than one of them alone. ``apart`` tells by how
much; ``loops``, what two processors do for two loops that use nothing but them.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import perf_counter

from bench_lists import LEAFLETS, Bench, batch
from bench_measure import in_turns, ratios, spread

LOOP = "for number in range(40_000_000): number * number % 7"


@dataclass(frozen=True, slots=True)
class Jobs:
    """One process, two, and two batches of half as many records side by side; and two loops."""

    bench: Bench
    records: int
    name: str

    def taken(self) -> dict[str, object]:
        """Make cold batches by turns, whole, and tell the ratios."""
        cores = os.sched_getaffinity(0)
        every = set(range(os.cpu_count() or 1))
        processor: dict[str, list[float]] = {}

        def side(make: Callable[[], float]) -> Callable[[], float]:
            def run() -> float:
                os.sched_setaffinity(0, every)
                try:
                    return make()
                finally:
                    os.sched_setaffinity(0, cores)

            return run

        def batches(name: str, count: int, jobs: int) -> Callable[[], float]:
            def make() -> float:
                clock, used = self._side_by_side(count, jobs)
                processor.setdefault(name, []).append(used)
                return clock

            return side(make)

        load = os.getloadavg()[0]
        sides = {
            "1": batches("1", 1, 1),
            "2": batches("2", 1, 2),
            "apart": batches("apart", 2, 1),
            "loops, one by one": side(lambda: _loops(at_once=1)),
            "loops, both at once": side(lambda: _loops(at_once=2)),
        }
        rounds = max(2, self.bench.rounds // 2)
        told = in_turns(rounds, sides, warmed_up=False)
        return {
            "name": self.name,
            "what": f"leaflets batch of {self.records:,} records over {LEAFLETS} leaflets, cold,"
            " whole process, with --jobs 1 and 2; and two batches of half as many records each,"
            " side by side; two loops that share nothing; seconds of the clock",
            "seconds": {name: spread(all_) for name, all_ in told.items()},
            "rounds": [{name: round(told[name][n], 2) for name in told} for n in range(rounds)],
            "processor_seconds": {name: spread(all_) for name, all_ in processor.items()},
            "ratio": ratios(told["1"], told["2"]),
            "ratio_apart": ratios(told["1"], told["apart"]),
            "ratio_loops": ratios(told["loops, one by one"], told["loops, both at once"]),
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


def _loops(at_once: int) -> float:
    """How long two loops take, so many at a time."""

    def run(_: int) -> None:
        subprocess.run([sys.executable, "-c", LOOP], check=True)

    begun = perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(run, range(2)))
    return perf_counter() - begun
