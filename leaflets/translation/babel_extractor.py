"""A content file as ``pybabel extract`` opens it in; its messages, keys and comments out.

For people who run Babel's own tools. ``babel.cfg`` names content files, and ``words.py`` for the
tool's own words::

    [leaflets: source/**.yaml]
    [leaflets: leaflets/translation/words.py]

Babel's extractors know no context, so that it travels as the first argument of ``pgettext``.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from leaflets.content.valid import load_valid
from leaflets.translation.extract import Extracted, extract_leaflet, extract_words

Found = tuple[int, str, tuple[str, str], list[str]]
"""A line, the function that marks text, its arguments, and comments for translators."""

_OWN_WORDS = "words.py"


def extract(
    fileobj: BinaryIO,
    keywords: Mapping[str, object],
    comment_tags: Sequence[str],
    options: Mapping[str, str],
) -> Iterator[Found]:
    """The messages that stand in one file. Babel calls it by this signature.

    A file that is in no source folder has none.
    """
    path = Path(fileobj.name).resolve()
    if path.name == _OWN_WORDS:
        messages: tuple[Extracted, ...] = extract_words()
    else:
        source = next((f for f in path.parents if (f / "attributes.yaml").is_file()), None)
        messages = () if source is None else _in_file(source, path)
    for extracted in messages:
        message = extracted.message
        comments = extracted.comment().split("\n")
        yield max(message.where.line, 1), "pgettext", (message.key, message.source), comments


def _in_file(source: Path, path: Path) -> tuple[Extracted, ...]:
    return tuple(
        extracted
        for extracted in _all_messages(source)
        if Path(extracted.message.where.file).resolve() == path
    )


@lru_cache(maxsize=2)
def _all_messages(source: Path) -> tuple[Extracted, ...]:
    content = load_valid(source)
    return tuple(
        extracted
        for leaflet in content.leaflets
        for extracted in extract_leaflet(leaflet, content.vocabulary)
    )
