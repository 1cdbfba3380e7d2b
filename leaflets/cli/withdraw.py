"""``leaflets withdraw``: content that nothing prints from now on, or may print again."""

import getpass
from typing import Any

import click

from leaflets.cli.options import place_options, settings_of, today_of


@click.command(
    short_help="Withdraw content at once, so that nothing prints it.",
    epilog="Example: leaflets withdraw questions --reason 'wrong number' --by 'A. Lis'",
)
@click.argument("keys", metavar="KEY...", nargs=-1, required=True)
@click.option("--reason", required=True, help="Why; it is shown to whoever asks for a leaflet.")
@click.option("--by", metavar="NAME", help="Who withdraws it.  [default: the login name]")
@click.option("--role", default="", help="In which role.")
@click.option("--lift", is_flag=True, help="End a withdrawal instead, without approving.")
@place_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    keys: tuple[str, ...],
    reason: str,
    by: str | None,
    role: str,
    lift: bool,
    **given: Any,
) -> None:
    """Withdraw the blocks and parts KEY. A block's key means all of its parts.

    A leaflet that would hold any of it is not made: `leaflets make` stops and says why. Leaflets
    without it are printed as before. An edit does not end a withdrawal: `leaflets approve` with the
    same key does, or --lift for text that is not approved, such as a sample.
    """
    from leaflets.approval import withdraw
    from leaflets.cli.clinical import clinical_leaflet, named
    from leaflets.content.approvals import ledger_path
    from leaflets.release.approve import Signature

    settings = settings_of(ctx, given)
    content, leaflet = clinical_leaflet(settings)
    signature = Signature(
        by=named(by if by is not None else getpass.getuser(), "--by"),
        role=" ".join(role.split()),
        day=today_of(settings),
    )
    told = named(reason, "--reason")
    added, meant = withdraw(content, leaflet, keys, signature, told, lift=lift)
    done = "may be printed again" if lift else "withdrawn"
    already = meant - added
    known = f", {already} {'were not withdrawn' if lift else 'were withdrawn already'}"
    click.echo(f"{ledger_path(leaflet)}: {added} {done}{known if already else ''}", err=True)
