"""A desk in; the content, templates and catalogs that a translator works on now, out."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from leaflets.desk.desk import Desk
from leaflets.errors import UsageFault
from leaflets.layout.typography import FontChoice
from leaflets.model.source import Content, LeafletSource
from leaflets.translation.catalog_folder import TOOL_DOMAIN, catalog_path
from leaflets.translation.entries import CatalogFile
from leaflets.translation.exchange.rows import today
from leaflets.translation.extract import Extracted, extract_leaflet, extract_words
from leaflets.translation.languages import Language, find_language
from leaflets.translation.screen_words import SCREEN_DOMAIN, screen_template
from leaflets.translation.template import templates


@dataclass(frozen=True, kw_only=True)
class Bench:
    """The folder of translations, the content, and today's template of each domain.

    ``screen`` is that of the desk's own words, which a language may have or not.
    """

    folder: Path
    content: Content
    templates: Mapping[str, CatalogFile]
    screen: CatalogFile
    day: date
    fonts: FontChoice

    @property
    def writable(self) -> bool:
        """Whether translations can be saved: this is a working copy, and one may write there.

        The copies that came with the program are nobody's to change.
        """
        return self.folder.parent.name != "shipped" and os.access(self.folder, os.W_OK | os.X_OK)

    def require_writable(self) -> None:
        """Stop before anything is changed.

        Raises:
            UsageFault: Translations can't be saved here.
        """
        if not self.writable:
            raise UsageFault(
                "the translations here can't be changed",
                hint="copy the folder, and give the copy with --translations DIR",
            )

    def language(self, asked: str) -> Language:
        """The language with catalogs here.

        Raises:
            UsageFault: No language is called that.
            TranslationFault: There is no translation into it.
        """
        return find_language(asked, self.folder)

    def domains_of(self, language: str) -> Mapping[str, CatalogFile]:
        """The templates that the catalogs of ``language`` are made from."""
        if catalog_path(self.folder, language, SCREEN_DOMAIN).is_file():
            return {**self.templates, SCREEN_DOMAIN: self.screen}
        return self.templates

    def leaflet(self, domain: str) -> LeafletSource:
        """The leaflet of a domain; the first one for the tool's own words."""
        found = (leaflet for leaflet in self.content.leaflets if leaflet.id == domain)
        return next(found, self.content.leaflets[0])

    def catalog(self, language: str, domain: str) -> CatalogFile:
        """A catalog with today's English, as an edit starts from it.

        Raises:
            TranslationFault: It can't be read.
        """
        return today(self.folder, self.domains_of(language)[domain], domain, language)

    @cached_property
    def facts(self) -> Mapping[tuple[str, str], Extracted]:
        """What a translator must know of each text, by domain and key."""
        found: dict[tuple[str, str], Extracted] = {}
        for domain in self.templates:
            texts = (
                extract_words()
                if domain == TOOL_DOMAIN
                else extract_leaflet(self.leaflet(domain), self.content.vocabulary)
            )
            found.update({(domain, text.message.key): text for text in texts})
        return found


_screen = lru_cache(maxsize=4)(screen_template)
"""The program's own files do not change while it runs."""


def bench_of(desk: Desk) -> Bench:
    """What translators work on at ``desk``.

    Raises:
        ContentFault: The content is not valid.
    """
    content = desk.content()
    made = templates(content, desk.source)
    if desk.leaflet_id is not None:
        wanted = desk.leaflet(content).id
        others = {leaflet.id for leaflet in content.leaflets} - {wanted}
        made = {domain: file for domain, file in made.items() if domain not in others}
    newest = max(leaflet.published for leaflet in content.leaflets)
    return Bench(
        folder=desk.translations,
        content=content,
        templates=made,
        screen=_screen(desk.source, newest),
        day=desk.today,
        fonts=desk.fonts,
    )
