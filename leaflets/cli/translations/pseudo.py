"""``leaflets translations pseudo``: catalogs of invented languages, for tests."""

from typing import Any

import click

from leaflets.cli.options import place_options


@click.command(
    short_help="Make catalogs of invented languages, to test with.",
    epilog="Example: leaflets --translations /tmp/pseudo translations pseudo",
)
@place_options
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """Make catalogs of two languages that nobody speaks: en_XA is long, ar_XB runs to the left.

    Print with them: English that stays plain was never put up for translation, and a sentence
    without its closing bracket is cut off.
    """
    from leaflets.cli.translations.folders import workshop
    from leaflets.translation.catalog_folder import catalog_path, write_if_changed
    from leaflets.translation.languages import PSEUDO_LANGUAGES
    from leaflets.translation.po_files import format_po
    from leaflets.translation.pseudo import pseudo_catalog

    shop = workshop(ctx, given, writes=True)
    for language in PSEUDO_LANGUAGES:
        for domain, template in shop.templates.items():
            path = catalog_path(shop.folder, language, domain)
            write_if_changed(path, format_po(pseudo_catalog(template, language)))
            click.echo(f"{path}: {len(template.entries)} texts", err=True)
