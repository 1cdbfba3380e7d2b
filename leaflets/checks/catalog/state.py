"""What is missing, stale or incomplete, and headers that say what they should.

A leaflet that needs such a text is refused when it is made; here all of them are listed at once.

Passes::

    msgid "Call us."
    msgstr "Zadzwoń do nas."

Fails::

    #, fuzzy
    #| msgid "Write to us."
    msgid "Call us."
    msgstr "Napisz do nas."
"""

from collections.abc import Iterator

from leaflets.checks.catalog.reading import Book
from leaflets.diagnostics import Severity
from leaflets.errors import LeafletsError
from leaflets.translation.catalogs import state_today
from leaflets.translation.entries import Entry, EntryState
from leaflets.translation.merge import by_key
from leaflets.translation.plural_rules import plural_forms

ID = "state"

_LIST = 2
"""Of how many other points a list has to be."""

_TOLD_ALONE = 20
"""More texts than that are a translation at work, and counted."""

_UPDATE = "run `leaflets translations update`"

Found = tuple[Entry | None, str, Severity]


def check(book: Book) -> Iterator[Found]:
    """Texts that can't be printed, and what is wrong with the file itself."""
    yield from _headers(book)
    try:
        there = by_key(book.catalog)
    except LeafletsError as error:
        yield None, error.message.partition(": ")[2], Severity.ERROR
        return
    untranslated: list[Entry] = []
    for wanted in book.template.entries:
        entry = there.pop(wanted.key, None)
        if entry is None or entry.obsolete:
            yield None, f"{wanted.key} is not in the catalog: {_UPDATE}", Severity.WARNING
            continue
        state = state_today(entry, wanted.source, wanted.plural)
        if state is EntryState.EMPTY:
            if _is_gap_in_list(entry, book):
                yield entry, "it is empty, and the rest of its list is translated", Severity.ERROR
            else:
                untranslated.append(entry)
        elif state is EntryState.INCOMPLETE_PLURAL:
            yield entry, "a plural form is empty", Severity.ERROR
        elif entry.source != wanted.source:
            yield entry, f"its English is now {wanted.source!r}: {_UPDATE}", Severity.WARNING
        elif state is EntryState.STALE:
            yield entry, "stale: look it over and take out `fuzzy`", Severity.WARNING
    if len(untranslated) > _TOLD_ALONE:
        yield None, f"{len(untranslated)} texts are not translated", Severity.WARNING
    else:
        for entry in untranslated:
            yield entry, "it is not translated", Severity.WARNING
    for entry in there.values():
        if not entry.obsolete and not _may_be_of_an_unread_file(entry, book):
            told = f"{entry.key or 'an entry without a key'} is not a text of today: {_UPDATE}"
            yield entry, told, Severity.WARNING


def _may_be_of_an_unread_file(entry: Entry, book: Book) -> bool:
    """Whether the English may stand in a file that can't be read, which is told elsewhere."""
    place = entry.key.partition(".")[0]
    # A phrase of the tables is a text of today while any block prints it.
    return place in book.unread or (bool(book.unread) and place == "glance")


def _is_gap_in_list(entry: Entry, book: Book) -> bool:
    """Whether a point of a list is empty that stands among translated ones."""
    if not entry.source[:1].islower() or entry.source[-1:] in ".?!:":
        return False
    parent = entry.key.rpartition(".")[0]
    points = [
        other
        for other in book.catalog.current()
        if other.key != entry.key and other.key.rpartition(".")[0] == parent
    ]
    return len(points) >= _LIST and all(any(other.targets) for other in points)


def _headers(book: Book) -> Iterator[Found]:
    language = book.reader.language
    told = book.catalog.header("Language")
    if told and told != language:
        yield None, f"its header says the language is {told}", Severity.ERROR
    try:
        wanted = plural_forms(language)
    except LeafletsError:
        return
    found = book.catalog.header("Plural-Forms")
    if found and found.replace(" ", "") != wanted.replace(" ", ""):
        yield None, f"Plural-Forms should be {wanted}", Severity.WARNING
