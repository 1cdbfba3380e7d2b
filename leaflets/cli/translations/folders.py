"""Settings in; the content and the folder of translations that a command works on, out."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from leaflets.cli.options import settings_of
from leaflets.errors import UsageFault
from leaflets.model.source import Content
from leaflets.translation.catalog_folder import catalog_path
from leaflets.translation.entries import CatalogFile
from leaflets.translation.languages import Language
from leaflets.translation.screen_words import SCREEN_DOMAIN, screen_template


@dataclass(frozen=True, slots=True)
class Workshop:
    """The folder of translations, the content, and today's template of each domain.

    ``screen`` is that of the desk's words, which a language may have or not.
    """

    folder: Path
    content: Content
    templates: Mapping[str, CatalogFile]
    screen: CatalogFile

    @property
    def all_templates(self) -> Mapping[str, CatalogFile]:
        """Those that every language needs, and that of the desk's words."""
        return {**self.templates, SCREEN_DOMAIN: self.screen}

    def domains_of(self, language: str) -> Mapping[str, CatalogFile]:
        """The templates that the catalogs of ``language`` are made from."""
        path = catalog_path(self.folder, language, SCREEN_DOMAIN)
        return self.all_templates if path.is_file() else self.templates


def workshop(ctx: click.Context, given: Mapping[str, Any], *, writes: bool = False) -> Workshop:
    """What a command on translations works with.

    Raises:
        UsageFault: It ``writes``, and the translations are those that came with the program.
    """
    from leaflets.content.valid import load_valid, pick_leaflet
    from leaflets.translation.template import templates

    settings = settings_of(ctx, given)
    folder = settings.translations
    if writes and folder.parent.name == "shipped":
        raise UsageFault(
            "the translations that came with the program can't be changed",
            hint="copy them, and give the folder with --translations DIR",
        )
    content = load_valid(settings.source)
    made = templates(content, settings.source)
    if settings.leaflet is not None:
        wanted = pick_leaflet(content, settings.leaflet).id
        others = {leaflet.id for leaflet in content.leaflets} - {wanted}
        made = {domain: file for domain, file in made.items() if domain not in others}
    newest = max(leaflet.published for leaflet in content.leaflets)
    return Workshop(folder, content, made, screen_template(settings.source, newest))


def chosen_languages(shop: Workshop, codes: tuple[str, ...]) -> tuple[Language, ...]:
    """The languages of ``codes``, or every one that has catalogs.

    Raises:
        TranslationFault: There are no catalogs in one of them.
    """
    from leaflets.translation.catalog_folder import languages_in
    from leaflets.translation.languages import describe, find_language

    if not codes:
        return tuple(map(describe, languages_in(shop.folder)))
    return tuple(find_language(code, shop.folder) for code in codes)


def file_kind(file: Path, asked: str | None) -> str:
    """The format of an exchange file: the one that was asked for, or what its name ends in.

    Raises:
        UsageFault: Its name does not say.
    """
    ending = file.suffix.casefold().lstrip(".")
    kind = asked or {"xlf": "xliff", "pot": "po"}.get(ending, ending)
    if kind not in ("xlsx", "csv", "xliff", "po"):
        raise UsageFault(
            f'"{file.name}" does not say what kind of file it is',
            hint="let its name end in .xlsx, .csv, .xliff or .po, or give --format",
        )
    return kind
