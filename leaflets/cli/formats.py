"""``leaflets formats``: the page formats that leaflets can be printed in."""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leaflets.cli.options import json_option, place_options, settings_of, today_of
from leaflets.cli.settings import Settings

if TYPE_CHECKING:
    from leaflets.layout.formats import PageFormat
    from leaflets.lengths import LeafletLength

DUPLEX = {
    "long": "turn over the long edge",
    "short": "turn over the short edge",
}
"""What a printer that prints both sides is told, in words."""


@click.command(
    short_help="List the page formats, and what fits them.",
    epilog="Example: leaflets formats --fit --language all",
)
@click.option("--fit", is_flag=True, help="Tell how long leaflets are in each format.")
@click.option(
    "--language",
    help="With --fit: languages such as en,pl, or all.  [default: en_GB]",
)
@click.option(
    "--clinic",
    type=click.Path(path_type=Path, dir_okay=False),
    help="With --fit: the clinic's name and numbers, as YAML.",
)
@json_option
@place_options
@click.pass_context
def command(ctx: click.Context, /, fit: bool, as_json: bool, **given: Any) -> None:
    """List the page formats: paper, size of type, panels, how to print both sides.

    A clinic adds its own in leaflets.toml: [formats.ward], like = "a5", margin_mm = 15, size = 13.

    With --fit, tell how many pages a leaflet takes in each, for a handful of people: of whom
    nothing is known, whose results alone decide, and for whom as much prints as can. What a folded
    sheet has no room for is refused, and never made smaller.
    """
    settings = settings_of(ctx, given)
    formats = settings.formats
    told: dict[str, Any] = {"schema": 1, "formats": [_told(f) for f in formats.values()]}
    if not fit:
        if given["language"]:
            raise click.UsageError("--language is for --fit")
        lines = _table(formats.values())
    else:
        found = list(_lengths(settings))
        told["fit"] = [_fit_told(one) for one in found]
        lines = _fit_table(found, list(formats))
    if as_json:
        click.echo(json.dumps(told, indent=1))
        return
    for line in lines:
        click.echo(line)


def _lengths(settings: Settings) -> "Iterator[LeafletLength]":
    """How long leaflets are, in the languages that were asked for."""
    from leaflets.content.clinic import load_clinic
    from leaflets.content.valid import load_valid, pick_leaflet
    from leaflets.layout.formats import FORMATS
    from leaflets.lengths import lengths
    from leaflets.model.clinic import Clinic
    from leaflets.pipeline import Order
    from leaflets.translation.catalogs import find_catalog
    from leaflets.translation.languages import available_languages

    content = load_valid(settings.source, settings.cache_folder)
    leaflet = pick_leaflet(content, settings.leaflet)
    asked = settings.language.split(",")
    if asked == ["all"]:
        asked = [language.code for language in available_languages(settings.translations)]
    catalogs = [find_catalog(code.strip(), settings.translations, leaflet.id) for code in asked]
    order = Order(
        page_format=FORMATS["a4"],
        clinic=load_clinic(settings.clinic) if settings.clinic else Clinic(),
        today=today_of(settings),
        fonts=settings.fonts,
    )
    yield from lengths(content, leaflet, catalogs, order, settings.formats, os.cpu_count() or 1)


def _fit_told(one: "LeafletLength") -> dict[str, Any]:
    told: dict[str, Any] = {
        "language": one.language,
        "format": one.page_format,
        "status": one.status,
        "fits": one.length is not None and not one.length.over,
    }
    if one.length is None:
        return told | {"fault": one.fault}
    return told | {
        "pages": one.length.pages,
        "most_pages": one.length.budget,
        "pages_over": one.length.over,
        "lines_over": one.length.lines,
    }


def _fit_table(found: "list[LeafletLength]", formats: list[str]) -> list[str]:
    """A row for each language and status, a column for each format.

    Pages; after a plus how many of them the paper has not; a dash where nothing can be made.
    """
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for one in found:
        cell = "-"
        if one.length is not None:
            over = one.length.over
            cell = f"{one.length.pages - over}+{over}" if over else str(one.length.pages)
        rows.setdefault((one.language, one.status), {})[one.page_format] = cell
    first = max(len(f"{language}  {status}") for language, status in rows)
    lines = [" " * first + "".join(f"  {name:>{max(5, len(name))}}" for name in formats)]
    for (language, status), cells in rows.items():
        shown = "".join(f"  {cells[name]:>{max(5, len(name))}}" for name in formats)
        lines.append(f"{language}  {status}".ljust(first) + shown)
    lines += [f"{one.language}, {one.status}, {one.page_format}: {one.fault}"
              for one in found if one.fault]  # fmt: skip
    return [*lines, "", "6+4: ten panels, and the sheet has six. It is refused, and nothing cut."]


def _told(f: "PageFormat") -> dict[str, Any]:
    return {
        "name": f.name,
        "paper": f.paper,
        "width_mm": f.width_mm,
        "height_mm": f.height_mm,
        "type_size_pt": f.type.body.size,
        "smallest_pt": f.type.small.size,
        "fold": f.fold.value,
        "panels": f.budget if f.panels else None,
        "most_pages": f.budget,
        "duplex": f"{f.duplex.value}-edge",
        "description": f.description,
    }


def _table(formats: "Iterable[PageFormat]") -> list[str]:
    """A line for each format, in columns."""
    rows = [
        (
            f.name,
            f.paper,
            f"{f.type.body.size:g} pt",
            f"{f.budget} panels" if f.panels else f.fold.value,
            DUPLEX[f.duplex.value],
            f.description,
        )
        for f in formats
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
