"""A rule and a profile in; the proof out. The one evaluator: nothing else decides a rule."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import assert_never

from leaflets.model.profile import Profile
from leaflets.model.proof import Found, Proof, Verdict
from leaflets.model.rule import (
    AllOf,
    AnyOf,
    Asks,
    Not,
    Printed,
    Rule,
    Truth,
    all_true,
    any_true,
    opposite,
)
from leaflets.model.vocabulary import UNKNOWN, Attribute, Derived, Kind, Vocabulary


def _nothing_prints(_block: str) -> Verdict:
    return Verdict.HIDE


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Proves rules about one person.

    ``verdict_of`` tells the verdict on a block, which ``printed`` clauses ask.
    """

    vocabulary: Vocabulary
    profile: Profile
    verdict_of: Callable[[str], Verdict] = _nothing_prints
    _known: dict[str, Found] = field(default_factory=dict, compare=False, repr=False)
    """What was found of derived attributes: many rules ask for the same."""

    def prove(self, rule: Rule) -> Proof:
        """``rule`` with the truth of each of its clauses."""
        match rule:
            case Asks():
                return self._asks(rule)
            case Printed(block):
                verdict = self.verdict_of(block)
                return Proof(rule, verdict is Verdict.SHOW, found=verdict.value)
            case AllOf(rules):
                parts = tuple(self.prove(part) for part in rules)
                return Proof(rule, all_true(part.holds for part in parts), parts)
            case AnyOf(rules):
                parts = tuple(self.prove(part) for part in rules)
                return Proof(rule, any_true(part.holds for part in parts), parts)
            case Not(inner):
                proof = self.prove(inner)
                return Proof(rule, opposite(proof.holds), (proof,))
            case _:
                assert_never(rule)

    def found(self, name: str) -> Found:
        """What is known of an attribute, derived ones included; ``None`` if nothing."""
        given = self.profile.found(name)
        derived = self.vocabulary.derived_attribute(name)
        if given is not None or derived is None:
            return given
        if name not in self._known:
            holds = (value.id for value in derived.values if self.prove(value.when).holds is True)
            self._known[name] = next(holds, None)
        return self._known[name]

    def _asks(self, clause: Asks) -> Proof:
        attribute = self.vocabulary.attribute(clause.attribute)
        if attribute is not None:
            found = self.profile.found(clause.attribute)
            if attribute.holds_drugs:
                assert not isinstance(found, str)
                closed = clause.attribute not in self.profile.open
                return Proof(clause, self._had(clause.value, found, closed=closed), found=found)
            assert not isinstance(found, tuple)
            return Proof(clause, _is(attribute, clause.value, found), found=found)
        derived = self.vocabulary.derived_attribute(clause.attribute)
        assert derived is not None, f"{clause.attribute} was checked when the rule was read"
        return self._derived(clause, derived)

    def _derived(self, clause: Asks, derived: Derived) -> Proof:
        """A derived clause is true by the rule that defines it, or as it was given."""
        given = self.profile.choices.get(derived.id)
        if given is not None:
            return Proof(clause, given == clause.value, found=given)
        definition = next(value for value in derived.values if value.id == clause.value)
        basis = self.prove(definition.when)
        return Proof(clause, basis.holds, (basis,), found=self.found(derived.id))

    def _had(self, wanted: str, drugs: tuple[str, ...] | None, *, closed: bool) -> Truth:
        """Whether a drug, or a drug of a class, is among ``drugs``; a near miss is not known.

        What is not among them was not had only if they are ``closed``: all that there were.
        """
        if drugs is None:
            return None
        if any(drug in self.vocabulary.members(wanted) for drug in drugs):
            return True
        near = self.vocabulary.near(wanted)
        return False if closed and not any(drug in near for drug in drugs) else None


def _is(attribute: Attribute, wanted: str, found: str | None) -> Truth:
    value = attribute.value(found) if found is not None else None
    if value is None or value.counts_as == UNKNOWN:
        return None
    return wanted in (value.id, value.counts_as)


def contradictions(vocabulary: Vocabulary, profile: Profile) -> Iterator[tuple[Derived, str, str]]:
    """Each derived attribute that was given as one value while the others make it another."""
    for derived in vocabulary.derived:
        given = profile.choices.get(derived.id)
        if given is None:
            continue
        rest = {name: value for name, value in profile.choices.items() if name != derived.id}
        made = Evaluator(vocabulary, Profile(rest, profile.drugs, profile.open)).found(derived.id)
        if isinstance(made, str) and made != given:
            yield derived, given, made


def holds_once_treated(proof: Proof, vocabulary: Vocabulary) -> Truth:
    """The truth of the rule if every earlier treatment that it asks for were had.

    A treatment that it asks *not* to have been had stays as it is.
    """
    return _granted(proof, vocabulary, asked_for=True)


def _granted(proof: Proof, vocabulary: Vocabulary, *, asked_for: bool) -> Truth:
    rule = proof.rule
    match rule:
        case Asks(name):
            if proof.parts:
                return _granted(proof.parts[0], vocabulary, asked_for=asked_for)
            attribute = vocabulary.attribute(name)
            is_prior = attribute is not None and attribute.kind is Kind.PRIOR_DRUGS
            return True if is_prior and asked_for else proof.holds
        case Printed():
            return proof.holds
        case AllOf():
            return all_true(_granted(p, vocabulary, asked_for=asked_for) for p in proof.parts)
        case AnyOf():
            return any_true(_granted(p, vocabulary, asked_for=asked_for) for p in proof.parts)
        case Not():
            return opposite(_granted(proof.parts[0], vocabulary, asked_for=not asked_for))
        case _:
            assert_never(rule)
