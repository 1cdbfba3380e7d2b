"""A leaflet's source and a catalog in; the phrases that stay together on a line of print out.

They are what its results and its at-a-glance tables say in a few words, of which running text says
the same: a result of two words, how often a drug is given.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from leaflets.model.source import CardsSource, GlanceSource, LeafletSource
from leaflets.model.text import Message
from leaflets.translation.catalogs import Catalog

LONGEST = 32
"""Characters, Chinese ones twice: what is longer fills a line, and a line may as well end in it."""


def phrases(leaflet: LeafletSource, catalog: Catalog) -> tuple[str, ...]:
    """They are alike for everyone who reads the leaflet in that language, and in no order."""
    found = (
        message.source if message.names else catalog.look_up(message)
        for message in _short_texts(leaflet)
    )
    return tuple(sorted({text for text in found if text and _short(text)}))


@lru_cache(maxsize=4096)
def _short(text: str) -> bool:
    """Whether it has several words, or characters that are each a word, and few of them."""
    wide = sum(unicodedata.east_asian_width(character) in "FW" for character in text)
    return (" " in text or wide > 1) and len(text) + wide <= LONGEST


def _short_texts(leaflet: LeafletSource) -> Iterator[Message]:
    for _, part in leaflet.parts():
        match part.body:
            case CardsSource(cards=cards):
                yield from (value.word for card in cards for value in card.values)
            case GlanceSource(rows=rows):
                yield from (value for row in rows for value in row.values)
            case _:
                pass
