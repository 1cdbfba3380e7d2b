"""A leaflet that was made, and what from, in; the half of its manifest line that tells it, out.

Digests of content, catalog, clinic and fonts do not depend on the person: :func:`ingredients` is
asked once for many leaflets.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from leaflets import __version__
from leaflets.errors import UsageFault
from leaflets.layout.typography import font_files
from leaflets.model.clinic import Clinic
from leaflets.model.source import Content, LeafletSource
from leaflets.pipeline import Order, Plan
from leaflets.release.manifest import Printed
from leaflets.release.revision import revision
from leaflets.release.versions import DIGITS, file_digests, libraries
from leaflets.trace.approvals import approvals_told
from leaflets.translation.catalogs import Catalog
from leaflets.translation.revisions import translation_revisions


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingredients:
    """What all leaflets of one source, language and order are made from, as of today.

    ``keys`` has the revision of every block and part there is, ``frame`` of what stands round them,
    ``translations`` those of their translations, ``approvals`` whatever was approved of them;
    the others are as in :class:`~leaflets.release.manifest.Printed`.
    """

    leaflet: str
    version: str
    keys: Mapping[str, str]
    frame: Mapping[str, str]
    translations: Mapping[str, str]
    approvals: Mapping[str, tuple[str, ...]]
    program: str
    content: str
    catalog: str
    clinic: str
    fonts: Mapping[str, str]
    libraries: Mapping[str, str]


def ingredients(
    content: Content, leaflet: LeafletSource, catalog: Catalog, order: Order
) -> Ingredients:
    """What ``leaflet`` is made from in the catalog's language.

    Raises:
        UsageFault: A font, or the clinic's logo, can't be read.
    """
    terms = "".join(map(revision, leaflet.glossary))
    return Ingredients(
        leaflet=leaflet.id,
        version=leaflet.version,
        keys=source_revisions(leaflet),
        frame={
            "leaflet": revision(leaflet),
            "attributes": revision(content.vocabulary),
            "glossary": hashlib.sha256(terms.encode()).hexdigest()[:DIGITS],
        },
        translations=translation_revisions(leaflet, content.vocabulary, catalog),
        approvals=approvals_told(content, leaflet, catalog, order.today),
        program=__version__,
        content=content.digest,
        catalog=catalog.digest,
        clinic=clinic_digest(order.clinic),
        fonts=file_digests(font_files(catalog.language, order.fonts)),
        libraries=libraries(),
    )


def source_revisions(leaflet: LeafletSource) -> dict[str, str]:
    """The revision of each block and part by its key, in print order."""
    found: dict[str, str] = {}
    for block in leaflet.blocks:
        found[block.key] = revision(block)
        found |= {part.key: revision(part) for part in block.parts}
    return found


def printed(plan: Plan, pages: int, order: Order, of: Ingredients) -> Printed:
    """What a manifest line says of a leaflet."""
    leaflet = plan.leaflet
    wanted = {*plan.blocks, *leaflet.keys()}
    keys = {key: told for key, told in of.keys.items() if key in wanted}
    translated = {
        key: told for key, told in of.translations.items() if key in wanted or key not in of.keys
    }
    return Printed(
        language=leaflet.language,
        format=order.page_format.name,
        code=leaflet.code,
        pages=pages,
        band=leaflet.state,
        leaflet=of.leaflet,
        version=of.version,
        keys=keys,
        frame=of.frame,
        translations=translated,
        approvals={key: lines for key, lines in of.approvals.items() if key in wanted},
        program=of.program,
        content=of.content,
        catalog=of.catalog,
        clinic=of.clinic,
        fonts=of.fonts,
        libraries=of.libraries,
        order=order_told(order, plan.stands_for),
    )


def order_told(order: Order, stands_for: str = "") -> dict[str, str]:
    """How a leaflet was asked for, in words: all of ``order`` that has no digest of its own."""
    told = {
        "today": order.today.isoformat(),
        "unanswered": order.unanswered.value,
        "include_later": "yes" if order.include_later else "",
        "options": ";".join(sorted(order.options)),
        "whole_source": "yes" if order.whole_source else "",
        "qr": "yes" if order.qr else "",
        "bilingual": "yes" if order.bilingual else "",
        "stands_for": stands_for,
        "imposed": order.imposed.value if order.imposed and order.page_format.sheet_mm else "",
    }
    return {name: value for name, value in told.items() if value}


def clinic_digest(clinic: Clinic) -> str:
    """The first digits of the SHA-256 of what the clinic file says; empty if it says nothing.

    Raises:
        UsageFault: The logo can't be read.
    """
    if clinic == Clinic():
        return ""
    texts = (clinic.name, clinic.phone, clinic.phone_24h)
    prose = (sorted(clinic.hours.items()), sorted(clinic.address.items()))
    digest = hashlib.sha256(json.dumps([*texts, *prose]).encode())
    if clinic.logo is not None:
        try:
            digest.update(clinic.logo.read_bytes())
        except OSError as error:
            raise UsageFault(f"{clinic.logo} can't be read: {error.strerror or error}") from error
    return digest.hexdigest()[:DIGITS]
