"""A program of the tests run in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[1]


def lines_of(program, hash_seed):
    """What the program prints, line by line in no order, with that seed of Python's hashes."""
    path = os.pathsep.join(str(folder) for folder in (PROJECT, PROJECT / "tests"))
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": path}
    run = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    return set(run.stdout.splitlines())
