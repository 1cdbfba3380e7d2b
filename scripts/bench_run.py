"""A print run of many copies in; what it took, beside fullbleed's fixed bindings, out.

Each run is a process of its own, so that what it takes of memory is its own.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from bench_lists import RECORDS, SHORTEST, Bench, Leaflets, batch, people
from bench_measure import in_turns, most_memory, ratios, spread
from bench_peers import run_by_fullbleed

RUN_LEAFLETS = 8


@dataclass(frozen=True, slots=True)
class PrintRunMeasure:
    """One file of all copies, beside fullbleed's fixed bindings; each in a process of its own."""

    bench: Bench
    name: str = "batch-print-run"

    def taken(self) -> dict[str, object]:
        """Make the run by turns; and a whole batch with one, and without."""
        bench = self.bench
        seen: dict[str, list[dict[str, float]]] = {}

        def side(how: str) -> Callable[[], float]:
            def run() -> float:
                path = bench.quick / "run.pdf"
                command = [sys.executable, __file__, how, str(path)]
                done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
                seen.setdefault(how, []).append(json.loads(done.stdout))
                path.unlink()
                return seen[how][-1]["microseconds"]

            return run

        missing = {}
        sides = {how: side(how) for how in ("print-run", "print-run-alike")}
        try:
            run_by_fullbleed(bench.leaflets.words)
            sides["fullbleed"] = side("fullbleed")
        except ImportError:
            missing["fullbleed"] = "not installed"
        told = in_turns(bench.rounds, sides)
        bytes_each = {how: round(tell[-1]["bytes"]) for how, tell in seen.items()}
        beside = {}
        if "fullbleed" in told:
            beside = {
                "fullbleed_takes_times_as_long": {
                    how: ratios(told["fullbleed"], told[how])
                    for how in ("print-run", "print-run-alike")
                },
                "bytes_over_fullbleeds": {
                    how: round(bytes_each[how] / bytes_each["fullbleed"], 3)
                    for how in ("print-run", "print-run-alike")
                },
            }
        return {
            "name": self.name,
            "what": f"a print run of {RECORDS:,} copies, compiled, in the order of the list:"
            f" print-run has {RUN_LEAFLETS} leaflets, print-run-alike the shortest alone",
            "compared_with": "fullbleed's fixed bindings, the words of the shortest, compiled",
            "microseconds": {how: spread(all_) for how, all_ in told.items()},
            "bytes": bytes_each,
            "megabytes": {how: max(t["megabytes"] for t in tell) for how, tell in seen.items()},
            **beside,
            "not_measured": missing,
            "commit": "<= 40 us, 2 KB; fullbleed >= 1.5, bytes <= 0.6",
            "seconds_that_print_run_adds_to_a_batch": self._added(),
        }

    def _added(self) -> dict[str, object]:
        bench = self.bench
        records = bench.write_list(RECORDS)
        place, cache = bench.quick / "batch", bench.quick / "cache"
        batch(bench, records, "-o", str(place), cache=cache)
        run = bench.quick / "whole.pdf"
        told = []
        for _ in range(2):
            with_run = ("-o", str(place), "--print-run", str(run))
            told.append(batch(bench, records, *with_run, cache=cache).processor)
            run.unlink()
        shutil.rmtree(place)
        shutil.rmtree(cache)
        return spread(told)


def print_run(path: Path, leaflets: Leaflets, kinds: Sequence[Sequence[str]]) -> tuple[float, int]:
    """Seconds and bytes of a run of copies of these leaflets by turns."""
    from leaflets.pipeline import compile_plan
    from leaflets.print.run import Run

    compiled = [compile_plan(leaflets.plan(kind)) for kind in kinds]
    those = list(people(RECORDS))
    begun = process_time()
    filled = [(None, 0)] * RECORDS
    with path.open("wb") as stream:
        run = Run(stream, title="Print run")
        # As in a batch: values leaflet by leaflet, pages in the order of the list.
        for index, each in enumerate(compiled):
            leaflet = run.open(each.template, each.set_value, each.language)
            for number in range(index, RECORDS, len(compiled)):
                values = leaflet.fill(each.values(*those[number]))
                filled[number] = (leaflet.sides, values)
        for (sides, values), (_, token) in zip(filled, those, strict=True):
            run.add(sides, values, token)
        run.close()
    return process_time() - begun, path.stat().st_size


def fullbleed_run(path: Path, leaflets: Leaflets) -> tuple[float, int]:
    """The same by fullbleed."""
    make = run_by_fullbleed(leaflets.words)
    those = list(people(RECORDS))
    begun = process_time()
    make([person.name for person, _ in those], [token for _, token in those], path)
    return process_time() - begun, path.stat().st_size


def main() -> None:
    """Make a print run, and tell what that took."""
    how, path = sys.argv[1], Path(sys.argv[2])
    leaflets = Leaflets()
    if how == "fullbleed":
        seconds, size = fullbleed_run(path, leaflets)
    else:
        one = how == "print-run-alike"
        kinds = [SHORTEST] if one else leaflets.some(RUN_LEAFLETS)
        seconds, size = print_run(path, leaflets, kinds)
    told = {"microseconds": 1e6 * seconds / RECORDS, "bytes": size / RECORDS}
    print(json.dumps(told | {"megabytes": most_memory()}))


if __name__ == "__main__":
    main()
