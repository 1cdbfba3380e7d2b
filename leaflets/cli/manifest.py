"""A leaflet that was made in; its token, and its line in the manifest, out."""

import hashlib
from pathlib import Path

from leaflets.cli.settings import Settings
from leaflets.model.profile import Record
from leaflets.model.source import Content, LeafletSource
from leaflets.pipeline import Made, Order
from leaflets.release.manifest import LineState, ManifestLine, append, file_ids
from leaflets.release.token import site_key, token
from leaflets.trace.printed import ingredients, printed
from leaflets.translation.catalogs import Catalog, SourceCatalog


def token_of(settings: Settings, leaflet: str, record_id: str) -> str:
    """What stands for the record.

    Raises:
        UsageFault: The site's key can't be read or made.
    """
    return token(site_key(settings.site_key), leaflet, record_id)


def append_made(
    manifest: Path,
    made: Made,
    record: Record,
    record_token: str | None,
    content: Content,
    leaflet: LeafletSource,
    catalog: Catalog,
    order: Order,
) -> None:
    """Add the line of a leaflet to the manifest.

    Raises:
        UsageFault: It can't be written.
    """
    # Where English stands in for a translation, that is what it was made from.
    language = made.plan.leaflet.language
    used = catalog if language == catalog.language else SourceCatalog(language)
    line = ManifestLine(
        record_id=record.record_id,
        token=record_token,
        state=LineState.MADE,
        sha256=hashlib.sha256(made.pdf).hexdigest(),
        file_id=file_ids(made.pdf)[-1],
        printed=printed(made.plan, made.pages, order, ingredients(content, leaflet, used, order)),
    )
    append(manifest, line)
