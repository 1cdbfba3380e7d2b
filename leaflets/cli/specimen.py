"""``leaflets specimen``: one page for each script, to see how it is set."""

from pathlib import Path
from typing import Any

import click

from leaflets.cli.options import output_options, place_options, settings_of


@click.command(
    short_help="Set one page for each script, to look at.",
    epilog="Example: leaflets specimen -o specimen.pdf",
)
@output_options
@place_options
@click.pass_context
def command(ctx: click.Context, /, output: Path, png: Path | None, **given: Any) -> None:
    """Set one page for each script: headings, a list, a table, a warning, names and doses.

    With your own [fonts] in leaflets.toml it shows whether they can set everything.
    """
    from leaflets.files import check_writable, write_whole
    from leaflets.layout.specimen import typeset_specimen

    check_writable(output)
    pdf = typeset_specimen(settings_of(ctx, given).fonts)
    write_whole(output, pdf)
    if png is not None:
        from leaflets.pdf.pictures import write_pictures

        write_pictures(pdf, png)
