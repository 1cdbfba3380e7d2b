"""A language as a person writes it in; its id, its names and its direction out."""

from dataclasses import dataclass

from babel import Locale, UnknownLocaleError

from leaflets.errors import TranslationFault, UsageFault

SOURCE_LANGUAGE = "en_GB"
"""What the content is written in."""

_SEVERAL_SCRIPTS = {
    "zh": "zh_Hans (simplified) or zh_Hant (traditional)",
    "pa": "pa_Guru (Gurmukhi) or pa_Arab (Shahmukhi)",
}


@dataclass(frozen=True, slots=True)
class Language:
    """A language that leaflets can be printed in."""

    code: str
    name: str
    english_name: str
    right_to_left: bool = False


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
    try:
        return str(Locale.parse(code))
    except (UnknownLocaleError, ValueError, TypeError) as error:
        raise UsageFault(
            f'"{asked[:40]}" is not a language', hint="see `leaflets languages`"
        ) from error


def available_languages() -> tuple[Language, ...]:
    """Every language that can be printed now."""
    return (Language(SOURCE_LANGUAGE, "English", "English"),)


def find_language(asked: str) -> Language:
    """The language to print in.

    Raises:
        UsageFault: No language is called that.
        TranslationFault: There is no translation into it.
    """
    code = language_id(asked)
    for language in available_languages():
        if language.code == code:
            return language
    name = Locale.parse(code).get_display_name("en") or code
    raise TranslationFault(
        f"there is no translation into {name} ({code})", hint="see `leaflets languages`"
    )
