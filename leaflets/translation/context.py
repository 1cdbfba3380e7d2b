"""A leaflet's source in; for each message, what a translator must know of its place, out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from leaflets.model.rule import AllOf, AnyOf, Asks, Not, Printed, Rule
from leaflets.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Where a message stands, when it prints, and how long it may be (0: no limit)."""

    where: str
    when: str = ""
    longest: int = 0
    note: str = ""

    def lines(self) -> Iterator[str]:
        """One line each, as they stand above an entry."""
        yield f"Where: {self.where}"
        if self.when:
            yield f"Prints if: {self.when}"
        if self.longest:
            yield f"At most {self.longest} characters"
        if self.note:
            yield self.note


def in_words(rule: Rule, vocabulary: Vocabulary) -> str:
    """``rule`` in words; empty for a rule that always holds."""
    match rule:
        case Asks(attribute, value):
            return _clause(attribute, value, vocabulary)
        case Printed(block):
            return f"{block} is printed"
        case AllOf(rules) | AnyOf(rules):
            joint = " and " if isinstance(rule, AllOf) else " or "
            told = [_bracketed(part, vocabulary, rule) for part in rules]
            return joint.join(dict.fromkeys(filter(None, told)))
        case Not(inner):
            return f"not ({in_words(inner, vocabulary)})"
        case _:
            assert_never(rule)


def both(first: Rule | None, second: Rule | None) -> Rule:
    """The rule that holds where both do, with each of its clauses once."""
    clauses: list[Rule] = []
    for rule in (first, second):
        match rule:
            case None:
                continue
            case AllOf(rules):
                clauses.extend(rules)
            case _:
                clauses.append(rule)
    return AllOf(tuple(dict.fromkeys(clauses)))


def _bracketed(rule: Rule, vocabulary: Vocabulary, around: Rule) -> str:
    told = in_words(rule, vocabulary)
    mixed = isinstance(rule, AllOf | AnyOf) and type(rule) is not type(around)
    return f"({told})" if mixed and told else told


def _clause(name: str, value: str, vocabulary: Vocabulary) -> str:
    attribute = vocabulary.attribute(name)
    if attribute is not None and attribute.holds_drugs:
        found = vocabulary.drug(value) or vocabulary.drug_class(value)
        return (
            f"{attribute.label} was {found.name if found else value}"
            if name == "prior"
            else (f"{attribute.label} is {found.name if found else value}")
        )
    if attribute is not None:
        known = attribute.value(value)
        return f"{attribute.label} is {known.word if known else value}"
    derived = vocabulary.derived_attribute(name)
    return f"{derived.label if derived else name} is {value}"
