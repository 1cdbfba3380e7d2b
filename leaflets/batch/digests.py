"""Folders and an order in; digests that change if anything does that may change a leaflet, out."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from leaflets import __version__
from leaflets.pipeline import Order
from leaflets.release.versions import file_digest, libraries
from leaflets.trace.printed import clinic_digest


def folders_digest(folders: Iterable[Path], files: Iterable[Path] = ()) -> str:
    """What stands for every file in ``folders``, names and bytes, and for ``files``.

    Raises:
        UsageFault: One of them can't be read.
    """
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = path.relative_to(folder).as_posix()
            digest.update(f"{name}\0".encode("utf-8", "surrogateescape"))
            digest.update(file_digest(path).encode())
    for path in files:
        digest.update(file_digest(path).encode())
    return digest.hexdigest()


def versions_digest(order: Order) -> str:
    """What stands for program, libraries, the clinic with its logo, its own fonts and formats.

    Raises:
        UsageFault: A font or the logo can't be read.
    """
    digest = hashlib.sha256(__version__.encode())
    for name, version in sorted(libraries().items()):
        digest.update(f"\0{name} {version}".encode())
    digest.update(clinic_digest(order.clinic).encode())
    digest.update(repr(sorted(order.formats.items())).encode())
    if order.fonts.folder is not None:
        digest.update(folders_digest([order.fonts.folder]).encode())
    return digest.hexdigest()
