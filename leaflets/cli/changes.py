"""``leaflets changes``: what is different between two versions of the content."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leaflets.cli.options import json_option, settings_of

if TYPE_CHECKING:
    from leaflets.model.changes import Change, Changes


@click.command(
    short_help="Set a sheet of what has changed between two versions of the content.",
    epilog="Example: leaflets changes last-year/source source -o changes.pdf",
)
@click.argument("old", type=click.Path(path_type=Path, file_okay=False))
@click.argument("new", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The sheet to write, as a PDF.",
)
@click.option("--leaflet", metavar="ID", help="Which leaflet, if there are several.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    old: Path,
    new: Path,
    output: Path | None,
    as_json: bool,
    **given: Any,
) -> None:
    """Compare two source folders, OLD and NEW.

    Tells what was removed, what is new and what changed, with both wordings, and rules that
    changed. The sheet is for the staff who hand leaflets out. To see who holds what was removed or
    changed, give its key to `leaflets recall`.
    """
    from leaflets.content.valid import load_valid, pick_leaflet
    from leaflets.files import check_writable, write_whole
    from leaflets.layout.change_sheet import summary, typeset_changes
    from leaflets.trace.changes import changes

    if output is not None:
        check_writable(output)
    settings = settings_of(ctx, given)
    before, now = load_valid(old), load_valid(new)
    found = changes(
        before, pick_leaflet(before, settings.leaflet), now, pick_leaflet(now, settings.leaflet)
    )
    pages = None
    if output is not None:
        pdf, pages = typeset_changes(found, settings.fonts)
        write_whole(output, pdf)
    if as_json:
        told = _json(found) | {"output": str(output) if output else None, "pages": pages}
        click.echo(json.dumps(told, indent=1, ensure_ascii=False))
        return
    if output is None:
        for change in found.changes:
            _show(change)
    where = f"{output}: {pages} page{'' if pages == 1 else 's'}: " if output else ""
    click.echo(f"{where}{summary(found)}", err=True)


def _show(change: "Change") -> None:
    click.echo(f"{change.event} {change.key} ({change.title})")
    for difference in change.differences:
        click.echo(f"  {difference.label}")
        if difference.before:
            click.echo(f"  - {difference.before}")
        if difference.now:
            click.echo(f"  + {difference.now}")


def _json(found: "Changes") -> dict[str, object]:
    return {
        "schema": 1,
        "before": found.before,
        "now": found.now,
        "changes": [
            {
                "key": change.key,
                "title": change.title,
                "change": change.event.value,
                "differences": [
                    {"what": d.label, "before": d.before, "now": d.now, "rule": d.rule}
                    for d in change.differences
                ],
            }
            for change in found.changes
        ],
    }
