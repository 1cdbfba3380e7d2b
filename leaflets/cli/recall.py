"""``leaflets recall``: who holds a sentence, a drug, a language or a version."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli.options import json_option, manifests_option
from leaflets.errors import ExitCode, UsageFault

if TYPE_CHECKING:
    from leaflets.release.index import Holder, ManifestIndex

COLUMNS = ("record_id", "token", "language", "manifest", "line")


@click.command(
    short_help="List who holds a sentence, a drug, a language or a version.",
    epilog="Example: leaflets recall examplinib.side_effects@3f2a1c --manifest out -o records.csv",
)
@click.argument("key", metavar="[KEY[@HASH]]", required=False, default="")
@manifests_option
@click.option("--language", default="", help="Only leaflets in this language.")
@click.option(
    "--version",
    default="",
    help="Only leaflets of this version: the program's, the content's, a digest or a code.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the records as CSV, each once.",
)
@click.option(
    "--records",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Your own list (CSV): -o then holds its rows, all columns, ready for a new batch.",
)
@json_option
def command(
    key: str,
    manifests: tuple[Path, ...],
    language: str,
    version: str,
    output: Path | None,
    records: Path | None,
    as_json: bool,
) -> None:
    """List every leaflet that was made with the part KEY in it; a block's key covers its parts.

    With @HASH, only those that print that revision of it, in English or in translation. Whoever
    holds a leaflet is told by its token and the record_id of the operator's own list. A leaflet
    stays listed when a newer one was made for the same record: the paper is still there.
    """
    from leaflets.files import check_apart, check_writable, write_whole
    from leaflets.release.manifest import manifest_files
    from leaflets.release.record_list import one_a_record, rows_of

    key, _, revision = key.strip().partition("@")
    if not (key or language or version):
        raise click.UsageError("give a KEY, --language or --version")
    if records is not None and output is None:
        raise click.UsageError("--records needs -o")
    if output is not None:
        check_apart({"-o": output}, {"--records": records})
        check_writable(output)
    files = dict.fromkeys(file for place in manifests for file in manifest_files(place))
    asked = {
        "key": key,
        "revision": revision.casefold(),
        "language": language.replace("-", "_"),
        "version": version,
    }
    found = _Found()
    listed = found.look(files, asked)
    if output is not None:
        holders = one_a_record(listed)
        lines = _csv(iter(holders.values())) if records is None else rows_of(records, holders)
        write_whole(output, "".join(lines).encode())
        listed = iter(())
    if as_json:
        _show_json(listed, asked, output, found)
    elif output is None:
        for line in _csv(listed):
            click.echo(line, nl=False)
    for fault in found.faults:
        click.echo(fault, err=True)
    if output is not None and found.records:
        click.echo(_told(output, found.records, records), err=True)
    leaflets = "1 leaflet" if found.leaflets == 1 else f"{found.leaflets} leaflets"
    records_told = "1 record" if found.records == 1 else f"{found.records} records"
    click.echo(f"{leaflets} of {records_told}", err=True)
    if found.nameless:
        click.echo(
            f"Warning: {found.nameless} of them were made without a record_id: nothing says whose "
            "they are",
            err=True,
        )
    if found.faults:
        click.get_current_context().exit(ExitCode.CONTENT)


def _told(output: Path, count: int, records: Path | None) -> str:
    if records is not None:
        return f"{output}: {count} rows of {records}"
    return (
        f"{output}: {count} records, without their results; for a new batch, "
        "take their rows out of your own list with --records LIST"
    )


class _Found:
    """Counts what is found while it is listed."""

    def __init__(self) -> None:
        self.leaflets = 0
        self.nameless = 0
        self.faults: list[str] = []
        self._records: set[str] = set()

    @property
    def records(self) -> int:
        """How many different records there are."""
        return len(self._records)

    def look(self, files: Iterable[Path], asked: Mapping[str, str]) -> "Iterator[Holder]":
        """Each leaflet that is meant, manifest by manifest.

        Raises:
            UsageFault: No manifest has a leaflet with that key, and there is one like it.
        """
        from leaflets.release.index import open_index

        known: set[str] = set()
        for file in files:
            index = open_index(file)
            try:
                self.faults += map(str, index.faults())
                for holder in index.holders(**asked):
                    self.leaflets += 1
                    if holder.record_id is None:
                        self.nameless += 1
                    else:
                        self._records.add(holder.record_id)
                    yield holder
                known |= _names(index, asked)
            finally:
                index.close()
        if not self.leaflets:
            _check_known(known, asked)


def _names(index: "ManifestIndex", asked: Mapping[str, str]) -> set[str]:
    """What might have been meant: the keys, or else the languages, that there are."""
    if asked["key"]:
        keys = index.keys()
        return {*keys, *(key.partition(".")[0] for key in keys)}
    return set(index.languages()) if asked["language"] else set()


def _check_known(known: set[str], asked: Mapping[str, str]) -> None:
    """Tell a word that is only misspelt from one that nobody holds."""
    word = asked["key"] or asked["language"]
    close = [] if word in known else get_close_matches(word, known, n=1)
    if close:
        raise UsageFault(f'no leaflet has "{word}"', hint=f"did you mean {close[0]}?")


def _csv(holders: "Iterator[Holder]") -> Iterator[str]:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for holder in holders:
        where = (holder.where.file, holder.where.line)
        writer.writerow([holder.record_id, holder.token, holder.language, *where])
        yield text.getvalue()
        text.seek(0)
        text.truncate()
    yield text.getvalue()


def _show_json(
    holders: "Iterator[Holder]", asked: Mapping[str, str], output: Path | None, found: _Found
) -> None:
    """One object, written as it is found: it may have a million of them."""
    told = {"schema": 1, **{name: word or None for name, word in asked.items()}}
    told["output"] = None if output is None else str(output)
    first = list(islice(holders, 1))  # a key that no leaflet has is told before anything is printed
    click.echo(json.dumps(told, ensure_ascii=False)[:-1] + ', "leaflets": [', nl=False)
    separator = "\n "
    for holder in chain(first, holders):
        one = {
            "record_id": holder.record_id,
            "token": holder.token,
            "language": holder.language,
            "manifest": holder.where.file,
            "line": holder.where.line,
        }
        click.echo(separator + json.dumps(one, ensure_ascii=False), nl=False)
        separator = ",\n "
    click.echo(f'], "count": {found.leaflets}, "records": {found.records}}}')
