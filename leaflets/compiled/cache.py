"""Compiled leaflets kept on disk: a key in, the leaflet that was compiled for it, or nothing, out.

The cache holds no person's values: templates have none. Whatever is wrong with an entry or with the
folder, the leaflet is compiled anew; a cache is never a reason to fail, and never one to print what
is not current, as a key stands for everything that decides the pages.
"""

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from leaflets.compiled.leaflet import Compiled
from leaflets.layout.formats import PageFormat
from leaflets.layout.typography import FontChoice
from leaflets.pdf.template import DamagedTemplate

LARGEST = 64 << 20
"""How many bytes the cache takes at the most: about a thousand leaflets."""

_SUFFIX = ".template"
_LOOKS = 8
"""How often at least the folder is looked through while one process fills it."""


def find_cache(chosen: Path | None) -> "TemplateCache | None":
    """The cache in the chosen folder, else that of this user, who may have no home for it."""
    folder = cache_folder(chosen)
    return TemplateCache(folder) if folder else None


def cache_folder(chosen: Path | None) -> Path | None:
    """The chosen folder, else this user's own for what can be made again."""
    if chosen is not None:
        return chosen
    folder = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if not folder.is_absolute():
        try:
            folder = Path.home() / ".cache"
        except RuntimeError:
            return None
    return folder / "leaflets" / "templates"


class TemplateCache:
    """A folder of compiled leaflets, which only its owner may read or write."""

    def __init__(self, folder: Path, largest: int = LARGEST) -> None:
        self.folder = folder
        self._largest = largest
        self._room: int | None = None

    def get(self, key: str, page_format: PageFormat, fonts: FontChoice) -> Compiled | None:
        """The leaflet that was put under the key, if it is there and whole."""
        path = self._path(key)
        try:
            if not self._is_ours():
                return None
            data = path.read_bytes()
        except OSError:
            return None
        try:
            compiled = Compiled.from_bytes(data, page_format, fonts)
        except DamagedTemplate:
            compiled = None
        if compiled is None or compiled.key != key:
            with suppress(OSError):
                path.unlink()
            return None
        with suppress(OSError):
            os.utime(path)  # what was used last is thrown away last
        return compiled

    def put(self, compiled: Compiled) -> None:
        """Keep a leaflet, whole or not at all; what was not used for longest makes room."""
        temporary: str | None = None
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not self._is_ours():
                return
            data = compiled.to_bytes()
            self._make_room(len(data))
            handle, temporary = tempfile.mkstemp(prefix=".new-", dir=self.folder)  # mode 0600
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            Path(temporary).replace(self._path(compiled.key))
        except OSError:
            if temporary is not None:
                with suppress(OSError):
                    Path(temporary).unlink()

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}{_SUFFIX}"

    def _is_ours(self) -> bool:
        """Whether nobody else may have put anything into the folder."""
        if not hasattr(os, "getuid"):
            return True
        found = self.folder.stat()
        return found.st_uid == os.getuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)

    def _make_room(self, needed: int) -> None:
        """Look through the folder only when what was put into it since may have filled it."""
        if self._room is not None and needed <= self._room:
            self._room -= needed
            return
        kept = []
        for path in self.folder.glob(f"*{_SUFFIX}"):
            with suppress(OSError):
                found = path.stat()
                kept.append((found.st_mtime_ns, path.name, found.st_size))
        total = sum(size for _, _, size in kept) + needed
        for _, name, size in sorted(kept):
            if total <= self._largest:
                break
            with suppress(OSError):
                (self.folder / name).unlink()
            total -= size
        # Others may fill the folder meanwhile: none goes on for long without looking.
        self._room = min(self._largest // _LOOKS, self._largest - total)
