"""A leaflet's source and a profile in; the verdict on every block and ruled part out."""

from collections.abc import Callable, Iterable

from leaflets.model.evaluate import Evaluator, holds_once_treated
from leaflets.model.profile import Profile
from leaflets.model.proof import (
    Attested,
    Decision,
    Notice,
    Proof,
    Selection,
    Verdict,
    at_most,
)
from leaflets.model.source import Conflict, Flag, LeafletSource, SourceBlock, SourcePart
from leaflets.model.vocabulary import UNKNOWN, Vocabulary
from leaflets.selection.remedies import Remedy, changed, missing, would_show_if


def decide(
    leaflet: LeafletSource, vocabulary: Vocabulary, profile: Profile, *, remedies: bool = True
) -> Selection:
    """Every decision about ``leaflet`` for the person that ``profile`` describes.

    ``remedies`` false leaves out what would have to change for a block to show: who prints does
    not ask, and it costs more than the rest.
    """
    return Decider(leaflet, vocabulary, profile, remedies=remedies).selection()


class Decider:
    """Decides blocks and parts about one person, each when it is asked for.

    ``remedies`` false leaves out what would have to change, which costs more than the verdict.
    ``decided`` gives decisions on blocks that somebody has made already for such a person.
    """

    def __init__(
        self,
        leaflet: LeafletSource,
        vocabulary: Vocabulary,
        profile: Profile,
        *,
        remedies: bool = True,
        decided: Callable[[str], Decision] | None = None,
    ) -> None:
        self._leaflet = leaflet
        self._blocks = {block.key: block for block in leaflet.blocks}
        self._vocabulary = vocabulary
        self._profile = profile
        self._remedies = remedies
        self._evaluator = Evaluator(vocabulary, profile, lambda key: self.block(key).verdict)
        self._decided: dict[str, Decision] = {}
        self._decided_before = decided
        self._raised: dict[str, bool] = {}
        self._changed: dict[Remedy, Decider | None] = {}

    def selection(self) -> Selection:
        """Every decision about the leaflet."""
        decisions: list[Decision] = []
        for block in self._leaflet.blocks:
            decisions.append(self.block(block.key))
            decisions += (self.part(block, part) for part in block.parts if part.when is not None)
        conflicts, flags = self._leaflet.conflicts, self._leaflet.flags
        return Selection(
            attributes=tuple(map(self.attested, self._vocabulary.names)),
            decisions=tuple(decisions),
            conflicts=tuple(notice for each in conflicts if (notice := self.conflict(each))),
            flags=tuple(notice for each in flags if (notice := self.flag(each))),
        )

    def attested(self, name: str) -> Attested:
        """An attribute as it was read, or as it is derived."""
        found = self._evaluator.found(name)
        return Attested(attribute=name, value=UNKNOWN if found is None else found)

    def block(self, key: str) -> Decision:
        """The decision on a block. Its rule may ask about others: content has no circles."""
        if key not in self._decided:
            before = self._decided_before
            self._decided[key] = before(key) if before else self._block(self._blocks[key])
        return self._decided[key]

    def _block(self, block: SourceBlock) -> Decision:
        proof = self._evaluator.prove(block.when)
        conflict = self._turned_by(block.key)
        verdict = Verdict.ASK if conflict else self._verdict(proof)
        return Decision(
            key=block.key,
            verdict=verdict,
            proof=proof,
            missing=missing(proof) if verdict is Verdict.ASK else (),
            would_show_if=self._remedy([proof], verdict, lambda other: other.block(block.key)),
            conflict=conflict,
        )

    def part(self, block: SourceBlock, part: SourcePart) -> Decision:
        """The decision on a part; without a rule of its own it is its block's."""
        whole = self.block(block.key)
        if part.when is None:
            return whole
        proof = self._evaluator.prove(part.when)
        verdict = at_most(self._verdict(proof), whole.verdict)
        if (verdict is Verdict.ASK and not part.waits) or (
            verdict is Verdict.LATER and not part.comes_later
        ):
            verdict = Verdict.HIDE
        asks = verdict is Verdict.ASK
        return Decision(
            key=part.key,
            verdict=verdict,
            proof=proof,
            missing=missing(whole.proof, proof) if asks else (),
            would_show_if=self._remedy(
                [whole.proof, proof], verdict, lambda other: other.part(block, part)
            ),
            conflict=whole.conflict if asks else "",
        )

    def conflict(self, conflict: Conflict) -> Notice | None:
        """The conflict, if this record raises it, with the blocks that it turns to ask."""
        if not self._is_raised(conflict):
            return None
        turned = (turn.block for turn in conflict.asks)
        return Notice(
            id=conflict.id,
            message=conflict.message,
            keys=tuple(key for key in turned if self._turned_by(key) == conflict.id),
        )

    def flag(self, flag: Flag) -> Notice | None:
        """The flag, if this record raises it."""
        if flag.when is not None:
            raised = self._evaluator.prove(flag.when).holds is True
        else:
            raised = self._is_undecided(flag.undecided)
        return Notice(id=flag.id, message=flag.message, keys=flag.keys) if raised else None

    def _is_undecided(self, key: str) -> bool:
        """Whether a part's block prints while the part's own rule is not known."""
        return any(
            part.key == key
            and self.block(block.key).verdict is Verdict.SHOW
            and self.part(block, part).proof.holds is None
            for block, part in self._leaflet.parts()
        )

    def _turned_by(self, key: str) -> str:
        """The id of the first conflict that turns the block ``key`` to ask, or nothing."""
        return next((c.id for c in self._leaflet.conflicts if self._turns(c, key)), "")

    def _is_raised(self, conflict: Conflict) -> bool:
        if conflict.id not in self._raised:
            self._raised[conflict.id] = self._evaluator.prove(conflict.when).holds is True
        return self._raised[conflict.id]

    def _turns(self, conflict: Conflict, key: str) -> bool:
        return any(
            turn.block == key
            and self._is_raised(conflict)
            and self._evaluator.prove(turn.only_if).holds is True
            and (turn.unless is None or self._evaluator.prove(turn.unless).holds is not True)
            for turn in conflict.asks
        )

    def _verdict(self, proof: Proof) -> Verdict:
        if proof.holds is True:
            return Verdict.SHOW
        if proof.holds is None:
            return Verdict.ASK
        treated = holds_once_treated(proof, self._vocabulary)
        return Verdict.LATER if treated is True else Verdict.HIDE

    def _remedy(
        self, proofs: Iterable[Proof], verdict: Verdict, again: Callable[["Decider"], Decision]
    ) -> Remedy:
        """What would show it; ``again`` decides about it for somebody else."""
        if not self._remedies or verdict in (Verdict.SHOW, Verdict.ASK):
            return ()

        def works(way: Remedy) -> bool:
            other = self._changed_by(way)
            return other is not None and again(other).verdict is Verdict.SHOW

        return would_show_if(proofs, self._vocabulary, lambda key: self.block(key).proof, works)

    def _changed_by(self, way: Remedy) -> "Decider | None":
        """Decides about the person that ``way`` makes of this one; many blocks ask for the same."""
        if way not in self._changed:
            person = changed(self._profile, way, self._vocabulary)
            self._changed[way] = (
                Decider(self._leaflet, self._vocabulary, person, remedies=False) if person else None
            )
        return self._changed[way]
