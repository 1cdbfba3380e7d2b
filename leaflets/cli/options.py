"""Options that commands share. Those of a record are made from what the content declares."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from leaflets.cli.settings import Settings, settings
from leaflets.errors import LeafletsError, UsageFault

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

F = TypeVar("F", bound=Callable[..., None])

VOCABULARY = "leaflets.vocabulary"
"""Where a context keeps the vocabulary that made its options."""

PLACES = ("source", "translations", "leaflet", "key", "today")


class DayType(click.ParamType[date]):
    """A date as year-month-day."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The date that was written."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a date; write it as 2026-11-22", param, ctx)


def place_options(function: F) -> F:
    """Where content is, which leaflet, and what day it is."""
    options = (
        click.option("--source", type=click.Path(path_type=Path), help="Folder of the content."),
        click.option(
            "--translations", type=click.Path(path_type=Path), help="Folder of the translations."
        ),
        click.option("--leaflet", metavar="ID", help="Which leaflet, if there are several."),
        click.option("--key", type=click.Path(path_type=Path), help="The site's key file."),
        click.option("--today", type=DayType(), help="The day to print, instead of the clock's."),
    )
    for option in reversed(options):
        function = option(function)
    return function


def output_options(function: F, *, pictures: str = "of the pages") -> F:
    """``-o`` for the PDF, and ``--png`` for ``pictures`` of what is in it."""
    png = click.option(
        "--png",
        type=click.Path(path_type=Path, file_okay=False),
        help=f"Folder for pictures {pictures}.",
    )
    output = click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        required=True,
        help="The PDF to write.",
    )
    return png(output(function))


def json_option(function: F) -> F:
    """``--json``: one object on standard output."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(function)


def manifests_option(function: F) -> F:
    """``--manifest``: what was made, in one manifest or several."""
    return click.option(
        "--manifest",
        "manifests",
        type=click.Path(path_type=Path),
        multiple=True,
        required=True,
        help="A manifest, or a folder with manifests in it. May be given more than once.",
    )(function)


def settings_of(ctx: click.Context, own: Mapping[str, Any] | None = None) -> Settings:
    """The settings for a command: those given before it, then its own."""
    root = ctx.find_root()
    # While the shell completes, the group has read its options but not run.
    before = root.obj or {name: root.params.get(name) for name in PLACES}
    given: dict[str, Any] = dict(before)
    given.update({name: value for name, value in (own or {}).items() if value is not None})
    return settings(given)


def today_of(settings: Settings) -> date:
    """The day that was given, or the clock's: the calendar day where the program runs."""
    return settings.today or date.today()  # noqa: DTZ011


class DrugType(click.ParamType[str]):
    """A drug, which completes to the names that are known."""

    name = "drug"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem]":
        """The drugs that begin with what was typed."""
        from click.shell_completion import CompletionItem

        vocabulary = ctx.meta.get(VOCABULARY)
        names = [] if vocabulary is None else [drug.id for drug in vocabulary.drugs]
        begun = incomplete.casefold()
        return [CompletionItem(name) for name in ["none", *names] if name.startswith(begun)]


class RecordCommand(click.Command):
    """A command whose options name the attributes that the content declares.

    ``--source`` is read first, wherever it stands, since the declarations there make the options.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Find the content, then read the arguments with the options it declares."""
        from leaflets.content.valid import load_valid, load_vocabulary

        own = {"source": Path(given)} if (given := _given("--source", args)) else {}
        vocabulary = None
        try:
            found = settings_of(ctx, own)
            cache = None if "--no-cache" in args else found.cache_folder
            vocabulary = load_vocabulary(found.source, cache)
            if vocabulary is None:
                load_valid(found.source)
        except LeafletsError:
            if not ctx.resilient_parsing:  # a shell that completes is told nothing
                raise
        ctx.meta[VOCABULARY] = vocabulary
        return super().parse_args(ctx, args)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The attributes' options first, then the command's own."""
        own = super().get_params(ctx)
        vocabulary = ctx.meta.get(VOCABULARY)
        return own if vocabulary is None else [*record_options(vocabulary), *own]

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The example, with answers that the content declares."""
        vocabulary = ctx.meta.get(VOCABULARY)
        if self.epilog and vocabulary is not None:
            formatter.write_paragraph()
            formatter.write_text(self.epilog.format(answers=example_answers(vocabulary)))


