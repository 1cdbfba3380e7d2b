"""A list and how its leaflets are wanted in; what stands for all of that out."""

import hmac
import json
from dataclasses import dataclass, replace
from datetime import date

from leaflets.batch.audit import Sample
from leaflets.batch.print_run import PrintRun
from leaflets.batch.store import Shelf
from leaflets.batch.survey import Site
from leaflets.batch.work import FindCatalog, Kit
from leaflets.records.tables import Table
from leaflets.trace.printed import order_told


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A list, and how its leaflets are wanted.

    ``kit`` has no catalogs yet. ``source_digest`` stands for all that the content and translations
    folders hold. ``cluster`` is the address of a scheduler of dask, empty for one of our own, and
    ``elsewhere`` where leaflets go, if not into the folder. ``audit`` is ``None`` for a sample of
    what was made. ``print_run`` is the file of all copies that is wanted, too.
    """

    table: Table
    kit: Kit
    site: Site
    find_catalog: FindCatalog
    source_digest: str
    jobs: int = 1
    cluster: str | None = None
    elsewhere: Shelf | None = None
    audit: Sample | None = None
    print_run: PrintRun | None = None


def list_digest(batch: Batch) -> str:
    """What stands for the list and all else that decides what is made of it, but the day."""
    digest = hmac.new(batch.site.key, digestmod="sha256")
    site, order = batch.site, batch.kit.order
    told = order_told(replace(order, today=date.min)) | {
        "leaflet": batch.kit.leaflet_id,
        "folders": batch.source_digest,
        "versions": site.versions,
        "language": site.language,
        "format": site.page_format,
        "day": str(site.fixed_day),
        "approved": str(order.require_approved),
        "imposed": str(order.imposed),
        "fonts": repr(sorted(order.fonts.by_script.items())),
    }
    digest.update(json.dumps(told, sort_keys=True).encode())
    batch.table.digest_into(digest.update)
    digest.update(batch.table.said_besides.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
