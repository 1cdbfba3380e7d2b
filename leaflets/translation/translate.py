"""``Leaflet[Message]`` and a catalog in; ``Leaflet[Translated]`` out, whole or not at all."""

from dataclasses import replace
from datetime import date

from leaflets.errors import TranslationFault
from leaflets.model.leaflet import Block, Leaflet, Part, Terms, map_text
from leaflets.model.text import FieldValue, Message, Translated, fill, placeholders
from leaflets.translation.catalogs import Catalog, SourceCatalog
from leaflets.translation.collation import collation_key
from leaflets.translation.formats import isolated, show_date


def translate(leaflet: Leaflet[Message], catalog: Catalog) -> Leaflet[Translated]:
    """``leaflet`` in the catalog's language; what stands beside it as its author wrote it.

    Raises:
        TranslationFault: Some messages have no translation; every one of them is named. There is
            no half-translated leaflet.
    """
    translator = Translator(catalog)
    beside = Translator(SourceCatalog(leaflet.beside.language)).text if leaflet.beside else None
    translated = map_text(leaflet, translator.text, beside)
    if translator.lacking:
        count = len(translator.lacking)
        listed = "\n".join(map(catalog.lack, translator.lacking))
        said = "text has" if count == 1 else "texts have"
        raise TranslationFault(
            f"{count} {said} no {catalog.language} translation\n{listed}",
            hint="translate these, or print it all in English with --missing whole-source",
        )
    return in_order(translated)


def in_order(leaflet: Leaflet[Translated]) -> Leaflet[Translated]:
    """``leaflet`` with the words that it explains in the order of its language.

    What stands beside them follows, so that each word stays beside itself.
    """
    order = {
        part.key: _by_alphabet(part.body, leaflet.language)
        for block in leaflet.blocks
        for part in block.parts
        if isinstance(part.body, Terms)
    }

    def sorted_part(part: Part[Translated]) -> Part[Translated]:
        if not isinstance(part.body, Terms):
            return part
        entries = tuple(part.body.entries[place] for place in order[part.key])
        return replace(part, body=replace(part.body, entries=entries))

    def sorted_blocks(blocks: tuple[Block[Translated], ...]) -> tuple[Block[Translated], ...]:
        return tuple(replace(block, parts=tuple(map(sorted_part, block.parts))) for block in blocks)

    beside = leaflet.beside and replace(leaflet.beside, blocks=sorted_blocks(leaflet.beside.blocks))
    return replace(leaflet, blocks=sorted_blocks(leaflet.blocks), beside=beside)


def _by_alphabet(terms: Terms[Translated], language: str) -> list[int]:
    """The places of the words explained, in the order in which readers look them up."""
    return sorted(
        range(len(terms.entries)),
        key=lambda place: collation_key(terms.entries[place][0], language),
    )


class Translator:
    """Translates texts one by one, and remembers those that have no translation."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._language = catalog.language
        self.lacking: dict[Message, None] = {}

    def text(self, message: Message) -> Translated:
        """``message`` in the language, its fields filled in."""
        template = message.source if message.names else self._catalog.look_up(message)
        if template is None:
            self.lacking[message] = None
            return Translated("")
        if not message.fields:
            return Translated(template)
        values = {name: self._shown(value) for name, value in message.fields}
        kept = {name: f"{{{name}}}" for name in placeholders(template) if name not in values}
        return fill(template, values | kept)

    def _shown(self, value: FieldValue) -> str:
        match value:
            case Message():
                return self.text(value)
            case date():
                return show_date(value, self._language)
            case int():
                return isolated(str(value), self._language)
            case str():
                return isolated(value, self._language)
