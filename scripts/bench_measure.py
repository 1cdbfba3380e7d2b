"""Two things that take time in; how many times the other one takes, with its spread, out.

What is measured and what it is compared with run by turns, so that a machine that slows down
favours neither. All benches share this.
"""

import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "source"
DAY = date(2026, 11, 22)

Timed = Callable[[], float]


def spread(numbers: Sequence[float], digits: int = 2) -> dict[str, object]:
    """The middle of some numbers, and the quartiles on both sides of it."""
    low, median, high = statistics.quantiles(numbers, n=4, method="inclusive")
    told = [round(each, digits) for each in (low, high)]
    return {"median": round(median, digits), "quartiles": told}


def in_turns(
    rounds: int, sides: dict[str, Timed], *, warmed_up: bool = True
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
        sides = {"base": self.base, "subject": self.subject}
        told = in_turns(self.pairs, sides, warmed_up=self.warmed_up)

        def milliseconds(side: str, per: int) -> dict[str, object]:
            return spread([1000 * seconds / per for seconds in told[side]], 3)

        found: dict[str, object] = {
            "name": self.name,
            "what": self.what,
            "compared_with": self.compared_with,
            "pairs": self.pairs,
            "ratio": ratios(told["subject"], told["base"]),
            "milliseconds": milliseconds("subject", self.per),
            "base_milliseconds": milliseconds("base", self.base_per),
        }
        return found if self.aim is None else {**found, "aim": self.aim}


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What can't be measured here, and why."""

    name: str
    reason: str

    def taken(self) -> dict[str, object]:
        """Tell so."""
        return {"name": self.name, "not_measured": self.reason}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What is counted and not timed."""

    name: str
    what: str
    count: Callable[[], Iterator[tuple[str, float]]]

    def taken(self) -> dict[str, object]:
        """Count it."""
        return {"name": self.name, "what": self.what, **dict(self.count())}


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
            raise SystemExit(f"{' '.join(arguments)} failed\n{done.stderr}")
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


def most_memory() -> float:
    """The most memory that this process had, in MB; its parent's is not counted in (Linux)."""
    status = Path("/proc/self/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return round(int(line.split()[1]) / 1024, 1)
