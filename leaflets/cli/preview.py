"""``leaflets preview``: pictures of a leaflet on the screen, before anything is printed."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leaflets.cli.options import RecordCommand, place_options, settings_of
from leaflets.cli.order import order_of, order_options
from leaflets.errors import UsageFault

if TYPE_CHECKING:
    from leaflets.compiled.leaflet import Compiled
    from leaflets.layout.formats import PageFormat
    from leaflets.print.folding import Face

_DOTS_PER_INCH = 80


@click.command(
    cls=RecordCommand,
    short_help="Look at a leaflet, or at its folded paper, before it is printed.",
    epilog="Example: leaflets preview {answers} --format booklet --folded -o faces.png",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="One picture with all of them (.png), or a folder for a picture of each.",
)
@click.option("--folded", is_flag=True, help="The folded paper, face by face as it is opened.")
@click.option(
    "--printer-test",
    is_flag=True,
    help="A PDF to print: rulers, folds and greys show whether the printer is set right.",
)
@order_options
@click.option("--no-cache", is_flag=True, help="Set the pages anew, and keep nothing of them.")
@place_options
@click.pass_context
def command(ctx: click.Context, /, output: Path, **given: Any) -> None:
    """Look at a leaflet before it is printed: all its pages in one picture.

    With --folded the sheets are folded on the screen: the cover, then what is seen each time the
    paper is opened or turned, so that the order of the pages can be checked.
    """
    from leaflets.files import check_writable, write_whole
    from leaflets.layout.formats import find_format

    own = ("source", "translations", "leaflet", "key", "today", "clinic", "language")
    wanted = (*own, "page_format", "unanswered")
    settings = settings_of(ctx, {name: given.get(name) for name in wanted})
    page_format = find_format(settings.page_format, settings.formats)
    if given["printer_test"]:
        from leaflets.layout.printer_test import typeset_printer_test

        if output.suffix.casefold() != ".pdf":
            raise UsageFault(f"{output} is to be a PDF", hint="call it such as test.pdf")
        check_writable(output)
        write_whole(output, typeset_printer_test(page_format, settings.fonts))
        click.echo(f"{output}: print it at 100 %, on both sides, and read it", err=True)
        return
    if given["folded"]:
        from leaflets.cli.printing import require_folded

        require_folded(page_format, settings.formats)
    _check_output(output)
    compiled, pdf = _made(ctx, given, settings, page_format)
    _write(output, list(_faces(compiled, pdf, folded=given["folded"])))


def _check_output(output: Path) -> None:
    from leaflets.files import check_folder, check_writable

    if output.suffix.casefold() == ".png":
        check_writable(output)
    elif output.suffix and not output.is_dir():
        raise UsageFault(f"{output} is no picture", hint="name a .png, or a folder")
    else:
        check_folder(output)


def _made(
    ctx: click.Context, given: dict[str, Any], settings: Any, page_format: "PageFormat"
) -> "tuple[Compiled, bytes]":
    """The leaflet, and its file: pages, or sheets if they shall be folded."""
    from leaflets.cli.record import reading_of
    from leaflets.compiled.cache import TemplateCache
    from leaflets.content.valid import load_valid, pick_leaflet
    from leaflets.pipeline import compile_plan, dated, plan_leaflet
    from leaflets.print.sheets import Marks
    from leaflets.translation.catalogs import find_catalog

    cache_folder = None if given["no_cache"] else settings.cache_folder
    content = load_valid(settings.source, cache_folder)
    leaflet = pick_leaflet(content, settings.leaflet)
    order = order_of(settings, given, page_format)
    order = replace(order, imposed=Marks.NONE if given["folded"] else None)
    catalog = find_catalog(
        settings.language,
        translations=settings.translations,
        leaflet=leaflet.id,
        whole_source=order.whole_source,
        cache=cache_folder,
    )
    record = reading_of(ctx, given, settings).record
    plan = plan_leaflet(content, leaflet, record, catalog, order)
    cache = TemplateCache(cache_folder) if cache_folder else None
    compiled = compile_plan(plan, cache)
    return compiled, compiled.stamp(dated(record.personal, order))


def _faces(compiled: "Compiled", pdf: bytes, *, folded: bool) -> "list[Face]":
    from leaflets.pdf.pictures import page_pictures
    from leaflets.print.folding import Face, folded_faces
    from leaflets.print.imposition import fold_lines
    from leaflets.print.sheets import reads_right_to_left

    pictures = page_pictures(pdf, dots_per_inch=_DOTS_PER_INCH)
    sheet, fold = compiled.page_format.sheet_mm, compiled.page_format.fold
    if not folded or sheet is None:
        return [Face(f"page {number}", page) for number, page in enumerate(pictures, 1)]
    to_left = reads_right_to_left(compiled.template)
    lines = fold_lines(fold, sheet[0], right_to_left=to_left)
    return folded_faces(fold, list(pictures), lines, sheet[0], right_to_left=to_left)


def _write(output: Path, faces: "list[Face]") -> None:
    from leaflets.files import write_whole
    from leaflets.pdf.pictures import write_picture
    from leaflets.print.contact import contact_sheet

    if output.suffix.casefold() == ".png":
        write_whole(output, contact_sheet(faces))
        click.echo(f"{output}: {len(faces)} in one picture", err=True)
        return
    digits = len(str(len(faces)))
    for number, face in enumerate(faces, 1):
        name = face.caption.replace(",", "").replace(" ", "-")
        write_picture(face.picture, output / f"{number:0{digits}}-{name}.png")
    click.echo(f"{output}: {len(faces)} pictures", err=True)
