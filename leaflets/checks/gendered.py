"""The reader is "you", other patients are "people": no word says their sex.

Men get cancers that are thought of as women's, and the other way round. A leaflet that says "women"
tells some of its readers that it is not for them. One person's quoted words are left alone.

Passes::

    text: Some people have headaches.

Fails::

    text: Some women have headaches.
"""

import re
from collections.abc import Iterator

from leaflets.checks.manuscript import Manuscript, texts
from leaflets.diagnostics import Diagnostic
from leaflets.model.source import Tone

ID = "gendered"

_WORDS = re.compile(
    r"(?<![\w-])(?:wom[ae]n|m[ae]n|girls?|boys?|lad(?:y|ies)|gentlem[ae]n|she|he|him|his|hers?|"
    r"herself|himself|mothers?|fathers?|wife|wives|husbands?)(?![\w-])",
    re.IGNORECASE,
)


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Words that say a person's sex."""
    for text in texts(manuscript):
        if text.part is not None and text.part.tone is Tone.QUOTATION:
            continue
        for word in dict.fromkeys(_WORDS.findall(text.message.source)):
            yield Diagnostic(
                check=ID,
                message=f'"{word}" says the sex of a person',
                where=text.message.where,
                hint='write "you", "people" or "they"',
                key=text.key,
            )
