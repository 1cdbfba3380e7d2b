"""What the benches of batches need: leaflets, people, lists; and what a command took."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count, islice, product
from pathlib import Path
from time import perf_counter

from bench_measure import DAY, ROOT, SOURCE

if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from bench_peers import PEERS, Words, words_of

from leaflets.model.profile import Personal
from leaflets.model.source import Content
from leaflets.pipeline import Plan

MEMORY = Path("/dev/shm")  # tmpfs, so that no disk is measured
KEY = b"a key for the bench only, 32 b. "
HEADINGS = ("her2", "er", "pr", "prior", "current", "cns_spread", "nation")
SHORTEST = ("negative", "positive", "positive", "none", "none", "yes", "wales")
LEAFLETS, RECORDS = 300, 10_000

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


class Leaflets:
    """The shipped leaflet in English, planned and compiled for whom it is asked for."""

    @cached_property
    def content(self) -> Content:
        """All content."""
        from leaflets.content.valid import load_valid

        return load_valid(SOURCE)

    def plan(self, kind: Sequence[str]) -> Plan:
        """The leaflet of a person of this kind who has a name, on A4."""
        from leaflets.content.valid import pick_leaflet
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
        sys.executable, __file__, sys.executable, "-m", "leaflets", *place,
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


if __name__ == "__main__":
    sys.exit(run_and_tell(sys.argv[1:]))
