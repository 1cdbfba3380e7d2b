"""A small leaflet about things that do not exist, lists of people for it, and what a run left."""

import csv
import hashlib
import json
import os
import random
import subprocess
import sys
from pathlib import Path

from factories import PROJECT
from test_second_leaflet import FILES

HEADINGS = ("record_id", "language", "format", "zeta", "eta", "before", "name", "given_by", "date")
NAMES = ("Ada Example", "Żaneta Łukasz", "Zoë Neill", "Nguyễn Thị Ánh", "Дмитрий Иванов", "")


def write_source(folder):
    """The content, as files; ``--source`` names the folder that comes back."""
    source = folder / "source"
    for name, text in FILES.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return source


def people(count, seed=1):
    """So many rows that can all be printed, on a few different leaflets."""
    drawn = random.Random(seed)
    return [
        {
            "record_id": f"R{number}",
            "format": drawn.choice(["", "a4", "large"]),
            "zeta": drawn.choice(["high", "low", ""]),
            "eta": drawn.choice(["present", "absent", ""]),
            "before": drawn.choice(["none", "Placzo", ""]),
            "name": drawn.choice(NAMES),
            "given_by": "Nurse Example",
        }
        for number in range(1, count + 1)
    ]


def write_list(path, rows, headings=HEADINGS):
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, headings, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def read_csv(path):
    with Path(path).open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def manifest(output):
    with (Path(output) / "manifest.jsonl").open(encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def tree(output):
    """Every file of a folder with its digest: what two runs must have alike."""
    root = Path(output)
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def copies(output):
    return {path.stem for path in (Path(output) / "leaflets").iterdir()}


def program(*arguments, **more):
    """A process of its own that runs ``python ARGUMENTS``."""
    paths = os.pathsep.join((str(PROJECT), str(PROJECT / "tests")))
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=os.environ | {"PYTHONPATH": paths},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **more,
    )
