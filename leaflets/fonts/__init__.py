"""The fonts that ship with the program: where they are, and what the manifest says of each.

``scripts/build_fonts.py`` makes every file here but this one.
"""

import json
from pathlib import Path
from typing import TypedDict

FOLDER = Path(__file__).parent


class FontEntry(TypedDict):
    """One font file of ``fonts.json``: ``scripts`` are ISO 15924, ``weight`` regular or bold."""

    file: str
    sha256: str
    family: str
    weight: str
    scripts: list[str]
    package: str
    version: str
    source: str
    licence: str
    licence_file: str


def shipped_fonts() -> Path:
    """The folder of the shipped fonts."""
    return FOLDER


def read_manifest() -> list[FontEntry]:
    """What ``fonts.json`` says of every shipped font, in the order the fonts were built."""
    fonts: list[FontEntry] = json.loads((FOLDER / "fonts.json").read_text("utf-8"))["fonts"]
    return fonts
