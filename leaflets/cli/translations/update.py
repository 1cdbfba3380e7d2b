"""``leaflets translations update``: catalogs brought up to today's English."""

from typing import Any

import click

from leaflets.cli.options import place_options


@click.command(
    short_help="Bring catalogs up to today's English.",
    epilog="Example: leaflets translations update pl",
)
@click.argument("codes", metavar="[CODE]...", nargs=-1)
@place_options
@click.pass_context
def command(ctx: click.Context, /, codes: tuple[str, ...], **given: Any) -> None:
    """Bring the catalogs of the languages CODE, or of all, up to today's English.

    A translation whose English changed stays, marked as stale, with the English it was made from.
    If the English goes back, it is good again. What is no longer asked for is kept as obsolete. A
    second run changes nothing. The desk's own words, desk.po, are kept up in languages that have
    them.
    """
    from leaflets.cli.translations.folders import chosen_languages, workshop
    from leaflets.translation.catalog_folder import (
        catalog_path,
        template_path,
        write_if_changed,
    )
    from leaflets.translation.merge import merge
    from leaflets.translation.po_files import format_po, read_po
    from leaflets.translation.template import empty_catalog

    shop = workshop(ctx, given, writes=True)
    for domain, template in shop.all_templates.items():
        write_if_changed(template_path(shop.folder, domain), format_po(template))
    for language in chosen_languages(shop, codes):
        for domain, template in shop.domains_of(language.code).items():
            path = catalog_path(shop.folder, language.code, domain)
            had = (
                read_po(path)
                if path.is_file()
                else empty_catalog(template, language.code, language.english_name)
            )
            merged = merge(template, had)
            changed = write_if_changed(path, format_po(merged.catalog))
            counts = (
                (merged.new, "to translate"),
                (merged.stale, "newly stale"),
                (merged.good_again, "good again"),
                (merged.obsolete, "obsolete"),
            )
            told = ", ".join(f"{len(keys)} {word}" for keys, word in counts if keys)
            click.echo(f"{path}: {told or ('updated' if changed else 'unchanged')}", err=True)
