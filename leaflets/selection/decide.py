"""A leaflet's source and a profile in; the verdict on every block and ruled part out."""

from collections.abc import Iterable, Iterator
from graphlib import TopologicalSorter

from leaflets.model.profile import Profile
from leaflets.model.proof import (
    Attested,
    Decision,
    Need,
    Notice,
    Proof,
    Selection,
    Verdict,
    at_most,
)
from leaflets.model.rule import Printed, leaves
from leaflets.model.source import LeafletSource, SourceBlock, SourcePart
from leaflets.model.vocabulary import UNKNOWN, Vocabulary
from leaflets.model.evaluate import Evaluator, holds_once_treated
from leaflets.selection.remedies import missing, would_show_if


def decide(leaflet: LeafletSource, vocabulary: Vocabulary, profile: Profile) -> Selection:
    """Every decision about ``leaflet`` for the person that ``profile`` describes."""
    return _Decider(leaflet, vocabulary, profile).decide()


def deciding_order(leaflet: LeafletSource) -> tuple[SourceBlock, ...]:
    """The blocks so that each comes after those whose printing its rule asks about."""
    after: TopologicalSorter[str] = TopologicalSorter()
    for block in leaflet.blocks:
        asked = (leaf.block for leaf in leaves(block.when) if isinstance(leaf, Printed))
        after.add(block.key, *asked)
    blocks = {block.key: block for block in leaflet.blocks}
    return tuple(blocks[key] for key in after.static_order() if key in blocks)


class _Decider:
    def __init__(self, leaflet: LeafletSource, vocabulary: Vocabulary, profile: Profile) -> None:
        self._leaflet = leaflet
        self._vocabulary = vocabulary
        self._verdicts: dict[str, Verdict] = {}
        self._proofs: dict[str, Proof] = {}
        self._evaluator = Evaluator(vocabulary, profile, self._verdicts)

    def decide(self) -> Selection:
        raised = [c for c in self._leaflet.conflicts if self._evaluator.prove(c.when).holds is True]
        turned = {
            turn.block: conflict.id
            for conflict in reversed(raised)
            for turn in conflict.asks
            if self._evaluator.prove(turn.only_if).holds is True
            and (turn.unless is None or self._evaluator.prove(turn.unless).holds is not True)
        }
        blocks = {
            block.key: self._block(block, turned.get(block.key, ""))
            for block in deciding_order(self._leaflet)
        }
        decisions: list[Decision] = []
        for block in self._leaflet.blocks:
            decisions.append(blocks[block.key])
            decisions += (
                self._part(part, blocks[block.key]) for part in block.parts if part.when is not None
            )
        conflicts = tuple(
            Notice(
                id=conflict.id,
                message=conflict.message,
                keys=tuple(key for key in conflict.keys if turned.get(key) == conflict.id),
            )
            for conflict in raised
        )
        return Selection(
            attributes=tuple(self._attributes()),
            decisions=tuple(decisions),
            conflicts=conflicts,
            flags=tuple(self._flags(decisions)),
        )

    def _attributes(self) -> Iterator[Attested]:
        for name in self._vocabulary.names:
            found = self._evaluator.found(name)
            yield Attested(attribute=name, value=UNKNOWN if found is None else found)

    def _block(self, block: SourceBlock, conflict: str) -> Decision:
        proof = self._evaluator.prove(block.when)
        verdict = Verdict.ASK if conflict else self._verdict(proof)
        self._verdicts[block.key] = verdict
        self._proofs[block.key] = proof
        return Decision(
            key=block.key,
            verdict=verdict,
            proof=proof,
            missing=missing(proof) if verdict is Verdict.ASK else (),
            would_show_if=self._remedy([proof], verdict),
            conflict=conflict,
        )

    def _part(self, part: SourcePart, block: Decision) -> Decision:
        assert part.when is not None
        proof = self._evaluator.prove(part.when)
        verdict = at_most(self._verdict(proof), block.verdict)
        if (verdict is Verdict.ASK and not part.waits) or (
            verdict is Verdict.LATER and not part.comes_later
        ):
            verdict = Verdict.HIDE
        asks = verdict is Verdict.ASK
        return Decision(
            key=part.key,
            verdict=verdict,
            proof=proof,
            missing=missing(block.proof, proof) if asks else (),
            would_show_if=self._remedy([block.proof, proof], verdict),
            conflict=block.conflict if asks else "",
        )

    def _verdict(self, proof: Proof) -> Verdict:
        if proof.holds is True:
            return Verdict.SHOW
        if proof.holds is None:
            return Verdict.ASK
        treated = holds_once_treated(proof, self._vocabulary)
        return Verdict.LATER if treated is True else Verdict.HIDE

    def _remedy(self, proofs: Iterable[Proof], verdict: Verdict) -> tuple[Need, ...]:
        if verdict in (Verdict.SHOW, Verdict.ASK):
            return ()
        return would_show_if(proofs, self._vocabulary, self._proofs)

    def _flags(self, decisions: Iterable[Decision]) -> Iterator[Notice]:
        by_key = {decision.key: decision for decision in decisions}
        for flag in self._leaflet.flags:
            if flag.when is not None:
                raised = self._evaluator.prove(flag.when).holds is True
            else:
                part = by_key.get(flag.undecided)
                block = by_key.get(flag.undecided.partition(".")[0])
                raised = (
                    part is not None
                    and block is not None
                    and block.verdict is Verdict.SHOW
                    and part.proof.holds is None
                )
            if raised:
                yield Notice(id=flag.id, message=flag.message, keys=flag.keys)
