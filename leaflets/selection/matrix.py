"""A leaflet's source in; what every combination of results prints, and what is wrong with it, out.

Each question is asked over just those attributes on which its answer rests, which gives the same
answer as asking it over all of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from leaflets.diagnostics import Diagnostic, Severity, in_order
from leaflets.model.evaluate import Evaluator
from leaflets.model.proof import Decision, Verdict
from leaflets.model.rule import Rule
from leaflets.model.source import (
    BlockKind,
    Conflict,
    Fact,
    GlanceSource,
    LeafletSource,
    ProseSource,
    SourceBlock,
    SourcePart,
)
from leaflets.model.vocabulary import Mention, Vocabulary
from leaflets.selection.combinations import Combination, Walker
from leaflets.selection.decide import Decider
from leaflets.selection.needs import Needs


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """The verdicts that one combination gives, in the order of the matrix's keys."""

    combination: Combination
    verdicts: tuple[Verdict, ...]


class Matrix:
    """Every combination that the rules of a leaflet can tell apart."""

    def __init__(self, leaflet: LeafletSource, vocabulary: Vocabulary) -> None:
        self.leaflet = leaflet
        self._vocabulary = vocabulary
        self._walker = Walker(leaflet, vocabulary)
        self._needs = Needs(leaflet, vocabulary)
        self._deciders: dict[Combination, Decider] = {}
        self._blocks_decided: dict[tuple[str, Combination], Decision] = {}
        self._alike: dict[tuple[frozenset[str], frozenset[str]], tuple[Combination, ...]] = {}
        self._attributes_needed: dict[str, frozenset[str]] = {}
        blocks = {block.key: (block, None) for block in leaflet.blocks}
        ruled = {
            part.key: (block, part) for block, part in leaflet.parts() if part.when is not None
        }
        self._subjects: dict[str, tuple[SourceBlock, SourcePart | None]] = {**blocks, **ruled}

    @property
    def attributes(self) -> tuple[str, ...]:
        """The attributes that are walked."""
        return tuple(self._walker.dimensions)

    @property
    def keys(self) -> tuple[str, ...]:
        """The blocks and ruled parts that some rule decides, in print order."""
        order = [key for block in self.leaflet.blocks for key in self._keys_of(block)]
        return tuple(key for key in order if self._needed(key))

    def _keys_of(self, block: SourceBlock) -> list[str]:
        return [block.key, *(p.key for p in block.parts if p.when is not None)]

    def rows(self) -> Iterator[MatrixRow]:
        """Every combination of every attribute with all its verdicts."""
        keys = self.keys
        needed = [self._needed(key) for key in keys]
        known: dict[tuple[str, Combination], Verdict] = {}
        for combination in self._walker.walk(self.attributes):
            verdicts = []
            for key, names in zip(keys, needed, strict=True):
                small = self._walker.project(combination, names)
                verdict = known.get((key, small))
                if verdict is None:
                    verdict = known[key, small] = self._verdict(key, small)
                verdicts.append(verdict)
            yield MatrixRow(combination, tuple(verdicts))

    @property
    def result_labels(self) -> tuple[tuple[str, str], ...]:
        """Each walked attribute whose result a leaflet may mention, with its label."""
        return tuple(
            (attribute.id, attribute.label)
            for attribute in self._vocabulary.attributes
            if attribute.mention is Mention.RESULT and attribute.id in self._walker.dimensions
        )

    def results(self) -> Iterator[Combination]:
        """Every combination of those results."""
        return self._walker.walk(name for name, _ in self.result_labels)

    def verdicts(self, key: str) -> dict[Combination, set[Verdict]]:
        """For each combination of results that a block's rules see, all verdicts it can have."""
        names = frozenset(name for name, _ in self.result_labels)
        found: dict[Combination, set[Verdict]] = {}
        for combination in self._walker.walk(self._needed(key)):
            seen = self._walker.project(combination, names)
            found.setdefault(seen, set()).add(self._block(key, combination).verdict)
        return found

    def findings(self) -> tuple[Diagnostic, ...]:
        """Everything that is wrong, and the conflicts, which are no faults."""
        found: list[Diagnostic] = []
        for block in self.leaflet.blocks:
            found += self._unreachable(block)
            found += self._contradictory(block)
        for block, part in self.leaflet.parts():
            found += self._fact_disagreements(block, part)
            found += self._safety_left_off(block, part)
            found += self._empty_lists(block, part)
        found += self._empty_leaflets()
        for conflict in self.leaflet.conflicts:
            found += self._conflict(conflict)
        return in_order(found)

    def _needed(self, key: str) -> frozenset[str]:
        names = self._attributes_needed.get(key)
        if names is None:
            names = self._needs.needed(*self._needs.rules_of(*self._subjects[key]))
            self._attributes_needed[key] = names
        return names

    def _decider(self, combination: Combination) -> Decider:
        """Decides about ``combination``; blocks are decided once for all that look the same."""
        decider = self._deciders.get(combination)
        if decider is None:
            decider = self._deciders[combination] = Decider(
                self.leaflet,
                self._vocabulary,
                combination.profile(),
                remedies=False,
                decided=lambda key: self._block(key, combination),
            )
        return decider

    def _block(self, key: str, combination: Combination) -> Decision:
        names = self._needed(key)
        small = self._walker.project(combination, names)
        decision = self._blocks_decided.get((key, small))
        if decision is None:
            decider = Decider(self.leaflet, self._vocabulary, small.profile(), remedies=False)
            decision = self._blocks_decided[key, small] = decider.block(key)
        return decision

    def _evaluator(self, combination: Combination) -> Evaluator:
        decider = self._decider(combination)
        return Evaluator(
            self._vocabulary, combination.profile(), lambda key: decider.block(key).verdict
        )

    def _cases(
        self, block: SourceBlock, part: SourcePart | None, *others: Rule
    ) -> Iterator[Combination]:
        """A combination for each way in which these rules can see a person.

        People whom they see alike, by what the rules ask and by the verdicts on the blocks that
        they ask about, are walked once.
        """
        rules = (*self._needs.rules_of(block, part), *others)
        direct, blocks = self._needs.asked(*rules)
        inside = frozenset().union(*(self._needed(key) for key in blocks))
        rest = list(self._walker.walk(direct - inside))
        for seen_alike in self._seen_alike(blocks, direct & inside):
            for combination in rest:
                yield self._walker.together(seen_alike, combination)

    def _seen_alike(
        self, blocks: frozenset[str], direct: frozenset[str]
    ) -> tuple[Combination, ...]:
        """One combination for each set of verdicts on ``blocks`` and values of ``direct``."""
        known = self._alike.get((blocks, direct))
        if known is not None:
            return known
        order = sorted(blocks)
        found: dict[tuple[tuple[Verdict, ...], Combination], Combination] = {}
        names = frozenset().union(*(self._needed(key) for key in blocks))
        for combination in self._walker.walk(names):
            verdicts = tuple(self._block(key, combination).verdict for key in order)
            seen = verdicts, self._walker.project(combination, direct)
            found.setdefault(seen, combination)
        return self._alike.setdefault((blocks, direct), tuple(found.values()))

    def _verdict(self, key: str, combination: Combination) -> Verdict:
        block, part = self._subjects[key]
        decider = self._decider(combination)
        return (decider.part(block, part) if part else decider.block(key)).verdict

    def _unreachable(self, block: SourceBlock) -> Iterator[Diagnostic]:
        for key in self._keys_of(block):
            part = self._subjects[key][1]
            if not any(self._verdict(key, c) is Verdict.SHOW for c in self._cases(block, part)):
                yield Diagnostic(
                    check="unreachable",
                    message=f"{key} never prints, whatever the results are",
                    where=part.where if part else block.where,
                    hint="its rule asks for what can't be true together",
                    key=key,
                )

    def _contradictory(self, block: SourceBlock) -> Iterator[Diagnostic]:
        for other in block.never_with:
            names = self._needed(block.key) | self._needed(other)
            for combination in self._walker.walk(names):
                both = (self._verdict(key, combination) for key in (block.key, other))
                if all(verdict is Verdict.SHOW for verdict in both):
                    yield Diagnostic(
                        check="contradictory",
                        message=f"{block.key} and {other} print together for {combination}",
                        where=block.where,
                        hint="mend a rule, or take the pair out of never_with",
                        key=block.key,
                    )
                    break

    def _fact_disagreements(self, block: SourceBlock, part: SourcePart) -> Iterator[Diagnostic]:
        for name, whole in _facts_of(part):
            fact = self.leaflet.fact(name)
            if fact is None or fact.own:
                continue
            message = self._disagreement(block, part, fact, whole=whole)
            if message:
                yield Diagnostic(
                    check="fact-conditions",
                    message=message,
                    where=part.where,
                    hint=f"compare the part's rule with the condition of {name} in {fact.where}",
                    key=part.key,
                )

    def _disagreement(
        self, block: SourceBlock, part: SourcePart, fact: Fact, *, whole: bool
    ) -> str:
        """The first combination in which a part prints without its fact, or a fact is lost."""
        for combination in self._cases(block, part, fact.when):
            decider = self._decider(combination)
            decision = decider.part(block, part)
            holds = self._evaluator(combination).prove(fact.when).holds
            if decision.verdict is Verdict.SHOW and holds is not True:
                truth = "does not hold" if holds is False else "is not known to hold"
                return f"{part.key} prints {fact.id}, which {truth}, for {combination}"
            lost = decision.verdict is not Verdict.SHOW and holds is True
            if lost and whole and fact.printed and not decider.block(block.key).conflict:
                return f"{part.key} is left out, but its {fact.id} holds, for {combination}"
        return ""

    def _safety_left_off(self, block: SourceBlock, part: SourcePart) -> Iterator[Diagnostic]:
        """Design's promise: a safety part whose rule is true prints whenever its block does."""
        if not part.safety:
            return
        reason = ""
        if part.option:
            reason = f"it prints only with the option {part.option}"
        for combination in self._cases(block, part):
            decider = self._decider(combination)
            if decider.block(block.key).verdict is not Verdict.SHOW:
                continue
            decision = decider.part(block, part)
            own_rule = part.when is None or decision.proof.holds is True
            if own_rule and decision.verdict is not Verdict.SHOW:
                reason = f"its verdict is {decision.verdict} for {combination}"
        if reason:
            yield Diagnostic(
                check="safety",
                message=f"{part.key} is a safety part, but {reason}",
                where=part.where,
                hint="a safety part prints whenever its block and its own rule say so",
                key=part.key,
            )

    def _empty_lists(self, block: SourceBlock, part: SourcePart) -> Iterator[Diagnostic]:
        if not isinstance(part.body, ProseSource) or not part.body.items:
            return
        items = part.body.items
        for combination in self._cases(block, part, *(item.when for item in items)):
            decider = self._decider(combination)
            if decider.part(block, part).verdict is not Verdict.SHOW:
                continue
            evaluator = self._evaluator(combination)
            if not any(evaluator.prove(item.when).holds is True for item in items):
                yield Diagnostic(
                    check="empty-list",
                    message=f"{part.key} prints, but none of its points does, for {combination}",
                    where=part.where,
                    hint="give the part a rule that is true only where a point prints",
                    key=part.key,
                )
                return

    def _empty_leaflets(self) -> Iterator[Diagnostic]:
        bodies = [b for b in self.leaflet.blocks if b.kind is not BlockKind.FRAME]
        names = frozenset().union(*(self._needed(block.key) for block in bodies))
        if any(not self._needed(b.key) and self._always(b) for b in bodies):
            return
        for combination in self._walker.walk(names):
            if not any(self._verdict(b.key, combination) is Verdict.SHOW for b in bodies):
                yield Diagnostic(
                    check="empty",
                    message=f"the leaflet has nothing but its frame for {combination}",
                    where=self.leaflet.title.where,
                    hint="add a topic that prints for everyone",
                )
                return

    def _always(self, block: SourceBlock) -> bool:
        return self._verdict(block.key, Combination(())) is Verdict.SHOW

    def _conflict(self, conflict: Conflict) -> Iterator[Diagnostic]:
        names = self._needs.needed(conflict.when)
        asked = ", ".join(sorted(names))
        raised = 0
        for combination in self._walker.walk(names):
            evaluator = Evaluator(self._vocabulary, combination.profile())
            raised += evaluator.prove(conflict.when).holds is True
        yield Diagnostic(
            check="conflict",
            message=f"{conflict.id} is raised in {raised} combinations of {asked}"
            if raised
            else f"{conflict.id} is never raised",
            where=conflict.where,
            severity=Severity.NOTE if raised else Severity.ERROR,
            key=conflict.id,
        )


def _facts_of(part: SourcePart) -> Iterable[tuple[str, bool]]:
    """The facts that a part names: those it carries whole, then those of its glance rows."""
    yield from ((name, True) for name in part.facts)
    if isinstance(part.body, GlanceSource):
        for row in part.body.rows:
            yield from ((name, False) for name in row.facts)
