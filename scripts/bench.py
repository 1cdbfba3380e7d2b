"""Measure the speed of leaflets in one run, as JSON on standard output.

Whole commands are compared with an empty Python (``bench_start.py``), setting text with plain
ReportLab's Latin, also by WeasyPrint and typst where they are installed (``bench_text.py``),
batches with these and more (``bench_batch.py``), a page of the desk in a browser with the command
(``bench_desk.py``).

Machines differ and a shared one changes from minute to minute, so nothing here passes or fails on
seconds. Each measure and what it is compared with run by turns, each pair gives one ratio, and the
ratios are told as a median with the quartiles beside it. BENCHMARKS.md says how to read them.
"""

import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click
from bench_measure import ROOT, Measure, Missing

if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import bench_print
import bench_records
import bench_start

if TYPE_CHECKING:
    from bench_batch import Taken

LIBRARIES = (
    "click", "pydantic", "pyyaml", "reportlab", "babel", "pillow", "uharfbuzz", "uniseg",
    "weasyprint", "typst", "fullbleed",
)  # fmt: skip


def text(pairs: int) -> Iterator[Measure | Missing]:
    """Text in each script; its makers are read only if they are asked for."""
    import bench_text

    yield from bench_text.measures(pairs)


def desk(folder: Path, pairs: int) -> Iterator[Measure | Missing]:
    """A changed choice on the desk, where a browser is installed."""
    try:
        import bench_desk
    except ImportError:
        yield Missing(name="desk", reason="not installed")
        return
    yield from bench_desk.measures(folder, pairs)


def batches(folder: Path, pairs: int) -> "Iterator[Taken]":
    """Batches beside other makers, on one core; those that are not installed are told."""
    import bench_batch

    yield from bench_batch.measures(folder, pairs)


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
    results = []

    def wants(part: str) -> bool:
        """Whether any measure of a part is asked for, since some take long to set up."""
        return not only or only.startswith(part) or part.startswith(only)

    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        everything = (
            bench_start.measures(Path(folder), pairs),
            bench_print.measures(Path(folder), pairs) if wants("print") else (),
            text(pairs) if wants("text") else (),
            bench_records.measures(Path(folder), pairs),
            desk(Path(folder), pairs) if wants("desk") else (),
            batches(Path(folder), pairs) if wants("batch") else (),
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
