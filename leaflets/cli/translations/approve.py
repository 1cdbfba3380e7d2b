"""``leaflets translations approve``: lines for the ledger of reviews."""

from datetime import date
from typing import Any

import click

from leaflets.cli.options import place_options, settings_of


@click.command(
    short_help="Approve translations, for their language or for what they say.",
    epilog="Example: leaflets translations approve --language pl --stage language "
    "--by 'A. Nowak' examplinib",
)
@click.argument("keys", metavar="KEY...", nargs=-1, required=True)
@click.option("--language", required=True, help="The language of the translations.")
@click.option(
    "--stage",
    type=click.Choice(["language", "clinical"]),
    required=True,
    help="What was reviewed: the language, or what it says.",
)
@click.option("--by", required=True, metavar="NAME", help="Who reviewed it.")
@click.option("--note", default="", help="Anything to remember.")
@place_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    keys: tuple[str, ...],
    language: str,
    stage: str,
    by: str,
    note: str,
    **given: Any,
) -> None:
    """Approve the translations KEY as they stand today. A block's key means all of its texts.

    The ledger keeps what English and what translation were read: when either is edited, the
    approval ends. Nothing is ever taken out of the ledger.
    """
    from leaflets.cli.translations.folders import workshop
    from leaflets.translation.approvals import ledger_path
    from leaflets.translation.languages import find_language
    from leaflets.translation.review import approve_keys

    today = settings_of(ctx, given).today
    shop = workshop(ctx, given, writes=True)
    code = find_language(language, shop.folder).code
    approved, already = approve_keys(
        shop.folder,
        shop.templates,
        code,
        keys,
        stage=stage,
        by=by,
        day=today or date.today(),  # noqa: DTZ011  # the reviewer's own calendar day
        note=note,
    )
    known = f", {already} were approved already" if already else ""
    click.echo(f"{ledger_path(shop.folder, code)}: {approved} approved{known}", err=True)
