"""A language as a person writes it in; its id, its names and its direction out."""

from dataclasses import dataclass
from pathlib import Path

from leaflets.errors import TranslationFault, UsageFault
from leaflets.translation.catalog_folder import has_catalogs, languages_in
from leaflets.translation.spoken import spoken

SOURCE_LANGUAGE = "en_GB"
"""What the content is written in."""

_SEVERAL_SCRIPTS = {
    "zh": "zh_Hans (simplified) or zh_Hant (traditional)",
    "pa": "pa_Guru (Gurmukhi) or pa_Arab (Shahmukhi)",
}


_OWN_NAMES = {
    "zh_Hans": "简体中文",
    "zh_Hant": "繁體中文",
    "pa_Guru": "ਪੰਜਾਬੀ",
    "pa_Arab": "پنجابی",
}
"""Names that readers use of their own language, where Babel's say more than they do."""

_ENGLISH_NAMES = {
    "zh_Hans": "Simplified Chinese",
    "zh_Hant": "Traditional Chinese",
    "pa_Guru": "Punjabi",
    "pa_Arab": "Punjabi (Shahmukhi)",
}


@dataclass(frozen=True, slots=True)
class Language:
    """A language that leaflets can be printed in."""

    code: str
    name: str
    english_name: str
    right_to_left: bool = False


PSEUDO_LANGUAGES = {
    "en_XA": Language("en_XA", "[Ĺöñĝ Ŵöŕðš]", "Long English (for tests)"),
    "ar_XB": Language("ar_XB", "Mirrored", "Mirrored English (for tests)", right_to_left=True),
}
"""Languages that nobody speaks: what stays plain English in them was never put up for translation.
"""


def language_id(asked: str) -> str:
    """The id of the language that ``asked`` means: ``en`` is ``en_GB``, hyphens are underscores.

    Raises:
        UsageFault: No language is called that, or it is written in several scripts.
    """
    code = asked.strip().replace("-", "_")
    if code.casefold() in ("en", "en_gb"):
        return SOURCE_LANGUAGE
    if code.casefold() in _SEVERAL_SCRIPTS:
        raise UsageFault(
            f'"{asked}" is written in two scripts',
            hint=f"ask for {_SEVERAL_SCRIPTS[code.casefold()]}",
        )
    for pseudo in PSEUDO_LANGUAGES:
        if code.casefold() == pseudo.casefold():
            return pseudo
    if spoken(code) is not None:
        return code
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(code))
    except (UnknownLocaleError, ValueError, TypeError) as error:
        raise UsageFault(
            f'"{asked[:40]}" is not a language', hint="see `leaflets languages`"
        ) from error


def describe(code: str) -> Language:
    """The language of an id: its names in its own script and in English, and its direction."""
    if code == SOURCE_LANGUAGE:
        return Language(SOURCE_LANGUAGE, "English", "English")
    if code in PSEUDO_LANGUAGES:
        return PSEUDO_LANGUAGES[code]
    if (known := spoken(code)) is not None:
        return Language(code, known.name, known.english_name, known.right_to_left)
    from babel import Locale

    locale = Locale.parse(code)
    english = locale.get_display_name("en") or code
    return Language(
        code,
        name=_OWN_NAMES.get(code) or locale.get_display_name(code) or english,
        english_name=_ENGLISH_NAMES.get(code, english),
        right_to_left=locale.text_direction == "rtl",
    )


def available_languages(translations: Path) -> tuple[Language, ...]:
    """The source language, and every one that has catalogs, by the names of their own."""
    folders = languages_in(translations)
    codes = [code for code in folders if is_language(code) and code != SOURCE_LANGUAGE]
    return (describe(SOURCE_LANGUAGE), *map(describe, codes))


def find_language(asked: str, translations: Path) -> Language:
    """The language to print in.

    Raises:
        UsageFault: No language is called that.
        TranslationFault: There is no translation into it.
    """
    code = language_id(asked)
    if code == SOURCE_LANGUAGE or has_catalogs(translations, code):
        return describe(code)
    raise TranslationFault(
        f"there is no translation into {describe(code).english_name} ({code})",
        hint="see `leaflets languages`"
        if translations.is_dir()
        else f"the folder {translations} is not there: give the right one with --translations",
    )


def is_language(code: str) -> bool:
    """Whether ``code`` is the id of a language, or of one that was invented for tests."""
    if code in PSEUDO_LANGUAGES:
        return True
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(code)) == code
    except (UnknownLocaleError, ValueError, TypeError):
        return False
