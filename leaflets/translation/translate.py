"""``Leaflet[Message]`` and a catalog in; ``Leaflet[Translated]`` out, whole or not at all."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from leaflets.errors import TranslationFault
from leaflets.memo import OfEach
from leaflets.model.leaflet import (
    Block,
    Change,
    Leaflet,
    Part,
    Terms,
    changed,
    map_block,
    map_furniture,
    of_texts,
)
from leaflets.model.text import FieldValue, Message, Translated, fill, placeholders
from leaflets.translation.catalogs import Catalog, SourceCatalog
from leaflets.translation.collation import collation_key
from leaflets.translation.formats import isolated, show_date

Lacking = dict[Message, None]
"""Messages that have no translation, in reading order."""

Said = TypeVar("Said")
Written = TypeVar("Written")


def translate(leaflet: Leaflet[Message], catalog: Catalog) -> Leaflet[Translated]:
    """``leaflet`` in the catalog's language; what stands beside it as its author wrote it.

    Raises:
        TranslationFault: Some messages have no translation; every one of them is named. There is
            no half-translated leaflet.
    """
    return LeafletTranslator(catalog).translate(leaflet)


class LeafletTranslator:
    """Translates one leaflet after the other; what is the same in several of them, once."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._blocks = OfEach(self._translated(map_block))
        self._furniture = OfEach(self._translated(map_furniture))
        self._sorted = OfEach(self._in_order)

    def translate(self, leaflet: Leaflet[Message]) -> Leaflet[Translated]:
        """``leaflet`` in the language, as :func:`translate` gives it.

        Raises:
            TranslationFault: Some messages have no translation; every one of them is named.
        """
        translator = Translator(self._catalog)
        whole = Change(
            translator.text,
            lambda block: translator.noted(self._blocks(block)),
            lambda furniture: translator.noted(self._furniture(furniture)),
        )
        language = leaflet.beside.language if leaflet.beside else ""
        translated = changed(leaflet, whole, of_texts(Translator(SourceCatalog(language)).text))
        if translator.lacking:
            count = len(translator.lacking)
            listed = "\n".join(map(self._catalog.lack, translator.lacking))
            said = "text has" if count == 1 else "texts have"
            raise TranslationFault(
                f"{count} {said} no {self._catalog.language} translation\n{listed}",
                hint="translate these, or print it all in English with --missing whole-source",
            )
        if translated.beside:
            return in_order(translated)
        return replace(translated, blocks=tuple(map(self._sorted, translated.blocks)))

    def _translated(
        self, change: Callable[[Said, Callable[[Message], Translated]], Written]
    ) -> Callable[[Said], tuple[Written, Lacking]]:
        def translated(said: Said) -> tuple[Written, Lacking]:
            translator = Translator(self._catalog)
            return change(said, translator.text), translator.lacking

        return translated

    def _in_order(self, block: Block[Translated]) -> Block[Translated]:
        return _sorted_block(block, _orders([block], self._catalog.language))


def in_order(leaflet: Leaflet[Translated]) -> Leaflet[Translated]:
    """``leaflet`` with the words that it explains in the order of its language.

    What stands beside them follows, so that each word stays beside itself.
    """
    orders = _orders(leaflet.blocks, leaflet.language)

    def sort(blocks: tuple[Block[Translated], ...]) -> tuple[Block[Translated], ...]:
        return tuple(_sorted_block(block, orders) for block in blocks)

    beside = leaflet.beside and replace(leaflet.beside, blocks=sort(leaflet.beside.blocks))
    return replace(leaflet, blocks=sort(leaflet.blocks), beside=beside)


def _orders(blocks: Iterable[Block[Translated]], language: str) -> dict[str, list[int]]:
    """For each part that explains words, by its key, their places in the order of the language."""
    return {
        part.key: _by_alphabet(part.body, language)
        for block in blocks
        for part in block.parts
        if isinstance(part.body, Terms)
    }


def _sorted_block(block: Block[Translated], orders: Mapping[str, list[int]]) -> Block[Translated]:
    """``block`` with the words that it explains in these orders; itself if it explains none."""

    def sorted_part(part: Part[Translated]) -> Part[Translated]:
        if not isinstance(part.body, Terms):
            return part
        entries = tuple(part.body.entries[place] for place in orders[part.key])
        return replace(part, body=replace(part.body, entries=entries))

    if not any(isinstance(part.body, Terms) for part in block.parts):
        return block
    return replace(block, parts=tuple(map(sorted_part, block.parts)))


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
        self.lacking: Lacking = {}

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

    def noted(self, translated: tuple[Written, Lacking]) -> Written:
        """What another translator made, once it is noted what it lacks."""
        written, lacking = translated
        self.lacking.update(lacking)
        return written

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
