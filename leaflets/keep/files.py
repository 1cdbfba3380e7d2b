"""Files and the program in; the key of what is made from these files by that program, out.

Every byte that decides what is made is in the key, with the names of the files: what was kept under
it is what would be made anew.
"""

import sys
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from importlib.util import find_spec
from os import scandir
from pathlib import Path

from leaflets import __version__

_PACKAGE = Path(__file__).parent.parent
_PROJECTS = {"PIL": "pillow", "yaml": "pyyaml"}


def key_of(named: Iterable[str], files: Iterable[tuple[str, Path]]) -> str | None:
    """The SHA-256 of what is ``named``, and of ``files``, each with the name it goes by.

    ``None`` where a file can't be read: what reads it for what it says will tell.
    """
    digest = sha256("\0".join(named).encode("utf-8", "surrogatepass"))
    try:
        for name, path in files:
            data = path.read_bytes()
            digest.update(f"\0{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
            digest.update(data)
    except OSError:
        return None
    return digest.hexdigest()


@lru_cache(maxsize=8)
def program(parts: tuple[str, ...], libraries: tuple[str, ...]) -> str:
    """The SHA-256 of the code in ``parts`` of the package, and of the releases of libraries.

    A part is a folder, of which every module counts, or one file. The interpreter counts too.
    """
    places = [_PACKAGE / part for part in parts]
    ours = [path for place in places for path in ([place] if place.suffix else place.glob("*.py"))]
    told = (file_digest(ours), [_release(name) for name in libraries], sys.version)
    return sha256(repr(told).encode()).hexdigest()


@lru_cache(maxsize=8)
def program_here(parts: tuple[str, ...], libraries: tuple[str, ...]) -> str:
    """What stands for the same on this machine, and is sooner told: no code is read for it.

    A file that was written since, or put in place of another, has another time or number.
    """
    told: list[object] = [sys.version, __version__, [_release(name) for name in libraries]]
    for part in parts:
        place = _PACKAGE / part
        inside = [place] if place.suffix else sorted(scandir(place), key=lambda e: e.name)
        for entry in inside:
            if entry.name.endswith(".py"):
                found = entry.stat()
                told.append((part, entry.name, found.st_size, found.st_ino))
                told.append((found.st_mtime_ns, found.st_ctime_ns))
    return sha256(repr(told).encode()).hexdigest()


def file_digest(paths: Iterable[Path]) -> str:
    """The SHA-256 of files and their names, whatever order they come in."""
    digest = sha256()
    for path in sorted(paths):
        content = path.read_bytes()
        digest.update(f"{path.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _release(library: str) -> list[str]:
    """What tells one release of a library from another: what its installer wrote beside it."""
    spec = find_spec(library)
    if spec is None or spec.origin is None:
        return []
    origin = Path(spec.origin)
    beside = origin.parent.parent if origin.stem == "__init__" else origin.parent
    known = _installed(beside).get(_PROJECTS.get(library, library).casefold(), [])
    return known or [str(origin.stat().st_mtime_ns)]


@lru_cache(maxsize=8)
def _installed(folder: Path) -> dict[str, list[str]]:
    """What installers wrote into a folder of libraries, by project."""
    found: dict[str, list[str]] = {}
    for name in sorted(entry.name for entry in scandir(folder)):
        if name.endswith(".dist-info"):
            found.setdefault(name.partition("-")[0].casefold(), []).append(name)
    return found
