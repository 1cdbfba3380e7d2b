"""A proof in; the sentences that tell a reader why a block is there, out."""

from collections.abc import Iterator
from typing import assert_never

from leaflets.model.proof import Found, Proof
from leaflets.model.rule import AllOf, AnyOf, Asks, Not, Printed, Rule
from leaflets.model.text import Message
from leaflets.model.vocabulary import Vocabulary


def reasons(proof: Proof, vocabulary: Vocabulary) -> tuple[Message, ...]:
    """The sentences that say, from the proof, why a block is there; each once."""
    return tuple(dict.fromkeys(_reasons(proof, vocabulary)))


def _reasons(proof: Proof, vocabulary: Vocabulary) -> Iterator[Message]:
    if proof.holds is not True:
        return
    rule: Rule = proof.rule
    match rule:
        case Asks(name, value):
            said = _reason(name, value, proof.found, vocabulary)
            if said:
                yield said
            else:
                for part in proof.parts:
                    yield from _reasons(part, vocabulary)
        case AllOf() | AnyOf():
            for part in proof.parts:
                yield from _reasons(part, vocabulary)
        case Not() | Printed():
            return
        case _:
            assert_never(rule)


def _reason(name: str, asked: str, found: Found, vocabulary: Vocabulary) -> Message | None:
    """What is said of a clause that holds: of the value found, where it has words of its own."""
    attribute = vocabulary.attribute(name)
    if attribute is not None and attribute.holds_drugs:
        return dict(attribute.drug_reasons).get(asked)
    if attribute is not None:
        value = attribute.value(found) if isinstance(found, str) else None
        return value.reason if value else None
    derived = vocabulary.derived_attribute(name)
    value_of = derived.value(asked) if derived else None
    return value_of.reason if value_of else None
