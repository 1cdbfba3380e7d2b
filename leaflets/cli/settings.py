"""``leaflets.toml``, ``LEAFLETS_*`` and options in; where things are and what is wanted out."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from click import get_app_dir

from leaflets.cli.record_settings import KEYS as RECORD_KEYS
from leaflets.cli.record_settings import RecordSettings, with_key
from leaflets.errors import UsageFault

if TYPE_CHECKING:
    from leaflets.layout.formats import PageFormat
    from leaflets.layout.typography import FontChoice

CONFIG_FILE = "leaflets.toml"
UNANSWERED = ("mention", "withhold", "refuse")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What every command shares. ``today`` is ``None`` for the clock's own date."""

    source: Path
    translations: Path
    leaflet: str | None = None
    key: Path | None = None
    clinic: Path | None = None
    cache: Path | None = None
    language: str = "en_GB"
    page_format: str = "a4"
    unanswered: str = UNANSWERED[0]
    today: date | None = None
    own_formats: Mapping[str, object] = field(default_factory=dict)
    config: Path | None = None
    font_folder: Path | None = None
    font_families: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    records: RecordSettings = field(default_factory=RecordSettings)

    @property
    def site_key(self) -> Path:
        """Where the site's key is: what was given, else a file of this user's."""
        return self.key or Path(get_app_dir("leaflets")) / "site.key"

    @property
    def cache_folder(self) -> Path | None:
        """Where what can be made again is kept: the chosen folder, else one of this user's."""
        from leaflets.keep.folder import cache_folder

        return cache_folder(self.cache)

    @property
    def fonts(self) -> "FontChoice":
        """The clinic's own fonts, where ``[fonts]`` names some."""
        from leaflets.layout.typography import FontChoice

        return FontChoice(self.font_folder, self.font_families)

    @property
    def formats(self) -> "Mapping[str, PageFormat]":
        """Every page format by name: the shipped ones, then the clinic's own of ``[formats]``.

        Raises:
            UsageFault: One of the clinic's own is not valid.
        """
        from leaflets.layout.formats import FORMATS

        if not self.own_formats:
            return FORMATS
        from leaflets.layout.own_formats import own_formats

        return {**FORMATS, **own_formats(self.own_formats, str(self.config or CONFIG_FILE))}


Setting = Path | str | date | Mapping[str, tuple[str, ...]] | Mapping[str, object] | RecordSettings

_PATHS = ("source", "translations", "key", "clinic", "cache")
_WORDS = ("leaflet", "language", "page_format", "unanswered")
_NAMES = {"page_format": "format"}


def settings(options: Mapping[str, Path | str | date | None]) -> Settings:
    """The settings, where an option goes before the environment, and that before the file.

    Raises:
        UsageFault: ``leaflets.toml`` can't be read, or says something that is not known.
    """
    found: dict[str, Setting] = {}
    found.update(_configured())
    found.update(_environment())
    found.update({name: value for name, value in options.items() if value is not None})
    unanswered = found.get("unanswered", UNANSWERED[0])
    if unanswered not in UNANSWERED:
        raise UsageFault(
            f'unanswered: "{unanswered}" is not a setting', hint=f"one of {', '.join(UNANSWERED)}"
        )
    base = Settings(source=_content_folder("source"), translations=_content_folder("translations"))
    return replace(base, **found)  # type: ignore[arg-type]  # each kind was made by its reader


def _content_folder(name: str) -> Path:
    """``./source`` if it is there, else the copy that came with the program."""
    here = Path(name)
    if here.is_dir():
        return here
    package = Path(__file__).resolve().parent.parent
    installed = package / "shipped" / name
    return installed if installed.is_dir() else package.parent / name


def _configured() -> dict[str, Setting]:
    folder = Path.cwd()
    for place in (folder, *folder.parents):
        path = place / CONFIG_FILE
        if path.is_file():
            return _read_config(path)
    return {}


def _read_config(path: Path) -> dict[str, Setting]:
    import tomllib

    try:
        with path.open("rb") as stream:
            data = tomllib.load(stream)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageFault(f"{path} can't be read: {error}") from error
    found: dict[str, Setting] = {}
    records = RecordSettings()
    names = {_NAMES.get(name, name): name for name in (*_PATHS, *_WORDS)}
    known = {*names, "fonts", "formats", *RECORD_KEYS}
    for key, value in data.items():
        if key == "fonts" and isinstance(value, dict):
            found |= _read_fonts(path, value)
            continue
        if key in RECORD_KEYS:
            records = with_key(records, path, key, value)
            found["records"] = records
            continue
        if key == "formats" and isinstance(value, dict):
            found |= {"own_formats": value, "config": path}
            continue
        if key not in names:
            raise UsageFault(
                f'{path}: "{key}" is not a setting',
                hint=f"settings are {', '.join(sorted(known))}",
            )
        if not isinstance(value, str):
            raise UsageFault(f"{path}: {key} must be a text in quotes")
        name = names[key]
        found[name] = path.parent / value if name in _PATHS else value
    return found


def _read_fonts(path: Path, table: Mapping[str, object]) -> dict[str, Setting]:
    """``[fonts]``: a folder, and a list of families, best first, for each script."""
    found: dict[str, Setting] = {}
    families: dict[str, tuple[str, ...]] = {}
    for key, value in table.items():
        if key == "folder" and isinstance(value, str):
            found["font_folder"] = path.parent / value
        elif len(key) == 4 and key.istitle() and isinstance(value, list):
            families[key] = tuple(str(name) for name in value)
        else:
            raise UsageFault(
                f"{path}: [fonts] can't have {key} = {value!r}",
                hint='write folder = "...", and a script\'s families as Arab = ["NotoNaskhArabic"]',
            )
    return found | {"font_families": families}


def _environment() -> dict[str, Setting]:
    found: dict[str, Setting] = {}
    for name in (*_PATHS, *_WORDS):
        value = os.environ.get(f"LEAFLETS_{_NAMES.get(name, name).upper()}")
        if value:
            found[name] = Path(value) if name in _PATHS else value
    return found
