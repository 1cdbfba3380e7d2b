"""Which formats are tried in which languages: all of them, without trying each in each.

``a4`` and ``large`` are set in every language; every other format in the languages that ask most of
it: tall lines, long words, the right-to-left direction, no spaces.
"""

from layout.tongues import TONGUES

WHOLE = ("a4", "large")

_OTHERS = {
    "a4-12": ("en_GB", "pl"),
    "a5": ("ur", "bn"),
    "booklet": ("ar", "cy"),
    "trifold": ("ur", "cy"),
    "zfold": ("ar", "zh_Hans"),
    "large-20": ("bn",),
    "large-24": ("zh_Hans", "pa_Guru"),
    "large-28": ("ur", "cy"),
    "letter": ("en_GB", "pl"),
    "letter-large": ("ur",),
}

GRID = tuple((name, language) for name in WHOLE for language in TONGUES) + tuple(
    (name, language) for name, languages in _OTHERS.items() for language in languages
)
"""Pairs of a format's name and a language."""
