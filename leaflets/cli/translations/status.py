"""``leaflets translations status``: what each language has and lacks."""

import json
from collections.abc import Iterator
from typing import Any

import click

from leaflets.cli.options import json_option, place_options

COLUMNS = ("missing", "stale", "translated", "language", "clinical")


@click.command(
    short_help="Show what each language has and lacks.",
    epilog="Example: leaflets translations status --by-block pl",
)
@click.argument("codes", metavar="[CODE]...", nargs=-1)
@click.option("--by-block", is_flag=True, help="Count each block by itself.")
@click.option("--markdown", is_flag=True, help="Print a Markdown table.")
@json_option
@place_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    codes: tuple[str, ...],
    by_block: bool,
    markdown: bool,
    as_json: bool,
    **given: Any,
) -> None:
    """Show what the languages CODE, or all, have and lack, in texts and in English words.

    `translated` texts may be printed and wait for review; `language` ones were reviewed for their
    language, `clinical` ones for what they say, too.
    """
    from leaflets.cli.translations.folders import chosen_languages, workshop
    from leaflets.translation.status import Row, blocked, read_progress, rows

    shop = workshop(ctx, given)
    languages = tuple(language.code for language in chosen_languages(shop, codes))
    texts = read_progress(shop.folder, shop.templates, languages) if languages else ()
    counted = rows(texts, by_block=by_block)
    holds_up = blocked(texts)
    if as_json:
        told = {
            "schema": 1,
            "languages": [
                {
                    "code": language,
                    "blocks_leaflets": list(holds_up.get(language, ())),
                    "rows": [_as_json(row) for row in counted if row.language == language],
                }
                for language in languages
            ],
        }
        click.echo(json.dumps(told, indent=1, ensure_ascii=False))
        return

    def cells(row: Row) -> Iterator[str]:
        yield row.language
        yield row.block or row.domain
        yield from (str(count) for count in row.texts.values())
        yield str(row.total_words)
        yield f"{row.percent} %"

    head = ("language", "block" if by_block else "leaflet", *COLUMNS, "words", "ready")
    for line in _table([head, *(tuple(cells(row)) for row in counted)], markdown=markdown):
        click.echo(line)
    for language, leaflets in holds_up.items():
        if leaflets:
            click.echo(f"{language} can't print for everyone: {', '.join(leaflets)}", err=True)


def _as_json(row: Any) -> dict[str, Any]:  # Row, imported lazily
    return {
        "domain": row.domain,
        "block": row.block or None,
        "texts": {progress.value: count for progress, count in row.texts.items()},
        "words": {progress.value: count for progress, count in row.words.items()},
        "percent": row.percent,
    }


def _table(lines: list[tuple[str, ...]], *, markdown: bool) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for number, line in enumerate(lines):
        padded = [
            cell.ljust(width) if index < 2 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        yield f"| {' | '.join(padded)} |" if markdown else "  ".join(padded).rstrip()
        if markdown and number == 0:
            rules = ["-" * w if i < 2 else "-" * (w - 1) + ":" for i, w in enumerate(widths)]
            yield f"| {' | '.join(rules)} |"
