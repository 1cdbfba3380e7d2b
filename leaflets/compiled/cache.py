"""Compiled leaflets kept on disk: a key in, the leaflet that was compiled for it, or nothing, out.

The cache holds no person's values: templates have none. Whatever is wrong with an entry or with the
folder, the leaflet is compiled anew; a cache is never a reason to fail, and never one to print what
is not current, as a key stands for everything that decides the pages.
"""

from pathlib import Path

from leaflets.compiled.leaflet import Compiled
from leaflets.keep.folder import LARGEST, KeptFolder, cache_folder
from leaflets.layout.formats import PageFormat
from leaflets.layout.typography import FontChoice
from leaflets.pdf.template import DamagedTemplate


def find_cache(chosen: Path | None) -> "TemplateCache | None":
    """The cache in the chosen folder, else that of this user, who may have no home for it."""
    folder = cache_folder(chosen)
    return TemplateCache(folder) if folder else None


class TemplateCache:
    """Compiled leaflets in a folder: about a thousand, if it may grow to 64 MB."""

    def __init__(self, folder: Path, largest: int = LARGEST) -> None:
        self.folder = folder
        self._kept = KeptFolder(folder, ".template", largest)

    def get(self, key: str, page_format: PageFormat, fonts: FontChoice) -> Compiled | None:
        """The leaflet that was put under the key, if it is there and whole."""

        def opened(data: bytes) -> Compiled | None:
            try:
                compiled = Compiled.from_bytes(data, page_format, fonts)
            except DamagedTemplate:
                return None
            return compiled if compiled.key == key else None

        return self._kept.get(key, opened)

    def put(self, compiled: Compiled) -> None:
        """Keep a leaflet, whole or not at all; what was not used for longest makes room."""
        self._kept.put(compiled.key, compiled.to_bytes())
