"""Batches: what stamping, files, a whole run, a print run and a long list cost, beside others.

All seconds but those of several processes are the processor's, so that other work on the machine
counts for little, on one core. Each round takes every side once, in an order that turns, and gives
one ratio. ``bench_peers.py`` says what other makers set.
"""

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import count, islice, product
from pathlib import Path
from time import perf_counter, process_time

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from bench_peers import PEERS, Words, run_by_fullbleed, words_of  # noqa: E402

from leaflets.model.profile import Personal  # noqa: E402
from leaflets.model.source import Content  # noqa: E402
from leaflets.pipeline import Plan  # noqa: E402

SOURCE = ROOT / "source"
MEMORY = Path("/dev/shm")  # tmpfs, so that no disk is measured
DAY = date(2026, 11, 22)
KEY = b"a key for the bench only, 32 b. "
HEADINGS = ("her2", "er", "pr", "prior", "current", "cns_spread", "nation")
SHORTEST = ("negative", "positive", "positive", "none", "none", "yes", "wales")
LEAFLETS, RECORDS, LONG, MADE = 300, 10_000, 1_000_000, 100_000
STAMPED = 2000
FILES = 5000
UNIT = 100
SLOW = {"weasyprint": 5}
COPIES = 20
"""What the slow makers make in a round."""

RESULT = ("positive", "negative", "")
KINDS = tuple(product(
    (*RESULT, "low", "ultralow"), RESULT, RESULT,
    ("none", "letrozole", "trastuzumab;docetaxel", "paclitaxel", ""), ("none", "trastuzumab", ""),
    ("yes", "no", ""), ("england", "wales", ""),
))  # fmt: skip

NUMBERS = count()


GIVEN = [
    "Ada", "Zoë", "Mary", "Ann", "Zofia", "Łucja", "Siân", "José", "Chloë", "Anaïs", "Priya",
    "Amina", "Grace", "Ruth", "Ines", "Noor", "Małgosia", "Eve", "Fay", "Gwen", "Hana", "Ivy",
    "Joan", "Kay", "Lena", "Mia", "Nia", "Olga", "Pam", "Rosa", "Sara", "Tess",
]  # fmt: skip
SURNAMES = [
    "Smith", "Łukasiewicz", "O'Brien", "Nguyen", "Khan", "Jones", "Wiśniewska", "Müller",
    "García", "Evans", "Patel", "Ali", "Żak", "Davies", "Brown", "Taylor", "Novák", "Øster",
    "Ångström", "Şahin", "Đorđević", "Murphy", "Walker", "Wright", "Hughes", "Green", "Hall",
    "Wood", "Clarke", "Jackson", "Allen", "Young",
]  # fmt: skip


