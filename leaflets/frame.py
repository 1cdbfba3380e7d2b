"""Edition, clinic and personal details in; the messages that stand round the content out.

These are the tool's own words, the clinic's and the record's: the running head and foot, the bands,
the personal box, the contact lines and the imprint.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from leaflets.model.clinic import Clinic
from leaflets.model.leaflet import SAMPLE_DAYS, BandLine, Field, Furniture, Logo, Phone, Row, Slot
from leaflets.model.profile import Personal
from leaflets.model.source import LeafletSource, State
from leaflets.model.text import FieldValue, Message, as_written
from leaflets.release.edition import Edition
from leaflets.selection.assemble import Supplied
from leaflets.translation import words
from leaflets.translation.catalogs import Catalog
from leaflets.translation.languages import SOURCE_LANGUAGE, Language


def furniture(
    leaflet: LeafletSource,
    printed: Edition,
    clinic: Clinic,
    personal: Personal,
    day: date,
    catalog: Catalog,
    *,
    bilingual: bool = False,
) -> Furniture[Message]:
    """What stands on each page, and the personal box, whose labels may be ``bilingual``."""
    fields: tuple[Field[Message], ...] = (
        Field(label=words.NAME, value=_written(personal.name), slot=Slot.NAME),
        Field(label=words.GIVEN_BY, value=_written(personal.given_by), slot=Slot.GIVEN_BY),
        Field(label=words.DATE, value=with_fields(words.DAY, date=day), slot=Slot.DATE),
        Field(label=words.CLINIC, value=_written(clinic.name)),
    )
    if bilingual:
        fields = tuple(replace(f, source=as_written(f.label.source)) for f in fields)
    review = (
        with_fields(words.NEXT_REVIEW, date=printed.next_review)
        if printed.next_review
        else words.NO_REVIEW
    )
    return Furniture(
        band=_band(leaflet, printed, catalog),
        head_start=_written(clinic.name),
        head_end=leaflet.short_title,
        page_of=words.PAGE_OF,
        continued=words.CONTINUED,
        printed=with_fields(words.PRINTED_ON, date=day),
        edition=with_fields(words.EDITION, version=printed.version, code=printed.code),
        review=review,
        personal=fields,
        document_title=words.DOCUMENT_TITLE,
        logo=Logo(clinic.logo, as_written(clinic.name)) if clinic.logo else None,
        printed_on=words.PRINTED_ON,
        days=tuple(with_fields(words.DAY, date=day) for day in SAMPLE_DAYS),
    )


def supplied(
    leaflet: LeafletSource,
    printed: Edition,
    clinic: Clinic,
    language: Language,
    *,
    qr: bool = False,
    languages: tuple[Language, ...] = (),
) -> Supplied:
    """The clinic's numbers, or room for them, and the rows of the imprint; ``qr``: its code again.

    ``languages`` are those that the pages are in, where there are more than one.

    Opening hours and address are prose: in a language that the clinic has not written them in, they
    are left out.
    """
    hours = _written(clinic.hours.get(language.code, ""))
    return Supplied(
        why_label=words.WHY_HERE,
        phones=(
            Phone(label=words.DAY_AND_NIGHT, number=_written(clinic.phone_24h), main=True),
            Phone(label=hours or words.CLINIC_PHONE, number=_written(clinic.phone)),
        ),
        imprint=tuple(_imprint(leaflet, printed, clinic, language, languages or (language,))),
        qr=printed.code if qr else "",
    )


def supplied_in_two(
    leaflet: LeafletSource,
    printed: Edition,
    clinic: Clinic,
    languages: tuple[Language, Language],
    *,
    qr: bool = False,
) -> tuple[Supplied, Supplied]:
    """What :func:`supplied` gives in two languages, a row of the imprint beside its like.

    A row that only one of them has stands beside a :data:`BLANK` one.
    """
    own, other = languages
    ours = supplied(leaflet, printed, clinic, own, qr=qr, languages=languages)
    theirs = supplied(leaflet, printed, clinic, other, qr=qr, languages=languages)
    mine = {row.label.key: row for row in ours.imprint}
    their = {row.label.key: row for row in theirs.imprint}
    keys = _merged(list(mine), list(their))
    return (
        replace(ours, imprint=tuple(mine.get(key, BLANK) for key in keys)),
        replace(theirs, imprint=tuple(their.get(key, BLANK) for key in keys)),
    )


BLANK = Row(label=as_written(""), values=())
"""A row that says nothing."""


def _merged(first: list[str], second: list[str]) -> list[str]:
    """All keys once, in an order that is that of both lists."""
    merged = list(first)
    for place, key in enumerate(second):
        if key not in merged:
            merged.insert(merged.index(second[place - 1]) + 1 if place else 0, key)
    return merged


def with_fields(message: Message, **fields: FieldValue) -> Message:
    """``message`` with the values of its placeholders."""
    return replace(message, fields=tuple(fields.items()))


def _band(
    leaflet: LeafletSource, printed: Edition, catalog: Catalog
) -> tuple[BandLine[Message], ...]:
    """What may not be missed: the state of content and translation, in both languages.

    The state of the content stands in the reader's language, then in the source language; that of
    the translation in both, on one line.
    """
    states = tuple(_states(leaflet, printed))
    lines = [BandLine(text=state) for state in states]
    if catalog.language != SOURCE_LANGUAGE:
        lines += [BandLine(source=as_written(state.source)) for state in states]
    if not printed.translation_approved:
        review = words.TRANSLATION_BAND
        lines.append(BandLine(text=review, source=as_written(review.source)))
    if catalog.stands_for:
        lines.append(BandLine(text=words.IN_ENGLISH))
    return tuple(lines)


def _states(leaflet: LeafletSource, printed: Edition) -> Iterator[Message]:
    match printed.content_state:
        case State.APPROVED:
            return
        case State.SAMPLE:
            yield leaflet.sample_band or words.SAMPLE_BAND
        case State.EXPIRED:
            yield words.EXPIRED_BAND
        case State.DRAFT | State.WITHDRAWN:
            yield words.DRAFT_BAND


def _imprint(
    leaflet: LeafletSource,
    printed: Edition,
    clinic: Clinic,
    language: Language,
    languages: tuple[Language, ...],
) -> list[Row[Message]]:
    names = dict.fromkeys(name for each in languages for name in (each.name, each.english_name))
    rows = [
        (words.IMPRINT_PUBLISHER, (as_written(leaflet.publisher),)),
        (words.IMPRINT_VERSION, (as_written(f"{leaflet.version} · {printed.code}"),)),
        (words.IMPRINT_PUBLISHED, (with_fields(words.DAY, date=leaflet.published),)),
        *_approval(printed, language),
        (words.IMPRINT_LANGUAGE, tuple(as_written(name) for name in names)),
        (words.IMPRINT_SOURCES, leaflet.sources),
    ]
    if printed.next_review:
        review = with_fields(words.DAY, date=printed.next_review)
        rows.insert(3, (words.IMPRINT_REVIEW, (review,)))
    address = _written(clinic.address.get(language.code, ""))
    if clinic.name or address:
        lines = (_written(clinic.name), address)
        rows.insert(0, (words.CLINIC, tuple(line for line in lines if line)))
    return [Row(label=label, values=values) for label, values in rows]


def _approval(
    printed: Edition, language: Language
) -> Iterator[tuple[Message, tuple[Message, ...]]]:
    """When all of it was approved, and by whom.

    Roles are written in the source language; a leaflet in another one leaves them out.
    """
    if printed.approved_on is None:
        sample = printed.content_state is State.SAMPLE
        yield words.IMPRINT_APPROVAL, (words.NOT_APPROVED if sample else words.NOT_YET_APPROVED,)
        return
    yield words.IMPRINT_APPROVED, (with_fields(words.DAY, date=printed.approved_on),)
    if language.code == SOURCE_LANGUAGE:
        yield words.IMPRINT_APPROVAL, tuple(map(as_written, printed.approved_as))


def _written(text: str) -> Message | None:
    return as_written(text) if text else None
