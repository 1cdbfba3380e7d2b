"""The same English has the same translation: readers take two words for two things.

Passes::

    msgctxt "otherinib.how_you_have_it.heading"
    msgid "How you have it"
    msgstr "Jak się go podaje"

Fails::

    msgctxt "examplinib.how_you_have_it.heading"
    msgid "How you have it"
    msgstr "Sposób podania"
"""

from collections.abc import Iterator

from leaflets.checks.catalog.reading import Book
from leaflets.checks.catalog.speech import folded_text
from leaflets.diagnostics import Severity
from leaflets.translation.entries import Entry

ID = "two-ways"


def check(book: Book) -> Iterator[tuple[Entry | None, str, Severity]]:
    """Texts whose translation differs from that of the same English before."""
    first: dict[str, Entry] = {}
    for pair in book.pairs():
        known = first.setdefault(pair.source, pair.entry)
        if folded_text(known.targets[0]) != folded_text(pair.entry.targets[0]):
            told = f"the same English is translated another way in line {known.line} ({known.key})"
            yield pair.entry, f"{told}: {known.targets[0]}", Severity.WARNING
