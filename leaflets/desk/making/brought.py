"""A record that was handed in; what it says, what it leaves to be confirmed, and its reading, out.

Nothing of such a record prints before somebody has answered every question about it: what the
leaflet waits for, whether the record is all there is, in which language and size to print, and what
in it does not go together.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256

from leaflets.model.proof import Selection
from leaflets.model.vocabulary import UNKNOWN, Vocabulary
from leaflets.records.columns import Columns, Reading, answered, read_columns
from leaflets.records.fhir.person import Imported
from leaflets.records.fhir.reading import complete


class Kind(StrEnum):
    """What a question is about."""

    SCOPE = "scope"
    HISTORY = "history"
    LANGUAGE = "language"
    FORMAT = "format"
    ASK = "ask"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something to be confirmed. ``about`` is the attribute, or what the record says.

    ``blocks`` are the keys of those that wait for the answer.
    """

    kind: Kind
    about: str = ""
    name: str = ""
    blocks: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """What stands for it in a form."""
        return f"{self.kind}-{self.name}" if self.name else self.kind.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """One person's record, and what was answered about it.

    ``columns`` are what it says. ``imported`` is what FHIR says besides, ``whole`` the same if the
    treatments on record are all there were. ``scope`` says why the record alone is not enough for
    this leaflet, ``language_open`` why it does not say the language. ``answers`` and ``confirmed``
    are the clinician's.
    """

    columns: Columns
    imported: Imported | None = None
    whole: Imported | None = None
    scope: str = ""
    language_open: str = ""
    answers: Columns = field(default_factory=dict)
    confirmed: frozenset[str] = frozenset()
    history_complete: bool = False
    language: str = ""
    page_format: str = ""

    @property
    def used(self) -> Imported | None:
        """What FHIR says, with the history as the clinician answered."""
        return self.whole if self.history_complete else self.imported

    @property
    def recorded(self) -> Columns:
        """What the record says of the person."""
        return self.columns if self.used is None else self.used.columns

    @property
    def type_size(self) -> float:
        """The least size of type that the record asks for, in points; 0 for any."""
        return 0 if self.imported is None else self.imported.type_size

    def reading(self, typed: Columns, vocabulary: Vocabulary) -> Reading:
        """The record with what was typed besides, as the command line reads both."""
        recorded = {
            column: words
            for column, words in self.recorded.items()
            if not all(_says_unknown(column, word, vocabulary) for word in words)
        }
        columns = answered(recorded, typed)
        if self.used is None:
            return read_columns(columns, vocabulary)
        return complete(columns, self.used, vocabulary)


def questions(
    reading: Reading,
    selection: Selection,
    brought: Brought,
    confirmed: frozenset[str] = frozenset(),
) -> tuple[Question, ...]:
    """What nobody has confirmed yet, in the order in which it is asked."""
    said = brought.confirmed | confirmed
    return tuple(q for q in _all(reading, selection, brought) if q.id not in said)


def _says_unknown(column: str, word: str, vocabulary: Vocabulary) -> bool:
    attribute = vocabulary.attribute(column)
    return word.strip().casefold() in ("", UNKNOWN) or (
        attribute is not None and attribute.is_unknown(word)
    )


def _all(reading: Reading, selection: Selection, brought: Brought) -> Iterator[Question]:
    if brought.scope:
        yield Question(kind=Kind.SCOPE, about=brought.scope)
    for conflict in reading.conflicts:
        # One record may have several of the same kind, and each is to be seen.
        mark = sha256(conflict.message.encode()).hexdigest()[:8]
        yield Question(kind=Kind.CONFLICT, name=f"{conflict.id}-{mark}", about=conflict.message)
    if brought.imported is not None and brought.imported.open != _open(brought.whole):
        yield Question(kind=Kind.HISTORY)
    for attribute in selection.waiting_for():
        waiting = tuple(d.key for d in selection.decisions if attribute in d.missing)
        yield Question(kind=Kind.ASK, name=attribute, about=attribute, blocks=waiting)
    for notice in selection.conflicts:
        yield Question(kind=Kind.CONFLICT, name=notice.id, about=notice.message, blocks=notice.keys)
    yield Question(kind=Kind.LANGUAGE, about=brought.language_open)
    yield Question(kind=Kind.FORMAT)


def _open(imported: Imported | None) -> frozenset[str]:
    return frozenset() if imported is None else imported.open
