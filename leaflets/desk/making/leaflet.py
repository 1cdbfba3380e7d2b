"""What a form asks for, in; the leaflet that the command line would print, or all faults, out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from leaflets.check_sheet import make_check_sheet
from leaflets.desk.desk import ENGINE, Desk
from leaflets.desk.making.asked import ANSWER, Asked, Fault, Refused
from leaflets.desk.making.brought import Brought, Question, questions
from leaflets.errors import LeafletsError
from leaflets.layout.formats import find_format
from leaflets.layout.needs import format_for
from leaflets.model.proof import Selection
from leaflets.model.source import Content, LeafletSource
from leaflets.model.vocabulary import Vocabulary
from leaflets.pipeline import Made, Order, make_leaflet
from leaflets.records.answers import Refusal
from leaflets.records.columns import Reading, read_columns
from leaflets.selection.decide import decide
from leaflets.translation.catalogs import find_catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What is known of a person, and what follows from it; nothing is set on pages yet."""

    content: Content
    leaflet: LeafletSource
    vocabulary: Vocabulary
    reading: Reading
    selection: Selection
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """A leaflet that was made, how it was wanted, and what was said when the record was read."""

    decided: Decided
    made: Made
    order: Order
    said: tuple[str, ...]

    def check_sheet(self) -> bytes:
        """The sheet on which a clinician checks it."""
        with ENGINE:
            return make_check_sheet(
                self.decided.content, self.decided.leaflet, self.made.plan, self.order
            )


def decided(desk: Desk, asked: Asked, brought: Brought | None = None) -> Decided:
    """What is known of the person, and the verdict on every block.

    Raises:
        Refused: Something that was said can't be taken.
        LeafletsError: The content can't be read.
    """
    content = desk.content()
    leaflet = desk.leaflet(content)
    vocabulary = desk.vocabulary(content)
    if brought is None:
        reading = read_columns(asked.columns, vocabulary)
    else:
        reading = brought.reading(asked.columns, vocabulary)
    if reading.refusals:
        raise Refused(tuple(_faults(reading.refusals, vocabulary)))
    selection = decide(leaflet, content.vocabulary, reading.record.profile)
    open_yet = () if brought is None else questions(reading, selection, brought, asked.confirmed)
    return Decided(
        content=content,
        leaflet=leaflet,
        vocabulary=vocabulary,
        reading=reading,
        selection=selection,
        questions=open_yet,
    )


def make(desk: Desk, asked: Asked, of: Decided, *, imposed: bool = False) -> Making:
    """The leaflet; ``imposed``: its sheets, where sheets were asked for.

    Raises:
        LeafletsError: It can't be printed, for any reason that the command line has.
    """
    record = of.reading.record
    page_format = find_format(asked.page_format, desk.formats)
    page_format, small = format_for(
        record.type_size, page_format, desk.formats.values(), chosen=True
    )
    order = desk.order(
        page_format,
        unanswered=asked.unanswered,
        include_later=asked.include_later,
        with_quotation=asked.with_quotation,
        require_approved=asked.require_approved,
        whole_source=asked.whole_source,
        qr=asked.qr,
        bilingual=asked.bilingual,
    )
    if imposed and asked.imposed is not None and page_format.sheet_mm is not None:
        order = replace(order, imposed=asked.imposed)
    catalog = find_catalog(
        asked.language, desk.translations, of.leaflet.id, whole_source=asked.whole_source
    )
    token = desk.token(of.leaflet, record)
    with ENGINE:
        made = make_leaflet(of.content, of.leaflet, record, catalog, order, desk.cache, token)
    said = (*of.reading.warnings, *small)
    return Making(decided=of, made=made, order=order, said=said)


def faults_of(error: Refused | LeafletsError) -> tuple[Fault, ...]:
    """What stops a leaflet, each by the field that it is about."""
    if isinstance(error, Refused):
        return error.faults
    return (Fault(field="", message=error.message, hint=error.hint),)


def _faults(refusals: Iterable[Refusal], vocabulary: Vocabulary) -> Iterable[Fault]:
    for refusal in refusals:
        known = refusal.column in vocabulary.record_names
        yield Fault(
            field=ANSWER + refusal.column if known else refusal.column,
            message=refusal.message,
            hint=refusal.hint,
        )
