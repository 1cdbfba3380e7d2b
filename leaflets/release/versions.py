"""Files and installed packages in; the digests and versions that a manifest names, out."""

import hashlib
import platform
import zlib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from leaflets.errors import UsageFault

DIGITS = 12

_PACKAGES = ("reportlab", "uharfbuzz", "uniseg", "babel", "fonttools", "pillow", "segno")
"""What may change a byte of a leaflet, beside Python itself (its Unicode tables) and zlib."""


@cache
def libraries() -> Mapping[str, str]:
    """The version of each library that decides bytes, as it runs; those not installed left out."""
    found = {"python": platform.python_version()}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found | {"zlib": zlib.ZLIB_RUNTIME_VERSION}


def file_digests(paths: Iterable[Path]) -> dict[str, str]:
    """The name of each file with the first digits of its SHA-256.

    Raises:
        UsageFault: One of them can't be read.
    """
    return {path.name: file_digest(path)[:DIGITS] for path in paths}


def file_digest(path: Path) -> str:
    """The SHA-256 of a file.

    Raises:
        UsageFault: It can't be read.
    """
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise UsageFault(f"{path} can't be read: {error.strerror or error}") from error
