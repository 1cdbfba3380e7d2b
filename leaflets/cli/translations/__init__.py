"""``leaflets translations``: what translators need, one module a command."""

from collections.abc import Mapping
from importlib import import_module

import click

COMMANDS: Mapping[str, tuple[str, str]] = {
    "new": ("new", "Begin a language: empty catalogs for a translator to fill."),
    "extract": ("extract", "Write the templates of everything to translate."),
    "update": ("update", "Bring catalogs up to today's English."),
    "check": ("check", "Report what translations may have lost or gained."),
    "preview": ("preview", "Set everything in a language as a proof, with its keys."),
    "status": ("status", "Show what each language has and lacks."),
    "approve": ("approve", "Approve translations, for their language or for what they say."),
    "export": ("export", "Write a language as a spreadsheet, XLIFF, CSV or PO file."),
    "import": ("bring_in", "Read translations back from a file that `export` wrote."),
    "pseudo": ("pseudo", "Make catalogs of invented languages, to test with."),
}
"""Each command with its module and short help, so that `--help` imports none of them."""


class TranslationsGroup(click.Group):
    """The commands for translations, loaded when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"leaflets.cli.translations.{COMMANDS[cmd_name][0]}")
        found = module.command
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(
    cls=TranslationsGroup,
    short_help="Make, update, check and approve translations.",
    epilog="Example: leaflets translations new pl",
)
def command() -> None:
    """Make, update, check and approve translations.

    Catalogs are PO files, which Poedit and Weblate open; `export` gives a spreadsheet instead.
    """
