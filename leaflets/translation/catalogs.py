"""A message's key in; its translation out, or the reason why there is none."""

from dataclasses import dataclass
from typing import Protocol

from leaflets.errors import TranslationFault
from leaflets.model.text import Message
from leaflets.translation.languages import SOURCE_LANGUAGE, find_language


class Catalog(Protocol):
    """What messages are called in one language."""

    @property
    def language(self) -> str:
        """The id of the language."""

    @property
    def digest(self) -> str:
        """The SHA-256 of what the translations are; empty for the source language."""

    def look_up(self, message: Message) -> str | None:
        """The translation of ``message``, or ``None`` where there is none that may be printed."""


@dataclass(frozen=True, slots=True)
class SourceCatalog:
    """The language that the content is written in: each message is its own translation."""

    language: str
    digest: str = ""

    def look_up(self, message: Message) -> str:
        """The message as its author wrote it."""
        return message.source


def find_catalog(asked: str, *, whole_source: bool = False) -> Catalog:
    """The catalog of the language that ``asked`` names.

    ``whole_source`` gives the source language where there is no translation into that one.

    Raises:
        UsageFault: No language is called that.
        TranslationFault: There is no translation into it.
    """
    try:
        language = find_language(asked)
    except TranslationFault:
        if not whole_source:
            raise
        return SourceCatalog(SOURCE_LANGUAGE)
    return SourceCatalog(language.code)
