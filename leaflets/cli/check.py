"""``leaflets check``: every fault in the content at once, each with its place."""

from pathlib import Path

import click

from leaflets.cli.findings import show_findings
from leaflets.cli.options import json_option, place_options, settings_of


@click.command(
    short_help="Report all faults in the content at once.",
    epilog="Example: leaflets check --source source",
)
@json_option
@place_options
@click.pass_context
def command(ctx: click.Context, /, as_json: bool, **given: Path | None) -> None:
    """Report all faults in content, rules and catalogs: file, line, what is wrong, what to do.

    The exit code is 3 if there is an error, 0 if there are only warnings or nothing.
    """
    from leaflets.checks import check_content
    from leaflets.checks.catalog import check_catalogs
    from leaflets.content.load import load
    from leaflets.fit import Fits
    from leaflets.translation.catalog_folder import languages_in
    from leaflets.translation.template import templates

    settings = settings_of(ctx, given)
    loaded = load(settings.source)
    findings = check_content(loaded)
    if loaded.content is not None:
        folder = settings.translations
        today = templates(loaded.content, settings.source)
        fits = Fits(folder, loaded.content, settings.fonts)
        languages = languages_in(folder)
        unread = frozenset(Path(name).stem for name in loaded.broken)
        findings += check_catalogs(folder, loaded.content, today, languages, (fits,), unread)
    ctx.exit(show_findings(findings, as_json=as_json, clean="no faults found"))
