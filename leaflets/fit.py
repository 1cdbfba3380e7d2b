"""Catalogs in; the translations that have no room where they print, whatever the page format, out.

A word that is too wide for its place, or a text too high for it, stops a leaflet when it is made:
that is an error. Where a label or a result takes more lines than it should, the page looks wrong:
that is a warning. What is measured are the pieces that print, with the fonts of the language.

Passes::

    msgid "Given with"
    msgstr "Podawany z"

Fails::

    msgid "Given with"
    msgstr "Współpodawanyzinnymilekami"
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from leaflets.checks.catalog import FITS
from leaflets.checks.catalog.reading import Book
from leaflets.diagnostics import Severity
from leaflets.errors import LeafletsError, TranslationFault
from leaflets.layout.fit import Misfit, misfits, misfits_round
from leaflets.layout.formats import FORMATS
from leaflets.layout.furniture import WIDEST_COUNT
from leaflets.layout.paragraphs import set_text
from leaflets.layout.story import story
from leaflets.layout.stylesheet import Styles, stylesheet
from leaflets.layout.typography import SHIPPED, FontChoice, typography
from leaflets.model.leaflet import BandLine, Leaflet, map_text, texts
from leaflets.model.source import BlockKind, Content, LeafletSource
from leaflets.model.text import Message, Translated, fill
from leaflets.model.vocabulary import Vocabulary
from leaflets.proof import everything
from leaflets.translation import words
from leaflets.translation.catalog_folder import TOOL_DOMAIN
from leaflets.translation.catalogs import Catalog, read_catalog
from leaflets.translation.entries import Entry
from leaflets.translation.translate import Translator

_LONG_DATE = date(2028, 9, 30)
"""A day with a long name in most languages, so that a foot that has room has it on every day."""

USUAL = ("a4", "large")
"""Formats whose pages should look right in every language."""

TIGHT = ("a5", "trifold", "large-28")
"""Formats that leave less room than any other for one text or another: all must fit into them,
but may take more lines than they should."""

_NOTHING = Translated(".")
"""What stands where a text has no translation yet: it fits everywhere."""

Found = tuple[Entry | None, str, Severity]


class Fits:
    """The check of catalogs that sets their texts on pages. ``fonts`` are those that print.

    ``read`` gives the catalog of a language and a leaflet; it is read from ``folder`` without.
    """

    ID = FITS

    def __init__(
        self,
        folder: Path,
        content: Content,
        fonts: FontChoice = SHIPPED,
        read: Callable[[str, str], Catalog] | None = None,
    ) -> None:
        self._content = content
        self._fonts = fonts
        self._read = read or (lambda language, leaflet: read_catalog(language, folder, leaflet))

    def check(self, book: Book) -> Iterator[Found]:
        """Texts of one catalog that do not fit, each once for each page format."""
        entries = {entry.key: entry for entry in book.catalog.current()}
        told: dict[tuple[str, str], Severity] = {}
        for leaflet in self._content.leaflets:
            if book.domain in (leaflet.id, TOOL_DOMAIN):
                try:
                    catalog = self._read(book.reader.language, leaflet.id)
                except TranslationFault:
                    continue  # a catalog that can't be read, which other checks tell
                for key, message, severity in self._misfits(leaflet, catalog):
                    if key.startswith("tool.") == (book.domain == TOOL_DOMAIN):
                        told[key, message] = severity
        for (key, message), severity in told.items():
            if key in entries:
                yield entries[key], message, severity

    def _misfits(
        self, leaflet: LeafletSource, catalog: Catalog
    ) -> Iterator[tuple[str, str, Severity]]:
        """Keys, and what is wrong with their texts."""
        whole = _with_reasons(
            everything(self._content, leaflet, catalog, _LONG_DATE),
            leaflet,
            self._content.vocabulary,
        )
        setting = typography(catalog.language, self._fonts, whole.names, whole.phrases)
        for name in (*USUAL, *TIGHT):
            measured = _Measured(whole, catalog, stylesheet(FORMATS[name], setting))
            for key, misfit in measured.found():
                severity = Severity.ERROR if misfit.refused else Severity.WARNING
                if misfit.refused or name in USUAL:
                    yield key, f"{name}: {misfit.told}", severity


class _Measured:
    """One leaflet in one page format. What was refused once is blanked, to find the next."""

    def __init__(self, whole: Leaflet[Message], catalog: Catalog, styles: Styles) -> None:
        self._whole = whole
        self._catalog = catalog
        self._styles = styles
        self._translator = Translator(catalog)
        self._blank: set[str] = set()
        self._said = dict(self._texts_by_key())

    def found(self) -> Iterator[tuple[str, Misfit]]:
        """Keys, and what is wrong with their texts."""
        for key, text in self._said.items():
            try:
                set_text(Translated(text), self._styles.body)
            except LeafletsError as error:
                self._blank.add(text)
                yield key, Misfit(text=text, told=error.message, refused=True)
        while True:
            before = len(self._blank)
            for misfit in self._once():
                for key in self._keys(misfit.text):
                    yield key, misfit
                    if misfit.refused:
                        self._blank.add(self._said[key])
            if len(self._blank) == before:
                return

    def _once(self) -> Iterator[Misfit]:
        """What does not fit as far as each piece can be set."""
        styles = self._styles
        translated = map_text(self._whole, self._text)
        yield from misfits(story(translated, styles), styles.page_format.measure)
        yield from misfits_round(translated, styles)
        other = replace(
            translated.furniture,
            band=tuple(
                BandLine(text=self._text(state)) for state in (words.SAMPLE_BAND, words.DRAFT_BAND)
            ),
            review=self._text(words.NO_REVIEW),
        )
        yield from misfits_round(replace(translated, furniture=other), styles)

    def _text(self, message: Message) -> Translated:
        """Next to nothing for what has no translation yet, or was refused."""
        if not message.names and self._catalog.look_up(message) is None:
            return _NOTHING
        text = self._translator.text(message)
        return _NOTHING if text in self._blank else text

    def _texts_by_key(self) -> Iterator[tuple[str, str]]:
        """What is printed of each translation, its placeholders filled in."""
        numbers = {"page": WIDEST_COUNT, "pages": WIDEST_COUNT}
        more = (words.TRANSLATION_BAND, words.SAMPLE_BAND, words.DRAFT_BAND, words.NO_REVIEW)
        for message in dict.fromkeys((*texts(self._whole), *more)):
            text = _NOTHING if message.names else self._text(message)
            if text != _NOTHING:
                filled = message is words.PAGE_OF
                yield message.key, fill(text, numbers) if filled else text

    def _keys(self, text: str) -> Iterator[str]:
        """Whose text it is; where it is set with others, that of the longest in it."""
        inside = [said for said in self._said.values() if said in text]
        longest = max(inside, key=len, default=None)
        return (key for key, said in self._said.items() if said == longest)


def _with_reasons(
    whole: Leaflet[Message], leaflet: LeafletSource, vocabulary: Vocabulary
) -> Leaflet[Message]:
    """``whole`` with every reason that a drug may have, below the title of the first one."""
    reasons = tuple(dict.fromkeys(_reasons(leaflet, vocabulary)))
    blocks = list(whole.blocks)
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.DRUG and reasons:
            blocks[number] = replace(block, why_label=words.WHY_HERE, why=reasons)
            break
    return replace(whole, blocks=tuple(blocks))


def _reasons(leaflet: LeafletSource, vocabulary: Vocabulary) -> Iterator[Message]:
    if leaflet.later_note:
        yield leaflet.later_note
    for attribute in vocabulary.attributes:
        yield from (value.reason for value in attribute.values if value.reason)
        yield from (reason for _, reason in attribute.drug_reasons)
    for derived in vocabulary.derived:
        yield from (value.reason for value in derived.values if value.reason)
