"""``leaflets batch``: a list of records to a folder of leaflets."""

import json
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leaflets.cli.options import (
    imposed_options,
    json_option,
    place_options,
    settings_of,
    wanted_marks,
)
from leaflets.cli.order import order_of, order_options
from leaflets.errors import ExitCode, UsageFault

if TYPE_CHECKING:
    from leaflets.batch.audit import Sample
    from leaflets.batch.plan import Plan
    from leaflets.batch.print_run import PrintRun
    from leaflets.batch.store import Shelf
    from leaflets.batch.survey import Surveyed
    from leaflets.batch.totals import Totals
    from leaflets.batch.wanted import Batch
    from leaflets.batch.watch import Interrupted

_SHOWN = 20
"""Refused rows that are told one by one on the screen."""


class SampleType(click.ParamType["Sample"]):
    """How many copies are read back: ``all``, or so many in a hundred."""

    name = "share"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> "Sample":
        """The sample that was asked for."""
        from leaflets.batch.audit import Sample

        text = str(value).strip().removesuffix("%")
        try:
            percent = 100.0 if text.casefold() == "all" else float(text)
        except ValueError:
            percent = -1.0
        if not 0 <= percent <= 100:
            self.fail(f"{value!r} is no share; write it as 1% or all", param, ctx)
        return Sample(percent)


@click.command(
    short_help="Print a leaflet for each record of a list.",
    epilog="Example: leaflets batch people.csv -o out --jobs 2",
)
@click.argument("records", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write into; give it again to go on.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    help="How many processes make leaflets; several give way to other programs.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="Where: processes of this machine, or a cluster of dask.",
)
@click.option("--scheduler", metavar="ADDRESS", help="The cluster's scheduler, with --engine dask.")
@click.option(
    "--store",
    metavar="URL",
    help="Where leaflets go, if not into the folder: any place that fsspec knows.",
)
@click.option(
    "--print-run",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Put all leaflets into one file for a print room, too, with a job ticket beside it.",
)
@click.option(
    "--order",
    "run_order",
    type=click.Choice(["given", "language-format"]),
    default="given",
    show_default=True,
    help="In which order leaflets come in the run: as in the list, or by language and format.",
)
@click.option("--separators", is_flag=True, help="A sheet with the token before each in the run.")
@imposed_options
@click.option("--preflight", is_flag=True, help="Check every record, and write nothing.")
@click.option(
    "--audit",
    type=SampleType(),
    metavar="SHARE",
    help="How many leaflets are read back and compared with their record: 5%, all.  [default: 1%]",
)
@click.option("--history-complete", is_flag=True, help="With FHIR: the treatments are all.")
@click.option("--confirm-secondary", is_flag=True, help="With FHIR: the disease is secondary.")
@order_options
@click.option("--no-cache", is_flag=True, help="Set all pages anew, and keep nothing of them.")
@json_option
@place_options
@click.pass_context
def command(ctx: click.Context, /, records: Path, output: Path | None, **given: Any) -> None:
    """Print a leaflet for each record of a list: a table, a workbook, or a folder of FHIR.

    The whole list is checked before the first page. A record that can't be printed stops no other:
    it comes back in refused.csv with the reason. Give the same command again to go on after a stop,
    or after a change: only what is missing or changed is made.
    """
    from leaflets.batch.run import preflight, run
    from leaflets.batch.watch import Interrupted
    from leaflets.cli.watch import Watcher
    from leaflets.files import check_apart

    if output is None and not given["preflight"]:
        raise click.UsageError("Missing option '-o': the folder to write into")
    if given["scheduler"] and given["engine"] != "dask":
        raise click.UsageError("--scheduler needs --engine dask")
    if given["print_run"] is None and (given["separators"] or given["run_order"] != "given"):
        raise click.UsageError("--order and --separators are for the file of --print-run")
    batch = _batch(ctx, records, given)
    watcher = Watcher()
    began = time.monotonic()
    with watcher.minding_signals():
        try:
            if given["preflight"]:
                plan, surveyed = preflight(batch, watcher)
                ctx.exit(_tell_preflight(plan, surveyed, batch, as_json=given["as_json"]))
            assert output is not None
            if batch.print_run is not None:
                run_file, ticket, cover = batch.print_run.files
                files = {"--print-run": run_file, "its ticket": ticket, "its cover": cover}
                check_apart(files, {"the list": records, "--clinic": given["clinic"]})
                batch.print_run.check(output)
            totals, surveyed_or_none = run(batch, output, watcher)
        except Interrupted as stop:
            _tell_stop(stop)
            ctx.exit(ExitCode.INTERRUPTED)
    if surveyed_or_none is not None:
        _tell_warnings(surveyed_or_none)
    seconds = time.monotonic() - began
    _tell_totals(totals, output, seconds)
    _tell_print_run(totals, batch)
    if surveyed_or_none is not None and batch.print_run is None:
        _tell_folded(surveyed_or_none)
    if given["as_json"]:
        click.echo(json.dumps(_totals_json(totals, seconds)))
    if totals.failed:
        ctx.exit(ExitCode.OUR_BUG)
    if totals.refused:
        ctx.exit(ExitCode.RECORDS_REFUSED)


