"""A language in; what the desk's own words are called in it, out.

Words are written in English where they are shown, as ``_("...")`` or ``_.ngettext(...)``; their
catalogs have the domain ``desk``. A value is put in where ``{its name}`` stands, and is never read
as anything but text. A word that a catalog lacks is shown in English: the desk is for staff.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from gettext import c2py
from pathlib import Path

from leaflets.translation.catalog_folder import catalog_path
from leaflets.translation.entries import EntryState
from leaflets.translation.languages import SOURCE_LANGUAGE
from leaflets.translation.po_files import read_po
from leaflets.translation.screen_words import SCREEN_DOMAIN, word_key

LANGUAGES = ("en_GB", "cy")
"""What the desk itself can be read in."""

_PLACE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The desk's words in one language; called with an English text, it gives that text.

    ``texts`` holds the forms of each text by its key in the catalog, ``plural`` says which form a
    number takes.
    """

    language: str
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    plural: Callable[[int], int] = field(default=lambda n: int(n != 1))

    def __call__(self, text: str, /, **values: object) -> str:
        """``text`` in this language, with ``values`` in their places."""
        return _filled(self.texts.get(word_key(text), (text,))[0], values)

    def ngettext(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The form for ``n`` things; ``{n}`` is its place."""
        found = self.texts.get(word_key(one))
        text = found[self.plural(n)] if found else one if n == 1 else many
        return _filled(text, {"n": n, **values})

    @property
    def html_language(self) -> str:
        """The language as HTML writes it."""
        return self.language.replace("_", "-")


def marked(text: str) -> str:
    """``text`` itself: marks a word that is kept now and shown in its language later."""
    return text


def words_in(language: str, translations: Path) -> Words:
    """The desk's words in ``language``, one of :data:`LANGUAGES`, as the catalog is now."""
    path = catalog_path(translations, language, SCREEN_DOMAIN)
    if language == SOURCE_LANGUAGE or not path.is_file():
        return Words(language=SOURCE_LANGUAGE)
    return _read(language, path, path.stat().st_mtime_ns)


def wanted_language(accepted: str) -> str:
    """The language that a browser's ``Accept-Language`` asks for first, of those that there are."""
    for part in accepted.split(","):
        asked = part.partition(";")[0].strip().partition("-")[0].casefold()
        for language in LANGUAGES:
            if asked == language.partition("_")[0]:
                return language
    return LANGUAGES[0]


@lru_cache(maxsize=4)
def _read(language: str, path: Path, _changed: int) -> Words:
    catalog = read_po(path)
    texts = {
        entry.key: entry.targets
        for entry in catalog.current()
        if entry.state is EntryState.TRANSLATED
    }
    rule = catalog.header("Plural-Forms").partition("plural=")[2].rstrip("; ")
    return Words(language=language, texts=texts, plural=c2py(rule or "n != 1"))


def _filled(text: str, values: Mapping[str, object]) -> str:
    return _PLACE.sub(lambda found: str(values.get(found[1], found[0])), text)
