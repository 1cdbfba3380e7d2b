"""A record that was handed in; what it says, each value with what it rests on, out."""

from dataclasses import dataclass

from leaflets.desk.making.brought import Brought
from leaflets.model.evidence import Evidence
from leaflets.model.vocabulary import Vocabulary
from leaflets.selection.plain_words import PlainWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A value on record. ``more``: there may have been others that are not on record."""

    attribute: str
    label: str
    value: str
    evidence: tuple[Evidence, ...]
    more: bool = False


def recorded(brought: Brought, vocabulary: Vocabulary) -> tuple[Recorded, ...]:
    """Everything that the record says of attributes, in the order of their declaration."""
    words = PlainWords(vocabulary)
    used = brought.used
    profile = brought.reading({}, vocabulary).record.profile
    return tuple(
        Recorded(
            attribute=name,
            label=words.label(name),
            value=words.value(found),
            evidence=tuple(e for e in used.evidence if e.attribute == name) if used else (),
            more=name in profile.open,
        )
        for name in vocabulary.names
        if (found := profile.found(name)) is not None
    )
