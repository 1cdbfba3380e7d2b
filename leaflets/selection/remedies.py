"""A proof in; what it waits for, or the smallest change that would make it true, out."""

from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import assert_never

from leaflets.model.evaluate import contradictions
from leaflets.model.profile import Profile
from leaflets.model.proof import Need, Proof
from leaflets.model.rule import AllOf, AnyOf, Asks, Not, Printed
from leaflets.model.vocabulary import UNKNOWN, Attribute, Derived, Vocabulary

Remedy = tuple[Need, ...]

_NOT = "not "
"""What stands before a value that an attribute must not have."""

_MOST_ALTERNATIVES = 64
"""Rules are a few clauses long; past this many ways, the shortest found so far are kept."""


def missing(*proofs: Proof) -> tuple[str, ...]:
    """The attributes whose being unknown leaves one of ``proofs`` undecided, each once."""
    return tuple(dict.fromkeys(name for proof in proofs for name in _undecided(proof)))


def _undecided(proof: Proof) -> Iterator[str]:
    if proof.holds is not None:
        return
    if isinstance(proof.rule, Asks) and not proof.parts:
        yield proof.rule.attribute
    for part in proof.parts:
        yield from _undecided(part)


def would_show_if(
    proofs: Iterable[Proof],
    vocabulary: Vocabulary,
    proof_of: Callable[[str], Proof],
    works: Callable[[Remedy], bool],
) -> Remedy:
    """The smallest list of values under which all of ``proofs`` would be true.

    ``proof_of`` gives the proof of a block, on which a ``printed`` clause rests. ``works`` tries a
    list: one that mends a clause may spoil another. Empty where nothing helps.
    """
    finder = _Finder(vocabulary, proof_of)
    for way in finder.joined([finder.ways(proof, True) for proof in proofs]):
        if works(way):
            return _without_idle(way, works) if len(way) > 1 else way
    return ()


def _without_idle(way: Remedy, works: Callable[[Remedy], bool]) -> Remedy:
    """``way`` without those needs that another of its needs meets already."""
    for need in way if len(way) > 1 else ():
        fewer = tuple(kept for kept in way if kept != need)
        if works(fewer):
            way = fewer
    return way


def changed(profile: Profile, needs: Iterable[Need], vocabulary: Vocabulary) -> Profile | None:
    """``profile`` with ``needs``, or ``None`` where no person can be like that."""
    choices, drugs = dict(profile.choices), dict(profile.drugs)
    wanted: dict[str, _Wanted] = {}
    for need in needs:
        wanted.setdefault(need.attribute, _Wanted()).add(need.value)
    for name, values in wanted.items():
        attribute = vocabulary.attribute(name)
        if attribute is not None and attribute.holds_drugs:
            taken = values.drugs(drugs.get(name, ()), vocabulary)
            if taken is None:
                return None
            drugs[name] = taken
            continue
        chosen = values.choice(attribute or vocabulary.derived_attribute(name))
        if chosen is None:
            return None
        choices[name] = chosen
    person = Profile(choices, drugs, profile.open)
    return None if any(contradictions(vocabulary, person)) else person


class _Wanted:
    """What one attribute must be, and what it must not be."""

    def __init__(self) -> None:
        self._values: list[str] = []
        self._others: list[str] = []

    def add(self, value: str) -> None:
        if value.startswith(_NOT):
            self._others.append(value.removeprefix(_NOT))
        else:
            self._values.append(value)

    def choice(self, target: Attribute | Derived | None) -> str | None:
        """A value that is all of what is wanted, and nothing else that is declared nearer to it."""
        fitting = [
            value
            for value, counts_as in _values_of(target)
            if counts_as != UNKNOWN
            and all(word in (value, counts_as) for word in self._values)
            and not any(word in (value, counts_as) for word in self._others)
        ]
        return min(fitting, key=lambda value: value not in self._values, default=None)

    def drugs(self, had: Iterable[str], vocabulary: Vocabulary) -> tuple[str, ...] | None:
        """``had`` with a drug of each class that is wanted, and none that might be another."""
        unwanted = {drug for word in self._others for drug in vocabulary.counted_as(word)}
        kept = set(had) - unwanted
        for word in self._values:
            members = [drug for drug in vocabulary.members(word) if drug not in unwanted]
            if not members:
                return None
            if not kept & set(members):
                kept.add(members[0])
        return tuple(sorted(kept))


def _values_of(target: Attribute | Derived | None) -> list[tuple[str, str | None]]:
    if isinstance(target, Attribute):
        return [(value.id, value.counts_as) for value in target.values]
    return [(value.id, None) for value in target.values] if target else []


class _Finder:
    def __init__(self, vocabulary: Vocabulary, proof_of: Callable[[str], Proof]) -> None:
        self._vocabulary = vocabulary
        self._proof_of = proof_of

    def ways(self, proof: Proof, wanted: bool) -> list[Remedy]:
        """The lists of needs that would make ``proof`` come out as ``wanted``, shortest first."""
        if proof.holds is wanted:
            return [()]
        rule = proof.rule
        match rule:
            case Asks(name, value):
                if proof.parts:
                    return self.ways(proof.parts[0], wanted)
                return [(Need(name, value if wanted else f"{_NOT}{value}"),)]
            case Printed(block):
                return self.ways(self._proof_of(block), wanted)
            case AllOf() | AnyOf():
                every = isinstance(rule, AllOf) is wanted
                parts = [self.ways(part, wanted) for part in proof.parts]
                return self.joined(parts) if every else self._either(parts)
            case Not():
                return self.ways(proof.parts[0], not wanted)
            case _:
                assert_never(rule)

    def joined(self, parts: list[list[Remedy]]) -> list[Remedy]:
        """One way of each part, together, where they do not contradict one another."""
        whole: list[Remedy] = [()]
        for part in parts:
            whole = self._shortest(
                way
                for a, b in product(whole, part)
                if (way := tuple(dict.fromkeys((*a, *b)))) in (a, b) or self._consistent(way)
            )
        return whole

    def _either(self, parts: list[list[Remedy]]) -> list[Remedy]:
        return self._shortest(way for part in parts for way in part)

    @staticmethod
    def _shortest(ways: Iterable[Remedy]) -> list[Remedy]:
        return sorted(dict.fromkeys(ways), key=len)[:_MOST_ALTERNATIVES]

    def _consistent(self, way: Remedy) -> bool:
        """Whether one person could meet every need of ``way``."""
        return changed(Profile(), way, self._vocabulary) is not None
