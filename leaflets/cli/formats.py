"""``leaflets formats``: the page formats that leaflets can be printed in."""

import json

import click

from leaflets.cli.options import json_option


@click.command(short_help="List the page formats.", epilog="Example: leaflets formats")
@json_option
def command(as_json: bool) -> None:
    """List the page formats: paper, size of type, and what each is for."""
    from leaflets.layout.formats import FORMATS

    if as_json:
        listed = [
            {
                "name": f.name,
                "paper": f.paper,
                "width_mm": f.width_mm,
                "height_mm": f.height_mm,
                "type_size_pt": f.type.body.size,
                "smallest_pt": f.type.small.size,
            }
            for f in FORMATS.values()
        ]
        click.echo(json.dumps({"schema": 1, "formats": listed}, indent=1))
        return
    for f in FORMATS.values():
        click.echo(f"{f.name:<8} {f.paper}, {f.type.body.size:g} pt: {f.description}")
