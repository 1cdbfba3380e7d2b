"""A vocabulary and the rules that use it in; every combination of values that they can tell apart.

A person's earlier drugs come in millions of sets, but rules see only a few differences. Sets that
no rule tells apart are walked once, so that the walk is complete and still short.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations, product

from leaflets.model.evaluate import Evaluator
from leaflets.model.profile import Profile
from leaflets.model.rule import AllOf, AnyOf, Asks, Not, Printed, Rule, Truth, leaves
from leaflets.model.source import LeafletSource, ProseSource
from leaflets.model.vocabulary import Attribute, Vocabulary
from leaflets.selection.needs import Needs

Value = str | tuple[str, ...] | None
"""A value of one attribute: a choice, a set of drugs, or ``None`` for unknown."""

_MOST_DRUGS = 13
"""Above this many drugs that rules tell apart, only sets of at most three are walked."""


@dataclass(frozen=True, slots=True)
class Combination:
    """One value for each attribute that was walked."""

    values: tuple[tuple[str, Value], ...]

    def profile(self) -> Profile:
        """The combination as a person."""
        return Profile(
            choices={name: value for name, value in self.values if isinstance(value, str)},
            drugs={name: value for name, value in self.values if isinstance(value, tuple)},
        )

    def __str__(self) -> str:
        return ", ".join(f"{name} {shown(value)}" for name, value in self.values) or "anyone"


def shown(value: Value) -> str:
    """A value as people write it."""
    if value is None:
        return "unknown"
    if isinstance(value, str):
        return value
    return "+".join(value) if value else "none"


class Walker:
    """Knows which values of each attribute the rules of a leaflet can tell apart."""

    def __init__(self, leaflet: LeafletSource, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._rules = tuple(_all_rules(leaflet, vocabulary))
        asked = {leaf.attribute for rule in self._rules for leaf in _asks(rule)}
        self.dimensions: dict[str, tuple[Value, ...]] = {
            attribute.id: tuple(self._values(attribute))
            for attribute in vocabulary.attributes
            if attribute.id in asked
        }
        for name, values in self._given(asked).items():
            self.dimensions[name] = values
        needs = Needs(leaflet, vocabulary)
        self._derived_from = {
            derived.id: needs.needed(*(value.when for value in derived.values))
            for derived in vocabulary.derived
        }
        self._worked_out: dict[Combination, bool] = {}

    def walk(self, names: Iterable[str]) -> Iterator[Combination]:
        """Every combination of the named attributes that is not a contradiction."""
        wanted = set(names)
        dimensions = [
            [(name, value) for value in values]
            for name, values in self.dimensions.items()
            if name in wanted
        ]
        for values in product(*dimensions):
            combination = Combination(values)
            if not self._contradicts(combination):
                yield combination

    def together(self, first: Combination, second: Combination) -> Combination:
        """Both, in the order of the dimensions."""
        values = dict(first.values) | dict(second.values)
        return Combination(
            tuple((name, values[name]) for name in self.dimensions if name in values)
        )

    def project(self, combination: Combination, names: frozenset[str]) -> Combination:
        """``combination`` cut down to the attributes in ``names``."""
        return Combination(tuple(v for v in combination.values if v[0] in names))

    def _values(self, attribute: Attribute) -> Iterator[Value]:
        """One value for each way in which rules can see this attribute; unknown last."""
        yield from self._told_apart(attribute, self._candidates(attribute))
        yield None

    def _candidates(self, attribute: Attribute) -> Iterator[Value]:
        if not attribute.holds_drugs:
            yield from (value.id for value in attribute.values)
            return
        drugs = self._drugs_told_apart(attribute)
        largest = len(drugs) if len(drugs) <= _MOST_DRUGS else 3
        sets = chain.from_iterable(combinations(drugs, size) for size in range(largest + 1))
        yield from (tuple(sorted(drugs)) for drugs in sets)

    def _drugs_told_apart(self, attribute: Attribute) -> list[str]:
        """One drug for each way in which single clauses can see it; the rest are never seen."""
        clauses = {leaf for rule in self._rules for leaf in _asks(rule)}
        asked = sorted({c for c in clauses if c.attribute == attribute.id}, key=lambda c: c.value)
        nothing = self._truths(attribute, (), asked)
        found: dict[tuple[Truth, ...], str] = {}
        for drug in self._vocabulary.drugs:
            truths = self._truths(attribute, (drug.id,), asked)
            if truths != nothing:
                found.setdefault(truths, drug.id)
        return list(found.values())

    def _told_apart(self, attribute: Attribute, candidates: Iterable[Value]) -> Iterator[Value]:
        views = list(
            dict.fromkeys(view for rule in self._rules for view in _views(rule, attribute.id))
        )
        seen: set[tuple[Truth, ...]] = set()
        unknown = self._truths(attribute, None, views)
        for value in candidates:
            truths = self._truths(attribute, value, views)
            if truths not in seen and (truths != unknown or attribute.holds_drugs):
                seen.add(truths)
                yield value

    def _truths(
        self, attribute: Attribute, value: Value, rules: Iterable[Rule]
    ) -> tuple[Truth, ...]:
        evaluator = Evaluator(self._vocabulary, Combination(((attribute.id, value),)).profile())
        return tuple(evaluator.prove(rule).holds for rule in rules)

    def _given(self, asked: set[str]) -> Mapping[str, tuple[Value, ...]]:
        """The derived values that a shorthand can give while what they derive from is unknown."""
        given: dict[str, tuple[Value, ...]] = {}
        for shorthand in self._vocabulary.shorthands:
            for _, sets in shorthand.values:
                for name, value in sets:
                    if name in asked and self._vocabulary.derived_attribute(name):
                        given[name] = (*given.get(name, ()), value)
        return {name: (*values, None) for name, values in given.items()}

    def _contradicts(self, combination: Combination) -> bool:
        """Whether a derived value was given although the others make one already."""
        for name, value in combination.values:
            basis = self._derived_from.get(name)
            if basis is None or value is None:
                continue
            rest = self.project(combination, basis)
            if rest not in self._worked_out:
                evaluator = Evaluator(self._vocabulary, rest.profile())
                self._worked_out[rest] = evaluator.found(name) is not None
            if self._worked_out[rest]:
                return True
        return False


def _all_rules(leaflet: LeafletSource, vocabulary: Vocabulary) -> Iterator[Rule]:
    for block, part in leaflet.parts():
        yield block.when
        if part.when is not None:
            yield part.when
        if isinstance(part.body, ProseSource):
            yield from (item.when for item in part.body.items)
    for conflict in leaflet.conflicts:
        yield conflict.when
        for turn in conflict.asks:
            yield turn.only_if
            if turn.unless is not None:
                yield turn.unless
    yield from (flag.when for flag in leaflet.flags if flag.when is not None)
    yield from (fact.when for fact in leaflet.facts)
    for derived in vocabulary.derived:
        yield from (value.when for value in derived.values)


def _asks(rule: Rule) -> Iterator[Asks]:
    return (leaf for leaf in leaves(rule) if isinstance(leaf, Asks))


def _views(rule: Rule, attribute: str) -> Iterator[Rule]:
    """The largest pieces of ``rule`` that ask about ``attribute`` and nothing else."""
    match rule:
        case Asks(name):
            if name == attribute:
                yield rule
        case Printed():
            return
        case Not(inner):
            yield from _views(inner, attribute)
        case AllOf(rules) | AnyOf(rules):
            alone = tuple(part for part in rules if _only_about(part, attribute))
            if alone:
                yield AllOf(alone) if isinstance(rule, AllOf) else AnyOf(alone)
            for part in rules:
                if part not in alone:
                    yield from _views(part, attribute)


def _only_about(rule: Rule, attribute: str) -> bool:
    found = {leaf.attribute if isinstance(leaf, Asks) else "" for leaf in leaves(rule)}
    return found == {attribute}
