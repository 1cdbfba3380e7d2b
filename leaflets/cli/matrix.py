"""``leaflets matrix``: every combination of results, what it prints, what is wrong with it."""

import csv
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leaflets.cli.options import json_option, place_options, settings_of, today_of

if TYPE_CHECKING:
    from leaflets.selection.matrix import Matrix


@click.command(
    short_help="Walk every combination of results and report what is wrong.",
    epilog="Example: leaflets matrix --svg matrix.svg",
)
@click.option("--csv", "as_csv", is_flag=True, help="Print every combination as CSV.")
@click.option(
    "--svg",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a picture: results down, blocks across.",
)
@json_option
@place_options
@click.pass_context
def command(
    ctx: click.Context, /, as_csv: bool, svg: Path | None, as_json: bool, **given: Any
) -> None:
    """Walk every combination of results, treatments, spread and nation that the rules ask about.

    Reports blocks that can never print, leaflets that are empty or contradict themselves, parts
    whose rule disagrees with the facts they carry, and safety parts that would be left off. The
    exit code is 3 if there is any of these. Conflicts are listed and are no faults.
    """
    from leaflets.approval import states_of
    from leaflets.cli.findings import show_findings
    from leaflets.content.valid import load_valid, pick_leaflet
    from leaflets.diagnostics import has_errors
    from leaflets.errors import ExitCode
    from leaflets.files import check_writable, write_whole
    from leaflets.selection.matrix import Matrix
    from leaflets.selection.overview import as_svg, as_text, overview

    if as_csv and as_json:
        raise click.UsageError("--csv and --json can not be given together")
    if svg is not None:
        check_writable(svg)
    settings = settings_of(ctx, given)
    content = load_valid(settings.source, settings.cache_folder)
    matrix = Matrix(pick_leaflet(content, settings.leaflet), content.vocabulary)
    findings = matrix.findings()
    code = ExitCode.CONTENT if has_errors(findings) else ExitCode.DONE
    if as_csv:
        _print_csv(matrix)
        for finding in findings:
            click.echo(str(finding), err=True)
        ctx.exit(code)
    table = overview(matrix)
    if svg is not None:
        write_whole(svg, as_svg(table).encode())
    if as_json:
        told = {
            "schema": 1,
            "leaflet": matrix.leaflet.id,
            "attributes": [name for name, _ in table.attributes],
            "keys": list(table.keys),
            "states": states_of(content, matrix.leaflet, today_of(settings)),
            "rows": [
                {
                    "results": {name: value or "unknown" for name, value in row.results.values},
                    "verdicts": {
                        key: sorted(verdict.value for verdict in cell)
                        for key, cell in zip(table.keys, row.cells, strict=True)
                    },
                }
                for row in table.rows
            ],
            "findings": [finding.as_json() for finding in findings],
        }
        click.echo(json.dumps(told, indent=1, ensure_ascii=False))
        ctx.exit(code)
    for line in as_text(table):
        click.echo(line)
    click.echo()
    ctx.exit(show_findings(findings, as_json=False, clean="nothing is wrong"))


def _print_csv(matrix: "Matrix") -> None:
    from leaflets.selection.combinations import shown

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([*matrix.attributes, *matrix.keys])
    for row in matrix.rows():
        values = [shown(value) for _, value in row.combination.values]
        writer.writerow([*values, *(verdict.value for verdict in row.verdicts)])
