"""The tool's own words on a page, as messages: everything that no content file says.

Their keys begin with ``tool.``; they are translated in a catalog of their own.
"""

from leaflets.model.text import Message


def _word(key: str, source: str) -> Message:
    return Message(key=f"tool.{key}", source=source)


DOCUMENT_TITLE = _word("document-title", "Patient information leaflet")
DRAFT_BAND = _word("draft-band", "DRAFT - not yet approved - not for patient use")

SAMPLE_BAND = _word("sample-band", "SAMPLE - not for patient use")
DAY = _word("day", "{date}")

PAGE_OF = _word("page-of", "Page {page} of {pages}")
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
IMPRINT_APPROVAL = _word("imprint.approval", "Approved by")
NOT_APPROVED = _word("not-approved", "Not approved: this is a sample")
NOT_YET_APPROVED = _word("not-yet-approved", "Not yet approved")
