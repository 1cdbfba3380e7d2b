"""``leaflets languages``: the languages that leaflets can be printed in now."""

import json
from typing import Any

import click

from leaflets.cli.options import json_option, place_options


@click.command(
    short_help="List the languages that can be printed now.", epilog="Example: leaflets languages"
)
@json_option
@place_options
@click.pass_context
def command(ctx: click.Context, /, as_json: bool, **given: Any) -> None:
    """List the languages that leaflets can be printed in now, each by its own name.

    A language whose catalogs lack something prints for some people and not for others: it is not
    listed until nothing is missing or stale. See `leaflets translations status`.
    """
    from leaflets.cli.translations.folders import workshop
    from leaflets.translation.languages import available_languages
    from leaflets.translation.status import whole_languages

    shop = workshop(ctx, given)
    whole = whole_languages(shop.folder, shop.templates)
    languages = [
        language for language in available_languages(shop.folder) if language.code in whole
    ]
    if as_json:
        listed = [
            {
                "code": language.code,
                "name": language.name,
                "english_name": language.english_name,
                "right_to_left": language.right_to_left,
            }
            for language in languages
        ]
        click.echo(json.dumps({"schema": 1, "languages": listed}, indent=1, ensure_ascii=False))
        return
    for language in languages:
        click.echo(f"{language.code:<8} {language.name} ({language.english_name})")
