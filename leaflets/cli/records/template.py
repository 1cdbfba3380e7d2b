"""``leaflets records template``: an empty list of people to fill in."""

from pathlib import Path
from typing import Any

import click

from leaflets.cli.options import place_options, settings_of


@click.command(
    short_help="Write an empty list to fill in, with drop-downs.",
    epilog="Example: leaflets records template -o patients.xlsx",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The file to write: .xlsx, or .csv for the headings alone.",
)
@place_options
@click.pass_context
def command(ctx: click.Context, /, output: Path, **given: Any) -> None:
    """Write an empty list of people: a sheet with a drop-down for every value, and one of help.

    `leaflets records check` then says what is wrong with it once it is filled in.
    """
    from leaflets.content.valid import load_valid
    from leaflets.errors import UsageFault
    from leaflets.files import check_writable, write_whole
    from leaflets.layout.formats import FORMATS
    from leaflets.records.template import template_columns, write_template
    from leaflets.translation.languages import available_languages

    check_writable(output)
    settings = settings_of(ctx, given)
    vocabulary = load_valid(settings.source, settings.cache_folder).vocabulary
    languages = [language.code for language in available_languages(settings.translations)]
    columns = template_columns(vocabulary, languages, list(FORMATS))
    match output.suffix.casefold():
        case ".xlsx":
            write_whole(output, write_template(columns))
        case ".csv":
            headings = ",".join(column.name for column in columns)
            write_whole(output, f"{headings}\r\n".encode("utf-8-sig"))
        case _:
            raise UsageFault(f"{output} ends in neither .xlsx nor .csv", hint="name it so")
    click.echo(f"{output}: {len(columns)} columns", err=True)
