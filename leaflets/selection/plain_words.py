"""A clause, a value or a need in; what a clinician reads of it out.

The explanation on screen and the check sheet say the same thing of one proof, in these words.
"""

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

    def clause(self, clause: Clause) -> str:
        """What was found; and what was asked for, where that is not what was found."""
        asked = clause.proof.asked
        if asked.attribute == PRINTED:
            return f"{asked.value} is {'' if clause.proof.holds else 'not '}printed"
        found = f"{self.label(asked.attribute)} is {self.value(clause.proof.found)}"
        met = clause.proof.holds is not None and clause.proof.holds is not clause.negated
        wanted = self._wanted(asked)
        if met and clause.proof.holds and isinstance(clause.proof.found, tuple):
            return f"{self.label(asked.attribute)} includes {wanted}"
        if met:
            return found
        return f"{found} (asked: {'not ' if clause.negated else ''}{wanted})"

    def because(self, decision: Decision, block: Decision | None = None) -> str:
        """What decided; ``block`` is the decision on the block that a part stands in."""
        if decision.conflict:
            return f"because of the conflict {decision.conflict}"
        if decision.missing:
            return f"waits for: {', '.join(map(self.label, decision.missing))}"
        if block is not None and decision.verdict is not Verdict.SHOW and not block.shown:
            return f"its block is not printed ({block.verdict.value})"
        return "; ".join(dict.fromkeys(map(self.clause, decision.proof.decisive())))

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
