"""``leaflets translations preview``: a proof of everything in one language, with its keys."""

import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from leaflets.cli.options import output_options, place_options, settings_of
from leaflets.errors import LeafletsError

_LOOK_EVERY = 0.5  # seconds between looks at the catalogs while watching


@click.command(
    short_help="Set everything in a language as a proof, each part beside its key.",
    epilog="Example: leaflets translations preview pl -o proof.pdf --watch",
)
@click.argument("code")
@click.option("--format", "page_format", default="a4", show_default=True, help="Page format.")
@click.option("--watch", is_flag=True, help="Make it again whenever a catalog is saved.")
@partial(output_options, pictures="of each part, named by its key")
@place_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    code: str,
    page_format: str,
    watch: bool,
    output: Path,
    png: Path | None,
    **given: Any,
) -> None:
    """Set every part of the leaflet in the language CODE, as it will print, beside its key.

    The keys stand in the margin; the paper is wider for them. What is not translated, or is stale,
    stands in English in [[brackets]], its key on a dark ground. With --png there is a picture of
    each part and title, named by its key. This is a proof: never hand it out.
    """
    from leaflets.cli.translations.folders import workshop
    from leaflets.content.valid import pick_leaflet
    from leaflets.files import check_folder, check_writable, write_whole
    from leaflets.layout.formats import find_format
    from leaflets.pdf.pictures import write_cuttings
    from leaflets.proof import make_proof
    from leaflets.translation.catalogs import find_catalog

    settings = settings_of(ctx, given)
    check_writable(output)
    if png is not None:
        check_folder(png)
    wanted = find_format(page_format, settings.formats)
    folder = settings.translations

    def make() -> None:
        shop = workshop(ctx, given)
        leaflet = pick_leaflet(shop.content, settings.leaflet)
        catalog = find_catalog(code, folder, leaflet.id)
        day = settings.today or date.today()  # noqa: DTZ011  # the translator's own calendar day
        made = make_proof(shop.content, leaflet, catalog, wanted, day, settings.fonts)
        write_whole(output, made.proof.pdf)
        if png is not None:
            write_cuttings(
                made.proof.pdf, png, [(p.key, p.page, p.top, p.bottom) for p in made.proof.places]
            )
        parts = "part is" if len(made.unfinished) == 1 else "parts are"
        click.echo(
            f"{output}: {made.proof.page_count} pages, {len(made.unfinished)} {parts} not finished",
            err=True,
        )
        if made.withdrawn:
            click.echo(f"left out, since withdrawn: {', '.join(made.withdrawn)}", err=True)

    make()
    if watch:
        _watch(make, lambda: _saved(folder, settings.source))


def _saved(*folders: Path) -> Iterator[tuple[str, float]]:
    """Every catalog and content file with the time it was saved."""
    for folder in folders:
        for path in sorted((*folder.rglob("*.po"), *folder.rglob("*.yaml"))):
            if path.is_file():
                yield path.as_posix(), path.stat().st_mtime


def _watch(make: Callable[[], None], saved: Callable[[], Iterator[tuple[str, float]]]) -> None:
    """Make it again after each save; a fault is told, and the next save tried."""
    click.echo("watching; end with Ctrl-C", err=True)
    before = tuple(saved())
    while True:
        time.sleep(_LOOK_EVERY)
        now = tuple(saved())
        if now == before:
            continue
        before = now
        try:
            make()
        except LeafletsError as error:
            click.echo(f"Error: {error.message}", err=True)
