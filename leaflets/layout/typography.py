"""A language and fonts in; how its text is set out: direction, script, fonts, room for its marks.

Nobody else asks what language a leaflet is in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from leaflets.errors import UsageFault
from leaflets.fonts import shipped_fonts

if TYPE_CHECKING:
    from leaflets.text import Direction, FontFamily, FontSet

_SCRIPTS = {
    "ar": "Arab", "bn": "Beng", "el": "Grek", "fa": "Arab", "gu": "Gujr", "hi": "Deva",
    "pa_Arab": "Arab", "pa": "Guru", "ru": "Cyrl", "ta": "Taml", "uk": "Cyrl", "ur": "Arab",
    "zh": "Hani",
}  # fmt: skip
"""The script of each language that is not written in Latin, by its longest known id."""

_NASTALIQ = "NotoNastaliqUrdu"
_LANGUAGE_FAMILIES = {"ur": {"Arab": (_NASTALIQ, "NotoNaskhArabic")}}
"""Where a language wants another design than its script's first."""

LEADINGS = {
    "Arab": 1.12, "Beng": 1.1, "Deva": 1.1, "Gujr": 1.1, "Guru": 1.1, "Hani": 1.08, "Taml": 1.12,
}  # fmt: skip
"""Leading as a multiple of Latin's, for scripts that reach higher and lower, or fill their line."""

LEAST_LEADINGS = {
    "Arab": 1.4, "Beng": 1.4, "Deva": 1.35, "Gujr": 1.35, "Guru": 1.35, "Hani": 1.25, "Taml": 1.35,
}  # fmt: skip
"""The least from line to line in ems, for roles that are set tight in Latin, such as a title: as
much as the ink of our texts needs, and a little."""

NASTALIQ_LEADING = 1.72
"""Words slope down to the left and stack: 2.5 of the size from line to line (body: 1.46)."""

LEAST_NASTALIQ = 2.5
LEAST_BOLD_NASTALIQ = 2.8
"""The ink of 800 pairs of Urdu lines needs 2.43 in regular and 2.79 in bold, 2.1 on average."""

NASTALIQ_ALONE = 2.35
"""A heading of one line: no more than 0.2 of the size reaches into the space above it."""


@dataclass(frozen=True, slots=True)
class FontChoice:
    """A clinic's own fonts: a folder, and the families of each script (ISO 15924), best first.

    Families that are not in the folder are the shipped ones.
    """

    folder: Path | None = None
    by_script: Mapping[str, Sequence[str]] = field(default_factory=dict)


SHIPPED = FontChoice()


@dataclass(frozen=True, slots=True, eq=False)
class Typography:
    """How one language is set.

    ``leading`` is a multiple of the style's; lines are never closer than ``least_leading`` ems, or
    ``least_bold`` in bold; a heading of one line may take ``alone`` ems. ``compact`` is for what
    stands on every page, if not as the text is, and for the opening of large print.
    ``middle`` is how far above the baseline the middle of a line of text is, in ems. ``names`` are
    proper names that keep their own language (English) wherever they stand; ``phrases`` are what a
    line had better not end in.
    """

    language: str
    script: str
    direction: "Direction"
    fonts: "FontSet"
    leading: float = 1.0
    least_leading: float = 0
    least_bold: float = 0
    alone: float = 0
    middle: float = 0.357  # half of Noto Sans's capitals, 0.714 of the size
    names: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    compact: "Typography | None" = None

    @property
    def right_to_left(self) -> bool:
        """Whether pages are read from right to left."""
        return self.direction == "rtl"


def typography(
    language: str,
    choice: FontChoice = SHIPPED,
    names: tuple[str, ...] = (),
    phrases: tuple[str, ...] = (),
) -> Typography:
    """How ``language`` (an id such as ``pa_Guru``) is set, with the chosen fonts.

    The same asked again is the same object, so that what was set in it once is known again.

    Raises:
        UsageFault: A font of the choice is not there.
    """
    chosen = tuple(sorted((key, tuple(value)) for key, value in choice.by_script.items()))
    return _typography(language, choice.folder, chosen, names, phrases)


