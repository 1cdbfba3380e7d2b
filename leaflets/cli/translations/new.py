"""``leaflets translations new``: a language begins, with empty catalogs."""

from typing import Any

import click

from leaflets.cli.options import place_options
from leaflets.errors import UsageFault


@click.command(
    short_help="Begin a language: empty catalogs for a translator to fill.",
    epilog="Example: leaflets translations new pl",
)
@click.argument("code")
@place_options
@click.pass_context
def command(ctx: click.Context, /, code: str, **given: Any) -> None:
    """Begin the language CODE: write an empty catalog for each leaflet and the tool's own words.

    A catalog that is there already is left as it is.
    """
    from leaflets.checks.catalog.word_lists import HINT, blind_checks
    from leaflets.cli.translations.folders import workshop
    from leaflets.translation.catalog_folder import catalog_path, write_if_changed
    from leaflets.translation.languages import SOURCE_LANGUAGE, describe, language_id
    from leaflets.translation.po_files import format_po
    from leaflets.translation.template import empty_catalog

    language = describe(language_id(code))
    if language.code == SOURCE_LANGUAGE:
        raise UsageFault(
            f"{SOURCE_LANGUAGE} is what the leaflets are written in",
            hint="change its words in the content, and run `leaflets translations update`",
        )
    shop = workshop(ctx, given, writes=True)
    for domain, template in shop.templates.items():
        path = catalog_path(shop.folder, language.code, domain)
        if path.exists():
            click.echo(f"{path}: is there already, left as it is", err=True)
            continue
        catalog = empty_catalog(template, language.code, language.english_name)
        write_if_changed(path, format_po(catalog))
        click.echo(f"{path}: {len(catalog.entries)} texts to translate", err=True)
    if told := blind_checks(language.code):
        click.echo(f"Warning: {told}\nHint: {HINT}", err=True)
