"""``leaflets translations check``: what translations may have lost or gained."""

from typing import Any

import click

from leaflets.cli.findings import show_findings
from leaflets.cli.options import json_option, place_options, settings_of


@click.command(
    short_help="Report what translations may have lost or gained.",
    epilog="Example: leaflets translations check pl",
)
@click.argument("codes", metavar="[CODE]...", nargs=-1)
@json_option
@place_options
@click.pass_context
def command(ctx: click.Context, /, codes: tuple[str, ...], as_json: bool, **given: Any) -> None:
    """Report what the catalogs of the languages CODE, or of all, may have lost or gained.

    A check that is wrong about one entry is waived by a translator's comment above it, with a
    reason: `# ignore: numbers - the date is written in words`. The exit code is 3 if there is an
    error, 0 if there are only warnings or nothing.
    """
    from leaflets.checks.catalog import check_catalogs
    from leaflets.cli.translations.folders import chosen_languages, workshop
    from leaflets.fit import Fits

    shop = workshop(ctx, given)
    languages = (language.code for language in chosen_languages(shop, codes))
    fits = Fits(shop.folder, shop.content, settings_of(ctx, given).fonts)
    findings = check_catalogs(shop.folder, shop.content, shop.all_templates, languages, (fits,))
    ctx.exit(show_findings(findings, as_json=as_json, clean="no faults found"))
