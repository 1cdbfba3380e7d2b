"""Take each control of HAZARDS.md out of a copy of this project, and see its tests fail.

``controls.toml`` says how: a file, a text in it that must be there once, what stands in its place,
and the tests that must then fail. A control whose tests pass without it is proved by nothing, and
ends the run with exit code 1. Tests are run without changes first: one that fails anyway proves
nothing either.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from time import perf_counter
from typing import Any

import click
import pytest

ROOT = Path(__file__).resolve().parent.parent
CONTROLS = Path(__file__).with_name("controls.toml")
HAZARDS = ROOT / "HAZARDS.md"
COPIED = (
    "leaflets", "source", "translations", "tests", "scripts", "docs", ".ci", "pyproject.toml",
    ".pre-commit-config.yaml", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "BENCHMARKS.md",
    "HAZARDS.md", "LICENSE",
)  # fmt: skip
SECONDS = 900  # that a mutant's tests may take before they count as hung
OUTCOMES = "LEAFLETS_OUTCOMES"
"""Names the file in which the tests of a copy are told."""

_HEADING = re.compile(r"^## (H\d+) ", re.MULTILINE)
_TEST = re.compile(r"`(tests/[\w/]+\.py(?:::\w+)?)`")
_NOT_THE_CONTROL = (
    "NameError",
    "SyntaxError",
    "IndentationError",
    "ImportError",
    "UnboundLocalError",
)
"""Faults of a mutant that does not even run: to fail with these says nothing of the control."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """``old``, which stands in ``file`` just once, becomes ``new``."""

    file: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """One way to take a control out, and the tests that fail without it.

    There are several edits where one control stands behind another. Each of ``fails`` is a test
    function, or a file of which one test at the least must fail.
    """

    what: str
    edits: tuple[Edit, ...]
    fails: tuple[str, ...]

    @property
    def file(self) -> str:
        """The file with the control, or the first of several."""
        return self.edits[0].file


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of a mutant: ``survived`` names the tests that did not fail, and why."""

    mutation: Mutation
    survived: Mapping[str, str]
    seconds: float


def hazards() -> dict[str, tuple[str, ...]]:
    """The tests that each hazard names, by its number."""
    _, *pieces = _HEADING.split(HAZARDS.read_text(encoding="utf-8"))
    return {
        number: tuple(dict.fromkeys(_TEST.findall(text)))
        for number, text in zip(pieces[::2], pieces[1::2], strict=True)
    }


def mutations(*, check: bool = True) -> tuple[Mutation, ...]:
    """All mutations, in the order of the file.

    Raises:
        ClickException: One that is to be checked has a text that does not stand in its file exactly
            once.
    """
    told = tomllib.loads(CONTROLS.read_text(encoding="utf-8"))["mutation"]
    read = tuple(map(_mutation, told))
    lost = [f"{e.file}: {one.what}" for one in read for e in one.edits if not _is_there_once(e)]
    if check and lost:
        listed = "\n".join(f"  {line}" for line in lost)
        raise click.ClickException(f"their text does not stand in the file just once\n{listed}")
    return read


def _mutation(told: Mapping[str, Any]) -> Mutation:
    first = Edit(file=told["file"], old=told["old"], new=told["new"])
    more = (Edit(**edit) for edit in told.get("also", ()))
    return Mutation(what=told["what"], edits=(first, *more), fails=tuple(told["fails"]))


def _is_there_once(edit: Edit) -> bool:
    path = ROOT / edit.file
    return path.is_file() and path.read_text(encoding="utf-8").count(edit.old) == 1


# This file is also a plugin of the pytest that runs in a copy.


