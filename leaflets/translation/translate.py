"""``Leaflet[Message]`` and a catalog in; ``Leaflet[Translated]`` out, whole or not at all."""

from datetime import date

from babel.dates import format_date

from leaflets.errors import TranslationFault
from leaflets.model.leaflet import Leaflet, map_text
from leaflets.model.text import FieldValue, Message, Translated, fill, placeholders
from leaflets.translation.catalogs import Catalog


def translate(leaflet: Leaflet[Message], catalog: Catalog) -> Leaflet[Translated]:
    """``leaflet`` in the catalog's language.

    Raises:
        TranslationFault: Some messages have no translation; every one of them is named. There is
            no half-translated leaflet.
    """
    untranslated: list[Message] = []

    def change(message: Message) -> Translated:
        template = message.source if message.names else catalog.look_up(message)
        if template is None:
            untranslated.append(message)
            return Translated("")
        return _filled(template, message, catalog.language)

    translated = map_text(leaflet, change)
    if untranslated:
        listed = "\n".join(f"{m.where}: {m.key}" for m in dict.fromkeys(untranslated))
        raise TranslationFault(
            f"{len(untranslated)} texts have no {catalog.language} translation\n{listed}",
            hint="translate these, then print again",
        )
    return translated


def _filled(template: str, message: Message, language: str) -> Translated:
    """``template`` with the message's fields; a template without fields stays as it is."""
    if not message.fields:
        return Translated(template)
    values = {name: _shown(value, language) for name, value in message.fields}
    kept = {name: f"{{{name}}}" for name in placeholders(template) if name not in values}
    return fill(template, values | kept)


def _shown(value: FieldValue, language: str) -> str:
    match value:
        case date():
            return format_date(value, format="long", locale=language)
        case int():
            return str(value)
        case str():
            return value
