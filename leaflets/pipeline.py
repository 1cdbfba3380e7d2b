"""One leaflet, from content and a record to a PDF: the steps, in their order.

``decide`` -> ``assemble`` -> ``translate`` -> ``compile``, or the cache, -> ``stamp``. Only this
module knows the order. A :class:`Planner` takes the first three for one record after the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from leaflets.approval import standings_of
from leaflets.compiled.cache import TemplateCache
from leaflets.compiled.key import PageKeys
from leaflets.compiled.leaflet import Compiled, compile_leaflet
from leaflets.errors import RecordFault, TranslationFault, UsageFault
from leaflets.layout.formats import FORMATS, PageFormat
from leaflets.layout.two_languages import for_two_languages
from leaflets.layout.typography import SHIPPED, FontChoice
from leaflets.memo import Memo, OfEach
from leaflets.model.clinic import Clinic
from leaflets.model.leaflet import Leaflet, reserve
from leaflets.model.profile import Personal, Record
from leaflets.model.proof import Selection, Verdict
from leaflets.model.source import Content, LeafletSource, State
from leaflets.model.text import Message, Translated
from leaflets.print.sheets import Marks
from leaflets.release.edition import (
    Edition,
    edition,
    printed_standings,
    refuse_withdrawn,
    require_approved,
    with_standings,
)
from leaflets.release.standing import Standing
from leaflets.selection.alike import Decisions
from leaflets.selection.assemble import Assembler, Printing
from leaflets.translation.catalogs import Catalog
from leaflets.translation.languages import SOURCE_LANGUAGE
from leaflets.wording import Read, Wording


class OneLanguage(UsageFault):
    """Two languages were asked for, and both are the same."""


class Unanswered(StrEnum):
    """What becomes of an ``ask``: named where it may be, passed over, or a reason to refuse."""

    MENTION = "mention"
    WITHHOLD = "withhold"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How a leaflet is wanted, whoever it is for.

    ``whole_source`` prints all of it in the source language where the translation is not whole.
    ``formats`` are all that a record may ask for. ``qr`` prints the leaflet code as a QR code, too.
    ``imposed`` asks for the sheets of a format that is folded, with these marks, instead of its
    pages. ``bilingual`` sets the source language beside the reader's.
    """

    page_format: PageFormat
    clinic: Clinic
    today: date
    unanswered: Unanswered = Unanswered.MENTION
    include_later: bool = False
    options: frozenset[str] = frozenset()
    require_approved: bool = False
    whole_source: bool = False
    fonts: FontChoice = SHIPPED
    formats: Mapping[str, PageFormat] = field(default_factory=lambda: FORMATS)
    qr: bool = False
    imposed: Marks | None = None
    bilingual: bool = False

    def in_format(self, page_format: PageFormat) -> "Order":
        """The same in another page format."""
        return replace(self, page_format=page_format)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What one person's leaflet says, in their language, and how it is wanted; not laid out.

    ``leaflet`` is the same for all who get the same pages, so that it is compiled once for them.
    ``stands_for`` is the language it was asked in, if that lacks. ``pages_key`` stands for all that
    decides its pages.
    """

    leaflet: Leaflet[Translated]
    page_format: PageFormat
    fonts: FontChoice
    selection: Selection
    stands_for: str
    pages_key: str
    imposed: Marks | None = None

    @property
    def key(self) -> str:
        """What stands for all that decides how it prints."""
        return self.pages_key if self.imposed is None else f"{self.pages_key}-{self.imposed}"

    @property
    def blocks(self) -> tuple[str, ...]:
        """The keys of the blocks that print."""
        return tuple(block.key for block in self.leaflet.blocks)

    def warnings(self) -> tuple[str, ...]:
        """What the clinician should know before the leaflet is handed over."""
        warnings = clinician_warnings(self.selection)
        if self.stands_for:
            return (f"printed in English: no whole translation into {self.stands_for}", *warnings)
        return warnings


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A leaflet that was made, and its plan."""

    pdf: bytes
    pages: int
    plan: Plan


def make_leaflet(
    content: Content,
    leaflet: LeafletSource,
    record: Record,
    catalog: Catalog,
    order: Order,
    cache: TemplateCache | None = None,
    token: str | None = None,
) -> Made:
    """The leaflet for ``record``. A ``token`` stands in its foot.

    Raises:
        RecordFault: Something is not known, and ``order`` refuses what is not known; or nothing
            prints.
        ContentFault: ``order`` requires approved content, and this is not.
        TranslationFault: A part that prints has no translation, or ``order`` requires approved
            ones, and this is not.
        PersonalFault: A personal value can't be printed.
    """
    plan = plan_leaflet(content, leaflet, record, catalog, order)
    compiled = compile_plan(plan, cache)
    pdf = compiled.stamp(dated(record.personal, order), token or "")
    return Made(pdf=pdf, pages=compiled.pages, plan=plan)


