"""A leaflet of messages and a catalog in; what there is of it in the language, for a proof, out.

What has no translation that may be printed stands there in English between marks, so that a
translator sees the gap in its place. Nothing of this is a leaflet for anybody.
"""

from collections.abc import Iterable

from leaflets.model.leaflet import Leaflet, map_text
from leaflets.model.text import Message, Translated
from leaflets.translation.catalogs import Catalog
from leaflets.translation.entries import EntryState
from leaflets.translation.translate import Translator, in_order


def translate_unfinished(leaflet: Leaflet[Message], catalog: Catalog) -> Leaflet[Translated]:
    """``leaflet`` as far as it is translated; the rest in English, between double brackets."""
    translator = Translator(catalog)

    def text(message: Message) -> Translated:
        if message.names or catalog.look_up(message) is not None:
            return translator.text(message)
        return Translated(f"[[{message.source}]]")

    return in_order(map_text(leaflet, text))


def unfinished(messages: Iterable[Message], catalog: Catalog) -> tuple[str, ...]:
    """What is wrong with the translations of ``messages``, worst first, each once."""
    states = {
        catalog.state(message)
        for message in messages
        if not message.names and catalog.look_up(message) is None
    }
    return tuple(state.value for state in EntryState if state in states)
