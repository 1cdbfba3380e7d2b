"""``leaflets translations export``: a language as one file for a translator."""

from pathlib import Path
from typing import Any

import click

from leaflets.cli.options import place_options

FORMATS = ("xlsx", "csv", "xliff", "po")


@click.command(
    short_help="Write a language as a spreadsheet, XLIFF, CSV or PO file.",
    epilog="Example: leaflets translations export pl -o polish.xlsx",
)
@click.argument("code")
@click.option(
    "--format",
    "file_format",
    type=click.Choice(FORMATS),
    help="The kind of file.  [default: what the name of the file ends in]",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The file to write.",
)
@place_options
@click.pass_context
def command(
    ctx: click.Context, /, code: str, file_format: str | None, output: Path, **given: Any
) -> None:
    """Write everything to translate into the language CODE as one file, translated or not.

    In a spreadsheet only the translations can be changed. `import` reads the file back.
    """
    from leaflets.cli.translations.folders import chosen_languages, file_kind, workshop
    from leaflets.files import check_writable
    from leaflets.translation.catalog_folder import write_bytes
    from leaflets.translation.exchange.bilingual import write_bilingual
    from leaflets.translation.exchange.rows import read_rows
    from leaflets.translation.exchange.spreadsheet import write_spreadsheet
    from leaflets.translation.exchange.table import write_table
    from leaflets.translation.exchange.xliff import write_xliff
    from leaflets.translation.languages import SOURCE_LANGUAGE

    check_writable(output)
    shop = workshop(ctx, given)
    (language,) = chosen_languages(shop, (code,))
    rows = tuple(read_rows(shop.folder, shop.templates, language.code))
    match file_kind(output, file_format):
        case "xlsx":
            data = write_spreadsheet(rows, language.code, right_to_left=language.right_to_left)
        case "csv":
            data = write_table(rows)
        case "xliff":
            data = write_xliff(rows, SOURCE_LANGUAGE, language.code)
        case _:
            data = write_bilingual(shop.folder, shop.templates, language.code)
    write_bytes(output, data)
    click.echo(f"{output}: {len(rows)} texts", err=True)
