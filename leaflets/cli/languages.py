"""``leaflets languages``: the languages that leaflets can be printed in now."""

import json

import click

from leaflets.cli.options import json_option


@click.command(
    short_help="List the languages that can be printed now.", epilog="Example: leaflets languages"
)
@json_option
def command(as_json: bool) -> None:
    """List the languages that leaflets can be printed in now, with their names."""
    from leaflets.translation.languages import available_languages

    languages = available_languages()
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