def _given(option: str, args: Sequence[str]) -> str | None:
    """The value of ``option`` in ``args`` before they are parsed."""
    for index, arg in enumerate(args):
        if arg == "--":
            return None
        if arg == option and index + 1 < len(args):
            return args[index + 1]
        if arg.startswith(f"{option}="):
            return arg.partition("=")[2]
    return None


def imposed_options(command: Callable[..., None]) -> Callable[..., None]:
    """``--imposed`` and ``--marks``: sheets of paper to fold, instead of pages to read."""
    marks = click.option(
        "--marks",
        type=click.Choice(["none", "fold", "cut"]),
        default="none",
        show_default=True,
        help="Ticks where sheets are folded; or larger paper, with marks where it is cut.",
    )
    imposed = click.option(
        "--imposed",
        is_flag=True,
        help="Sheets of paper to fold, for a printer, instead of pages to read.",
    )
    return imposed(marks(command))


def wanted_marks(given: Mapping[str, Any]) -> Any:  # Marks or None, imported lazily
    """What ``--imposed`` and ``--marks`` ask for.

    Raises:
        UsageFault: There are marks, and no sheets to put them on.
    """
    from leaflets.print.sheets import Marks

    if given["imposed"]:
        return Marks(given["marks"])
    if given["marks"] != "none":
        raise UsageFault("--marks stand on sheets to fold", hint="give --imposed, too")
    return None


def record_options(vocabulary: Any) -> list[click.Parameter]:  # Vocabulary, imported lazily
    """An option for each attribute and shorthand, then ``--set`` and ``--record``."""
    made: list[click.Parameter] = []
    for attribute in vocabulary.attributes:
        if attribute.holds_drugs:
            made.append(_option(attribute.id, DrugType(), attribute.help, metavar="DRUG"))
        else:
            words = [value.id for value in attribute.values]
            made.append(_option(attribute.id, _choice(words), attribute.help))
        for shorthand in vocabulary.shorthands:
            targets = {name for _, sets in shorthand.values for name, _ in sets}
            if attribute.id == max(targets & {a.id for a in vocabulary.attributes}, default=""):
                words = [word for word, _ in shorthand.values]
                made.append(_option(shorthand.id, _choice(words), shorthand.help))
    made.append(
        click.Option(
            ["--set", "set_values"],
            multiple=True,
            metavar="NAME=VALUE",
            help="Any attribute by its declared name.",
        )
    )
    made.append(
        click.Option(
            ["--record"],
            type=click.Path(path_type=Path),
            help="One person's record, as JSON, YAML or FHIR. The only way to give a name.",
        )
    )
    made.append(
        click.Option(
            ["--history-complete"],
            is_flag=True,
            help="With FHIR: the treatments on record are all there were.",
        )
    )
    made.append(
        click.Option(
            ["--confirm-secondary"],
            is_flag=True,
            help="With FHIR: the disease is secondary, though it is not on record.",
        )
    )
    return made


def example_answers(vocabulary: Any) -> str:  # Vocabulary, imported lazily
    """Options for a person of whom two results are known, and that there was no drug before."""
    chosen = [a for a in vocabulary.attributes if a.values][:2]
    drugs = [a for a in vocabulary.attributes if a.holds_drugs][:1]
    given = [(a.id, a.values[0].id) for a in chosen] + [(a.id, "none") for a in drugs]
    return " ".join(f"--{name.replace('_', '-')} {value}" for name, value in given)


def _choice(words: list[str]) -> click.ParamType[str]:
    return click.Choice([*words, "unknown"], case_sensitive=False)


def _option(
    name: str, kind: click.ParamType[str], text: str, metavar: str | None = None
) -> click.Option:
    text = text[:1].upper() + text[1:] + "."
    return click.Option(
        [f"--{name.replace('_', '-')}", f"answer_{name}"],
        type=kind,
        multiple=True,
        metavar=metavar,
        help=text,
    )
