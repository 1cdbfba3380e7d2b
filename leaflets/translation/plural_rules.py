"""A language in; how its catalogs declare plural forms, out.

Babel's table differs from CLDR for several languages (Welsh has 6 forms, not 5; Arabic's last two
are the other way round), so that this one is our own. Forms stand in CLDR's order: zero, one, two,
few, many, other.
"""

from leaflets.errors import UsageFault

_ONE = "nplurals=1; plural=0;"
_NOT_ONE = "nplurals=2; plural=(n != 1);"
_MORE_THAN_ONE = "nplurals=2; plural=(n > 1);"
_POLISH = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
_RUSSIAN = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
)

PLURAL_FORMS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    "n%100>=11 ? 4 : 5);",
    "bn": _MORE_THAN_ONE,
    "cy": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);",
    "el": _NOT_ONE,
    "en": _NOT_ONE,
    "es": _NOT_ONE,
    "fa": _MORE_THAN_ONE,
    "fr": _MORE_THAN_ONE,
    "gu": _MORE_THAN_ONE,
    "hi": _MORE_THAN_ONE,
    "pa": _MORE_THAN_ONE,
    "pl": _POLISH,
    "pt": _MORE_THAN_ONE,
    "ro": "nplurals=3; plural=(n==1 ? 0 : n==0 || (n%100>=1 && n%100<=19) ? 1 : 2);",
    "ru": _RUSSIAN,
    "so": _NOT_ONE,
    "ta": _NOT_ONE,
    "tr": _NOT_ONE,
    "uk": _RUSSIAN,
    "ur": _NOT_ONE,
    "vi": _ONE,
    "zh": _ONE,
}
"""The ``Plural-Forms`` header by language; each equals CLDR's rule for the whole numbers."""


def plural_forms(language: str) -> str:
    """The ``Plural-Forms`` header of a language.

    Raises:
        UsageFault: The table has no rule for it.
    """
    bare = language.partition("_")[0]
    if bare not in PLURAL_FORMS:
        raise UsageFault(
            f"no plural rule for {language} is known",
            hint="add its line to leaflets/translation/plural_rules.py, from CLDR's plural rules",
        )
    return PLURAL_FORMS[bare]
