"""The options that say how leaflets are wanted, of one person or many; the order out."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from leaflets.cli.options import settings_of
from leaflets.cli.settings import UNANSWERED, Settings

if TYPE_CHECKING:
    from leaflets.layout.formats import PageFormat
    from leaflets.pipeline import Order

F = TypeVar("F", bound=Callable[..., None])


def _languages(ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    from leaflets.translation.languages import available_languages

    languages = available_languages(settings_of(ctx).translations)
    return [language.code for language in languages if language.code.startswith(begun)]


def _formats(ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    return [name for name in settings_of(ctx).formats if name.startswith(begun)]


def order_options(function: F) -> F:
    """Language, format, clinic, and what becomes of what is not known or not translated."""
    options = (
        click.option(
            "--language",
            shell_complete=_languages,
            help="Language to print in, such as en or pl.  [default: en_GB]",
        ),
        click.option(
            "--format",
            "page_format",
            shell_complete=_formats,
            help="Page format; see `leaflets formats`.  [default: a4]",
        ),
        click.option(
            "--clinic",
            type=click.Path(path_type=Path, dir_okay=False),
            help="The clinic's name and numbers, as YAML.",
        ),
        click.option(
            "--unanswered",
            type=click.Choice(UNANSWERED),
            help="What to do about results that are not known.  [default: mention]",
        ),
        click.option(
            "--missing",
            type=click.Choice(["refuse", "whole-source"]),
            default="refuse",
            show_default=True,
            help="If a translation is missing: refuse, or print it all in English.",
        ),
        click.option(
            "--require",
            type=click.Choice(["approved"]),
            help="Refuse content that is not approved.",
        ),
        click.option(
            "--include-later", is_flag=True, help="Print treatments that may come later, too."
        ),
        click.option("--with-quotation", is_flag=True, help="Print what one patient said, too."),
        click.option("--qr", is_flag=True, help="Print the leaflet code as a QR code, too."),
        click.option(
            "--bilingual", is_flag=True, help="Set English beside the language, part by part."
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


def order_of(settings: Settings, given: Mapping[str, Any], page_format: "PageFormat") -> "Order":
    """How the leaflets are wanted that were asked for with these options."""
    from leaflets.content.clinic import load_clinic
    from leaflets.model.clinic import Clinic
    from leaflets.pipeline import Order, Unanswered

    cache = None if given.get("no_cache") else settings.cache_folder
    return Order(
        page_format=page_format,
        clinic=load_clinic(settings.clinic, cache) if settings.clinic else Clinic(),
        today=settings.today or clock(),
        unanswered=Unanswered(settings.unanswered),
        include_later=given["include_later"],
        options=frozenset({"quotation"} if given["with_quotation"] else ()),
        require_approved=given["require"] == "approved",
        whole_source=given["missing"] == "whole-source",
        fonts=settings.fonts,
        formats=settings.formats,
        qr=given["qr"],
        bilingual=given["bilingual"],
    )


def clock() -> date:
    """The clinic's own calendar day."""
    return date.today()  # noqa: DTZ011  # not Greenwich's
