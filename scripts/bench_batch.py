"""Batches: what stamping, files, a whole run, a print run and a long list cost, beside others.

All seconds but those of several processes are the processor's, so that other work on the machine
counts for little, on one core. ``bench_peers.py`` says what other makers set, ``bench_lists.py``
for whom.
"""

import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from bench_jobs import Jobs
from bench_lists import (
    LEAFLETS,
    MEMORY,
    RECORDS,
    SHORTEST,
    Bench,
    Command,
    Leaflets,
    batch,
    cells,
    people,
)
from bench_measure import DAY, SOURCE, in_turns, ratios, spread
from bench_peers import PEERS, words_of
from bench_run import PrintRunMeasure

LONG, MADE = 1_000_000, 100_000
STAMPED = 2000
FILES = 5000
UNIT = 100
SLOW = {"weasyprint": 5}
COPIES = 20
"""What the slow makers make in a round."""


@dataclass(frozen=True, slots=True)
class Stamping:
    """A copy in memory, beside what others take for one."""

    bench: Bench
    name: str = "batch-stamp"

    def taken(self) -> dict[str, object]:
        """Make copies by turns, each with another name and token."""
        from leaflets.pipeline import compile_plan

        bench = self.bench
        compiled = compile_plan(bench.leaflets.shortest)
        sizes = {"leaflets": len(compiled.stamp(*next(people(1))))}

        def stamp() -> float:
            those = list(people(STAMPED))
            begun = process_time()
            for personal, token in those:
                compiled.stamp(personal, token)
            return (process_time() - begun) / STAMPED

        def others(name: str, make: Callable[[str, str], bytes]) -> Callable[[], float]:
            def run() -> float:
                copies = SLOW.get(name, COPIES)
                those = list(people(copies))
                begun = process_time()
                for personal, token in those:
                    sizes[name] = len(make(personal.name, token))
                return (process_time() - begun) / copies

            return run

        sides = {"leaflets": stamp}
        missing = {}
        for name, make in bench.peers():
            if isinstance(make, str):
                missing[name] = make
            else:
                sides[name] = others(name, make)
        told = in_turns(bench.rounds, sides)
        return {
            "name": self.name,
            "what": "a copy in memory: tagged, widths checked, each with another name",
            "pages": compiled.pages,
            "microseconds": {n: spread([1e6 * s for s in all_]) for n, all_ in told.items()},
            "bytes": sizes,
            "times_as_long": {name: ratios(all_, told["leaflets"]) for name, all_ in told.items()},
            "not_measured": missing,
            "commit": "typst at its best >= 400",
        }


C_LOOP = r"""
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
/* The same bytes, in as many files, under such names: made, written, closed, renamed. */
int main(int count, char **given) {
    long files = atol(given[1]), size = atol(given[2]);
    int work = open(given[3], O_RDONLY | O_DIRECTORY);
    int place = open(given[4], O_RDONLY | O_DIRECTORY);
    int sample = open(given[5], O_RDONLY);
    char *data = malloc(size), name[32];
    if (count != 6 || work < 0 || place < 0 || read(sample, data, size) != size) return 1;
    for (long file = 0; file < files; file++) {
        snprintf(name, sizeof name, "%016lx.pdf", file);
        int out = openat(work, name, O_WRONLY | O_CREAT | O_EXCL, 0600);
        if (out < 0 || write(out, data, size) != size) return 2;
        close(out);
        if (renameat(work, name, place, name)) return 3;
    }
    return 0;
}
"""


