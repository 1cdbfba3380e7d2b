"""``leaflets make``: one leaflet for one record, as a PDF."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from leaflets.cli.options import (
    RecordCommand,
    imposed_options,
    json_option,
    output_options,
    place_options,
    settings_of,
    wanted_marks,
)
from leaflets.cli.order import order_of, order_options
from leaflets.errors import RecordFault, UsageFault

T = TypeVar("T")


@click.command(
    cls=RecordCommand,
    short_help="Print one leaflet.",
    epilog="Example: leaflets make {answers} -o leaflet.pdf",
)
@order_options
@click.option(
    "--check-sheet",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a page for the clinician, too: what is in and out, and why.",
)
@click.option(
    "--manifest",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Add a line about the leaflet to this file, so that it can be verified.",
)
@click.option("--no-cache", is_flag=True, help="Set the pages anew, and keep nothing of them.")
@imposed_options
@output_options
@json_option
@place_options
@click.pass_context
def command(ctx: click.Context, /, output: Path, as_json: bool, **given: Any) -> None:
    """Print one leaflet for one person.

    What is not given counts as not known, never as negative: the leaflet then says that the result
    is waited for, and leaves out what depends on it.
    """
    from leaflets.cli.record import reading_of
    from leaflets.compiled.cache import TemplateCache
    from leaflets.content.valid import load_valid, pick_leaflet
    from leaflets.files import (
        STANDARD_OUTPUT,
        check_apart,
        check_folder,
        check_writable,
        write_whole,
    )
    from leaflets.layout.formats import find_format
    from leaflets.layout.needs import format_for
    from leaflets.pipeline import make_leaflet
    from leaflets.translation.catalogs import find_catalog

    own = ("source", "translations", "leaflet", "key", "today", "clinic", "language")
    wanted = {name: given.get(name) for name in (*own, "page_format", "unanswered")}
    settings = settings_of(ctx, wanted)
    written = {"-o": output} | {
        f"--{name.replace('_', '-')}": given[name] for name in ("check_sheet", "manifest")
    }
    check_apart(written, {"--record": given["record"], "--clinic": settings.clinic})
    if as_json and output == STANDARD_OUTPUT:
        raise UsageFault("--json and -o - both print to standard output", hint="give -o a file")
    for option, path in written.items():
        if path is not None and (option, path) != ("-o", STANDARD_OUTPUT):
            check_writable(path)
    if given.get("png"):
        check_folder(given["png"])
    cache_folder = None if given["no_cache"] else settings.cache_folder
    content = load_valid(settings.source, cache_folder)
    leaflet = pick_leaflet(content, settings.leaflet)
    reading = reading_of(ctx, given, settings)
    record = reading.record
    whole_source = given["missing"] == "whole-source"
    catalog = _wanted(
        "language",
        partial(
            find_catalog,
            translations=settings.translations,
            leaflet=leaflet.id,
            whole_source=whole_source,
            cache=cache_folder,
        ),
        given.get("language"),
        record.language,
        settings.language,
    )
    page_format = _wanted(
        "format",
        partial(find_format, formats=settings.formats),
        given.get("page_format"),
        record.page_format,
        settings.page_format,
    )
    imposed = wanted_marks(given)
    if imposed is not None:
        from leaflets.cli.printing import require_folded

        require_folded(page_format, settings.formats)
    chosen = bool(given.get("page_format") or record.page_format)
    page_format, size_warnings = format_for(
        record.type_size, page_format, settings.formats.values(), chosen=chosen
    )
    order = replace(order_of(settings, given, page_format), imposed=imposed)
    cache = TemplateCache(cache_folder) if cache_folder else None
    token = None
    if record.record_id is not None and (given["manifest"] or settings.key):
        from leaflets.cli.manifest import token_of

        token = token_of(settings, leaflet.id, record.record_id)
    made = make_leaflet(content, leaflet, record, catalog, order, cache, token)
    if given["manifest"]:
        from leaflets.cli.manifest import append_made

        # Before the leaflet: a line without one is less of a danger than one that nobody can trace.
        append_made(given["manifest"], made, record, token, content, leaflet, catalog, order)
    if output == STANDARD_OUTPUT:
        click.echo(made.pdf, nl=False)
    else:
        write_whole(output, made.pdf)
    if given.get("check_sheet"):
        from leaflets.check_sheet import make_check_sheet

        write_whole(given["check_sheet"], make_check_sheet(content, leaflet, made.plan, order))
    if given.get("png"):
        from leaflets.pdf.pictures import write_pictures

        write_pictures(made.pdf, given["png"])
    printed = made.plan.leaflet
    conflicts = (f"{conflict.id}: {conflict.message}" for conflict in reading.conflicts)
    warnings = [*size_warnings, *conflicts, *made.plan.warnings()]
    for warning in warnings:
        click.echo(f"Warning: {warning}", err=True)
    if as_json:
        told = {
            "schema": 1,
            "output": str(output),
            "pages": made.pages,
            "language": printed.language,
            "format": order.page_format.name,
            "state": printed.state.value,
            "code": printed.code,
            "token": token,
            "blocks": list(made.plan.blocks),
            "warnings": [*reading.warnings, *warnings],
        }
        click.echo(json.dumps(told, indent=1))
    else:
        beside = f"{printed.beside.language} beside it, " if printed.beside else ""
        side = "side" if imposed is not None else "page"
        plural = side if made.pages == 1 else f"{side}s"
        click.echo(
            f"{output}: {made.pages} {plural}, {order.page_format.name}, {printed.language}, "
            f"{beside}state {printed.state.value}, code {printed.code}",
            err=True,
        )
        if order.page_format.sheet_mm is not None:
            from leaflets.cli.printing import printing_advice

            for line in printing_advice(order.page_format, imposed=imposed is not None):
                click.echo(f"{order.page_format.name}: {line}", err=True)


def _wanted(
    column: str, find: Callable[[str], T], option: str | None, recorded: str, otherwise: str
) -> T:
    """What the option asks for, else the record, else the settings.

    Raises:
        RecordFault: The record asks for something that there is not.
    """
    if option or not recorded:
        return find(option or otherwise)
    try:
        return find(recorded)
    except UsageFault as fault:
        raise RecordFault(
            f"this record can't be printed\n  {column}: {fault.message}", hint=fault.hint
        ) from fault
