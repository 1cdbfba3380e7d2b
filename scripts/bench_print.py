"""What a print run and folding cost, as ``bench.py`` measures them.

A run is compared with stamping the same copies in memory, which is what it saves; sheets with
setting the pages that stand on them, and with a batch that leaves them as pages.
"""

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench_measure import DAY, ROOT, SOURCE, Counted, Measure, leaflets, processor, work
from bench_start import PEOPLE, write_table

COPIES = 10_000
LETTERS = "abcdefghij"


class Copies:
    """A leaflet in one format and so many different people who get it."""

    def __init__(self, page_format: str, count: int = COPIES) -> None:
        from leaflets.content.valid import load_valid, pick_leaflet
        from leaflets.layout.formats import find_format
        from leaflets.model.clinic import Clinic
        from leaflets.model.profile import Personal, Profile, Record
        from leaflets.pipeline import Order, compile_plan, plan_leaflet
        from leaflets.translation.catalogs import find_catalog

        content = load_valid(SOURCE)
        leaflet = pick_leaflet(content, None)
        catalog = find_catalog("en_GB", SOURCE, leaflet.id)
        order = Order(page_format=find_format(page_format), clinic=Clinic(), today=DAY)
        anyone = Record(profile=Profile(), personal=Personal(name="x", given_by="x"))
        self.plan = plan_leaflet(content, leaflet, anyone, catalog, order)
        self.compile = compile_plan
        self.compiled = compile_plan(self.plan)
        self.people = [
            Personal(name=f"Zoë {self._letters(number)}", given_by="Jo Bell", day=DAY)
            for number in range(count)
        ]

    @staticmethod
    def _letters(number: int) -> str:
        return "".join(LETTERS[int(digit)] for digit in f"{number:06d}")

    def run(self) -> int:
        """Write all of them as one run; how many bytes it has."""
        from leaflets.print.run import Run

        compiled = self.compiled
        with tempfile.TemporaryFile() as stream:
            run = Run(stream, title="Print run")
            taken = run.open(compiled.template, compiled.set_value, compiled.language)
            tokens = [f"{number * 0x9E3779B97F4A7C15 % 2**64:016x}" for number in range(COPIES)]
            filled = [
                taken.fill(compiled.values(person, token))
                for person, token in zip(self.people, tokens, strict=False)
            ]
            for resources, token in zip(filled, tokens, strict=False):
                run.add(taken.sides, resources, token)
            run.close()
            return stream.tell()

    def stamp(self) -> None:
        """Make the same copies in memory, one after the other."""
        for number, person in enumerate(self.people):
            self.compiled.stamp(person, f"{number * 0x9E3779B97F4A7C15 % 2**64:016x}")

    def impose(self) -> None:
        """Put the pages on sheets."""
        from leaflets.print.sheets import Marks

        self.compiled.on_sheets(Marks.NONE)

    def lay_out(self) -> None:
        """Set the pages anew."""
        self.compile(self.plan)


def batches(folder: Path, table: Path) -> tuple[list[str], Callable[[], str]]:
    """The arguments of a batch that sets all pages anew, and a new folder for each time."""
    numbers = iter(range(1_000_000))

    def output() -> str:
        return str(folder / f"out-{next(numbers)}")

    key = folder / "site.key"
    common = ["--key", str(key), "--source", str(SOURCE), "--today", DAY.isoformat()]
    return [*common, "batch", str(table), "--format", "booklet", "--no-cache"], output


def counted() -> Iterator[tuple[str, float]]:
    """Bytes of a run a copy, and the most memory of a process that makes one, in megabytes."""
    done = subprocess.run(
        [sys.executable, __file__], cwd=ROOT, capture_output=True, text=True, check=True
    )
    yield from json.loads(done.stdout).items()


def measures(folder: Path, pairs: int) -> Iterator[Measure | Counted]:
    """A run for a print room, and sheets for folding."""
    copies = Copies("a4")
    yield Measure(
        name="print-run",
        what=f"{COPIES} copies of {copies.compiled.pages} pages in one file;"
        " processor time per copy",
        compared_with="stamping the same copies in memory, one after the other",
        subject=processor(work(copies.run)),
        base=processor(work(copies.stamp)),
        pairs=3 * pairs,
        per=COPIES,
        base_per=COPIES,
    )
    yield Counted(
        name="print-run-size",
        what="the same, in a process of its own",
        count=counted,
    )
    booklet = Copies("booklet", 1)
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
    arguments, output = batches(folder, table)
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


def _count() -> None:
    """What :func:`counted` has a process of its own do."""
    sys.path.insert(0, str(ROOT))
    copies = Copies("a4")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    size = copies.run()
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    told = {
        "copies": COPIES,
        "pages_a_copy": copies.compiled.pages,
        "bytes_a_copy": round(size / COPIES),
        "peak_megabytes": round(after / 1024),
        "of_it_before_the_run_megabytes": round(before / 1024),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    _count()