def dated(personal: Personal, order: Order) -> Personal:
    """The personal values of a record, with the order's day where it has none."""
    return personal if personal.day else replace(personal, day=order.today)


def compile_plan(plan: Plan, cache: TemplateCache | None = None) -> Compiled:
    """The pages of a plan, once for all whose plan has the same key.

    Raises:
        TextFault, DoesNotFit, TooTall: Something in the leaflet can't be set on its pages.
        TooLong: It takes more pages than its paper has.
    """
    compiled = cache.get(plan.pages_key, plan.page_format, plan.fonts) if cache else None
    if compiled is None:
        compiled = compile_leaflet(plan.pages_key, plan.leaflet, plan.page_format, plan.fonts)
        budget = plan.page_format.budget
        if budget is not None and compiled.pages > budget:
            from leaflets.layout.budget import refuse_too_long  # noqa: PLC0415  # loads the engine

            refuse_too_long(plan.leaflet, plan.page_format, plan.fonts)
        if cache:
            cache.put(compiled)
    return compiled if plan.imposed is None else compiled.on_sheets(plan.imposed)


def plan_leaflet(
    content: Content, leaflet: LeafletSource, record: Record, catalog: Catalog, order: Order
) -> Plan:
    """What the leaflet for ``record`` says.

    Raises:
        RecordFault: Something is not known, and ``order`` refuses what is not known; or nothing
            prints.
        ContentFault: ``order`` requires approved content, and this is not.
        TranslationFault: A part that prints has no translation, or ``order`` requires approved
            ones, and this is not.
        OneLanguage, TooNarrow: Two languages are asked for, which can't be printed so.
    """
    return Planner(content, leaflet, order).plan(record, catalog, order.page_format)


def assemble(
    content: Content,
    leaflet: LeafletSource,
    record: Record,
    catalog: Catalog,
    order: Order,
    selection: Selection,
) -> Leaflet[Message]:
    """Everything that this person's pages say, before translation.

    Raises:
        ContentFault: Some of it was withdrawn; or ``order`` requires approved content, and this is
            not.
        TranslationFault: ``order`` requires an approved translation, and this is not.
        UsageFault: All is approved, and the clinic has no number that answers day and night.
    """
    planner = Planner(content, leaflet, order)
    return planner.assemble(record, planner.wording(catalog), order.page_format, selection)


