"""A copy in; an object in any store that fsspec knows out, whole or absent.

The extra ``cluster`` installs fsspec. An object store takes an object whole or not at all. Other
places are given each copy under another name first, which is then changed.
"""

import uuid
from collections.abc import Iterator
from functools import cached_property

import fsspec  # type: ignore[import-untyped]

from leaflets.batch.store import SUFFIX, name_aside, not_written, token_in

_WHOLE = {"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oci", "memory"}


class RemoteShelf:
    """Copies at a URL, which many machines write to."""

    def __init__(self, url: str) -> None:
        self.url = url

    def __getstate__(self) -> dict[str, str]:
        """What goes to another process: each opens the store by itself."""
        return {"url": self.url}

    @cached_property
    def _place(self) -> tuple[fsspec.AbstractFileSystem, str]:
        system, root = fsspec.core.url_to_fs(self.url)
        return system, root.rstrip("/")

    @cached_property
    def _sizes(self) -> dict[str, int]:
        """What is there, asked once: a request for each copy would take an hour."""
        system, root = self._place
        if not system.exists(root):
            return {}
        entries = system.ls(root, detail=True)
        named = ((token_in(entry["name"].rpartition("/")[2]), entry) for entry in entries)
        return {token: int(entry["size"]) for token, entry in named if token}

    def begin(self) -> None:
        """Make the folder, where there are folders.

        Raises:
            UsageFault: It can't be made.
        """
        system, root = self._place
        try:
            system.makedirs(root, exist_ok=True)
        except OSError as error:
            raise not_written(self.url, error) from error

    def end(self) -> None:
        """The store sees to it."""

    def tokens(self) -> Iterator[str]:
        """The token of each object that is named like a copy."""
        system, _ = self._place
        system.invalidate_cache()
        self.__dict__.pop("_sizes", None)
        yield from sorted(self._sizes)

    def size_of(self, token: str) -> int | None:
        """How large a copy is; ``None`` if it is not there."""
        return self._sizes.get(token)

    def read(self, token: str) -> bytes:
        """A copy that is there."""
        system, root = self._place
        return bytes(system.cat_file(f"{root}/{token}{SUFFIX}"))

    def set_aside(self, token: str) -> None:
        """Move a copy out, under a name that says which copy it was.

        Raises:
            UsageFault: It can't be moved.
        """
        system, root = self._place
        place = f"{root}/earlier/{name_aside(token, self.read(token))}"
        try:
            system.makedirs(f"{root}/earlier", exist_ok=True)
            system.mv(f"{root}/{token}{SUFFIX}", place)
        except OSError as error:
            raise not_written(place, error) from error

    def opened_by(self, worker: str) -> "RemoteStore":
        """A store for one who writes."""
        system, root = self._place
        system.makedirs(root, exist_ok=True)
        return RemoteStore(system, root)


class RemoteStore:
    """Writes copies to a place of fsspec."""

    def __init__(self, system: fsspec.AbstractFileSystem, root: str) -> None:
        self._system = system
        self._root = root
        protocol = system.protocol if isinstance(system.protocol, tuple) else (system.protocol,)
        self._whole = bool(_WHOLE & set(protocol))

    def put(self, token: str, prefix: bytes, tail: bytes) -> None:
        """Write the copy of ``token``: what many begin with, and the rest.

        Raises:
            UsageFault: It can't be written; nothing of it is there.
        """
        place = f"{self._root}/{token}{SUFFIX}"
        first = place if self._whole else f"{self._root}/.{token}-{uuid.uuid4().hex}"
        try:
            self._system.pipe_file(first, prefix + tail)
            if first != place:
                self._system.mv(first, place)
        except OSError as error:
            raise not_written(place, error) from error

    def close(self) -> None:
        """Nothing is held."""
