"""``leaflets records check``: every row of a list that would be refused, with line and column."""

import json
from functools import partial
from pathlib import Path
from typing import Any

import click

from leaflets.cli.options import json_option, place_options, settings_of
from leaflets.errors import ExitCode


@click.command(
    short_help="Report what is wrong with a list, and print nothing.",
    epilog="Example: leaflets records check patients.csv",
)
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--language", help="The language to print in, whatever FHIR records wish.")
@click.option("--history-complete", is_flag=True, help="With FHIR: the treatments are all.")
@click.option("--confirm-secondary", is_flag=True, help="With FHIR: the disease is secondary.")
@json_option
@place_options
@click.pass_context
def command(ctx: click.Context, /, path: Path, as_json: bool, **given: Any) -> None:
    """Report each row of a table, or each person of a FHIR folder, that would be refused, and why.

    Nothing is printed. The exit code is 5 if a row would be refused.
    """
    from leaflets.cli.record import rows_of
    from leaflets.content.valid import load_valid
    from leaflets.diagnostics import Diagnostic
    from leaflets.layout.formats import find_format
    from leaflets.records.check import Wish, check_rows
    from leaflets.translation.languages import find_language

    settings = settings_of(
        ctx, {name: given.get(name) for name in ("source", "translations", "today")}
    )
    content = load_valid(settings.source, settings.cache_folder)
    wishes: dict[str, Wish] = {
        "language": partial(find_language, translations=settings.translations),
        "format": partial(find_format, formats=settings.formats),
    }
    count = refused = 0
    listed: list[Diagnostic] = []
    for _, findings in check_rows(rows_of(path, content.vocabulary, given, settings), path, wishes):
        count += 1
        refused += any(finding.severity == "error" for finding in findings)
        for finding in findings:
            if as_json:
                listed.append(finding)
            else:
                click.echo(str(finding))
    if as_json:
        told = {"schema": 1, "records": count, "refused": refused}
        told_findings = [finding.as_json() for finding in listed]
        click.echo(json.dumps(told | {"findings": told_findings}, indent=1, ensure_ascii=False))
    else:
        rows = "row" if count == 1 else "rows"
        click.echo(f"{path}: {count} {rows}, {refused} would be refused", err=True)
    ctx.exit(ExitCode.RECORDS_REFUSED if refused else ExitCode.DONE)