def name_of(number: int) -> str:
    """A name such as people have: no other number below 98,304 has it, and its words come again."""
    rest, given = divmod(number, 32)
    rest, last = divmod(rest, 32)
    first = SURNAMES[(last + rest // 32 + 1) % 32]
    return f"{GIVEN[given]} {GIVEN[rest % 32]} {SURNAMES[last]}" + f"-{first}" * (number >= 32**3)


def people(number_of: int) -> Iterator[tuple[Personal, str]]:
    """So many people with tokens that were not there before, and no name twice in 32,768."""
    for number in islice(NUMBERS, number_of):
        yield Personal(name=name_of(number % 32**3), given_by="Jo Bell", day=DAY), f"{number:016x}"


def cells(kind: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The cells of a person of this kind."""
    told = (tuple(filter(None, cell.split(";"))) for cell in kind)
    return dict(zip(HEADINGS, told, strict=True))


def spread(numbers: Sequence[float], digits: int = 2) -> dict[str, object]:
    """The middle of some numbers, and the quartiles on both sides of it."""
    low, median, high = statistics.quantiles(numbers, n=4, method="inclusive")
    told = [round(each, digits) for each in (low, high)]
    return {"median": round(median, digits), "quartiles": told}


def in_turns(
    rounds: int, sides: dict[str, Callable[[], float]], *, warmed_up: bool = True
) -> dict[str, list[float]]:
    """Run each side once a round, after once for nothing; what each told, round by round."""
    told: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(-warmed_up, rounds):
        for name in list(sides)[:: -1 if number % 2 else 1]:
            taken = sides[name]()
            if number >= 0:
                told[name].append(taken)
    return told


def ratios(over: Sequence[float], under: Sequence[float]) -> dict[str, object]:
    """The ratio of each round."""
    return spread([a / b for a, b in zip(over, under, strict=True)])


class Leaflets:
    """The shipped leaflet in English, planned and compiled for whom it is asked for."""

    @cached_property
    def content(self) -> Content:
        """All content."""
        from leaflets.content.load import load_valid

        return load_valid(SOURCE)

    def plan(self, kind: Sequence[str]) -> Plan:
        """The leaflet of a person of this kind who has a name, on A4."""
        from leaflets.content.load import pick_leaflet
        from leaflets.layout.formats import find_format
        from leaflets.model.clinic import Clinic
        from leaflets.model.profile import Record
        from leaflets.pipeline import Order, plan_leaflet
        from leaflets.records.columns import read_columns
        from leaflets.translation.catalogs import find_catalog

        leaflet = pick_leaflet(self.content, None)
        profile = read_columns(cells(kind), self.content.vocabulary).record.profile
        record = Record(profile=profile, personal=Personal(name="-", given_by="-"))
        order = Order(page_format=find_format("a4"), clinic=Clinic(), today=DAY)
        catalog = find_catalog("en_GB", SOURCE, leaflet.id)
        return plan_leaflet(self.content, leaflet, record, catalog, order)

    @cached_property
    def shortest(self) -> Plan:
        """The leaflet that has fewest pages."""
        return self.plan(SHORTEST)

    @cached_property
    def words(self) -> Words:
        """What the shortest says."""
        return words_of(self.shortest.leaflet)

    @cached_property
    def kinds(self) -> list[tuple[str, ...]]:
        """A kind of person for each of the leaflets of a list."""
        return self.some(LEAFLETS)

    def some(self, number_of: int) -> list[tuple[str, ...]]:
        """A kind of person for each of so many different leaflets."""
        found: dict[str, tuple[str, ...]] = {}
        for number in range(len(KINDS)):
            # Steps of 7, which the number of kinds can't be divided by: all come.
            kind = KINDS[7 * number % len(KINDS)]
            found.setdefault(self.plan(kind).pages_key, kind)
            if len(found) == number_of:
                return list(found.values())
        raise ValueError(f"these kinds of people get {len(found)} leaflets only")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What all measures need: a folder, how many rounds, the leaflets."""

    folder: Path
    rounds: int
    leaflets: Leaflets

    @property
    def quick(self) -> Path:
        """A folder in memory for what is written."""
        place = (MEMORY if MEMORY.is_dir() else self.folder) / f"leaflets-bench-{os.getpid()}"
        place.mkdir(exist_ok=True)
        return place

    def write_list(self, rows: int) -> Path:
        """A list of so many records over the 300 leaflets, each with a name of its own."""
        path = self.folder / f"{rows}.csv"
        if not path.is_file():
            kinds = [",".join(kind) for kind in self.leaflets.kinds]
            with path.open("w", encoding="utf-8") as stream:
                stream.write(f"record_id,{','.join(HEADINGS)},name,given_by\n")
                for number in range(rows):
                    kind = kinds[number * 7919 % len(kinds)]
                    stream.write(f"P{number},{kind},{name_of(number)},Jo Bell\n")
        return path

    def peers(self) -> Iterator[tuple[str, Callable[[str, str], bytes] | str]]:
        """Each other maker, ready, or why there is none."""
        for name, prepare in PEERS.items():
            try:
                yield name, prepare(self.leaflets.words)
            except (ImportError, OSError) as error:  # OSError: WeasyPrint finds no Pango
                gone = isinstance(error, ModuleNotFoundError)
                yield name, "not installed" if gone else str(error)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What a command took: seconds of the processor and of the clock, and MB at the most."""

    processor: float
    clock: float
    megabytes: float


def batch(bench: Bench, records: Path, *arguments: str, cache: Path, code: int = 0) -> Command:
    """``leaflets batch`` as a process of its own."""
    key = bench.folder / "site.key"
    if not key.is_file():
        key.write_bytes(KEY)
        key.chmod(0o600)
    kept = {name: value for name, value in os.environ.items() if "LEAFLETS_" not in name}
    place = ("--key", str(key), "--today", DAY.isoformat(), "--source", str(SOURCE))
    command = [
        sys.executable, __file__, "run", sys.executable, "-m", "leaflets", *place,
        "batch", str(records), *arguments,
    ]  # fmt: skip
    done = subprocess.run(
        command, cwd=ROOT, env={**kept, "XDG_CACHE_HOME": str(cache)}, capture_output=True,
        text=True,
    )  # fmt: skip
    if done.returncode != code:
        raise SystemExit(f"{' '.join(arguments)} ended with {done.returncode}\n{done.stderr}")
    return Command(**json.loads(done.stdout.splitlines()[-1]))


def run_and_tell(command: Sequence[str]) -> int:
    """Run a command from this small process; what it took is the last line on standard output.

    What a process had at most counts what it was before it became the command, so that a large
    one may not start it. ``/usr/bin/time -v`` tells the same numbers.
    """
    begun = perf_counter()
    ended = subprocess.run(command, stdout=subprocess.DEVNULL).returncode
    clock = perf_counter() - begun
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = {"processor": used.ru_utime + used.ru_stime, "clock": clock}
    print(json.dumps(told | {"megabytes": used.ru_maxrss / 1024}))
    return ended


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
        from leaflets.content.load import pick_leaflet
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


@dataclass(frozen=True, slots=True)
class Jobs:
    """One process and two: seconds of the clock, which is all that two can save."""

    bench: Bench
    name: str = "batch-jobs"

    def taken(self) -> dict[str, object]:
        """Make a cold batch by turns, whole, and tell the ratios."""
        bench = self.bench
        cores = os.sched_getaffinity(0)
        records = bench.write_list(RECORDS)
        place, cache = bench.quick / "batch", bench.quick / "cache"

        def side(jobs: int) -> Callable[[], float]:
            def run() -> float:
                for folder in (place, cache):
                    shutil.rmtree(folder, ignore_errors=True)
                os.sched_setaffinity(0, bench_cores)
                try:
                    arguments = ("-o", str(place), "--jobs", str(jobs))
                    took = batch(bench, records, *arguments, cache=cache)
                finally:
                    os.sched_setaffinity(0, cores)
                processor.setdefault(jobs, []).append(took.processor)
                return took.clock

            return run

        processor: dict[int, list[float]] = {}
        bench_cores = set(range(os.cpu_count() or 1))
        load = os.getloadavg()[0]
        sides = {"1": side(1), "2": side(2)}
        told = in_turns(max(2, bench.rounds // 2), sides, warmed_up=False)
        shutil.rmtree(place)
        shutil.rmtree(cache)
        return {
            "name": self.name,
            "what": f"leaflets batch of {RECORDS:,} records over {LEAFLETS} leaflets, cold, whole"
            " process, with --jobs 1 and 2; seconds of the clock",
            "seconds": {jobs: spread(all_) for jobs, all_ in told.items()},
            "processor_seconds": {str(jobs): spread(all_) for jobs, all_ in processor.items()},
            "ratio": ratios(told["1"], told["2"]),
            "load_before": round(load, 1),
            "commit": ">= 1.8",
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
        shutil.rmtree(cache)
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
    kinds = (Stamping, Files, PrintRunMeasure, WholeBatch, Jobs, Memory)
    yield from (kind(bench) for kind in kinds)


def most_memory() -> float:
    """The most memory that this process had, in MB (Linux)."""
    status = Path("/proc/self/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return round(int(line.split()[1]) / 1024, 1)


def main() -> None:
    """Run a command and tell what it took; or make a print run."""
    how, *arguments = sys.argv[1:]
    if how == "run":
        sys.exit(run_and_tell(arguments))
    (path,) = map(Path, arguments)
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
