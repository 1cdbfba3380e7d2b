"""What was typed as a name in; the name as a ledger keeps it, or what is wrong with it, out."""

from enum import StrEnum

from leaflets.cells import as_cell
from leaflets.desk.words import marked as _

LONGEST = 120
"""Characters: more than a name, a role or a reason has."""


class NameFault(StrEnum):
    """What is wrong with a name, a role or a reason."""

    EMPTY = "empty"
    LONG = "long"
    CHARACTER = "character"
    FORMULA = "formula"


FAULTS = {
    NameFault.EMPTY: _("Fill this in."),
    NameFault.LONG: _("This is too long: {n} characters at the most."),
    NameFault.CHARACTER: _("This has a character that can't be seen. Type it again."),
    NameFault.FORMULA: _("This may not begin with = + - @ or an apostrophe."),
}
"""What is said beside a field."""


def one_line(typed: str) -> str:
    """``typed`` with single spaces."""
    return " ".join(typed.split())


def name_fault(typed: str, longest: int = LONGEST) -> NameFault | None:
    """What is wrong with ``typed``, if anything is.

    A ledger is read in spreadsheets, too: nothing in it begins like a formula.
    """
    told = one_line(typed)
    if not told:
        return NameFault.EMPTY
    if len(told) > longest:
        return NameFault.LONG
    if not told.isprintable():
        return NameFault.CHARACTER
    return NameFault.FORMULA if as_cell(told) != told else None
