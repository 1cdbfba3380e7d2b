"""The outcome of each test of one attribute in; the value that they make together out.

What does not agree makes no value: nothing here decides which of two tests was right.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from leaflets.model.codes import ResultCodes
from leaflets.model.vocabulary import UNKNOWN, Attribute


@dataclass(frozen=True, slots=True)
class Together:
    """What tests make together; ``value`` is ``None`` where they do not agree.

    ``waits`` says what is still to come.
    """

    value: str | None
    waits: str = ""


def together(codes: ResultCodes, attribute: Attribute, outcomes: Mapping[str, str]) -> Together:
    """The value that the outcome of each test makes, of one specimen or of one row."""
    said = [outcome for test, outcome in outcomes.items() if test not in codes.combined]
    waits = ""
    parts = {test: outcome for test, outcome in outcomes.items() if test in codes.combined}
    if parts:
        rule = codes.combine(parts)
        if rule is None:
            return Together(None)
        said.append(rule.value)
        waits = rule.waits
    value = said[0]
    for other in said[1:]:
        merged = merge(attribute, value, other)
        if merged is None:
            return Together(None)
        value = merged
    return Together(value, waits)


def merge(attribute: Attribute, said: str, found: str) -> str | None:
    """The value that says most of two that agree, or ``None``.

    ``said`` sums up and may be waiting for what was ``found``; the other way round it may not.
    """
    if counted(attribute, said) == counted(attribute, found):
        return found if is_special(attribute, found) else said
    return found if counted(attribute, said) == UNKNOWN else None


def counted(attribute: Attribute, value: str) -> str:
    """The value that rules read in place of ``value``."""
    declared = attribute.value(value)
    return UNKNOWN if declared is None else declared.counts_as or declared.id


def is_special(attribute: Attribute, value: str) -> bool:
    """Whether ``value`` is a kind of another one, and says more than that."""
    declared = attribute.value(value)
    return declared is not None and declared.counts_as not in (None, UNKNOWN)
