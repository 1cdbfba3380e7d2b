"""A LIX of at most 40 in each block: plain enough for a reader of about twelve.

LIX is the mean number of words a sentence plus the share, in per cent, of words with more than six
letters. Names of drugs and terms that the glossary explains can't be made shorter, so they count as
short words. Of a hyphenated word the longest piece counts.

Passes (LIX 7)::

    text: You have it as a drip. You sit in a chair for an hour.

Fails (LIX 89)::

    text: Intravenous administration necessitates approximately sixty minutes.
"""

import re
from collections.abc import Iterator

from leaflets.checks.manuscript import Manuscript
from leaflets.checks.matching import written
from leaflets.checks.wording import running_text, words
from leaflets.diagnostics import Diagnostic

ID = "reading-ease"

LIX = 40
LONG = 6


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Blocks that are hard to read."""
    names = written(
        word
        for group in (
            *(term.forms for term in manuscript.leaflet.glossary),
            *((d.name, *d.brands, *d.synonyms) for d in manuscript.vocabulary.drugs),
        )
        for form in group
        for word in (form, f"{form}s")
    )
    for block in manuscript.leaflet.blocks:
        read = [
            words(names.sub(_shortened, sentence.text) if names else sentence.text)
            for part in block.parts
            for sentence in running_text(part)
        ]
        if not any(read):
            continue
        value = lix(read)
        if value > LIX:
            worst = max(_long_words(read), key=len, default="")
            yield Diagnostic(
                check=ID,
                message=f"the block is hard to read: LIX {value:.0f}, more than {LIX}",
                where=block.where,
                hint=f'use shorter words than "{worst}", or shorter sentences',
                key=block.key,
            )


def lix(read: list[tuple[str, ...]]) -> float:
    """The LIX of sentences, each given as its words."""
    count = sum(map(len, read))
    sentences = sum(map(bool, read))
    return count / sentences + 100 * len(_long_words(read)) / count


def _long_words(read: list[tuple[str, ...]]) -> list[str]:
    return [
        word
        for sentence in read
        for word in sentence
        if any(len(piece) > LONG for piece in re.split(r"\W", word))
    ]


def _shortened(match: re.Match[str]) -> str:
    return " ".join("x" for _ in words(match[0]))