@dataclass(frozen=True, slots=True)
class Files:
    """Copies as files, by the batch's own code, beside a loop in C that only writes."""

    bench: Bench
    name: str = "batch-files"

    def taken(self) -> dict[str, object]:
        """Write files by turns, into empty folders in memory."""
        compiler = shutil.which("gcc") or shutil.which("cc")
        if compiler is None or not MEMORY.is_dir():
            return {"name": self.name, "not_measured": "needs a C compiler and tmpfs"}
        place = self.bench.quick / "files"
        source, program, sample = (self.bench.folder / n for n in ("loop.c", "loop", "sample"))
        source.write_text(C_LOOP)
        subprocess.run([compiler, "-O2", "-o", program, source], check=True)
        maker_of, sizes = self._maker(place), []

        def empty() -> tuple[Path, Path]:
            shutil.rmtree(place, ignore_errors=True)
            folders = place / "work", place / "leaflets"
            for folder in (place, *folders):
                folder.mkdir()
            return folders

        def ours() -> float:
            empty()
            store, make = maker_of()
            begun = process_time()
            make()
            taken = process_time() - begun
            store.close()
            written = [path.stat().st_size for path in (place / "leaflets").iterdir()]
            assert len(written) == FILES
            sizes[:] = [sum(written) // FILES]
            return taken / FILES

        def in_c() -> float:
            folders = empty()
            sample.write_bytes(os.urandom(sizes[0]) if sizes else b"")
            size = sizes[0]
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([program, str(FILES), str(size), *folders, sample], check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            return used / FILES

        ours()
        told = in_turns(self.bench.rounds, {"leaflets": ours, "c": in_c})
        shutil.rmtree(place)
        return {
            "name": self.name,
            "what": f"{FILES:,} copies stamped, hashed and written on tmpfs, whole or not at all",
            "compared_with": "a C loop that makes, writes, closes and renames such files",
            "bytes": sizes[0],
            "microseconds": {n: spread([1e6 * s for s in all_]) for n, all_ in told.items()},
            "ratio": ratios(told["leaflets"], told["c"]),
            "commit": "<= 2.0",
        }

    def _maker(self, place: Path) -> Callable[[], tuple[object, Callable[[], None]]]:
        """What gives a maker of units as a run has one, its leaflet compiled, and its store."""
        from leaflets.batch.store import FolderStore
        from leaflets.batch.work import Copy, Kit, Maker, Unit, Wish
        from leaflets.content.valid import pick_leaflet
        from leaflets.layout.formats import find_format
        from leaflets.model.clinic import Clinic
        from leaflets.pipeline import Order
        from leaflets.records.columns import read_columns
        from leaflets.translation.catalogs import find_catalog

        content = self.bench.leaflets.content
        leaflet = pick_leaflet(content, None)
        kit = Kit(
            content=content,
            leaflet_id=leaflet.id,
            catalogs={"en_GB": find_catalog("en_GB", SOURCE, leaflet.id)},
            order=Order(page_format=find_format("a4"), clinic=Clinic(), today=DAY),
        )
        wish = Wish(
            profile=read_columns(cells(SHORTEST), content.vocabulary).record.profile,
            language="en_GB",
            page_format="a4",
            named=True,
            given=True,
        )

        def ready() -> tuple[FolderStore, Callable[[], None]]:
            store = FolderStore(place / "leaflets", place / "work")
            maker = Maker(kit, store)
            maker.make(Unit(key="k", wish=wish, copies=()))
            copies = [
                Copy(number, token, personal)
                for number, (personal, token) in enumerate(people(FILES))
            ]
            units = [
                Unit(key="k", wish=wish, copies=tuple(copies[at : at + UNIT]))
                for at in range(0, FILES, UNIT)
            ]

            def make() -> None:
                for unit in units:
                    assert not maker.make(unit).failed

            return store, make

        return ready


@dataclass(frozen=True, slots=True)
class WholeBatch:
    """A list as files, from nothing, beside what typst takes for as many copies."""

    bench: Bench
    name: str = "batch-cold"

    def taken(self) -> dict[str, object]:
        """Make the batch with nothing kept, with pages kept, and once more with nothing to do."""
        bench = self.bench
        records = bench.write_list(RECORDS)
        place, cache = bench.quick / "batch", bench.quick / "cache"
        makers = []
        for kind in bench.leaflets.kinds[:: LEAFLETS // 10]:
            words = words_of(bench.leaflets.plan(kind).leaflet)
            try:
                makers.append(PEERS["typst"](words))
            except ImportError:
                break

        def command(*, forget: bool) -> float:
            shutil.rmtree(place, ignore_errors=True)
            if forget:
                shutil.rmtree(cache, ignore_errors=True)
            taken = batch(bench, records, "-o", str(place), cache=cache)
            megabytes.append(taken.megabytes)
            return taken.processor

        def again() -> float:
            return batch(bench, records, "-o", str(place), cache=cache).processor

        def typst() -> float:
            begun = process_time()
            for make in makers:
                for personal, token in people(COPIES):
                    make(personal.name, token)
            return (process_time() - begun) / (COPIES * len(makers)) * RECORDS

        megabytes: list[float] = []
        sides = {"cold": lambda: command(forget=True), "pages-kept": lambda: command(forget=False)}
        sides["unchanged"] = again
        if makers:
            sides["typst"] = typst
        told: dict[str, list[float]] = {}
        # In this order: pages and copies are there only after the first.
        for _ in range(max(2, bench.rounds // 2)):
            for name, side in sides.items():
                told.setdefault(name, []).append(side())
        shutil.rmtree(place)
        shutil.rmtree(cache)
        told_ratios = {
            name: ratios(told["typst"], told[name]) for name in told if makers and name != "typst"
        }
        return {
            "name": self.name,
            "what": f"leaflets batch of {RECORDS:,} records over {LEAFLETS} leaflets into files on"
            " tmpfs, whole process: manifest, audit of 1 %",
            "compared_with": f"typst, in memory, a sample: {COPIES} copies of each of"
            f" {len(makers)} of these leaflets, times {RECORDS:,}",
            "seconds": {name: spread(all_) for name, all_ in told.items()},
            "typst_takes_times_as_long": told_ratios,
            "megabytes": round(max(megabytes), 1),
            "commit": "cold >= 30",
        }


@dataclass(frozen=True, slots=True)
class Memory:
    """The most memory that long lists take."""

    bench: Bench
    name: str = "batch-memory"

    def taken(self) -> dict[str, object]:
        """Check a million rows, and make a tenth as many copies and a hundredth."""
        bench = self.bench
        place, cache = bench.quick / "batch", bench.quick / "cache"
        told: dict[str, Command] = {}
        for rows in (RECORDS, MADE, LONG):
            records = bench.write_list(rows)
            told[f"preflight {rows:,}"] = batch(bench, records, "--preflight", cache=cache)
        for rows in (RECORDS, MADE):
            records = bench.write_list(rows)
            told[f"made {rows:,}"] = batch(bench, records, "-o", str(place), cache=cache)
            shutil.rmtree(place)
            shutil.rmtree(cache)  # each sets its pages itself, which takes memory, too
        few, many = (told[f"made {rows:,}"] for rows in (RECORDS, MADE))
        slope = (many.megabytes - few.megabytes) / (MADE - RECORDS) * 1_000_000
        return {
            "name": self.name,
            "what": f"leaflets batch over {LEAFLETS} leaflets, the most memory of its process",
            "megabytes": {name: round(took.megabytes, 1) for name, took in told.items()},
            "processor_seconds": {name: round(took.processor, 1) for name, took in told.items()},
            "megabytes_more_by_a_million_made": round(slope, 1),
            "commit": "1,000,000 rows < 200",
        }


Taken = Stamping | Files | WholeBatch | PrintRunMeasure | Jobs | Memory


def measures(folder: Path, rounds: int) -> Iterator[Taken]:
    """Everything that is measured of batches, the cheapest first."""
    bench = Bench(folder=folder, rounds=rounds, leaflets=Leaflets())
    try:
        yield from (kind(bench) for kind in (Stamping, Files, PrintRunMeasure, WholeBatch))
        yield Jobs(bench, RECORDS, "batch-jobs")
        yield Jobs(bench, MADE, "batch-jobs-long")
        yield Memory(bench)
    finally:
        shutil.rmtree(bench.quick)
