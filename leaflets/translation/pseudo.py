"""Templates in; catalogs of two invented languages out, which show what no real one shows so soon.

``en_XA`` is long English with accents: what stays plain was never put up for translation, and what
is cut off has no closing bracket. ``ar_XB`` is English in Arabic letters, written to the left.
"""

import re
from dataclasses import replace

from leaflets.translation.entries import CatalogFile, Entry
from leaflets.translation.languages import PSEUDO_LANGUAGES
from leaflets.translation.plural_rules import PLURAL_FORMS
from leaflets.translation.template import empty_catalog

_KEEP = re.compile(r"(\{[^}]*\}|https?://\S+|www\.\S+|[\w.]+@[\w.]+)")
"""What no translation changes: placeholders and addresses."""

_ACCENTED = str.maketrans(
    "aAbBcCdDeEfFgGhHiIjJkKlLmMnNoOpPqQrRsStTuUvVwWxXyYzZ",
    "åÅƀƁçÇðÐéÉƒƑĝĜĥĤîÎĵĴķĶĺĻɱṀñÑöÖþÞɋɊŕŔšŠţŢûÛṽṼŵŴẋẊýÝžŽ",
)
_ARABIC = dict(zip("abcdefghijklmnopqrstuvwxyz", "ابجدهوزحطيكلمنسعفصقرشتثخذض", strict=True))
_ARABIC_MARKS = {",": "،", "?": "؟", ";": "؛"}

_PADDING = ("öñé", "ţŵö", "ţĥŕéé", "ƒöûŕ", "ƒîṽé", "šîẋ", "šéṽéñ", "éîĝĥţ")

_SHORT = 20
_GROWTH_SHORT, _GROWTH = 0.6, 0.4
"""How much longer translations are: short labels grow most."""


def pseudo_catalog(template: CatalogFile, language: str) -> CatalogFile:
    """``template`` translated into an invented language."""
    change = {"en_XA": longer, "ar_XB": mirrored}[language]
    plain = empty_catalog(template, "en", PSEUDO_LANGUAGES[language].english_name)
    headers = dict(plain.headers) | {"Language": language}
    headers["Plural-Forms"] = PLURAL_FORMS["en" if language == "en_XA" else "ar"]
    shaped = replace(plain, headers=tuple(headers.items()))
    count = shaped.plural_forms

    def translated(entry: Entry) -> Entry:
        if not entry.plural:
            return replace(entry, targets=(change(entry.source),))
        forms = (change(entry.source), *(change(entry.plural),) * (count - 1))
        return replace(entry, targets=forms)

    return replace(shaped, entries=tuple(map(translated, plain.entries)))


def longer(text: str) -> str:
    """``text`` with accents, in brackets, as much longer as a translation may be."""
    accented = "".join(
        piece if _KEEP.fullmatch(piece) else piece.translate(_ACCENTED)
        for piece in _KEEP.split(text)
    )
    wanted = int(len(text) * (_GROWTH_SHORT if len(text) < _SHORT else _GROWTH))
    padding = ""
    while len(padding) < wanted:
        padding += f" {_PADDING[len(padding) % len(_PADDING)]}"
    return f"[{accented}{padding}]"


def mirrored(text: str) -> str:
    """``text`` in Arabic letters, which are joined, and run to the left."""
    letters = _ARABIC | _ARABIC_MARKS
    return "".join(
        piece if _KEEP.fullmatch(piece) else "".join(letters.get(c.casefold(), c) for c in piece)
        for piece in _KEEP.split(text)
    )
