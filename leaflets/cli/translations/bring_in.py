"""``leaflets translations import``: a translator's file, back into the catalogs."""

from pathlib import Path
from typing import Any

import click

from leaflets.cli.options import place_options
from leaflets.errors import ExitCode, UsageFault

FORMATS = ("xlsx", "csv", "xliff", "po")


@click.command(
    short_help="Read translations back from a file that `export` wrote.",
    epilog="Example: leaflets translations import pl polish.xlsx",
)
@click.argument("code")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--format",
    "file_format",
    type=click.Choice(FORMATS),
    help="The kind of file.  [default: what the name of the file ends in]",
)
@place_options
@click.pass_context
def command(
    ctx: click.Context, /, code: str, file: Path, file_format: str | None, **given: Any
) -> None:
    """Read translations into the language CODE back from a FILE that `export` wrote.

    A row whose English is no longer today's is refused, and named; the others are taken in, and the
    exit code is then 4. A cell without a translation changes nothing.
    """
    from leaflets.cli.translations.folders import chosen_languages, file_kind, workshop
    from leaflets.translation.exchange.bilingual import read_bilingual
    from leaflets.translation.exchange.spreadsheet import read_spreadsheet
    from leaflets.translation.exchange.table import read_table
    from leaflets.translation.exchange.take_in import take_in
    from leaflets.translation.exchange.xliff import read_xliff

    readers = {
        "xlsx": read_spreadsheet,
        "csv": read_table,
        "xliff": read_xliff,
        "po": read_bilingual,
    }
    shop = workshop(ctx, given, writes=True)
    (language,) = chosen_languages(shop, (code,))
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise UsageFault(f"{file} can't be read: {error.strerror or error}") from error
    rows = tuple(readers[file_kind(file, file_format)](raw, file.name))
    taken = take_in(rows, shop.folder, shop.templates, language.code)
    for refused in taken.refused:
        click.echo(f"Refused: {refused}", err=True)
    click.echo(
        f"{file}: {taken.changed} taken in, {taken.same} as they were, "
        f"{taken.empty} without a translation, {len(taken.refused)} refused",
        err=True,
    )
    ctx.exit(ExitCode.TRANSLATION if taken.refused else ExitCode.DONE)
