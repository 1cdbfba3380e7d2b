"""Measure how long a long manifest takes to answer, as JSON on standard output.

The manifest is made first: lines of a few hundred different leaflets, in the size that real ones
have. Seconds are of the wall and, in brackets behind them, of the processor.
"""

import hashlib
import json
import random
import resource
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter, process_time

import click

from leaflets.model.source import State
from leaflets.release.index import INDEX_ENDING, open_index
from leaflets.release.manifest import MANIFEST, LineState, ManifestLine, Printed

LEAFLETS = 300
LANGUAGES = ("en_GB", "pl", "ur", "zh_Hans")
PARTS = 45
BLOCKS = 12


def leaflets() -> list[Printed]:
    """Different leaflets of a dozen blocks each, out of 16."""
    chance = random.Random(1)
    found = []
    for number in range(LEAFLETS):
        blocks = sorted(chance.sample(range(BLOCKS + 4), BLOCKS))
        keys = {f"block_{block}": _hash(block) for block in blocks}
        for part in range(PARTS):
            block = blocks[part % BLOCKS]
            keys[f"block_{block}.some_part_{part}"] = _hash((block, part))
        language = LANGUAGES[number % len(LANGUAGES)]
        translated = {key: _hash((key, language)) for key in keys}
        found.append(
            Printed(
                language=language,
                format="a4",
                code=f"{number:08d}",
                pages=8,
                band=State.APPROVED,
                leaflet="a-leaflet",
                version="1",
                keys=keys,
                translations=translated if language != "en_GB" else {},
                program="1.0",
                content="c" * 64,
                catalog="d" * 64,
                fonts={f"Font-{weight}.ttf": _hash(weight) for weight in range(6)},
                libraries={f"library_{each}": "1.2.3" for each in range(9)},
                order={"today": "2026-11-22", "unanswered": "mention"},
            )
        )
    return found


def _hash(item: object) -> str:
    return hashlib.sha256(repr(item).encode()).hexdigest()[:12]


def lines(count: int) -> Iterator[str]:
    """Lines of a manifest, the leaflets by turns."""
    what = leaflets()
    shared = [printed.to_json() for printed in what]
    for number in range(count):
        digest = hashlib.sha256(str(number).encode()).hexdigest()
        line = ManifestLine(
            record_id=f"row-{number}",
            token=digest[:16],
            state=LineState.MADE,
            sha256=digest,
            file_id=digest[32:].upper(),
            printed=what[number % LEAFLETS],
        )
        yield line.to_json(shared[number % LEAFLETS]) + "\n"


def timed(function: Callable[[], object]) -> str:
    """The seconds that ``function`` takes."""
    wall, processor = perf_counter(), process_time()
    function()
    return f"{perf_counter() - wall:.3f} ({process_time() - processor:.3f})"


@click.command()
@click.option("--lines", "count", default=1_000_000, show_default=True)
@click.option("--folder", type=click.Path(path_type=Path), help="Where to make the manifest.")
def main(count: int, folder: Path | None) -> None:
    """Make a manifest, ask it, and say how long that took."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        manifest = Path(place) / MANIFEST
        with manifest.open("w") as stream:
            stream.writelines(lines(count))
        told: dict[str, object] = {"lines": count, "bytes": manifest.stat().st_size}
        told["first index"] = timed(lambda: open_index(manifest).close())
        told["index bytes"] = manifest.with_name(MANIFEST + INDEX_ENDING).stat().st_size
        told["opened again"] = timed(lambda: open_index(manifest).close())
        index = open_index(manifest)
        digest = hashlib.sha256(str(count // 2).encode()).hexdigest()
        asked = {
            "one file": lambda: index.by_sha256(digest),
            "a part in one language": lambda: list(
                index.holders(key="block_3.some_part_3", language="pl")
            ),
            "a block": lambda: list(index.holders(key="block_3")),
        }
        for name, function in asked.items():
            told[name] = timed(function)
        told["holders of the block"] = sum(1 for _ in index.holders(key="block_3"))
        index.close()
        told["peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
