"""The folder of translations: which files it holds, and writing them whole.

``<domain>.pot`` are the templates; ``<language>/LC_MESSAGES/<domain>.po`` the catalogs. Beside a
language's ``LC_MESSAGES`` stand its ``approvals.csv`` and ``names.yaml``.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from leaflets.errors import UsageFault

MESSAGES = "LC_MESSAGES"

TOOL_DOMAIN = "leaflets"
"""The catalog of the tool's own words; every leaflet has one called by its id."""

_PUBLIC = 0o644
"""Translations are shared through git; unlike leaflets, they hold nothing of a person."""


def template_path(folder: Path, domain: str) -> Path:
    """Where the template of ``domain`` stands."""
    return folder / f"{domain}.pot"


def catalog_path(folder: Path, language: str, domain: str) -> Path:
    """Where the catalog of ``domain`` in ``language`` stands."""
    return folder / language / MESSAGES / f"{domain}.po"


def languages_in(folder: Path) -> tuple[str, ...]:
    """The ids of the languages that have catalogs, in order."""
    return tuple(sorted(path.parent.parent.name for path in _message_folders(folder)))


def has_catalogs(folder: Path, language: str) -> bool:
    """Whether there are any of the language with that id."""
    return any((folder / language / MESSAGES).glob("*.po"))


def _message_folders(folder: Path) -> Iterator[Path]:
    seen = set()
    for path in folder.glob(f"*/{MESSAGES}/*.po"):
        if path.parent not in seen:
            seen.add(path.parent)
            yield path


def write_if_changed(path: Path, text: str) -> bool:
    """Write ``text`` to ``path``, whole or not at all; say whether it was another text before.

    Raises:
        UsageFault: It can't be written.
    """
    data = text.encode("utf-8")
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_written(path, error) from error
    write_bytes(path, data)
    return True


def write_bytes(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``, whole or not at all.

    Raises:
        UsageFault: It can't be written.
    """
    import tempfile

    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=".leaflets-", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(temporary).chmod(_PUBLIC)
        Path(temporary).replace(path)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise _not_written(path, error) from error


def _not_written(path: Path, error: OSError) -> UsageFault:
    return UsageFault(
        f"{path} can't be written: {error.strerror or error}",
        hint="give another folder with --translations DIR",
    )
