"""Languages, page formats and people in; how long each one's leaflet is in each format, out.

A person's leaflet is laid out and not drawn. A language takes about as long as its leaflets would
take to make, so that each has a process of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context

from leaflets.errors import LeafletsError
from leaflets.layout.budget import Length, length
from leaflets.layout.formats import PageFormat
from leaflets.model.profile import Record
from leaflets.model.source import Content, LeafletSource
from leaflets.pipeline import Order, plan_leaflet
from leaflets.selection.typical import Typical, typical_people
from leaflets.translation.catalogs import Catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class LeafletLength:
    """How long one person's leaflet is, or why it can't be made."""

    language: str
    page_format: str
    status: str
    length: Length | None = None
    fault: str = ""


def lengths(
    content: Content,
    leaflet: LeafletSource,
    catalogs: Sequence[Catalog],
    order: Order,
    formats: Mapping[str, PageFormat],
    jobs: int = 1,
) -> Iterator[LeafletLength]:
    """By language, then status, then format."""
    people = typical_people(leaflet, content.vocabulary)
    each = partial(
        _in_language, content, leaflet, people=people, order=order, formats=tuple(formats.values())
    )
    if jobs < 2 or len(catalogs) < 2:
        for catalog in catalogs:
            yield from each(catalog)
        return
    with ProcessPoolExecutor(min(jobs, len(catalogs)), get_context("spawn")) as pool:
        for told in pool.map(each, catalogs):
            yield from told


def _in_language(
    content: Content,
    leaflet: LeafletSource,
    catalog: Catalog,
    people: Sequence[Typical],
    order: Order,
    formats: Sequence[PageFormat],
) -> list[LeafletLength]:
    return [
        _told(content, leaflet, catalog, person, order, page_format)
        for person in people
        for page_format in formats
    ]


def _told(
    content: Content,
    leaflet: LeafletSource,
    catalog: Catalog,
    person: Typical,
    order: Order,
    page_format: PageFormat,
) -> LeafletLength:
    told = partial(
        LeafletLength, language=catalog.language, page_format=page_format.name, status=person.name
    )
    try:
        record = Record(profile=person.profile)
        plan = plan_leaflet(content, leaflet, record, catalog, order.in_format(page_format))
        return told(length=length(plan.leaflet, page_format, order.fonts))
    except LeafletsError as error:
        return told(fault=error.message)
