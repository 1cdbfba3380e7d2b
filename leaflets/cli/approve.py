"""``leaflets approve``: clinical approval of the content, for the ledger beside it."""

import json
from collections import Counter
from datetime import date
from typing import Any

import click

from leaflets.cli.options import DayType, json_option, place_options, settings_of, today_of


@click.command(
    short_help="Approve content, after reading it.",
    epilog="Example: leaflets approve help questions --by 'A. Lis' --role 'consultant' "
    "--until 2027-05-01",
)
@click.argument("keys", metavar="[KEY]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Approve all of the leaflet.")
@click.option("--by", required=True, metavar="NAME", help="Who read and approves it.")
@click.option("--role", required=True, help="In which role, such as consultant oncologist.")
@click.option(
    "--until", required=True, type=DayType(), help="The day on which it must be reviewed again."
)
@json_option
@place_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    keys: tuple[str, ...],
    everything: bool,
    by: str,
    role: str,
    until: date,
    as_json: bool,
    **given: Any,
) -> None:
    """Approve the blocks and parts KEY as they stand today. A block's key means all of its parts.

    The ledger keeps the revision of what was read: an edit ends the approval. So does the day
    --until, which may be 6 months off for what a health service pays for, 12 for who may have a
    treatment, and 36 for all else; with --all each approval ends by its own limit. A sample can't
    be approved. Text that was withdrawn is approved only where its own key is given.
    """
    from leaflets.approval import approve, units_of
    from leaflets.cli.clinical import clinical_leaflet, named
    from leaflets.content.approvals import ledger_path
    from leaflets.release.approve import Signature

    if everything == bool(keys):
        raise click.UsageError("give either keys or --all")
    settings = settings_of(ctx, given)
    content, leaflet = clinical_leaflet(settings)
    signature = Signature(
        by=named(by, "--by"),
        role=named(role, "--role"),
        day=today_of(settings),
    )
    result = approve(content, leaflet, keys, signature, until)
    path = ledger_path(leaflet)
    if as_json:
        told = {
            "schema": 1,
            "ledger": str(path),
            "approved": [
                {"key": n.key, "revision": n.revision, "until": str(n.until)} for n in result.lines
            ],
            "known": [unit.key for unit in result.known],
            "withdrawn": [unit.key for unit in result.withdrawn],
            "until": until.isoformat(),
        }
        click.echo(json.dumps(told, indent=1))
    else:
        texts = {unit.key: " / ".join(unit.text) for unit in units_of(content, leaflet)}
        for line in result.lines:
            click.echo(f"{line.revision}  {line.key}: {_shortened(texts[line.key])}")
    known = f", {len(result.known)} were approved already" if result.known else ""
    click.echo(f"{path}: {len(result.lines)} approved until {until}{known}", err=True)
    sooner = Counter(line.until for line in result.lines if line.until != until)
    for day, count in sorted(sooner.items(), key=str):
        click.echo(f"{count} of them only until {day}, their longest", err=True)
    if result.withdrawn:
        left = ", ".join(unit.key for unit in result.withdrawn)
        click.echo(f"Left out, since withdrawn: {left}", err=True)
        click.echo("Hint: give these keys themselves, if they may be used again", err=True)


def _shortened(text: str) -> str:
    return text if len(text) <= 76 else f"{text[:73]}..."
