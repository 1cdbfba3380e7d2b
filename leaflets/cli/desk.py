"""``leaflets desk``: the clinic's page in the browser."""

from typing import Any

import click

from leaflets.cli.options import place_options, settings_of
from leaflets.cli.order import clock
from leaflets.errors import UsageFault


@click.command(short_help="Open the clinic's page in the browser.", epilog="Example: leaflets desk")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="Port of this computer.  [default: any that is free]",
)
@click.option("--no-browser", is_flag=True, help="Print the address only, and open no browser.")
@click.option(
    "--clinic",
    type=click.Path(dir_okay=False),
    help="The clinic's name and numbers, as YAML.",
)
@place_options
@click.pass_context
def command(ctx: click.Context, /, port: int, no_browser: bool, **given: Any) -> None:
    """Make leaflets on a page in the browser of this computer, which nobody else can reach.

    It answers until its End button is pressed, or Ctrl-C here. The address opens it once. What is
    typed there goes onto the paper, and is neither stored nor logged.
    """
    try:
        from leaflets.desk.server import bind
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("leaflets"):
            raise
        raise UsageFault(
            "the desk needs packages that are not installed",
            hint="install them: pip install 'leaflets[desk]'",
        ) from error

    server = bind(desk_of(ctx, given), port)
    click.echo(server.address)
    told = "This address opens the desk once. Its End button, or Ctrl-C here, ends it."
    click.echo(told, err=True)
    if not no_browser:
        click.launch(server.address)
    server.run()
    click.echo("The desk has ended.", err=True)


def desk_of(ctx: click.Context, given: dict[str, Any]) -> Any:  # Desk, imported lazily
    """The desk that the options and the settings describe; what is wrong with them is told now."""
    from pathlib import Path

    from leaflets.compiled.cache import find_cache
    from leaflets.content.clinic import load_clinic
    from leaflets.desk.desk import Desk
    from leaflets.layout.formats import find_format
    from leaflets.model.clinic import Clinic
    from leaflets.records.words import TableWords
    from leaflets.translation.languages import language_id

    own = {**given, "clinic": Path(given["clinic"]) if given.get("clinic") else None}
    settings = settings_of(ctx, own)
    today = settings.today
    desk = Desk(
        source=settings.source,
        translations=settings.translations,
        clock=clock if today is None else lambda: today,
        leaflet_id=settings.leaflet,
        clinic=load_clinic(settings.clinic) if settings.clinic else Clinic(),
        language=language_id(settings.language),
        page_format=find_format(settings.page_format, settings.formats).name,
        unanswered=settings.unanswered,
        formats=settings.formats,
        fonts=settings.fonts,
        cache=find_cache(settings.cache),
        site_key=settings.site_key,
        with_token=settings.key is not None,
        code_lists=settings.records.code_lists,
        words=TableWords(columns=settings.records.columns, values=settings.records.values),
        oldest_days=settings.records.oldest_result_days,
    )
    desk.leaflet(desk.content())
    return desk