def _tell_stop(stop: "Interrupted") -> None:
    if not stop.total:
        click.echo("Stopped while the list was checked: no leaflet was made.", err=True)
        return
    click.echo(
        f"Stopped: {stop.done:,} of {stop.total:,} leaflets are made, each whole, and the batch is"
        " not finished.\n"
        "Give the same command again to go on. Hand out nothing before it has ended.",
        err=True,
    )


def _batch(ctx: click.Context, records: Path, given: dict[str, Any]) -> "Batch":
    """The list, and how its leaflets are wanted."""
    from leaflets.batch.digests import folders_digest, versions_digest
    from leaflets.batch.survey import Site
    from leaflets.batch.wanted import Batch
    from leaflets.batch.work import Kit
    from leaflets.cli.record import table_of
    from leaflets.content.valid import load_valid, pick_leaflet
    from leaflets.layout.formats import find_format
    from leaflets.release.token import site_key
    from leaflets.translation.catalogs import find_catalog

    own = ("source", "translations", "leaflet", "key", "today", "clinic", "language")
    wanted = {name: given.get(name) for name in (*own, "page_format", "unanswered")}
    settings = settings_of(ctx, wanted)
    if given["engine"] == "dask":
        _need("distributed", "--engine dask")
    if not records.exists():
        raise UsageFault(f"{records} is not there", hint="name a table, or a folder of FHIR")
    cache = None if given["no_cache"] else settings.cache_folder
    content = load_valid(settings.source, cache)
    leaflet = pick_leaflet(content, settings.leaflet)
    order = order_of(settings, given, find_format(settings.page_format, settings.formats))
    if not given["print_run"]:
        order = replace(order, imposed=wanted_marks(given))
    find = partial(
        find_catalog,
        translations=settings.translations,
        leaflet=leaflet.id,
        whole_source=order.whole_source,
        cache=cache,
    )
    return Batch(
        table=table_of(records, content.vocabulary, given, settings),
        kit=Kit(content=content, leaflet_id=leaflet.id, catalogs={}, order=order, cache=cache),
        site=Site(
            key=site_key(settings.site_key),
            language=settings.language,
            page_format=order.page_format.name,
            versions=versions_digest(order),
            clock=order.today,
            fixed_day=settings.today,
        ),
        find_catalog=find,
        source_digest=folders_digest(
            [settings.source, settings.translations], settings.records.code_lists
        ),
        jobs=given["jobs"],
        cluster=(given["scheduler"] or "") if given["engine"] == "dask" else None,
        elsewhere=_shelf(given["store"]) if given["store"] else None,
        audit=given["audit"],
        print_run=_print_run(given),
    )


def _print_run(given: dict[str, Any]) -> "PrintRun | None":
    """The run that is wanted. What is imposed then is the run, and copies are pages to read."""
    from leaflets.batch.print_run import PrintRun, RunOrder

    if given["print_run"] is None:
        return None
    return PrintRun(
        path=given["print_run"],
        order=RunOrder(given["run_order"]),
        separators=given["separators"],
        imposed=wanted_marks(given),
    )


def _need(module: str, option: str) -> None:
    from importlib.util import find_spec

    if find_spec(module) is None:
        raise UsageFault(
            f"{option} needs {module}, which is not installed",
            hint="install the extra: pip install 'leaflets[cluster]'",
        )


def _shelf(url: str) -> "Shelf":
    _need("fsspec", "--store")
    from leaflets.batch.remote import RemoteShelf

    return RemoteShelf(url)


def _totals_json(totals: "Totals", seconds: float) -> dict[str, Any]:
    from dataclasses import asdict

    printed = {"print_run": asdict(totals.printed) | {"tagged": False}} if totals.printed else {}
    return {
        "schema": 1,
        "records": totals.records,
        "made": totals.made,
        "refused": totals.refused,
        "failed": totals.failed,
        "unchanged": totals.unchanged,
        "seconds": round(seconds, 3),
        "resumed": totals.resumed,
        "set_aside": totals.set_aside,
        "altered": totals.altered,
        "audited": totals.audited,
        **printed,
    }


def _some(records: int) -> str:
    return "1 record" if records == 1 else f"{records:,} records"