class Recorder:
    """Tells how each test function ended: ``passed``, ``failed``, or what else went wrong.

    Of a function with many parameters one that fails is enough; those after it are not run.
    """

    def __init__(self, path: str, *, all_parameters: bool) -> None:
        self._path = path
        self._all_parameters = all_parameters
        self.outcomes: dict[str, str] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Pass over what is left of a function that has failed."""
        if not self._all_parameters and self.outcomes.get(_function(item.nodeid)) == "failed":
            pytest.skip("one that fails is enough")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note the worst end of a function; only a call that fails is a failure."""
        function = _function(report.nodeid)
        known = self.outcomes.get(function)
        if known == "failed":
            return
        if report.failed:
            message = _message(report)
            broken = report.when != "call" or message.startswith(_NOT_THE_CONTROL)
            self.outcomes[function] = f"broken: {message[:200]}" if broken else "failed"
        elif report.skipped:
            self.outcomes.setdefault(function, "skipped")
        elif report.when == "call":
            self.outcomes.setdefault(function, "passed")

    def pytest_sessionfinish(self) -> None:
        """Write it all down."""
        Path(self._path).write_text(json.dumps(self.outcomes), encoding="utf-8")


def _function(nodeid: str) -> str:
    return nodeid.partition("[")[0]


def _message(report: pytest.TestReport) -> str:
    crash = getattr(report.longrepr, "reprcrash", None)
    return str(crash.message if crash else report.longrepr)


def pytest_configure(config: pytest.Config) -> None:
    """Record how tests end. Hypothesis need not look for the shortest example."""
    from hypothesis import Phase, settings

    path = os.environ[OUTCOMES]
    mutant = path.endswith(".mutant")
    config.pluginmanager.register(Recorder(path, all_parameters=not mutant))
    if mutant:
        phases = (Phase.explicit, Phase.generate)
        usual = settings.get_profile(settings.get_current_profile_name())
        settings.register_profile("mutant", usual, phases=phases)
        settings.load_profile("mutant")


