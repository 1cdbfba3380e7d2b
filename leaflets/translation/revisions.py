"""A catalog in; a revision for each block and part, which names what its translation says, out."""

import hashlib
from collections.abc import Iterable, Iterator

from leaflets.model.source import LeafletSource
from leaflets.model.text import Message
from leaflets.model.vocabulary import Vocabulary
from leaflets.translation.catalog_folder import TOOL_DOMAIN
from leaflets.translation.catalogs import Catalog
from leaflets.translation.extract import extract_leaflet, extract_words
from leaflets.translation.languages import SOURCE_LANGUAGE

DIGITS = 12


def translation_revisions(
    leaflet: LeafletSource, vocabulary: Vocabulary, catalog: Catalog
) -> dict[str, str]:
    """The revision of each block and part of ``leaflet`` by its key, in print order.

    What belongs to none of them is under the first word of its key (``glossary``, ``leaflet``),
    and the tool's own words under the name of their catalog. A text that may not be printed today
    counts as empty. The source language has none: its texts are the content's.
    """
    if catalog.language == SOURCE_LANGUAGE:
        return {}
    told: dict[str, list[str]] = {block.key: [] for block in leaflet.blocks}
    told |= {part.key: [] for _, part in leaflet.parts()}
    for owner, message in _owned(leaflet, vocabulary, frozenset(told)):
        text = catalog.look_up(message)
        told.setdefault(owner, []).extend((message.key, "" if text is None else text))
    return {key: _hash(texts) for key, texts in told.items() if texts}


def _owned(
    leaflet: LeafletSource, vocabulary: Vocabulary, keys: frozenset[str]
) -> Iterator[tuple[str, Message]]:
    for extracted in extract_leaflet(leaflet, vocabulary):
        yield _owner(extracted.message.key, keys), extracted.message
    for extracted in extract_words():
        yield TOOL_DOMAIN, extracted.message


def _owner(key: str, keys: frozenset[str]) -> str:
    """The part or block that begins ``key``, the longest there is; else its first word."""
    owner = key
    while owner not in keys and "." in owner:
        owner = owner.rpartition(".")[0]
    return owner


def _hash(texts: Iterable[str]) -> str:
    told = "".join(f"{len(text)}\0{text}" for text in texts)
    return hashlib.sha256(told.encode()).hexdigest()[:DIGITS]
