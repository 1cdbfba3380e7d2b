"""Rules in; the attributes and blocks on which they rest, out."""

from leaflets.model.rule import Printed, Rule, leaves
from leaflets.model.source import LeafletSource, SourceBlock, SourcePart
from leaflets.model.vocabulary import Vocabulary


class Needs:
    """Knows what the rules of a leaflet look at."""

    def __init__(self, leaflet: LeafletSource, vocabulary: Vocabulary) -> None:
        self._leaflet = leaflet
        self._vocabulary = vocabulary

    def needed(self, *rules: Rule | None) -> frozenset[str]:
        """The attributes on which ``rules`` rest, through derived ones and printed blocks."""
        direct, blocks = self.asked(*rules)
        found = set(direct)
        seen: set[str] = set()
        waiting = list(blocks)
        while waiting:
            key = waiting.pop()
            block = self._leaflet.block(key)
            if key in seen or block is None:
                continue
            seen.add(key)
            direct, blocks = self.asked(*self.rules_of(block))
            found |= direct
            waiting += blocks
        return frozenset(found)

    def asked(self, *rules: Rule | None) -> tuple[frozenset[str], frozenset[str]]:
        """The attributes that ``rules`` ask about themselves, and the blocks they ask about.

        A derived attribute stands with those that it is derived from: it may be given itself.
        """
        attributes: set[str] = set()
        blocks: set[str] = set()
        waiting = [rule for rule in rules if rule is not None]
        while waiting:
            for leaf in leaves(waiting.pop()):
                if isinstance(leaf, Printed):
                    blocks.add(leaf.block)
                    continue
                derived = self._vocabulary.derived_attribute(leaf.attribute)
                attributes.add(leaf.attribute)
                waiting += [value.when for value in derived.values] if derived else []
        return frozenset(attributes), frozenset(blocks)

    def rules_of(self, block: SourceBlock, part: SourcePart | None = None) -> list[Rule]:
        """Every rule that the verdict on a block, or on a part of it, rests on."""
        rules = [block.when]
        for conflict in self._leaflet.conflicts:
            for turn in conflict.asks:
                if turn.block == block.key:
                    rules += [conflict.when, turn.only_if]
                    rules += [turn.unless] if turn.unless else []
        if part is not None and part.when is not None:
            rules.append(part.when)
        return rules