class Copy:
    """A copy of the project in which tests are run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._writes = 0
        ignored = shutil.ignore_patterns("__pycache__")
        for name in COPIED:
            path = ROOT / name
            if path.is_dir():
                shutil.copytree(path, folder / name, ignore=ignored)
            elif path.is_file():
                shutil.copy2(path, folder / name)

    @contextmanager
    def mutated(self, mutation: Mutation) -> Iterator[None]:
        """The copy with this mutation, which is taken back afterwards."""
        before: dict[Path, str] = {}
        try:
            for edit in mutation.edits:
                path = self._folder / edit.file
                text = path.read_bytes().decode("utf-8")
                before.setdefault(path, text)
                self._write(path, text.replace(edit.old, edit.new))
            yield
        finally:
            for path, text in before.items():
                self._write(path, text)

    def _write(self, path: Path, text: str) -> None:
        """Python takes a file of the same size and second for the one it compiled before."""
        path.write_bytes(text.encode("utf-8"))
        self._writes += 1
        time = int(path.stat().st_mtime) - 86_400 + self._writes
        os.utime(path, (time, time))

    def run(self, tests: Iterable[str], *, mutant: bool) -> dict[str, str]:
        """How each test function ends."""
        outcomes = self._folder / f"outcomes.{'mutant' if mutant else 'whole'}"
        outcomes.unlink(missing_ok=True)
        paths = (self._folder, self._folder / "tests", self._folder / "scripts")
        environment = os.environ | {
            OUTCOMES: str(outcomes),
            "PYTHONPATH": os.pathsep.join(map(str, paths)),
        }
        command = [
            sys.executable, "-m", "pytest", "-q", "--tb=short", "-p", "mutate_controls",
            "-p", "no:cacheprovider", *dict.fromkeys(tests),
        ]  # fmt: skip
        try:
            done = subprocess.run(
                command,
                cwd=self._folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
                timeout=SECONDS if mutant else None,
            )
        except subprocess.TimeoutExpired:
            return {}
        if not outcomes.is_file():
            raise click.ClickException(f"pytest did not run\n{done.stdout[-2000:]}{done.stderr}")
        found: dict[str, str] = json.loads(outcomes.read_text(encoding="utf-8"))
        return found


def outcome_of(test: str, outcomes: Mapping[str, str]) -> str:
    """How a test ended; of a file, how the worst of its tests did."""
    if "::" in test:
        return outcomes.get(test, "not run")
    ends = [end for name, end in outcomes.items() if name.partition("::")[0] == test]
    return "failed" if "failed" in ends else next(iter(ends), "not run")


def tried(mutation: Mutation, copies: "SimpleQueue[Copy]", anyway: Mapping[str, str]) -> Result:
    """The mutation made, and its tests run. What fails ``anyway`` proves nothing."""
    copy = copies.get()
    start = perf_counter()
    try:
        with copy.mutated(mutation):
            outcomes = copy.run(mutation.fails, mutant=True)
    finally:
        copies.put(copy)
    ends = {test: outcome_of(test, outcomes) for test in mutation.fails}
    ends |= {test: "fails anyway" for test in ends if _fails_anyway(test, anyway)}
    survived = {test: end for test, end in ends.items() if end != "failed"}
    result = Result(mutation=mutation, survived=survived, seconds=perf_counter() - start)
    show(result)
    return result


def _fails_anyway(test: str, anyway: Mapping[str, str]) -> bool:
    return any(name == test or name.partition("::")[0] == test for name in anyway)


def show(result: Result) -> None:
    """One line of the table, and one for each test that did not fail."""
    one = result.mutation
    verdict = "SURVIVED" if result.survived else "killed"
    click.echo(f"{verdict:8}  {result.seconds:5.0f} s  {len(one.fails):2}  {one.file}: {one.what}")
    for test, end in result.survived.items():
        click.echo(f"          {end}: {test}")


def failing_anyway(copy: Copy, tests: Sequence[str]) -> dict[str, str]:
    """Run the tests without a mutation: those that do not pass, which can prove nothing."""
    outcomes = copy.run(tests, mutant=False)
    bad = {name: end for name, end in outcomes.items() if end != "passed"}
    bad |= {test: "not run" for test in tests if outcome_of(test, outcomes) == "not run"}
    for test, end in bad.items():
        click.echo(f"{end} with every control in place: {test}")
    click.echo(f"{len(outcomes)} tests with every control in place, {len(bad)} do not pass")
    return bad


def wanted_of(read: Sequence[Mutation], only: Sequence[str]) -> tuple[Mutation, ...]:
    """The mutations that concern these hazards, or whose text says so; all if none is named."""
    named = hazards()
    unknown = [one for one in only if one.upper() not in named]
    if unknown:
        raise click.ClickException(f"no hazard is called {', '.join(unknown)}")
    if not only:
        return tuple(read)
    tests = {test for number in only for test in named[number.upper()]}
    return tuple(mutation for mutation in read if tests.intersection(mutation.fails))


@click.command()
@click.option("--only", multiple=True, metavar="H7", help="Only the controls of this hazard.")
@click.option("--what", default="", help="Only mutations with this in their file or description.")
@click.option("--jobs", default=2, show_default=True, type=click.IntRange(1), help="At a time.")
def main(only: tuple[str, ...], what: str, jobs: int) -> None:
    """Show for each control of HAZARDS.md that its tests fail without it."""
    wanted = [m for m in wanted_of(mutations(), only) if what in f"{m.file} {m.what}"]
    tests = tuple(dict.fromkeys(test for mutation in wanted for test in mutation.fails))
    if not wanted:
        raise click.ClickException("nothing is meant by that")
    with tempfile.TemporaryDirectory(prefix="controls-") as folder:
        copies: SimpleQueue[Copy] = SimpleQueue()
        first = Copy(Path(folder) / "1")
        anyway = failing_anyway(first, tests)
        copies.put(first)
        for number in range(1, jobs):
            copies.put(Copy(Path(folder) / str(number + 1)))
        with ThreadPoolExecutor(jobs) as pool:
            results = list(pool.map(lambda mutation: tried(mutation, copies, anyway), wanted))
    click.echo()
    for number, named in hazards().items():
        concerned = [r for r in results if set(named).intersection(r.mutation.fails)]
        if concerned:
            lost = sum(any(test in named for test in r.survived) for r in concerned)
            proved = {t for r in concerned for t in r.mutation.fails if t not in r.survived}
            shown = len(proved.intersection(named))
            click.echo(
                f"{number:4} {len(concerned):3} mutations, {lost} survived; "
                f"{shown} of {len(named)} tests seen to fail"
            )
    survivors = sum(bool(result.survived) for result in results)
    click.echo(f"{len(results)} mutations, {survivors} survived")
    if survivors:
        sys.exit(1)


if __name__ == "__main__":
    main()
