"""A translated leaflet and how it is wanted in; what stands for its pages, before any is made, out.

Two leaflets have the same key only if they have the same pages, byte for byte: everything that
decides these is in it, the program and its libraries among it.
"""

import hashlib
import sys
import unicodedata
import zlib
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from leaflets.fonts import shipped_fonts
from leaflets.layout.formats import PageFormat
from leaflets.layout.typography import FontChoice
from leaflets.model.leaflet import Leaflet
from leaflets.model.text import Translated

_LIBRARIES = ("PIL", "fontTools", "reportlab", "uharfbuzz", "uniseg")
_PROJECTS = {"PIL": "pillow"}
_PACKAGE = Path(__file__).parent.parent
_ROOMS = ("compiled", "fonts", "layout", "model", "pdf", "print", "text")


def compile_key(leaflet: Leaflet[Translated], page_format: PageFormat, fonts: FontChoice) -> str:
    """The SHA-256 of all that decides the pages of a leaflet whose values are reserved."""
    furniture = leaflet.furniture
    # A picture is what is in the file, wherever that is.
    logo = (furniture.logo.name, _digest([furniture.logo.path])) if furniture.logo else None
    told = replace(leaflet, furniture=replace(furniture, logo=None))
    named = (told, logo, page_format, sorted(fonts.by_script.items()), own_fonts(fonts), program())
    return hashlib.sha256(repr(named).encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=1)
def program() -> str:
    """The SHA-256 of the code that makes pages, of its fonts, and of the libraries it needs."""
    ours = [path for room in _ROOMS for path in (_PACKAGE / room).glob("*.py")]
    ours.append(shipped_fonts() / "fonts.json")
    versions = [sys.version, zlib.ZLIB_RUNTIME_VERSION, unicodedata.unidata_version]
    told = (_digest(ours), [_version(name) for name in _LIBRARIES], versions)
    return hashlib.sha256(repr(told).encode()).hexdigest()


def own_fonts(fonts: FontChoice) -> str:
    """The SHA-256 of a clinic's own font files; empty where there are none."""
    return _digest(fonts.folder.glob("*.ttf")) if fonts.folder else ""


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        content = path.read_bytes()
        digest.update(f"{path.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _version(library: str) -> list[str]:
    """What tells one release of a library from another: what its installer wrote beside it."""
    spec = find_spec(library)
    if spec is None or spec.origin is None:
        return []
    origin = Path(spec.origin)
    project = _PROJECTS.get(library, library).casefold()
    beside = origin.parent.parent.glob("*.dist-info")
    known = sorted(p.name for p in beside if p.name.partition("-")[0].casefold() == project)
    return known or [str(origin.stat().st_mtime_ns)]
