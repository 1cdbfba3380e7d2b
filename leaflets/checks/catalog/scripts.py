"""A text is in the script of its language, and no word mixes two.

A Cyrillic "а" in a Polish word looks right, and no font, search or voice takes it for what it is. A
Latin word in Arabic text is a name, or it was forgotten.

Passes::

    msgid "Side effects"
    msgstr "الآثار الجانبية"

Fails::

    msgid "Side effects of the drug"
    msgstr "الآثار الجانبية of the drug"
"""

import re
import unicodedata
from collections.abc import Iterator

from leaflets.checks.catalog.reading import Pair
from leaflets.checks.catalog.speech import tokens
from leaflets.diagnostics import Severity

ID = "scripts"
SEVERITY = Severity.ERROR

_SCRIPTS = {
    "ar": "ARABIC",
    "fa": "ARABIC",
    "ur": "ARABIC",
    "bn": "BENGALI",
    "pa_Guru": "GURMUKHI",
    "zh_Hans": "CJK",
    "zh_Hant": "CJK",
    "hi": "DEVANAGARI",
    "gu": "GUJARATI",
    "ta": "TAMIL",
    "uk": "CYRILLIC",
    "ru": "CYRILLIC",
    "el": "GREEK",
}
"""Languages in another script than Latin."""

_BRACES = re.compile(r"\{[^}]*\}")
_URDU_ONLY_ARABIC = {"ي": "ی", "ك": "ک", "ه": "ہ"}


def check(pair: Pair) -> Iterator[str]:
    """Words in another script, and words that mix scripts."""
    wanted = _SCRIPTS.get(pair.reader.language, "LATIN")
    allowed = {word for name in pair.reader.named_in_english(pair.source) for word in _words(name)}
    allowed |= {w for w in _words(pair.source) if any(c.isupper() or c.isdigit() for c in w[1:])}
    allowed |= {w for forms in pair.reader.names.values() for f in forms for w in _words(f)}
    text = _BRACES.sub(" ", pair.target)
    for word in dict.fromkeys(tokens(text)):
        scripts = {_script(character) for character in word} - {""}
        if len(scripts) > 1 and not scripts <= {"CJK", "LATIN"}:
            yield f'"{word}" mixes scripts: {" and ".join(sorted(scripts)).lower()}'
        elif scripts and wanted not in scripts and word.casefold() not in _folded(allowed):
            yield f'"{word}" is not in the script of the language'
    if pair.reader.language == "ur":
        for letter, right in _URDU_ONLY_ARABIC.items():
            if letter in pair.target and letter != "ه":
                yield f"the Arabic letter {letter} stands for the Urdu {right}"


def _words(text: str) -> list[str]:
    return tokens(text)


def _folded(words: set[str]) -> set[str]:
    return {word.casefold() for word in words}


def _script(character: str) -> str:
    if not character.isalpha():
        return ""
    name = unicodedata.name(character, "")
    first = name.partition(" ")[0]
    return first if first != "MODIFIER" else ""
