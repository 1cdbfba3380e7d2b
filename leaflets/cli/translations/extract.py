"""``leaflets translations extract``: the templates of everything that is to be translated."""

from typing import Any

import click

from leaflets.cli.options import place_options


@click.command(
    short_help="Write the templates of everything to translate.",
    epilog="Example: leaflets translations extract",
)
@place_options
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """Write a template (POT) for each leaflet, for the tool's own words, and for the desk's.

    A template that has not changed is left as it is.
    """
    from leaflets.cli.translations.folders import workshop
    from leaflets.translation.catalog_folder import template_path, write_if_changed
    from leaflets.translation.po_files import format_po

    shop = workshop(ctx, given, writes=True)
    for domain, template in shop.all_templates.items():
        path = template_path(shop.folder, domain)
        changed = write_if_changed(path, format_po(template))
        told = "written" if changed else "unchanged"
        click.echo(f"{path}: {len(template.entries)} texts, {told}", err=True)
