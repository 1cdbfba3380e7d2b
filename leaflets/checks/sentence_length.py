"""Sentences of at most 25 words, and of 15 on average in each block.

A reader who is tired, frightened or new to English loses a long sentence half way. A point of a
list is read together with its lead-in.

Passes::

    text: Trials test new drugs. Your doctor can tell you more.

Fails::

    text: Trials test new drugs, and your doctor can tell you more about those which are near
      to where you live and which you might wish to join if you can.
"""

from collections.abc import Iterator

from leaflets.checks.manuscript import Manuscript, texts
from leaflets.checks.wording import running_text, sentences, words
from leaflets.diagnostics import Diagnostic, Location

ID = "sentence-length"

LONGEST = 25
MEAN = 15


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Sentences that are too long, and blocks whose sentences are too long on average."""
    for text in texts(manuscript):
        for sentence in sentences(text.message.source):
            if len(words(sentence)) > LONGEST:
                yield _too_long(sentence, text.message.where, text.key)
    for block in manuscript.leaflet.blocks:
        lengths = []
        for part in block.parts:
            for read in running_text(part):
                lengths.append(len(words(read.text)))
                own = len(words(read.text)) - len(words(read.lead))
                if read.lead and lengths[-1] > LONGEST >= max(own, len(words(read.lead))):
                    yield _too_long(read.text, read.where, part.key)
        if lengths and sum(lengths) > MEAN * len(lengths):
            mean = sum(lengths) / len(lengths)
            yield Diagnostic(
                check=ID,
                message=f"the block has {mean:.1f} words a sentence on average, more than {MEAN}",
                where=block.where,
                hint="split its longest sentences",
                key=block.key,
            )


def _too_long(sentence: str, where: Location, key: str) -> Diagnostic:
    count = len(words(sentence))
    start = " ".join(sentence.split()[:5])
    return Diagnostic(
        check=ID,
        message=f'a sentence of {count} words, more than {LONGEST}: "{start} ..."',
        where=where,
        hint="split it: one idea a sentence",
        key=key,
    )
