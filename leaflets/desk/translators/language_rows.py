"""A bench in; what each language has and lacks, in the figures of ``translations status``, out."""

from collections.abc import Iterator
from dataclasses import dataclass

from leaflets.desk.translators.bench import Bench
from leaflets.errors import LeafletsError
from leaflets.translation.catalog_folder import languages_in
from leaflets.translation.languages import Language, describe, is_language
from leaflets.translation.status import READY, Row, Text, blocked, read_progress, rows


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageRow:
    """A language: its texts counted by leaflet, and the leaflets that can't print for everyone.

    ``holding_up`` are the blocks with a text that may not be printed, by leaflet. A language whose
    catalogs can't be read has a ``fault`` and nothing else.
    """

    language: Language
    leaflets: tuple[Row, ...] = ()
    blocked: tuple[str, ...] = ()
    holding_up: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fault: str = ""

    @property
    def percent(self) -> int:
        """How many of a hundred English words may be printed; 100 only if all may."""
        words = sum(row.total_words for row in self.leaflets)
        ready = sum(row.words[progress] for row in self.leaflets for progress in READY)
        return ready * 100 // words if words else 100


def language_rows(bench: Bench) -> tuple[LanguageRow, ...]:
    """Every language that has catalogs, by its English name."""
    codes = (code for code in languages_in(bench.folder) if is_language(code))
    made = (language_row(bench, describe(code)) for code in codes)
    return tuple(sorted(made, key=lambda row: row.language.english_name))


def language_row(bench: Bench, language: Language) -> LanguageRow:
    """One language."""
    try:
        texts = read_progress(bench.folder, bench.templates, (language.code,))
    except LeafletsError as error:
        return LanguageRow(language=language, fault=error.message)
    return LanguageRow(
        language=language,
        leaflets=rows(texts, by_block=False),
        blocked=blocked(texts).get(language.code, ()),
        holding_up=tuple(_holding_up(texts)),
    )


def _holding_up(texts: tuple[Text, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for domain in dict.fromkeys(text.domain for text in texts):
        lacking = [t.block for t in texts if t.domain == domain and t.progress not in READY]
        if lacking:
            yield domain, tuple(dict.fromkeys(lacking))
