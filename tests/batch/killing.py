"""Runs that kill themselves: ``python -m batch.killing KILLS ARGUMENTS...`` in a folder of its own.

Each run is a process of its own, forked off this one so that nothing is loaded twice. It ends with
SIGKILL at the N-th time that Python opens, locks, renames, makes or removes something, or is in the
middle of a copy; N is drawn by lot from all that a run does. ``start`` is copied to ``out`` first,
and afterwards the run is given again, to its end. What is there then must be what a run in one go
leaves, and every copy that was there in between a whole one.
"""

import os
import random
import shutil
import signal
import sys
from contextlib import suppress
from pathlib import Path

from batch.lists import tree

from leaflets.batch import run as steps
from leaflets.batch import store
from leaflets.cli import main

EVENTS = ("open", "os.", "fcntl.", "shutil.")
FEW = 2
"""Copies that are made together here, so that a journal has several entries."""


def child(arguments, kill_at):
    """Run ``leaflets ARGUMENTS``; what it did is counted in a pipe, up to its end."""
    counter = {"events": 0}

    def count(event, _):
        if event.startswith(EVENTS):
            counter["events"] += 1
            if counter["events"] == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

    def in_two(handle, parts):
        """Write the beginning of a copy, and leave the rest to be written after that."""
        count("os.writev", None)
        written = os.write(handle, parts[0][:1000])
        count("os.writev", None)
        return written

    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        code = 70
        try:
            steps._UNIT = FEW
            store.os.writev = in_two
            sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115
            sys.addaudithook(count)
            main(arguments)
        except SystemExit as end:
            code = end.code
        finally:
            os.write(writing, str(counter["events"]).encode())
            os._exit(code)
    os.close(writing)
    _, status = os.waitpid(process, 0)
    with os.fdopen(reading) as stream:
        told = stream.read()
    killed = os.WIFSIGNALED(status)
    assert killed or os.WEXITSTATUS(status) in (0, 5), status
    return None if killed else int(told)


def begin():
    shutil.rmtree("out", ignore_errors=True)
    if Path("start").exists():
        shutil.copytree("start", "out")


def warm_up(arguments):
    """Load what every run needs, before they are forked off."""
    with suppress(SystemExit):
        main(arguments)


def try_all(kills, arguments):
    warm_up(arguments)
    begin()
    events = child(arguments, 0)
    whole = tree("out")
    good = {*tree("out/leaflets").values(), *tree("start/leaflets").values()}
    drawn = random.Random(1)
    for kill_at in sorted(drawn.sample(range(1, events + 1), min(kills, events))):
        begin()
        assert child(arguments, kill_at) is None, f"{kill_at} of {events}: it was not killed"
        halves = [name for name, digest in tree("out/leaflets").items() if digest not in good]
        assert not halves, f"killed at {kill_at} of {events}: {halves}"
        child(arguments, 0)
        found = tree("out")
        assert found == whole, f"killed at {kill_at} of {events}: {set(found) ^ set(whole)}"
    print(f"{events} events", file=sys.stdout)  # noqa: T201


if __name__ == "__main__":
    try_all(int(sys.argv[1]), sys.argv[2:])
