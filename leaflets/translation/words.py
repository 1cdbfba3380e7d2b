"""The tool's own words on a page, as messages: everything that no content file says.

Their keys begin with ``tool.``; they are translated in a catalog of their own.
"""

from leaflets.model.text import Message


def _word(key: str, source: str, *, names: bool = False) -> Message:
    return Message(key=f"tool.{key}", source=source, names=names)


DOCUMENT_TITLE = _word("document-title", "Patient information leaflet")
DRAFT_BAND = _word("draft-band", "DRAFT - not yet approved - not for patient use")
EXPIRED_BAND = _word("expired-band", "EXPIRED - its review is overdue - not for patient use")
SAMPLE_BAND = _word("sample-band", "SAMPLE - not for patient use")
TRANSLATION_BAND = _word("translation-band", "Translation awaits review")
IN_ENGLISH = _word("in-english", "This leaflet is in English: its translation is not ready")

# A date is all of it; Babel writes it as the language does.
DAY = _word("day", "{date}", names=True)

PAGE_OF = _word("page-of", "Page {page} of {pages}")
CONTINUED = _word("continued", "{title} (continued)")
PRINTED_ON = _word("printed-on", "Printed {date}")
EDITION = _word("edition", "Version {version} · {code}")
NEXT_REVIEW = _word("next-review", "Next review {date}")
NO_REVIEW = _word("no-review", "No review date")

NAME = _word("name", "For")
GIVEN_BY = _word("given-by", "Given by")
DATE = _word("date", "Date")

DAY_AND_NIGHT = _word("day-and-night", "Day or night")
CLINIC_PHONE = _word("clinic-phone", "In clinic hours")
CLINIC = _word("clinic", "Clinic")

WHY_HERE = _word("why-here", "Why this is here:")

IMPRINT_VERSION = _word("imprint.version", "Version and code")
IMPRINT_PUBLISHED = _word("imprint.published", "Published")
IMPRINT_REVIEW = _word("imprint.review", "Next review")
IMPRINT_PUBLISHER = _word("imprint.publisher", "Publisher")
IMPRINT_SOURCES = _word("imprint.sources", "Sources")
IMPRINT_LANGUAGE = _word("imprint.language", "Language")
IMPRINT_APPROVED = _word("imprint.approved", "Approved on")
IMPRINT_APPROVAL = _word("imprint.approval", "Approved by")
NOT_APPROVED = _word("not-approved", "Not approved: this is a sample")
NOT_YET_APPROVED = _word("not-yet-approved", "Not yet approved")


PLACES = {
    "tool.document-title": "The title of the PDF file, as a reader's program shows it",
    "tool.draft-band": "The dark band at the top and foot of each page of a draft",
    "tool.expired-band": "The dark band, where the day of the next review has passed",
    "tool.sample-band": "The dark band at the top and foot of each page of a sample",
    "tool.translation-band": "The dark band, where the translation was not reviewed",
    "tool.in-english": "The dark band of an English leaflet whose translation is not ready",
    "tool.page-of": "Foot of each page",
    "tool.continued": "Above the rest of a table, where it goes on over a page",
    "tool.printed-on": "Foot of each page",
    "tool.edition": "Foot of each page",
    "tool.next-review": "Foot of each page",
    "tool.no-review": "Foot of each page",
    "tool.name": "Personal box: before the name of the person the leaflet is for",
    "tool.given-by": "Personal box: before the name of the nurse or doctor",
    "tool.date": "Personal box: before the day",
    "tool.clinic": "Personal box: before the name of the clinic",
    "tool.day-and-night": "Contact box: before a telephone number that answers at any hour",
    "tool.clinic-phone": "Contact box: before a telephone number of the clinic",
    "tool.why-here": "Under a treatment's title, before the reasons",
    "tool.imprint.version": "About this leaflet > label of a row",
    "tool.imprint.published": "About this leaflet > label of a row",
    "tool.imprint.review": "About this leaflet > label of a row",
    "tool.imprint.publisher": "About this leaflet > label of a row",
    "tool.imprint.sources": "About this leaflet > label of a row",
    "tool.imprint.language": "About this leaflet > label of a row",
    "tool.imprint.approved": "About this leaflet > label of a row, before a date",
    "tool.imprint.approval": "About this leaflet > label of a row",
    "tool.not-approved": "About this leaflet > Approved by",
    "tool.not-yet-approved": "About this leaflet > Approved by",
}
"""Where each word stands, for translators."""

LONGEST = {
    "tool.name": 20,
    "tool.given-by": 20,
    "tool.date": 20,
    "tool.clinic": 20,
    "tool.page-of": 40,
    "tool.printed-on": 40,
}
"""Characters that fit, where room is short."""

EXAMPLES = {
    "date": "22 November 2026",
    "page": "2",
    "title": "Words explained",
    "pages": "4",
    "version": "0.1",
    "code": "7QK4-M2XD",
}
"""What placeholders become, for translators."""


def all_words() -> tuple[Message, ...]:
    """Every word that is translated, in the order in which they stand here."""
    found = (value for value in globals().values() if isinstance(value, Message))
    return tuple(message for message in found if not message.names)
