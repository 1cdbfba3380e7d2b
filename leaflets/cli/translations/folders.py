"""Settings in; the content and the folder of translations that a command works on, out."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from leaflets.cli.options import settings_of
from leaflets.errors import UsageFault
from leaflets.model.source import Content
from leaflets.translation.entries import CatalogFile


@dataclass(frozen=True, slots=True)
class Workshop:
    """The folder of translations, the content, and today's template of each domain."""

    folder: Path
    content: Content
    templates: Mapping[str, CatalogFile]


def workshop(ctx: click.Context, given: Mapping[str, Any], *, writes: bool = False) -> Workshop:
    """What a command on translations works with.

    Raises:
        UsageFault: It ``writes``, and the translations are those that came with the program.
    """
    from leaflets.content.load import load_valid, pick_leaflet
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
    return Workshop(folder, content, made)
