"""British spelling, so that a reader does not stumble and a search finds every use of a word.

"Tumor" here and "tumour" there also make two sentences of one for a translator.

Passes::

    text: A tumour is a growth.

Fails::

    text: A tumor is a growth.
"""

import re
from collections.abc import Iterator

from leaflets.checks.manuscript import Manuscript, texts
from leaflets.diagnostics import Diagnostic

ID = "spelling"

BRITISH = {
    "anemia": "anaemia",
    "anesthetic": "anaesthetic",
    "behavior": "behaviour",
    "center": "centre",
    "color": "colour",
    "counseling": "counselling",
    "diarrhea": "diarrhoea",
    "edema": "oedema",
    "esophagus": "oesophagus",
    "estrogen": "oestrogen",
    "favor": "favour",
    "fiber": "fibre",
    "gynecologist": "gynaecologist",
    "hematologist": "haematologist",
    "hemoglobin": "haemoglobin",
    "hemorrhage": "haemorrhage",
    "labor": "labour",
    "leukemia": "leukaemia",
    "liter": "litre",
    "milliliter": "millilitre",
    "pediatric": "paediatric",
    "recognize": "recognise",
    "organize": "organise",
    "randomized": "randomised",
    "specialize": "specialise",
    "tumor": "tumour",
}
"""American words that leaflets use, and how they are written here."""

_AMERICAN = re.compile(rf"(?<!\w)({'|'.join(BRITISH)})(s|d|ed)?(?!\w)", re.IGNORECASE)


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """American spellings."""
    for text in texts(manuscript):
        for match in _AMERICAN.finditer(text.message.source):
            yield Diagnostic(
                check=ID,
                message=f'"{match[0]}" is American spelling',
                where=text.message.where,
                hint=f"write {BRITISH[match[1].casefold()]}{match[2] or ''}",
                key=text.key,
            )
