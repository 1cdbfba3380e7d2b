"""No words in capitals for emphasis.

Words in capitals have no shape, so poor readers and poor eyes can't take them in, and a screen
reader may spell them out. A warning is a part with ``tone: warning``. Abbreviations pass if they
are in the glossary, where a reader finds what they mean, or have at most three letters.

Passes::

    text: Do not stop taking it before you have asked your doctor.

Fails::

    text: Do NOT stop taking it before you have asked your doctor.
"""

import re
from collections.abc import Iterator

from leaflets.checks.manuscript import Manuscript, texts
from leaflets.checks.matching import written
from leaflets.diagnostics import Diagnostic

ID = "capitals"

_STRESSED = "ALL|ANY|ASK|BE|DO|IF|IS|MAY|NO|NOT|NOW|ONE|YES|YOU"
_CAPITALS = re.compile(
    rf"(?<![\w-])(?:[A-Z]{{2,}}(?:\s+[A-Z]{{2,}})+|[A-Z]{{4,}}|{_STRESSED})(?![\w-])"
)


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Words in capitals that no glossary entry or drug name asks for."""
    declared = written(
        word
        for group in (
            *(term.forms for term in manuscript.leaflet.glossary),
            *((d.name, *d.brands, *d.synonyms) for d in manuscript.vocabulary.drugs),
        )
        for word in group
    )
    for text in texts(manuscript):
        source = declared.sub(" , ", text.message.source) if declared else text.message.source
        for words in dict.fromkeys(_CAPITALS.findall(source)):
            yield Diagnostic(
                check=ID,
                message=f'"{words}" is written in capitals',
                where=text.message.where,
                hint="write it in small letters, or add the abbreviation to the glossary",
                key=text.key,
            )
