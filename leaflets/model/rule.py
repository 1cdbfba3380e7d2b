"""Rules as data, in Kleene's three-valued logic: true, false, or not known (``None``)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from leaflets.diagnostics import Location

Truth = bool | None


@dataclass(frozen=True, slots=True)
class Asks:
    """Does ``attribute`` have ``value``? For a set of drugs: is the drug, or class, in it?"""

    attribute: str
    value: str
    where: Location = field(default=Location(""), compare=False)


@dataclass(frozen=True, slots=True)
class Printed:
    """Is the verdict of ``block`` show? Two-valued: a block that waits is not printed."""

    block: str
    where: Location = field(default=Location(""), compare=False)


@dataclass(frozen=True, slots=True)
class AllOf:
    """True if all are true, false if one is false, else not known."""

    rules: tuple["Rule", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True if one is true, false if all are false, else not known."""

    rules: tuple["Rule", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite; not known stays not known."""

    rule: "Rule"


Rule = Asks | Printed | AllOf | AnyOf | Not

ALWAYS = AllOf(())


def all_true(values: Iterable[Truth]) -> Truth:
    """Kleene's *and*."""
    seen = list(values)
    if any(value is False for value in seen):
        return False
    return None if any(value is None for value in seen) else True


def any_true(values: Iterable[Truth]) -> Truth:
    """Kleene's *or*."""
    seen = list(values)
    if any(value is True for value in seen):
        return True
    return None if any(value is None for value in seen) else False


def opposite(value: Truth) -> Truth:
    """Kleene's *not*."""
    return None if value is None else not value


def leaves(rule: Rule) -> Iterator[Asks | Printed]:
    """Every clause of ``rule``, left to right."""
    match rule:
        case Asks() | Printed():
            yield rule
        case AllOf(rules) | AnyOf(rules):
            for part in rules:
                yield from leaves(part)
        case Not(inner):
            yield from leaves(inner)
