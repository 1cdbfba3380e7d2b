"""``leaflets explain``: the verdict on each block for one record, or for a list, and why."""

import json
from pathlib import Path
from typing import Any

import click

from leaflets.cli.options import RecordCommand, json_option, place_options, settings_of, today_of
from leaflets.errors import ExitCode


@click.command(
    cls=RecordCommand,
    short_help="Say why each block is in or out.",
    epilog="Example: leaflets explain {answers}",
)
@click.option(
    "--records",
    type=click.Path(path_type=Path),
    help="A table of records, or a folder of FHIR: one JSON object a person.",
)
@click.option(
    "--change",
    multiple=True,
    metavar="NAME=VALUE",
    help="What would appear and disappear if this were so.",
)
@json_option
@place_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    records: Path | None,
    change: tuple[str, ...],
    as_json: bool,
    **given: Any,
) -> None:
    """Say for each block whether it prints, which clause decided, and what would change it.

    Nothing is written; what is not given counts as not known, never as negative.
    """
    from leaflets.approval import states_of
    from leaflets.cli.record import changed_profile, provenance_of, reading_of
    from leaflets.content.valid import load_valid, pick_leaflet
    from leaflets.selection.decide import decide
    from leaflets.selection.explain import Narrator, turned_json
    from leaflets.selection.explain import as_json as explanation
    from leaflets.selection.what_if import turns

    settings = settings_of(ctx, {name: given.get(name) for name in ("source", "leaflet", "today")})
    content = load_valid(settings.source, settings.cache_folder)
    leaflet = pick_leaflet(content, settings.leaflet)
    if records is not None:
        others = ("record", "set_values", *(name for name in given if name.startswith("answer_")))
        if change or any(given.get(name) for name in others):
            raise click.UsageError("--records is a list of its own: give no other record option")
        ctx.exit(_explain_table(content, leaflet, records, given, settings))
    reading = reading_of(ctx, given, settings)
    record, provenance = reading.record, provenance_of(reading)
    selection = decide(leaflet, content.vocabulary, record.profile)
    narrator = Narrator(leaflet, content.vocabulary)
    told = explanation(leaflet, selection, record.record_id, provenance)
    told["states"] = {**states_of(content, leaflet, today_of(settings))}
    lines = list(narrator.lines(selection, provenance))
    if change:
        changed = changed_profile(ctx, record.profile, change)
        after = decide(leaflet, content.vocabulary, changed)
        turned = turns(selection, after)
        told["change"] = turned_json(turned, after)
        lines = [f"If {' and '.join(change)}:", *narrator.turned(turned, after)]
    click.echo(json.dumps(told, indent=1) if as_json else "\n".join(lines))


def _explain_table(
    content: Any, leaflet: Any, path: Path, given: dict[str, Any], settings: Any
) -> ExitCode:
    """One object a line; the rows that are refused come back as objects too."""
    from leaflets.cli.record import provenance_of, rows_of
    from leaflets.selection.decide import decide
    from leaflets.selection.explain import as_json, refused_json

    refused = 0
    warned: set[str] = set()
    for row in rows_of(path, content.vocabulary, given, settings):
        for warning in row.reading.warnings:
            if warning not in warned:
                warned.add(warning)
                click.echo(f"Warning: {warning}", err=True)
        if row.reading.refusals:
            refused += 1
            told = [
                (r.column, r.message + (f" ({r.hint})" if r.hint else ""))
                for r in row.reading.refusals
            ]
            click.echo(json.dumps(refused_json(row.record_id, told)))
        else:
            selection = decide(leaflet, content.vocabulary, row.reading.record.profile)
            told_of = provenance_of(row.reading)
            click.echo(json.dumps(as_json(leaflet, selection, row.record_id, told_of)))
    if refused:
        rows = "row was" if refused == 1 else "rows were"
        click.echo(f"{refused} {rows} refused", err=True)
    return ExitCode.RECORDS_REFUSED if refused else ExitCode.DONE
