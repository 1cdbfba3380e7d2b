"""A record that was handed in; what it says, each value with what it rests on, out."""

from dataclasses import dataclass

from leaflets.desk.brought import Brought
from leaflets.model.evidence import Evidence
from leaflets.model.vocabulary import NONE, Vocabulary
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
    found = []
    for name in vocabulary.record_names:
        if not brought.knows(name):
            continue
        said = brought.recorded[name]
        attribute = vocabulary.attribute(name)
        drugs = attribute is not None and attribute.holds_drugs and said != (NONE,)
        found.append(
            Recorded(
                attribute=name,
                label=words.label(name),
                value=", ".join(map(words.drug, said) if drugs else said),
                evidence=tuple(e for e in used.evidence if e.attribute == name) if used else (),
                more=used is not None and name in used.open,
            )
        )
    return tuple(found)
