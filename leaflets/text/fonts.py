"""Font files in; faces that can shape, and the chain of faces to try for a script, out."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import uharfbuzz as hb

# The families of each script by ISO 15924 code, best first. Urdu prefers Nastaliq: give
# ``SCRIPT_FAMILIES | {"Arab": ("NotoNastaliqUrdu", "NotoNaskhArabic")}``.
SCRIPT_FAMILIES: Final[Mapping[str, tuple[str, ...]]] = {
    "Latn": ("NotoSans",),
    "Cyrl": ("NotoSans",),
    "Grek": ("NotoSans",),
    "Arab": ("NotoNaskhArabic",),
    "Beng": ("NotoSansBengali",),
    "Deva": ("NotoSansDevanagari",),
    "Gujr": ("NotoSansGujarati",),
    "Guru": ("NotoSansGurmukhi",),
    "Taml": ("NotoSansTamil",),
    "Hani": ("NotoSansSC",),
    "Bopo": ("NotoSansSC",),
    "Hira": ("NotoSansSC",),
    "Kana": ("NotoSansSC",),
}
SYMBOL_FAMILY: Final = "Symbols"

PREPARED_AFTER: Final = 8
"""How many subsets are cut from a face as it is."""

# HarfBuzz makes these out of a space, or a hyphen, of the same font when the font lacks them.
_FROM_SPACE: Final = frozenset("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
                               "\u2009\u200a\u202f\u205f\u3000")  # fmt: skip
_FROM_HYPHEN: Final = "\u2011"


class FontFace:
    """One font file, opened for shaping. Two faces are equal only if they are the same object."""

    __slots__ = (
        "_cuts", "_prepared", "ascent", "descent", "hb_face", "hb_font", "name", "path", "points",
        "units_per_em",
    )  # fmt: skip

    def __init__(self, path: Path) -> None:
        self.path = path
        self.hb_face = hb.Face(hb.Blob.from_file_path(str(path)))
        self.hb_font = hb.Font(self.hb_face)
        self.name = self.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or path.stem
        self.units_per_em = self.hb_face.upem
        extents = self.hb_font.get_font_extents("ltr")
        self.ascent = extents.ascender / self.units_per_em  # in ems, above the baseline
        self.descent = -extents.descender / self.units_per_em  # in ems, below the baseline
        self.points = frozenset(self.hb_face.unicodes)
        self._cuts = 0
        self._prepared: hb.Face | None = None

    def __repr__(self) -> str:
        return f"FontFace({self.name})"

    def to_cut(self) -> hb.Face:
        """The face that subsets are cut from.

        Whoever asks often gets one that was prepared for it: the same bytes, ten times as fast, but
        preparing takes as long as many cuts.
        """
        self._cuts += 1
        if self._prepared is None and self._cuts > PREPARED_AFTER:
            self._prepared = hb.subset_preprocess(self.hb_face)
        return self._prepared or self.hb_face

    def has(self, character: str) -> bool:
        """Whether the font can show the character, directly or by HarfBuzz's own substitution."""
        return (
            ord(character) in self.points
            or (character in _FROM_SPACE and 0x20 in self.points)
            or (character == _FROM_HYPHEN and 0x2010 in self.points)
        )

    def has_all(self, cluster: str) -> bool:
        """Whether the font can show a base with its marks, composed or decomposed."""
        if all(self.has(character) for character in cluster):
            return True
        return any(
            all(self.has(character) for character in unicodedata.normalize(form, cluster))
            for form in ("NFC", "NFD")
        )


@dataclass(frozen=True, slots=True)
class FontFamily:
    """A regular and a bold face of one design."""

    name: str
    regular: FontFace
    bold: FontFace

    def face(self, *, bold: bool) -> FontFace:
        """The face of a weight."""
        return self.bold if bold else self.regular


@lru_cache(maxsize=256)
def open_face(path: Path) -> FontFace:
    """The face of a file, opened once in a process."""
    return FontFace(path)


def load_family(folder: Path, name: str) -> FontFamily:
    """The family whose files are ``<name>-Regular.ttf`` and ``<name>-Bold.ttf``."""
    regular, bold = (open_face(folder / f"{name}-{weight}.ttf") for weight in ("Regular", "Bold"))
    return FontFamily(name, regular, bold)


class FontSet:
    """The faces to try for each script, in order; the symbol family comes last in every chain.

    A character may come from another script's family when its own has none of it (a Greek mu in
    a Bengali sentence), so a chain is the script's families, then all others, then symbols.
    """

    __slots__ = ("_chains", "_families", "_scripts", "_symbols")

    def __init__(
        self, by_script: Mapping[str, Sequence[FontFamily]], symbols: FontFamily | None = None
    ) -> None:
        self._scripts = {script: tuple(families) for script, families in by_script.items()}
        self._symbols = symbols
        self._families = tuple(
            dict.fromkeys(family for families in self._scripts.values() for family in families)
        )
        self._chains: dict[tuple[str, bool], tuple[FontFace, ...]] = {}

    def chain(self, script: str, *, bold: bool = False) -> tuple[FontFace, ...]:
        """The faces to try for a character of the script (ISO 15924), best first."""
        key = (script, bold)
        if key not in self._chains:
            families: Iterable[FontFamily] = (
                *self._scripts.get(script, ()),
                *self._families,
                *((self._symbols,) if self._symbols else ()),
            )
            faces = (family.face(bold=bold) for family in families)
            self._chains[key] = tuple(dict.fromkeys(faces))
        return self._chains[key]

    @property
    def faces(self) -> tuple[FontFace, ...]:
        """Every face of the set."""
        return tuple(dict.fromkeys((*self.chain(""), *self.chain("", bold=True))))


def load_font_set(
    folder: Path,
    by_script: Mapping[str, Sequence[str]] = SCRIPT_FAMILIES,
    symbols: str = SYMBOL_FAMILY,
) -> FontSet:
    """The font set of a folder of ``<family>-Regular.ttf`` and ``<family>-Bold.ttf`` files."""
    return FontSet(
        {
            script: [load_family(folder, name) for name in names]
            for script, names in by_script.items()
        },
        load_family(folder, symbols),
    )
