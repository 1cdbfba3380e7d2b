"""A clause, a value or a need in; what a clinician reads of it out.

The explanation on screen and the check sheet say the same thing of one proof, in these words.
"""

from collections.abc import Iterable

from leaflets.model.proof import Clause, Decision, Found, Need, Verdict
from leaflets.model.vocabulary import UNKNOWN, Vocabulary

PRINTED = "printed"
"""What a clause asks for that rests on another block."""


class PlainWords:
    """Says what the declarations call things."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def label(self, name: str) -> str:
        """What an attribute is called."""
        found = self._vocabulary.attribute(name) or self._vocabulary.derived_attribute(name)
        return found.label if found else name

    def value(self, found: Found) -> str:
        """A value as it was recorded; drugs by their names."""
        if found is None or found == UNKNOWN:
            return "not known"
        if isinstance(found, str):
            return found
        return ", ".join(map(self.drug, found)) if found else "none"

    def drug(self, name: str) -> str:
        """The name of a drug or of a class of drugs."""
        drug = self._vocabulary.drug(name) or self._vocabulary.drug_class(name)
        return drug.name if drug else name

    def clauses(self, clauses: Iterable[Clause]) -> str:
        """What was found; and what was asked for, where that is not what was found."""
        asked: dict[str, list[str]] = {}
        for clause in clauses:
            found, wanted = self._clause(clause)
            of_found = asked.setdefault(found, [])
            if wanted and wanted not in of_found:
                of_found.append(wanted)
        return "; ".join(
            f"{found} (asked: {' or '.join(wanted)})" if wanted else found
            for found, wanted in asked.items()
        )

    def _clause(self, clause: Clause) -> tuple[str, str]:
        """What was found, and what was asked for if that is something else."""
        asked = clause.proof.asked
        if asked.attribute == PRINTED:
            return f"{asked.value} is {'' if clause.proof.holds else 'not '}printed", ""
        wanted = self._wanted(asked)
        label, found = self.label(asked.attribute), clause.proof.found
        met = clause.proof.holds is not None and clause.proof.holds is not clause.negated
        if met and clause.proof.holds and isinstance(found, tuple):
            return f"{label} includes {wanted}", ""
        told = f"{label} is {self.value(found)}"
        return told, "" if met else f"{'not ' if clause.negated else ''}{wanted}"

    def because(self, decision: Decision, block: Decision | None = None) -> str:
        """What decided; ``block`` is the decision on the block that a part stands in."""
        if decision.conflict:
            return f"because of the conflict {decision.conflict}"
        if decision.missing:
            return f"waits for: {', '.join(map(self.label, decision.missing))}"
        if block is not None and decision.verdict is not Verdict.SHOW and not block.shown:
            return f"its block is not printed ({block.verdict.value})"
        return self.clauses(decision.proof.decisive())

    def need(self, need: Need) -> str:
        """What would have to be so."""
        if need.attribute == PRINTED:
            return f"{need.value} were printed"
        holder = self._vocabulary.attribute(need.attribute)
        verb = "had" if holder is not None and holder.holds_drugs else "were"
        return f"{self.label(need.attribute)} {verb} {self._wanted(need)}"

    def _wanted(self, need: Need) -> str:
        holder = self._vocabulary.attribute(need.attribute)
        return self.drug(need.value) if holder and holder.holds_drugs else need.value