class Planner:
    """Plans one leaflet after the other from one reading of content, to one order.

    What several leaflets have in common is decided, put together, judged and translated once. It
    is remembered by the planner alone: another run reads content and approvals anew.
    """

    def __init__(self, content: Content, leaflet: LeafletSource, order: Order) -> None:
        self._content = content
        self._leaflet = leaflet
        self._order = order
        self._decisions = Decisions(leaflet, content.vocabulary)
        self._assembler = Memo[Assembler]()
        self._first_edition = Memo[Edition]()
        self._stated = Memo[Edition]()
        self._keys = PageKeys(order.fonts)
        self.wording = OfEach(self._wording)

    def __reduce__(self) -> tuple[type["Planner"], tuple[Content, LeafletSource, Order]]:
        """To another process goes what it was made with, and nothing that it remembers."""
        return Planner, (self._content, self._leaflet, self._order)

    def plan(self, record: Record, catalog: Catalog, page_format: PageFormat) -> Plan:
        """What the leaflet for ``record`` says, as :func:`plan_leaflet` tells it."""
        if self._order.bilingual:
            _require_two_languages(catalog)
            page_format = for_two_languages(page_format)
        selection = self._decisions.about(record.profile)
        if self._order.unanswered is Unanswered.REFUSE:
            refuse_unanswered(selection)
        return self._plan(record, self.wording(catalog), page_format, selection)

    def _plan(
        self, record: Record, wording: Wording, page_format: PageFormat, selection: Selection
    ) -> Plan:
        order = self._order
        chosen = self.assemble(record, wording, page_format, selection)
        if not chosen.blocks:
            raise RecordFault(
                f"nothing in this leaflet is for this person: {chosen.id}",
                hint="see `leaflets explain` with the same options",
            )
        try:
            translated = reserve(wording.translate(chosen))
        except TranslationFault as fault:
            if order.bilingual:
                raise TranslationFault(
                    fault.message, hint="translate these, or print in one language"
                ) from fault
            if not order.whole_source:
                raise
            return self._plan(record, wording.english, page_format, selection)
        return Plan(
            leaflet=translated,
            page_format=page_format,
            fonts=order.fonts,
            selection=selection,
            stands_for=wording.catalog.stands_for,
            pages_key=self._keys.key(translated, page_format),
            imposed=order.imposed if page_format.sheet_mm else None,
        )

    def assemble(
        self, record: Record, wording: Wording, page_format: PageFormat, selection: Selection
    ) -> Leaflet[Message]:
        """Everything that this person's pages say, as :func:`assemble` tells it."""
        order, catalog = self._order, wording.catalog
        short = page_format.short_forms
        assembler = self._assembler.again(short, lambda: self._assembling(short_forms=short))
        assembled = assembler.about(record.profile, selection)
        keys, verdicts = assembled.keys, assembled.verdicts
        first_edition = self._first_edition.again(
            (wording, keys, verdicts), lambda: self._edition(catalog, keys, verdicts)
        )
        day = record.personal.day or order.today
        chosen = wording.leaflet(assembled, first_edition, record.personal, day)
        read = wording.read(chosen)
        stated = self._stated.again(
            (first_edition, keys, read), lambda: self._state(first_edition, keys, read)
        )
        if stated != first_edition:
            chosen = wording.leaflet(assembled, stated, record.personal, day)
            self._judged(keys, wording.read(chosen))
        return chosen

    def _edition(
        self, catalog: Catalog, keys: tuple[str, ...], verdicts: tuple[str, ...]
    ) -> Edition:
        """The edition as far as it is known before anything is worded."""
        return edition(
            self._leaflet,
            printed_standings(self._standings(), keys),
            language=catalog.language,
            content_digest=self._content.digest,
            catalog_digest=catalog.digest,
            verdicts=verdicts,
        )

    def _state(self, first_edition: Edition, keys: tuple[str, ...], read: Read) -> Edition:
        """The edition, now that it is known what is said, if that may be printed."""
        units = self._judged(keys, read)
        approved = replace(first_edition, translation_approved=not read.unreviewed)
        stated = with_standings(approved, units)
        if self._order.require_approved:
            require_approved(stated, units, read.unreviewed)
        if stated.state is State.APPROVED:
            _require_number(self._order.clinic)
        return stated

    def _judged(self, keys: tuple[str, ...], read: Read) -> tuple[Standing, ...]:
        # Which words explained print, and which of the tool's own, is known only once it is worded.
        found = printed_standings(self._standings(), keys, read.keys)
        refuse_withdrawn(found)
        return found

    def _standings(self) -> tuple[Standing, ...]:
        return standings_of(self._content, self._leaflet, self._order.today)

    def _assembling(self, *, short_forms: bool) -> Assembler:
        order = self._order
        printing = Printing(
            include_later=order.include_later,
            options=order.options,
            mention=order.unanswered is Unanswered.MENTION,
            short_forms=short_forms,
        )
        return Assembler(self._leaflet, self._content.vocabulary, printing)

    def _wording(self, catalog: Catalog) -> Wording:
        order = self._order
        return Wording(self._leaflet, catalog, order.clinic, qr=order.qr, bilingual=order.bilingual)


def refuse_unanswered(selection: Selection) -> None:
    """Stop where something that a rule asks is not known.

    Raises:
        RecordFault: It names what is not known, and the blocks that wait for it.
    """
    asked = [d for d in selection.decisions if d.verdict is Verdict.ASK]
    if asked:
        names = ", ".join(selection.waiting_for()) or "a conflict"
        raise RecordFault(
            f"not known: {names}; it decides {', '.join(d.key for d in asked)}",
            hint="find it out, or print with --unanswered mention",
        )


def clinician_warnings(selection: Selection) -> tuple[str, ...]:
    """Conflicts and flags, and what was left out because something is not known."""
    notices = [*selection.conflicts, *selection.flags]
    waiting = [
        f"{decision.key} is left out: {', '.join(decision.missing)} not known"
        for decision in selection.decisions
        if decision.verdict is Verdict.ASK and decision.missing
    ]
    return (*(f"{notice.id}: {notice.message}" for notice in notices), *waiting)


def _require_two_languages(catalog: Catalog) -> None:
    """Stop where English would stand beside English.

    Raises:
        OneLanguage: That is what was asked for.
        TranslationFault: There is no translation into the language that was.
    """
    if catalog.stands_for:
        raise TranslationFault(
            f"there is no translation into {catalog.stands_for} to print beside English",
            hint="leave out --bilingual to print it in English",
        )
    if catalog.language == SOURCE_LANGUAGE:
        raise OneLanguage(
            "English can't stand beside itself: --bilingual is for another language",
            hint="give the reader's language with --language, or leave out --bilingual",
        )


def _require_number(clinic: Clinic) -> None:
    """A leaflet that patients may rely on says whom to call at any hour."""
    if not clinic.phone_24h.strip():
        raise UsageFault(
            "this leaflet is approved, and has no telephone number that answers day and night",
            hint="give the clinic's file with --clinic, and phone_24h in it",
        )
