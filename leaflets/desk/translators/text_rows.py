"""A bench and a language in; its texts with how far each is, all or those asked for, out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from leaflets.desk.translators.bench import Bench
from leaflets.desk.translators.findings import Findings, language_findings
from leaflets.desk.translators.marks import Piece, pieces
from leaflets.diagnostics import Diagnostic
from leaflets.translation.entries import Entry
from leaflets.translation.merge import by_key
from leaflets.translation.status import Progress, Row, read_progress, rows

FINDINGS = "findings"
"""What is asked for where the checks found something, however far the text is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRow:
    """One text of a language. ``block`` is the first word of its key."""

    domain: str
    block: str
    entry: Entry
    progress: Progress
    findings: tuple[Diagnostic, ...] = ()

    @property
    def key(self) -> str:
        """The key of the text."""
        return self.entry.key

    @property
    def english(self) -> tuple[Piece, ...]:
        """The English in pieces."""
        return pieces(self.entry.source)

    @property
    def translations(self) -> tuple[tuple[Piece, ...], ...]:
        """Each plural form that is translated, in pieces."""
        return tuple(pieces(target) for target in self.entry.targets if target.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTable:
    """The texts of one language, its blocks counted, and what is wrong with its files themselves.

    ``about_files`` are findings that belong to no text.
    """

    rows: tuple[TextRow, ...]
    blocks: tuple[Row, ...]
    about_files: tuple[Diagnostic, ...] = ()

    def chosen(self, block: str = "", state: str = "") -> tuple[TextRow, ...]:
        """Those of a block (``domain/block``), and in a state; all where neither is asked for."""
        return tuple(row for row in self.rows if _in_block(row, block) and _in_state(row, state))

    def count(self, state: str, block: str = "") -> int:
        """How many texts are in a state."""
        return len(self.chosen(block, state))


def text_table(bench: Bench, language: str, *, check: bool = True) -> TextTable:
    """Every text of ``language``; without ``check`` nothing is found in them, and it is quick.

    Raises:
        TranslationFault: A catalog can't be read.
    """
    domains = bench.domains_of(language)
    texts = read_progress(bench.folder, domains, (language,))
    found = language_findings(bench, language) if check else {}
    entries = {
        (domain, key): entry
        for domain in domains
        for key, entry in by_key(bench.catalog(language, domain)).items()
    }
    return TextTable(
        rows=tuple(
            TextRow(
                domain=text.domain,
                block=text.block,
                entry=entries[text.domain, text.key],
                progress=text.progress,
                findings=found.get((text.domain, text.key), ()),
            )
            for text in texts
        ),
        blocks=rows(texts),
        about_files=tuple(_about_files(found)),
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """The texts before and after one, if there are any."""

    before: TextRow | None
    after: TextRow | None


def neighbours(
    chosen: Iterable[TextRow], domain: str, key: str, every: Iterable[TextRow]
) -> Beside:
    """The rows before and after a text among those ``chosen``, whether or not it is one of them."""
    order = {(row.domain, row.key): number for number, row in enumerate(every)}
    here = order[domain, key]
    before = after = None
    for row in chosen:
        if order[row.domain, row.key] < here:
            before = row
        elif order[row.domain, row.key] > here and after is None:
            after = row
    return Beside(before, after)


def _in_block(row: TextRow, block: str) -> bool:
    return not block or block == f"{row.domain}/{row.block}"


def _in_state(row: TextRow, state: str) -> bool:
    if state == FINDINGS:
        return bool(row.findings)
    return not state or row.progress.value == state


def _about_files(found: Findings) -> Iterator[Diagnostic]:
    for (_, key), findings in found.items():
        if not key:
            yield from findings
