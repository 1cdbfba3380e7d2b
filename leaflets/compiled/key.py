"""A translated leaflet and how it is wanted in; what stands for its pages, before any is made, out.

Two leaflets have the same key only if they have the same pages, byte for byte: everything that
decides these is in it, the program and its libraries among it.
"""

import hashlib
import unicodedata
import zlib
from dataclasses import replace
from functools import lru_cache

from leaflets.keep import files
from leaflets.layout.formats import PageFormat
from leaflets.layout.typography import FontChoice
from leaflets.memo import OfEach
from leaflets.model.leaflet import Block, Leaflet
from leaflets.model.text import Translated

_LIBRARIES = ("PIL", "fontTools", "reportlab", "uharfbuzz", "uniseg")
_ROOMS = ("compiled", "fonts", "layout", "model", "pdf", "print", "text")


def compile_key(leaflet: Leaflet[Translated], page_format: PageFormat, fonts: FontChoice) -> str:
    """The SHA-256 of all that decides the pages of a leaflet whose values are reserved."""
    return PageKeys(fonts).key(leaflet, page_format)


class PageKeys:
    """Makes the keys of one leaflet after the other; a block that several have is read once."""

    def __init__(self, fonts: FontChoice) -> None:
        self._fonts = fonts
        self._block = OfEach[Block[Translated], str](_digest)

    def key(self, leaflet: Leaflet[Translated], page_format: PageFormat) -> str:
        """The SHA-256 of all that decides the pages of a leaflet whose values are reserved."""
        furniture = leaflet.furniture
        # A picture is what is in the file, wherever that is.
        logo = furniture.logo
        picture = (logo.name, files.file_digest([logo.path])) if logo else None
        blocks = tuple(map(self._block, leaflet.blocks))
        told = replace(leaflet, blocks=(), furniture=replace(furniture, logo=None)), blocks
        fonts = sorted(self._fonts.by_script.items()), own_fonts(self._fonts)
        return _digest((told, picture, page_format, fonts, program()))


def _digest(told: object) -> str:
    return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=1)
def program() -> str:
    """The SHA-256 of the code that makes pages, of its fonts, and of the libraries it needs."""
    code = files.program((*_ROOMS, "fonts/fonts.json"), _LIBRARIES)
    told = (code, zlib.ZLIB_RUNTIME_VERSION, unicodedata.unidata_version)
    return hashlib.sha256(repr(told).encode()).hexdigest()


def own_fonts(fonts: FontChoice) -> str:
    """The SHA-256 of a clinic's own font files; empty where there are none."""
    return files.file_digest(fonts.folder.glob("*.ttf")) if fonts.folder else ""
