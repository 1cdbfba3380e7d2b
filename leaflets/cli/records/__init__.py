"""``leaflets records``: lists of people before anything is printed, one module a command."""

from collections.abc import Mapping
from importlib import import_module

import click

COMMANDS: Mapping[str, str] = {
    "check": "Report what is wrong with a list, and print nothing.",
    "template": "Write an empty list to fill in, with drop-downs.",
}
"""Each command with its short help, so that `--help` imports none of them."""


class RecordsGroup(click.Group):
    """The commands for lists of people, loaded when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        found = import_module(f"leaflets.cli.records.{cmd_name}").command
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=RecordsGroup,
    short_help="Check lists of people, or begin one.",
    epilog="Example: leaflets records check patients.xlsx",
)
def command() -> None:
    """Check lists of people before anything is printed, or begin one.

    A list is a table (CSV, XLSX, XLS, ODS, JSON, JSON Lines) or FHIR of many people.
    """
