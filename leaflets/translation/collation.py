"""Words in a language in; the order in which its readers look them up, out.

Each language has its alphabet here, with the letters that are written as two (Welsh "ch" comes
after "c"). Marks that are no letter of their own, such as the accent in Spanish, count only between
words that are else alike; so does an Arabic hamza on its seat. Case never counts. Words in Latin
letters stand before those of another script.

Where this is less than a dictionary: Welsh "ng" is always the letter, also where n and g only meet;
the Arabic article counts; Punjabi letters with a dot below stand with those without. Chinese is in
the order of GB 2312: its 3755 commonest characters stand there by pinyin, with one reading each,
and rarer ones follow by radical. A language without an alphabet here has that of English, and what
is not in it in the order of Unicode.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain

Key = tuple[tuple[tuple[int, int], ...], str, str]
"""Letters by their place, then the marks, then the text itself: no two texts are equal."""

_LATIN = "a b c d e f g h i j k l m n o p q r s t u v w x y z"

_ALPHABETS = {
    "ar": "ء ا ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي",
    "bn": "অ আ ই ঈ উ ঊ ঋ এ ঐ ও ঔ ং ঃ ঁ ক খ গ ঘ ঙ চ ছ জ ঝ ঞ ট ঠ ড ঢ ণ ত থ দ ধ ন প ফ ব ভ ম য র ল "
    "শ ষ স হ া ি ী ু ূ ৃ ে ৈ ো ৌ ্",
    "cy": "a b c ch d dd e f ff g ng h i j k l ll m n o p ph q r rh s t th u v w x y z",
    "es": "a b c d e f g h i j k l m n ñ o p q r s t u v w x y z",
    "pa_Guru": "ੳ ਉ ਊ ਓ ਅ ਆ ਐ ਔ ੲ ਇ ਈ ਏ ਸ ਹ ਕ ਖ ਗ ਘ ਙ ਚ ਛ ਜ ਝ ਞ ਟ ਠ ਡ ਢ ਣ ਤ ਥ ਦ ਧ ਨ "
    "ਪ ਫ ਬ ਭ ਮ ਯ ਰ ਲ ਵ ੜ ਾ ਿ ੀ ੁ ੂ ੇ ੈ ੋ ੌ ੍",
    "pl": "a ą b c ć d e ę f g h i j k l ł m n ń o ó p q r s ś t u v w x y z ź ż",
    "ro": "a ă â b c d e f g h i î j k l m n o p q r s ș t ț u v w x y z",
    "ur": "ا آ ب پ ت ٹ ث ج چ ح خ د ڈ ذ ر ڑ ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن ں و ہ ھ ء ی ے",
}

_SAME = {
    "ar": {"ة": "ت", "ى": "ي"},
    "ro": {"ş": "ș", "ţ": "ț"},
    "ur": {"ي": "ی", "ك": "ک", "ه": "ہ"},
}
"""Other shapes of a letter, which count as it."""

_BY_GB_2312 = "zh_Hans"

# Which come first: spaces and digits, Latin letters, those of the language, those of any other.
_SIGN, _FOREIGN_LATIN, _LETTER, _OTHER = range(4)


@lru_cache(maxsize=2048)
def collation_key(text: str, language: str) -> Key:
    """What to sort texts of ``language`` by."""
    folded = unicodedata.normalize("NFC", text.casefold())
    if language == _BY_GB_2312:
        return tuple(map(_in_gb_2312, folded)), "", text
    places, longest = _alphabet(language)
    same = _SAME.get(language, {})
    letters: list[tuple[int, int]] = []
    marks = ""
    at = 0
    while at < len(folded):
        for length in range(longest, 0, -1):
            piece = folded[at : at + length]
            if piece in places:
                letters.append(places[piece])
                break
        else:
            piece = folded[at]
            found, mark = _parts(piece, places, same)
            letters += found
            marks += mark
        at += len(piece)
    return tuple(letters), marks, text


def _parts(
    character: str, places: Mapping[str, tuple[int, int]], same: Mapping[str, str]
) -> tuple[Sequence[tuple[int, int]], str]:
    """The letters of a character that is none of the alphabet, and its marks."""
    letters: list[tuple[int, int]] = []
    marks = ""
    for part in chain.from_iterable(unicodedata.normalize("NFD", character)):
        base = same.get(part, part)
        if base != part or unicodedata.combining(part):
            marks += part
        if base in places:
            letters.append(places[base])
        elif part.isspace() or part in "-‐–":
            letters.append((_SIGN, 0))
        elif part.isdecimal():
            letters.append((_SIGN, 1 + unicodedata.decimal(part)))
        elif part.isalpha():
            letters.append((_OTHER, ord(part)))
    return letters, marks


@cache
def _alphabet(language: str) -> tuple[Mapping[str, tuple[int, int]], int]:
    """The place of each letter, and how long the longest is."""
    own = _ALPHABETS.get(language, _LATIN).split()
    places = {letter: (_FOREIGN_LATIN, place) for place, letter in enumerate(_LATIN.split())}
    places |= {letter: (_LETTER, place) for place, letter in enumerate(own)}
    return places, max(map(len, own))


def _in_gb_2312(character: str) -> tuple[int, int]:
    try:
        return _LETTER, int.from_bytes(character.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return _OTHER, ord(character)
