"""The evaluated rule, kept: every explanation, for people or machines, is read from it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from leaflets.model.rule import Asks, Not, Printed, Rule, Truth

Found = str | tuple[str, ...] | None


class Verdict(StrEnum):
    """What a rule answers."""

    SHOW = "show"
    ASK = "ask"
    LATER = "later"
    HIDE = "hide"


_RANK = {Verdict.HIDE: 0, Verdict.LATER: 1, Verdict.ASK: 2, Verdict.SHOW: 3}


def at_most(verdict: Verdict, limit: Verdict) -> Verdict:
    """``verdict``, but never more than ``limit``: a part is not shown where its block is not."""
    return min(verdict, limit, key=_RANK.__getitem__)


@dataclass(frozen=True, slots=True)
class Proof:
    """One rule as it came out. ``found`` is what was recorded, for a clause.

    A clause on a derived attribute rests on the rule that defines it: that proof is its only part.
    """

    rule: Rule
    holds: Truth
    parts: tuple["Proof", ...] = ()
    found: Found = None

    @property
    def is_clause(self) -> bool:
        """Whether the rule is one question, not several joined."""
        return isinstance(self.rule, Asks | Printed)

    @property
    def asked(self) -> "Need":
        """What a clause asks for; a clause on a block asks for ``printed``."""
        if isinstance(self.rule, Printed):
            return Need("printed", self.rule.block)
        assert isinstance(self.rule, Asks), "only a clause asks for one thing"
        return Need(self.rule.attribute, self.rule.value)

    def clauses(self, *, negated: bool = False) -> Iterator["Clause"]:
        """Each clause, left to right; a derived one is followed by those it rests on."""
        if self.is_clause:
            yield Clause(self, negated=negated)
        inside = negated is not isinstance(self.rule, Not)
        for part in self.parts:
            for clause in part.clauses(negated=inside):
                yield replace(clause, derived=True) if self.is_clause else clause

    def decisive(self, *, negated: bool = False) -> Iterator["Clause"]:
        """The clauses without which the rule would have come out otherwise, left to right."""
        if self.is_clause:
            yield Clause(self, negated=negated)
            return
        turns = isinstance(self.rule, Not)
        for part in self.parts:
            if turns or part.holds is self.holds:
                yield from part.decisive(negated=negated is not turns)


@dataclass(frozen=True, slots=True)
class Need:
    """An attribute and the value it would need."""

    attribute: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause in its place: under a *not*, or in the definition of a derived attribute."""

    proof: Proof = field(kw_only=False)
    negated: bool = False
    derived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The verdict on one block or part, with its proof.

    ``missing`` names the attributes that an ``ask`` waits for; ``would_show_if`` is the smallest
    list of values that would show it; ``conflict`` is the id of the conflict that made it ``ask``.
    """

    key: str
    verdict: Verdict
    proof: Proof
    missing: tuple[str, ...] = ()
    would_show_if: tuple[Need, ...] = ()
    conflict: str = ""

    @property
    def shown(self) -> bool:
        """Whether it prints without being asked for."""
        return self.verdict is Verdict.SHOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A conflict or a flag that this record raised, for the clinician."""

    id: str
    message: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attested:
    """An attribute as it was read: its value, ``unknown``, or a tuple of drugs."""

    attribute: str
    value: str | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Every decision about one leaflet for one person.

    ``decisions`` holds each block, followed by those of its parts that have a rule of their own.
    """

    attributes: tuple[Attested, ...]
    decisions: tuple[Decision, ...]
    conflicts: tuple[Notice, ...] = ()
    flags: tuple[Notice, ...] = ()
    _by_key: dict[str, Decision] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        by_key = {decision.key: decision for decision in self.decisions}
        object.__setattr__(self, "_by_key", by_key)

    def decision(self, key: str) -> Decision:
        """The decision on a block, or on a part that has a rule of its own."""
        return self._by_key[key]

    def verdict(self, block: str, part: str) -> Verdict:
        """The verdict on a part: its own, or its block's where it has no rule."""
        return (self._by_key.get(part) or self._by_key[block]).verdict

    def waiting_for(self) -> tuple[str, ...]:
        """The attributes that some ``ask`` waits for, each once."""
        asked = (d for d in self.decisions if d.verdict is Verdict.ASK)
        return tuple(dict.fromkeys(name for decision in asked for name in decision.missing))
