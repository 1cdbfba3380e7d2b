"""Profiles in, one after the other; the selection of each out, as ``decide`` makes it.

Most people of a list look alike to most rules. What a rule can't tell apart is decided once: a
decision is known by what its rules see of a person, which is a few attributes and a few verdicts.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from leaflets.memo import Memo
from leaflets.model.profile import Profile
from leaflets.model.proof import Attested, Decision, Notice, Selection
from leaflets.model.rule import Asks, Rule
from leaflets.model.source import Conflict, Flag, LeafletSource, SourceBlock, SourcePart
from leaflets.model.vocabulary import Vocabulary
from leaflets.selection.decide import Decider
from leaflets.selection.needs import Needs

Subject = tuple[str, str]
"""What is decided: an attribute, block, part, conflict or flag, and its key or id."""


class View(NamedTuple):
    """What rules see: attributes of a person, by their names, and verdicts on blocks."""

    attributes: tuple[str, ...]
    blocks: tuple[str, ...]


class Decisions:
    """Decides about one person after another, without what would have to change for another."""

    def __init__(self, leaflet: LeafletSource, vocabulary: Vocabulary) -> None:
        self.leaflet = leaflet
        self.vocabulary = vocabulary
        self.views: dict[Subject, View] = dict(_views(leaflet, vocabulary))
        self.decided = Memo[Decision]()
        self.noticed = Memo[Notice | None]()
        self.attested = Memo[Attested]()

    def about(self, profile: Profile) -> Selection:
        """Every decision about the leaflet for the person that ``profile`` describes."""
        return _OneOfMany(self, profile).selection()


class _OneOfMany(Decider):
    """Decides about one person; what was decided of another who looks the same is taken."""

    def __init__(self, known: Decisions, profile: Profile) -> None:
        super().__init__(known.leaflet, known.vocabulary, profile, remedies=False)
        self._known = known
        self._answers = {
            name: (profile.choices.get(name), profile.drugs.get(name), name in profile.open)
            for name in known.vocabulary.names
        }

    def attested(self, name: str) -> Attested:
        """An attribute as it was read, or as it is derived."""
        make = super().attested
        return self._known.attested.again(self._seen(("attribute", name)), lambda: make(name))

    def _block(self, block: SourceBlock) -> Decision:
        make = super()._block
        return self._known.decided.again(self._seen(("block", block.key)), lambda: make(block))

    def part(self, block: SourceBlock, part: SourcePart) -> Decision:
        """The decision on a part; without a rule of its own it is its block's."""
        make = super().part
        seen = self._seen(("part", part.key))
        return self._known.decided.again(seen, lambda: make(block, part))

    def conflict(self, conflict: Conflict) -> Notice | None:
        """The conflict, if this record raises it, with the blocks that it turns to ask."""
        make = super().conflict
        seen = self._seen(("conflict", conflict.id))
        return self._known.noticed.again(seen, lambda: make(conflict))

    def flag(self, flag: Flag) -> Notice | None:
        """The flag, if this record raises it."""
        make = super().flag
        return self._known.noticed.again(self._seen(("flag", flag.id)), lambda: make(flag))

    def _seen(self, subject: Subject) -> tuple[object, ...]:
        """All that decides about ``subject``: what its rules see of this person."""
        attributes, blocks = self._known.views[subject]
        seen = (subject, *map(self._answers.get, attributes))
        return (*seen, *(self.block(key).verdict for key in blocks)) if blocks else seen


def _views(leaflet: LeafletSource, vocabulary: Vocabulary) -> Iterator[tuple[Subject, View]]:
    """What the rules of everything that is decided see."""
    needs = Needs(leaflet, vocabulary)

    def view(rules: Iterable[Rule]) -> View:
        attributes, blocks = needs.asked(*rules)
        return View(tuple(sorted(attributes)), tuple(sorted(blocks)))

    for name in vocabulary.names:
        yield ("attribute", name), view([Asks(name, "")])
    for block in leaflet.blocks:
        yield ("block", block.key), view(needs.rules_of(block))
    for block, part in leaflet.parts():
        yield ("part", part.key), view(needs.rules_of(block, part))
    for conflict in leaflet.conflicts:
        turned = [block for block in leaflet.blocks for t in conflict.asks if t.block == block.key]
        rules = (rule for block in turned for rule in needs.rules_of(block))
        yield ("conflict", conflict.id), view([conflict.when, *rules])
    for flag in leaflet.flags:
        about = [of for of in leaflet.parts() if flag.when is None and of[1].key == flag.undecided]
        rules = (rule for block, part in about for rule in needs.rules_of(block, part))
        yield ("flag", flag.id), view([*([flag.when] if flag.when else []), *rules])
