"""``leaflets verify``: whether a leaflet is what was made, byte for byte, and still current."""

import json
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leaflets.cli.options import (
    VOCABULARY,
    json_option,
    manifests_option,
    place_options,
    settings_of,
)
from leaflets.errors import ExitCode

if TYPE_CHECKING:
    from leaflets.cli.settings import Settings
    from leaflets.model.profile import Record
    from leaflets.trace.today import Today
    from leaflets.trace.verify import Verified


_VERDICTS = """\b
Verdicts:
  genuine     as it was made, and nothing that it prints has changed since
  altered     one of ours, and no longer as it was made
  superseded  as it was made, but a part of it, its translation, its approval,
              a font or the program has changed since: print a new one
  unknown     no manifest that was given has it, or it is another record's

Example: leaflets verify leaflet.pdf --manifest manifest.jsonl --record record.yaml
"""


@click.command(
    short_help="Say whether a leaflet is what was made, and still current.",
    epilog=_VERDICTS,
)
@click.argument(
    "files",
    metavar="PDF...",
    type=click.Path(path_type=Path, dir_okay=False),
    nargs=-1,
    required=True,
)
@manifests_option
@click.option(
    "--record",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The record it was made for: the leaflet is made again and compared.",
)
@click.option(
    "--clinic",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The clinic file it was made with.",
)
@json_option
@place_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    files: tuple[Path, ...],
    manifests: tuple[Path, ...],
    record: Path | None,
    as_json: bool,
    **given: Any,
) -> None:
    """Say of each PDF whether it is genuine, altered, superseded or unknown, and why.

    The exit code is 0 only if all are genuine, else 3.
    """
    from leaflets.content.clinic import load_clinic
    from leaflets.release.index import open_index
    from leaflets.release.manifest import manifest_files
    from leaflets.trace.today import Today
    from leaflets.trace.verify import Verdict, verify

    if record is not None and len(files) > 1:
        raise click.UsageError("--record is of one person: give one PDF with it")
    settings = settings_of(ctx, given)
    today = Today(
        source=settings.source,
        translations=settings.translations,
        day=settings.today or date.today(),  # noqa: DTZ011  # the clinic's own calendar day
        clinic=load_clinic(settings.clinic) if settings.clinic else None,
        fonts=settings.fonts,
        formats=settings.formats,
    )
    its_record = None if record is None else _record(ctx, record, today, settings)
    places = dict.fromkeys(file for place in manifests for file in manifest_files(place))
    with ExitStack() as stack:
        indexes = [open_index(place) for place in places]
        for index in indexes:
            stack.callback(index.close)
        faults = [str(fault) for index in indexes for fault in index.faults()]
        found = [verify(file, indexes, today, its_record) for file in files]
    if as_json:
        click.echo(json.dumps(_told(found), indent=1, ensure_ascii=False))
    else:
        for one in found:
            click.echo(f"{one.file}: {one.verdict}")
            for cause in one.causes:
                click.echo(f"  {cause}")
    for fault in faults:
        click.echo(fault, err=True)
    genuine = all(one.verdict is Verdict.GENUINE for one in found)
    ctx.exit(ExitCode.DONE if genuine and not faults else ExitCode.CONTENT)


def _record(
    ctx: click.Context, path: Path, today: "Today", settings: "Settings"
) -> "Record | None":
    """The record, or ``None`` where the content that explains it can't be read any more."""
    from leaflets.cli.record import reading_of
    from leaflets.trace.today import Gone

    try:
        ctx.meta[VOCABULARY] = today.content().vocabulary
    except Gone:
        return None
    return reading_of(ctx, {"record": path}, settings).record


def _told(found: "list[Verified]") -> dict[str, object]:
    return {
        "schema": 1,
        "files": [
            {
                "file": str(one.file),
                "verdict": one.verdict.value,
                "causes": [str(cause) for cause in one.causes],
                "record_id": one.line.record_id if one.line else None,
                "token": one.line.token if one.line else None,
                "manifest": one.line.where.file if one.line else None,
                "line": one.line.where.line if one.line else None,
            }
            for one in found
        ],
    }