@lru_cache(maxsize=32)
def _typography(
    language: str,
    folder: Path | None,
    chosen: tuple[tuple[str, tuple[str, ...]], ...],
    names: tuple[str, ...],
    phrases: tuple[str, ...],
) -> Typography:
    script = script_of(language)
    families = _families_for(language, dict(chosen))
    if script == "Arab" and "Nastaliq" in families[script][0]:
        naskh = tuple(name for name in families[script] if "Nastaliq" not in name)
        compact = _setting(language, script, families | {script: naskh}, folder, names, phrases)
        return replace(
            _setting(language, script, families, folder, names, phrases),
            leading=NASTALIQ_LEADING,
            least_leading=LEAST_NASTALIQ,
            least_bold=LEAST_BOLD_NASTALIQ,
            alone=NASTALIQ_ALONE,
            # Head, foot and band would take half of a page in large print.
            compact=compact if naskh else None,
        )
    return _setting(language, script, families, folder, names, phrases)


def font_files(language: str, choice: FontChoice = SHIPPED) -> tuple[Path, ...]:
    """The files of the fonts that ``language`` is set in: its script's, Latin's and the symbols'.

    Raises:
        UsageFault: A font of the choice is not there.
    """
    from leaflets.text import SYMBOL_FAMILY

    families = _families_for(language, choice.by_script)
    names = dict.fromkeys((*families[script_of(language)], *families["Latn"]))
    chosen = (path for name in names for path in _family_files(name, choice.folder))
    return (*chosen, *_family_files(SYMBOL_FAMILY, None))


def _families_for(
    language: str, by_script: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    from leaflets.text import SCRIPT_FAMILIES

    families = dict(SCRIPT_FAMILIES) | _LANGUAGE_FAMILIES.get(language.partition("_")[0], {})
    return families | {key: tuple(value) for key, value in by_script.items()}


def _setting(
    language: str,
    script: str,
    families: Mapping[str, tuple[str, ...]],
    folder: Path | None,
    names: tuple[str, ...],
    phrases: tuple[str, ...],
) -> Typography:
    fonts = _font_set(tuple(sorted(families.items())), folder)
    first = fonts.chain(script)[0]
    latin = script in ("Latn", "Grek", "Cyrl")
    least = LEAST_LEADINGS.get(script, 0)
    return Typography(
        language=language,
        script=script,
        direction="rtl" if script == "Arab" else "ltr",
        fonts=fonts,
        leading=LEADINGS.get(script, 1.0),
        least_leading=least,
        least_bold=least,
        middle=0.357 if latin else (first.ascent - first.descent) / 2,
        names=names,
        phrases=phrases,
    )


def script_of(language: str) -> str:
    """The ISO 15924 code of the script that a language id is written in."""
    return _SCRIPTS.get(language) or _SCRIPTS.get(language.partition("_")[0], "Latn")


@lru_cache(maxsize=8)
def _font_set(families: tuple[tuple[str, tuple[str, ...]], ...], folder: Path | None) -> "FontSet":
    from leaflets.text import SYMBOL_FAMILY, FontSet, load_family

    by_script = {script: [_family(name, folder) for name in names] for script, names in families}
    return FontSet(by_script, load_family(shipped_fonts(), SYMBOL_FAMILY))


def _family(name: str, folder: Path | None) -> "FontFamily":
    from leaflets.text import load_family

    regular, _ = _family_files(name, folder)
    return load_family(regular.parent, name)


def _family_files(name: str, folder: Path | None) -> tuple[Path, Path]:
    """The regular and the bold of a family: the clinic's own, or the shipped one."""
    own = folder is not None and (folder / f"{name}-Regular.ttf").is_file()
    place = folder if own and folder is not None else shipped_fonts()
    regular, bold = (place / f"{name}-{weight}.ttf" for weight in ("Regular", "Bold"))
    for path in (regular, bold):
        if not path.is_file():
            raise UsageFault(
                f"the font {path.name} is not in {place}",
                hint="[fonts] in leaflets.toml needs NAME-Regular.ttf and NAME-Bold.ttf",
            )
    return regular, bold