def _tell_totals(totals: "Totals", output: Path, seconds: float) -> None:
    said = [f"{totals.made:,} made", f"{totals.unchanged:,} unchanged"]
    said += [f"{totals.refused:,} refused", f"{totals.failed:,} failed"]
    click.echo(f"{_some(totals.records)}: {', '.join(said)}, in {seconds:,.1f} s", err=True)
    if totals.resumed:
        click.echo(f"{totals.resumed:,} of those made were there from a run cut short", err=True)
    if totals.audited:
        click.echo(f"{totals.audited:,} were read back and compared with their record", err=True)
    if totals.altered:
        click.echo(
            f"Warning: {totals.altered:,} leaflets were not as they had been written, and are made"
            f" again: find out who changes files in {output / 'leaflets'}",
            err=True,
        )
    if totals.set_aside:
        click.echo(
            f"{totals.set_aside:,} leaflets that are not of this list, or no longer right, were"
            f" moved to {output / 'earlier'}",
            err=True,
        )
    if totals.refused:
        click.echo(
            f"The refused rows are in {output / 'refused.csv'}, each with its reason: mend them"
            " in the list and give the same command again",
            err=True,
        )
    if totals.failed:
        click.echo(
            f"Why some failed is in {output / 'manifest.jsonl'}; the same command tries them again",
            err=True,
        )


def _tell_print_run(totals: "Totals", batch: "Batch") -> None:
    """What is in the run, and how it is printed."""
    wanted, printed = batch.print_run, totals.printed
    if wanted is None:
        return
    if printed is None:
        why = "some leaflets failed" if totals.failed else "there is no leaflet to put into it"
        click.echo(f"{wanted.path} was not made, since {why}: print none of before", err=True)
        return
    path, ticket, cover = wanted.files
    state = "" if printed.made else " It is as it was."
    click.echo(
        f"{path}: {printed.leaflets:,} leaflets on {printed.sheets:,} sheets,"
        f" {printed.pages:,} pages; untagged, for printing only.{state}\n"
        f"What is where is in {ticket.name}; {cover.name} goes with it to the print room.",
        err=True,
    )
    edge = f"turned over the {printed.edges[0]} edge"
    if len(printed.edges) > 1:
        edge = "in two jobs: not all of it is turned over the same edge, see the cover"
    click.echo(f"Print it at 100 %, on both sides, {edge}", err=True)
    if printed.unfolded:
        formats = " and ".join(printed.unfolded)
        click.echo(
            f"Warning: {formats} is for folding, and its pages stand there to be read: add"
            " --imposed to have them on sheets",
            err=True,
        )


def _tell_folded(surveyed: "Surveyed") -> None:
    """How the formats that are folded are printed."""
    from leaflets.cli.printing import printing_advice
    from leaflets.layout.formats import find_format

    formats = surveyed.kit.order.formats
    imposed = surveyed.kit.order.imposed is not None
    for name in sorted({wish.page_format for wish in surveyed.wishes.values()}):
        for line in printing_advice(find_format(name, formats), imposed=imposed):
            click.echo(f"{name}: {line}", err=True)


def _tell_warnings(surveyed: "Surveyed") -> None:
    for warning, number in surveyed.warnings.items():
        click.echo(f"Warning: {warning} (first in row {number:,})", err=True)


def _tell_preflight(
    plan: "Plan", surveyed: "Surveyed", batch: "Batch", *, as_json: bool
) -> ExitCode:
    """Every refused row, as findings or on the screen, and how much there is to print."""
    from leaflets.batch.plan import Fate
    from leaflets.records.answers import Refusal
    from leaflets.records.check import refused as refused_row

    table = batch.table
    refused, fit = plan.count(Fate.REFUSED), plan.count(Fate.TO_MAKE)
    leaflets = plan.leaflets_to_make()
    _tell_warnings(surveyed)
    findings = (
        (row, refusal)
        for row in plan.in_order(Fate.REFUSED)
        for refusal in plan.refusals(row.number)
    )
    if as_json:
        click.echo('{"schema": 1, "findings": [', nl=False)
        for index, (row, refusal) in enumerate(findings):
            again = replace(table.row(row.place, row.number), line=row.line)
            why = Refusal(refusal.column, refusal.message, refusal.hint)
            told = refused_row(table.path, again, why).as_json() | {"row": row.number}
            click.echo(("," if index else "") + "\n" + json.dumps(told), nl=False)
        counts = {"records": refused + fit, "refused": refused, "printable": fit}
        counts["leaflets"] = leaflets
        click.echo("],\n" + json.dumps(counts)[1:])
    else:
        for index, (row, refusal) in enumerate(findings):
            if index == _SHOWN:
                click.echo("... more are refused; --json tells all of them", err=True)
                break
            where = f"{table.path}:{row.line}: row {row.number:,}"
            column = f", {refusal.column}" if refusal.column else ""
            click.echo(f"{where}{column}: {refusal}", err=True)
    click.echo(
        f"{_some(refused + fit)}: {fit:,} can be printed, as {leaflets:,} different"
        f" leaflet{'' if leaflets == 1 else 's'}; {refused:,} {'is' if refused == 1 else 'are'}"
        " refused",
        err=True,
    )
    plan.close()
    table.close()
    return ExitCode.RECORDS_REFUSED if refused else ExitCode.DONE
