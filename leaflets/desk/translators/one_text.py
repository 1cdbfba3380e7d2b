"""A bench, a language and a key in; one text with all that a translator must know of it, out."""

from collections.abc import Iterator
from dataclasses import dataclass
from gettext import c2py

from leaflets.desk.translators.bench import Bench
from leaflets.desk.translators.difference import Words, difference
from leaflets.desk.translators.findings import entry_findings, reader
from leaflets.desk.translators.marks import Piece, pieces
from leaflets.diagnostics import Diagnostic
from leaflets.errors import UsageFault
from leaflets.model.text import placeholders
from leaflets.translation.approvals import Approval, Ledger, source_hash, target_hash
from leaflets.translation.edit import edited, fingerprint
from leaflets.translation.entries import CatalogFile, Entry
from leaflets.translation.extract import Extracted
from leaflets.translation.languages import Language
from leaflets.translation.merge import by_key
from leaflets.translation.status import Progress, progress_of

_STATE = "state"
"""The check that says what the page says anyway: missing, stale, incomplete."""

_NUMBERS = 201
_EXAMPLES = 4


@dataclass(frozen=True, slots=True)
class Term:
    """A term in the English, and the forms in which the language agreed to write it.

    A ``name`` without forms is written as in the English.
    """

    english: str
    forms: tuple[str, ...]
    name: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What is to be translated, and its translation: the text, or one of its plural forms.

    ``numbers`` are some that take this form, where there are several.
    """

    number: int
    english: str
    target: str
    numbers: tuple[int, ...] = ()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The translation in pieces."""
        return pieces(self.target)


@dataclass(frozen=True, slots=True, kw_only=True)
class OneText:
    """A text in one language. ``seen`` stands for what it says now, so that an edit can tell."""

    language: Language
    domain: str
    block: str
    entry: Entry
    progress: Progress
    forms: tuple[Form, ...]
    seen: str
    facts: Extracted | None = None
    terms: tuple[Term, ...] = ()
    changed: tuple[Words, ...] = ()
    approvals: tuple[Approval, ...] = ()

    @property
    def key(self) -> str:
        """The key of the text."""
        return self.entry.key

    @property
    def english(self) -> tuple[Piece, ...]:
        """The English in pieces."""
        return pieces(self.entry.source)

    @property
    def placeholders(self) -> tuple[str, ...]:
        """The placeholders to keep, with their braces, each once."""
        try:
            found = placeholders(self.entry.source)
        except ValueError:
            return ()
        return tuple(f"{{{name}}}" for name in dict.fromkeys(found))


def one_text(bench: Bench, language: Language, domain: str, key: str) -> OneText:
    """The text ``key`` of ``domain``, as it is now.

    Raises:
        UsageFault: There is no such text.
        TranslationFault: A catalog can't be read.
    """
    domains = bench.domains_of(language.code)
    wanted = {e.key: e for e in domains[domain].entries} if domain in domains else {}
    if key not in wanted:
        raise UsageFault(f'"{key}" is not a text of today', hint="go back to the list of texts")
    catalogs = {name: bench.catalog(language.code, name) for name in domains}
    entry = by_key(catalogs[domain])[key]
    ledger = Ledger.read(bench.folder, language.code)
    facts = bench.facts.get((domain, key))
    return OneText(
        language=language,
        domain=domain,
        block=key.partition(".")[0],
        entry=entry,
        progress=progress_of(entry, wanted[key], ledger),
        forms=tuple(_forms(entry, entry.targets, catalogs[domain])),
        seen=fingerprint(entry),
        facts=facts,
        terms=tuple(_terms(bench, language.code, catalogs, facts)),
        changed=difference(entry.previous, entry.source) if entry.previous else (),
        approvals=tuple(_approvals(ledger, entry)),
    )


def findings_of(
    bench: Bench, text: OneText, targets: tuple[str, ...], remarks: str | None = None
) -> tuple[Diagnostic, ...]:
    """What the checks find in ``targets`` as the translation, though it be stale or unfinished.

    Those that ``remarks`` waive are not told.
    """
    entry = edited(text.entry, targets, remarks=remarks)
    found = entry_findings(bench, text.language.code, text.domain, entry)
    return tuple(finding for finding in found if finding.check != _STATE)


def with_targets(text: OneText, targets: tuple[str, ...]) -> tuple[Form, ...]:
    """The forms of ``text`` with what somebody typed."""
    return tuple(
        Form(number=f.number, english=f.english, target=target, numbers=f.numbers)
        for f, target in zip(text.forms, targets, strict=True)
    )


def _forms(entry: Entry, targets: tuple[str, ...], catalog: CatalogFile) -> Iterator[Form]:
    numbers = _numbers(catalog) if entry.plural else {}
    for number, target in enumerate(targets):
        mine = numbers.get(number, ())
        one = 1 in mine if mine else number == 0
        english = entry.source if one or not entry.plural else entry.plural
        yield Form(number=number, english=english, target=target, numbers=mine)


def _numbers(catalog: CatalogFile) -> dict[int, tuple[int, ...]]:
    """Some numbers that take each plural form, by the rule that the catalog declares."""
    rule = catalog.header("Plural-Forms").partition("plural=")[2].rstrip("; ")
    try:
        form_of = c2py(rule or "n != 1")
    except ValueError:
        return {}
    found: dict[int, tuple[int, ...]] = {}
    for n in range(_NUMBERS):
        known = found.get(form_of(n), ())
        if len(known) < _EXAMPLES:
            found[form_of(n)] = (*known, n)
    return found


def _terms(
    bench: Bench, language: str, catalogs: dict[str, CatalogFile], facts: Extracted | None
) -> Iterator[Term]:
    if facts is None or not facts.terms:
        return
    known = reader(bench, language, catalogs)
    for term in facts.terms:
        forms = known.terms.get(term) or known.names.get(term) or ()
        yield Term(term, forms, name=term in known.names)


def _approvals(ledger: Ledger, entry: Entry) -> Iterator[Approval]:
    """Those of the very words that stand there now."""
    now = (source_hash(entry), target_hash(entry))
    for line in ledger.by_key.get(entry.key, ()):
        if (line.source, line.target) == now:
            yield line
