"""Measure the speed of leaflets in one run, as JSON on standard output.

Whole commands are compared with an empty Python, setting text with plain ReportLab's Latin, also
by WeasyPrint and typst where they are installed (``bench_text.py``), batches with these and more
(``bench_batch.py``), a page of the desk in a browser with the command (``bench_desk.py``).

Machines differ and a shared one changes from minute to minute, so nothing here passes or fails on
seconds. Each measure and what it is compared with run by turns, each pair gives one ratio, and the
ratios are told as a median with the quartiles beside it. BENCHMARKS.md says how to read them.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from itertools import chain, count, islice, product
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click
from bench_records import BulkMeasure

if TYPE_CHECKING:
    from bench_batch import Taken

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "source"
TODAY = "2026-11-22"
RESULTS = ("--her2", "positive", "--er", "negative", "--pr", "negative", "--prior", "none")
LIBRARIES = (
    "click", "pydantic", "pyyaml", "reportlab", "babel", "pillow", "uharfbuzz", "uniseg",
    "weasyprint", "typst", "fullbleed",
)  # fmt: skip
COLUMNS = "record_id,her2,er,pr,prior,current,cns_spread,nation"
ROWS = 1000
COPIES = 1000
PEOPLE = 200  # of these rows, where one process explains them again and again

Timed = Callable[[], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The middle of some numbers, and the quartiles on both sides of it."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, numbers: Sequence[float]) -> "Spread":
        """The spread of ``numbers``, of which there are at least two."""
        low, median, high = statistics.quantiles(numbers, n=4, method="inclusive")
        return cls(median=median, low=low, high=high)

    def as_json(self, digits: int) -> dict[str, object]:
        """The three numbers, rounded."""
        return {
            "median": round(self.median, digits),
            "quartiles": [round(self.low, digits), round(self.high, digits)],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One thing to time, and the other thing that it is a multiple of."""

    name: str
    what: str
    compared_with: str
    subject: Timed
    base: Timed
    pairs: int
    per: int = 1
    """How many of what is asked about one run of the subject holds."""
    base_per: int = 1
    """The same of what it is compared with."""
    warmed_up: bool = True
    """Not to count a first run, which reads what later ones find ready; long ones hide it."""
    aim: float | None = None
    """The ratio that the design asks for; told, never enforced."""

    def taken(self) -> dict[str, object]:
        """Run the pairs, first one then the other, and tell what came out."""
        if self.warmed_up:
            self.base(), self.subject()
        bases: list[float] = []
        subjects: list[float] = []
        for pair in range(self.pairs):
            # The order turns with each pair, so that a machine that slows down favours neither.
            for kept, timed in [(bases, self.base), (subjects, self.subject)][
                :: -1 if pair % 2 else 1
            ]:
                kept.append(timed())
        ratios = [subject / base for subject, base in zip(subjects, bases, strict=True)]
        told: dict[str, object] = {
            "name": self.name,
            "what": self.what,
            "compared_with": self.compared_with,
            "pairs": self.pairs,
            "ratio": Spread.of(ratios).as_json(2),
            "milliseconds": Spread.of([1000 * s / self.per for s in subjects]).as_json(3),
            "base_milliseconds": Spread.of([1000 * s / self.base_per for s in bases]).as_json(3),
        }
        return told if self.aim is None else {**told, "aim": self.aim}


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What can't be measured here, and why."""

    name: str
    reason: str

    def taken(self) -> dict[str, object]:
        """Tell so."""
        return {"name": self.name, "not_measured": self.reason}


