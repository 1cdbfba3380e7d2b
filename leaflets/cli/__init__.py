"""The command line: one module a command; options in, one call into the package, print.

Importing this costs Click and nothing else. A command's own imports happen when it runs.
"""

import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from leaflets import __version__
from leaflets.errors import ExitCode, LeafletsError

COMMANDS: Mapping[str, str] = {
    "make": "Print one leaflet.",
    "batch": "Print a leaflet for each record of a list.",
    "explain": "Say why each block is in or out.",
    "matrix": "Walk every combination of results and report what is wrong.",
    "check": "Report all faults in the content at once.",
    "translations": "Make, update, check and approve translations.",
    "approve": "Approve content, after reading it.",
    "due": "List what runs out soon.",
    "withdraw": "Withdraw content at once, so that nothing prints it.",
    "changes": "Set a sheet of what has changed between two versions of the content.",
    "recall": "List who holds a sentence, a drug, a language or a version.",
    "verify": "Say whether a leaflet is what was made, and still current.",
    "records": "Check lists of people, or begin one.",
    "preview": "Look at a leaflet, or at its folded paper, before it is printed.",
    "specimen": "Set one page for each script, to look at.",
    "formats": "List the page formats.",
    "languages": "List the languages that can be printed now.",
    "desk": "Open the clinic's page in the browser.",
}
"""Each command with its short help, so that `--help` imports none of them."""

_SELDOM = 100_000
"""How many things are made before those that nobody needs are looked for."""

EXIT_CODES = """\b
Exit codes:
  0    done
  1    a bug of ours, or a batch in which some records failed
  2    wrong usage, or a file that can't be read or written
  3    content is not valid or not approved, or a check found a fault
  4    a translation is missing or stale
  5    some records were refused
  6    this record can't be printed
  130  interrupted
"""


class LeafletsGroup(click.Group):
    """The commands, loaded when they are asked for; our errors become exit codes here, once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"leaflets.cli.{cmd_name}")
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is asked for; a misspelt one is told the nearest."""
        known = not args or args[0] in COMMANDS or args[0].startswith("-")
        if not known and not ctx.resilient_parsing:
            from difflib import get_close_matches

            close = get_close_matches(args[0], COMMANDS, n=1)
            nearest = f" Did you mean {close[0]!r}?" if close else ""
            ctx.fail(f"No such command {args[0]!r}.{nearest}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:  # Click's own signature
        """Run the command; a fault of the reader's becomes a sentence and an exit code."""
        try:
            return super().invoke(ctx)
        except LeafletsError as error:
            click.echo(f"Error: {error.message}", err=True)
            if error.hint:
                click.echo(f"Hint: {error.hint}", err=True)
            ctx.exit(error.exit_code)


def _add_options(function: Callable[..., None]) -> Callable[..., None]:
    from leaflets.cli.options import place_options

    return place_options(function)


@click.group(cls=LeafletsGroup, epilog=EXIT_CODES, context_settings={"max_content_width": 96})
@click.version_option(__version__, prog_name="leaflets")
@_add_options
@click.pass_context
def cli(ctx: click.Context, /, **places: Path | str | None) -> None:
    """Print patient leaflets that fit one person's test results and treatments.

    Try: leaflets make --help
    """
    ctx.obj = places


def main(arguments: Sequence[str] | None = None) -> None:
    """The ``leaflets`` program."""
    # What a command loads stays: to look through it for garbage, over and over, takes a while.
    gc.set_threshold(_SELDOM)
    try:
        sys.exit(_exit_code(arguments))
    finally:
        gc.freeze()  # and so it does at the end, when all of it goes at once


def _exit_code(arguments: Sequence[str] | None) -> int:
    """Run the program. Whatever stops it is told by its code, and a fault of ours is raised."""
    try:
        code = cli.main(
            args=None if arguments is None else list(arguments),
            prog_name="leaflets",
            standalone_mode=False,
        )
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        click.echo("Interrupted.", err=True)
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough: end quietly, as other programs do.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    return code if isinstance(code, int) else ExitCode.DONE
