"""A proof in; what it waits for, or the smallest change that would make it true, out."""

from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import assert_never

from leaflets.model.proof import Need, Proof
from leaflets.model.rule import AllOf, AnyOf, Asks, Not, Printed
from leaflets.model.vocabulary import Vocabulary

Remedy = tuple[Need, ...]

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
    proofs: Iterable[Proof], vocabulary: Vocabulary, proof_of: Callable[[str], Proof]
) -> Remedy:
    """The smallest list of values under which all of ``proofs`` would be true.

    ``proof_of`` gives the proof of a block, on which a ``printed`` clause rests. Empty where
    nothing helps: the rules need two values of one attribute.
    """
    finder = _Finder(vocabulary, proof_of)
    ways = finder.joined([finder.ways(proof, True) for proof in proofs])
    return ways[0] if ways else ()


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
                return [(Need(name, value if wanted else f"not {value}"),)]
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
            pairs = (tuple(dict.fromkeys((*a, *b))) for a, b in product(whole, part))
            whole = self._shortest(way for way in pairs if self._consistent(way))
        return whole

    def _either(self, parts: list[list[Remedy]]) -> list[Remedy]:
        return self._shortest(way for part in parts for way in part)

    @staticmethod
    def _shortest(ways: Iterable[Remedy]) -> list[Remedy]:
        return sorted(dict.fromkeys(ways), key=len)[:_MOST_ALTERNATIVES]

    def _consistent(self, way: Remedy) -> bool:
        """Whether no attribute of one value is needed to have two."""
        needs: dict[str, set[str]] = {}
        for need in way:
            attribute = self._vocabulary.attribute(need.attribute)
            if attribute is not None and attribute.holds_drugs:
                continue
            needs.setdefault(need.attribute, set()).add(need.value)
        return all(
            len([v for v in values if not v.startswith("not ")]) <= 1
            and not any(f"not {v}" in values for v in values)
            for values in needs.values()
        )