def process(*arguments: str) -> Timed:
    """Times a whole Python process, from its start to its end."""
    command = [sys.executable, *arguments]
    environment = {name: value for name, value in os.environ.items() if "LEAFLETS_" not in name}

    def run() -> float:
        begun = perf_counter()
        done = subprocess.run(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        taken = perf_counter() - begun
        if done.returncode:
            raise click.ClickException(f"{' '.join(arguments)} failed\n{done.stderr}")
        return taken

    return run


def leaflets(*arguments: str) -> Timed:
    """Times the program as a whole process."""
    return process("-m", "leaflets", *arguments)


def work(function: Callable[[], object]) -> Timed:
    """Times a call in this process."""

    def run() -> float:
        begun = perf_counter()
        function()
        return perf_counter() - begun

    return run


def processor(timed: Timed) -> Timed:
    """Times what the processor does, here and in processes that end meanwhile.

    Where two things differ by little, a shared machine hides it in what the clock says.
    """

    def run() -> float:
        begun = sum(os.times()[:4])
        timed()
        return sum(os.times()[:4]) - begun

    return run


def rows(number_of: int) -> Iterator[str]:
    """``number_of`` lines of a table of invented records, of every kind of person by turns."""
    receptor = ("positive", "negative", "")
    kinds = tuple(product(
        (*receptor, "low"), receptor, receptor,
        ("none", "letrozole", "trastuzumab;docetaxel", ""), ("none", "trastuzumab", ""),
        ("yes", "no", ""), ("england", "wales", ""),
    ))  # fmt: skip
    for number in range(number_of):
        # Steps of 7, which the number of kinds can't be divided by: all come, neighbours differ.
        yield ",".join((str(number + 1), *kinds[7 * number % len(kinds)]))


def write_table(path: Path, number_of: int) -> Path:
    """A table of ``number_of`` records."""
    path.write_text("\n".join((COLUMNS, *rows(number_of), "")), encoding="utf-8")
    return path


def measures(folder: Path, pairs: int) -> Iterator[Measure]:
    """Everything that is measured, the cheapest first."""
    from leaflets.content.valid import load_valid, pick_leaflet
    from leaflets.layout.formats import find_format
    from leaflets.model.clinic import Clinic
    from leaflets.model.profile import Personal, Record
    from leaflets.pipeline import Order, compile_plan, make_leaflet, plan_leaflet
    from leaflets.records.tables import read_table
    from leaflets.selection.decide import decide
    from leaflets.selection.explain import as_json
    from leaflets.translation.catalogs import find_catalog

    empty = process("-c", "pass")
    place = ("--source", str(SOURCE), "--today", TODAY)
    make = leaflets(*place, "make", *RESULTS, "-o", str(folder / "leaflet.pdf"), "--no-cache")
    again = leaflets(*place, "make", *RESULTS, "-o", str(folder / "again.pdf"))
    few, many = write_table(folder / "one.csv", 1), write_table(folder / "many.csv", ROWS)

    content = load_valid(SOURCE)
    leaflet = pick_leaflet(content, None)
    person = folder / "person.csv"
    person.write_text("her2,er,pr,prior\npositive,negative,negative,none\n", encoding="utf-8")
    (row,) = read_table(person, content.vocabulary)
    record, catalog = row.reading.record, find_catalog("en_GB", SOURCE, leaflet.id)
    order = Order(page_format=find_format("a4"), clinic=Clinic(), today=date.fromisoformat(TODAY))
    warm = work(lambda: make_leaflet(content, leaflet, record, catalog, order))
    somebody = Record(profile=record.profile, personal=Personal(name="x", given_by="x"))
    compiled = compile_plan(plan_leaflet(content, leaflet, somebody, catalog, order))
    numbers = count()

    def stamp_all() -> None:
        for number in islice(numbers, COPIES):
            letters = "".join("abcdefghij"[int(digit)] for digit in f"{number:06d}")
            person = Personal(name=f"Zoë {letters}", given_by="Jo Bell", day=order.today)
            compiled.stamp(person, f"{number:016x}")

    def stamp_rare() -> None:
        for number in islice(numbers, COPIES // 10):
            letters = "".join("আইউএওকখগঘচ"[int(digit)] for digit in f"{number:06d}")
            person = Personal(name=f"প্রিয়া {letters}", given_by="Jo Bell", day=order.today)
            compiled.stamp(person, f"{number:016x}")

    table = islice(read_table(many, content.vocabulary), PEOPLE)
    people = [row.reading.record.profile for row in table]

    def explain_all() -> None:
        for profile in people:
            json.dumps(as_json(leaflet, decide(leaflet, content.vocabulary, profile), None))

    yield Measure(
        name="startup",
        what="leaflets --help, whole process",
        compared_with="python -c pass",
        subject=leaflets("--help"),
        base=empty,
        pairs=3 * pairs,
        aim=8,
    )
    yield Measure(
        name="content",
        what="reading and checking all content, in one process",
        compared_with="python -c pass",
        subject=work(lambda: load_valid(SOURCE)),
        base=empty,
        pairs=3 * pairs,
    )
    yield Measure(
        name="leaflet-cold",
        what="leaflets make, whole process",
        compared_with="python -c pass",
        subject=make,
        base=empty,
        pairs=pairs,
    )
    yield Measure(
        name="leaflet-warm",
        what="one more leaflet where content is read already",
        compared_with="python -c pass",
        subject=warm,
        base=empty,
        pairs=pairs,
    )
    yield Measure(
        name="leaflet-cold-to-warm",
        what="leaflets make, whole process",
        compared_with="one more leaflet where content is read already",
        subject=make,
        base=warm,
        pairs=max(3, pairs // 2),
    )
    yield Measure(
        name="leaflet-cached",
        what="leaflets make, whole process, its pages in the cache",
        compared_with="python -c 'import click'",
        subject=again,
        base=process("-c", "import click"),
        pairs=pairs,
        aim=1.5,
    )
    yield Measure(
        name="stamp",
        what=f"{COPIES} copies stamped in one process, each with another name; ms per copy",
        compared_with="one more leaflet, decided and laid out",
        subject=work(stamp_all),
        base=warm,
        pairs=pairs,
        per=COPIES,
    )
    yield Measure(
        name="stamp-rare",
        what=f"{COPIES // 10} copies, each with a name in a script of its own; ms per copy",
        compared_with="one more leaflet, decided and laid out",
        subject=work(stamp_rare),
        base=warm,
        pairs=pairs,
        per=COPIES // 10,
    )
    yield Measure(
        name="explain-table",
        what=f"leaflets explain --records, {ROWS} records, whole process; milliseconds per record",
        compared_with="the same with 1 record",
        subject=leaflets(*place, "explain", "--records", str(many)),
        base=leaflets(*place, "explain", "--records", str(few)),
        pairs=max(3, pairs // 2),
        per=ROWS,
        warmed_up=False,
    )
    yield Measure(
        name="explain-records",
        what=f"deciding and telling {PEOPLE} records in one process; milliseconds per record",
        compared_with="python -c pass",
        subject=work(explain_all),
        base=empty,
        pairs=max(3, pairs // 2),
        per=PEOPLE,
        warmed_up=False,
    )


def text_measures(pairs: int) -> Iterator[Measure | Missing]:
    """Setting and drawing the same amount of text in each script, against plain ReportLab's Latin.

    What is not installed is told instead of measured.
    """
    import bench_text as text

    cases = list(text.cases())
    base = work(text.plain_reportlab(cases[0]))
    amount = f"{text.PAGES} pages of {text.CHARACTERS} characters; milliseconds per page"

    def measure(name: str, what: str, subject: Timed, aim: float | None = None) -> Measure:
        return Measure(
            name=name,
            what=f"{what}: {amount}",
            compared_with="ReportLab's Paragraph, the same amount of English, untagged",
            subject=subject,
            base=base,
            pairs=3 * pairs,
            per=text.PAGES,
            base_per=text.PAGES,
            aim=aim,
        )

    for case in cases:
        cold, warm = (work(text.ours(case, cold=cold)) for cold in (True, False))
        yield measure(f"text-{case.name}-cold", f"{case.what}, nothing shaped before", cold)
        yield measure(f"text-{case.name}-warm", f"{case.what}, all shaped before", warm, case.aim)
    for maker, prepare in text.OTHERS.items():
        for case in cases:
            try:
                subject = work(prepare(case))
            except (ImportError, OSError) as error:  # OSError: WeasyPrint finds no Pango
                gone = isinstance(error, ModuleNotFoundError)
                yield Missing(name=f"text-{maker}", reason="not installed" if gone else str(error))
                break
            yield measure(f"text-{maker}-{case.name}", f"{case.what}, by {maker}", subject)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What is counted and not timed."""

    name: str
    what: str
    count: Callable[[], Iterator[tuple[str, float]]]

    def taken(self) -> dict[str, object]:
        """Count it."""
        return {"name": self.name, "what": self.what, **dict(self.count())}


def print_measures(folder: Path, pairs: int) -> Iterator[Measure | Counted]:
    """A run for a print room, and sheets for folding."""
    import bench_print

    copies = bench_print.Copies("a4")
    yield Measure(
        name="print-run",
        what=f"{bench_print.COPIES} copies of {copies.compiled.pages} pages in one file;"
        " processor time per copy",
        compared_with="stamping the same copies in memory, one after the other",
        subject=processor(work(copies.run)),
        base=processor(work(copies.stamp)),
        pairs=3 * pairs,
        per=bench_print.COPIES,
        base_per=bench_print.COPIES,
    )
    yield Counted(
        name="print-run-size",
        what="the same, in a process of its own",
        count=bench_print.counted,
    )
    booklet = bench_print.Copies("booklet", 1)
    yield Measure(
        name="print-sheets",
        what=f"putting the {booklet.compiled.pages} pages of a booklet on sheets",
        compared_with="setting these pages, where all of them was set before",
        subject=work(booklet.impose),
        base=work(booklet.lay_out),
        pairs=3 * pairs,
        aim=0.05,
    )
    table = write_table(folder / "booklets.csv", PEOPLE // 4)
    arguments, output = bench_print.batches(folder, table)
    yield Measure(
        name="print-sheets-batch",
        what=f"leaflets batch --imposed, {PEOPLE // 4} booklets, most of them different;"
        " processor time",
        compared_with="the same batch without --imposed",
        subject=processor(lambda: leaflets(*arguments, "--imposed", "-o", output())()),
        base=processor(lambda: leaflets(*arguments, "-o", output())()),
        pairs=pairs,
        aim=1.05,
    )


def record_measures(folder: Path, pairs: int) -> Iterator[BulkMeasure]:
    """Reading a bulk export of FHIR, beside parsing it as JSON and no more."""
    export = folder / "export"
    export.mkdir()
    yield BulkMeasure(folder=export, pairs=max(2, pairs // 2))


def desk_measures(folder: Path, pairs: int) -> Iterator[Measure | Missing]:
    """A changed choice on the desk's page, beside the command that prints the same leaflet."""
    try:
        from bench_desk import chooser
    except ImportError:
        yield Missing(name="desk", reason="not installed")
        return
    results = ("Negative", "Positive")
    clinic = ("--clinic", str(SOURCE / "clinic.example.yaml"))
    make = ("--source", str(SOURCE), "--today", TODAY, "make", *RESULTS)
    make = (*make, *clinic, "-o", str(folder / "desk.pdf"))
    shown = "from the click on another result to the picture of page 1, in a browser"
    for name, what, cache, option in (
        ("desk-seen", "its pages set before", folder / "desk-cache", ()),
        ("desk-new", "its pages set anew", None, ("--no-cache",)),
    ):
        with chooser(cache, results) as window:
            yield Measure(
                name=name,
                what=f"{shown}, {what}",
                compared_with=f"leaflets make, whole process, {what}",
                subject=window.change,
                base=leaflets(*make, *option),
                pairs=3 * pairs,
                aim=1.5,
            )


def batch_measures(folder: Path, pairs: int) -> "Iterator[Taken]":
    """Batches beside other makers, on one core; those that are not installed are told."""
    from bench_batch import measures as of_batches

    yield from of_batches(folder, pairs)


def environment() -> dict[str, object]:
    """What the figures depend on, without the name of any machine."""
    return {
        "leaflets": version_of("leaflets"),
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "system": platform.system(),
        "machine": platform.machine(),
        "processors": os.cpu_count(),
        "libraries": {name: found for name in LIBRARIES if (found := version_of(name))},
    }


def version_of(name: str) -> str | None:
    """The version of a library, if it is installed, or of the program in this folder."""
    if name == "leaflets":
        from leaflets import __version__

        return __version__
    try:
        return version(name)
    except PackageNotFoundError:
        return None


@click.command(epilog="Example: python scripts/bench.py > bench.json")
@click.option(
    "--pairs", type=click.IntRange(min=2), default=5, show_default=True,
    help="How many pairs to time of what takes long; short things are timed three times as often.",
)  # fmt: skip
@click.option(
    "--only", metavar="NAME", help="Take only the measures whose name begins so, such as text."
)
def main(pairs: int, only: str | None) -> None:
    """Measure start-up, leaflets, explain, print, text, records, desk, batches; JSON on stdout."""
    begun = perf_counter()
    sys.path.insert(0, str(ROOT))
    results = []

    def wants(part: str) -> bool:
        """Whether any measure of a part is asked for, since some take long to set up."""
        return not only or only.startswith(part) or part.startswith(only)

    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        everything = (
            measures(Path(folder), pairs),
            print_measures(Path(folder), pairs) if wants("print") else (),
            text_measures(pairs) if wants("text") else (),
            record_measures(Path(folder), pairs),
            desk_measures(Path(folder), pairs) if wants("desk") else (),
            batch_measures(Path(folder), pairs) if wants("batch") else (),
        )
        for measure in chain(*everything):
            if measure.name.startswith(only or ""):
                click.echo(f"{measure.name} ...", err=True)
                results.append(measure.taken())
    told = {
        "schema": 1,
        "environment": environment(),
        "seconds": round(perf_counter() - begun, 1),
        "results": results,
    }
    click.echo(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
