"""``leaflets due``: what must be looked at again, and when."""

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from leaflets.cli.options import json_option, place_options, settings_of, today_of

if TYPE_CHECKING:
    from leaflets.release.due import Due


@click.command(
    short_help="List what runs out soon.", epilog="Example: leaflets due --days 90 --markdown"
)
@click.option(
    "--days",
    type=click.IntRange(min=0, max=36_500),
    default=90,
    show_default=True,
    help="How many days ahead to look.",
)
@click.option("--markdown", is_flag=True, help="Print a table in Markdown.")
@json_option
@place_options
@click.pass_context
def command(ctx: click.Context, /, days: int, markdown: bool, as_json: bool, **given: Any) -> None:
    """List approvals that end, and blocks that must be reviewed, soonest first.

    What is overdue comes first. An overdue approval is none: what it covered prints with a band.
    """
    from leaflets.approval import units_of
    from leaflets.content.valid import load_valid, pick_leaflet
    from leaflets.errors import ContentFault
    from leaflets.release.due import due
    from leaflets.release.standing import check_clock, standings

    if markdown and as_json:
        raise click.UsageError("--markdown and --json can not be given together")
    settings = settings_of(ctx, given)
    today = today_of(settings)
    content = load_valid(settings.source, settings.cache_folder)
    wanted = [pick_leaflet(content, settings.leaflet)] if settings.leaflet else content.leaflets
    listed: list[tuple[str, Due]] = []
    for leaflet in wanted:
        try:
            check_clock(leaflet, today)
        except ContentFault as fault:
            click.echo(f"Warning: {fault.message}", err=True)
        stood = standings(units_of(content, leaflet), leaflet.approvals, today)
        listed += [(leaflet.id, ending) for ending in due(stood, today, days)]
    listed.sort(key=lambda entry: entry[1])
    if as_json:
        told = {
            "schema": 1,
            "today": today.isoformat(),
            "days": days,
            "due": [_as_json(name, ending, today) for name, ending in listed],
        }
        click.echo(json.dumps(told, indent=1, ensure_ascii=False))
        return
    if markdown:
        click.echo("| day | | block | what | parts | by |\n|---|---|---|---|---|---|")
        for _, ending in listed:
            cells = (_when(ending, today), ending.group, ending.what, _parts(ending), ending.by)
            shown = " | ".join(cell.replace("|", "\\|") for cell in cells)
            click.echo(f"| {ending.day} | {shown} |")
    else:
        for _, ending in listed:
            by = f", by {ending.by}" if ending.by else ""
            click.echo(
                f"{ending.day}  {_when(ending, today):>12}  {ending.group}: "
                f"{ending.what} of {_parts(ending)}{by}"
            )
    overdue = sum(ending.day <= today for _, ending in listed)
    click.echo(f"{len(listed)} within {days} days, {overdue} of them overdue", err=True)


def _when(ending: "Due", today: date) -> str:
    left = ending.days_left(today)
    return "OVERDUE" if left <= 0 else f"in {left} days" if left > 1 else "tomorrow"


def _parts(ending: "Due") -> str:
    if len(ending.keys) == 1:
        return ending.keys[0]
    return f"{len(ending.keys)} texts"


def _as_json(name: str, ending: "Due", today: date) -> dict[str, object]:
    return {
        "leaflet": name,
        "date": ending.day.isoformat(),
        "days": ending.days_left(today),
        "overdue": ending.day <= today,
        "what": ending.what.value,
        "block": ending.group,
        "keys": list(ending.keys),
        "state": ending.state.value,
        "by": ending.by or None,
    }
