"""A leaflet's rules in; a handful of people for whom it prints as little or as much as it can, out.

They are worked out from the rules, so that a leaflet with other attributes has its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from leaflets.model.profile import Profile
from leaflets.model.proof import Verdict
from leaflets.model.source import LeafletSource
from leaflets.model.vocabulary import Mention, Vocabulary
from leaflets.selection.combinations import Combination, Value, Walker
from leaflets.selection.decide import decide


@dataclass(frozen=True, slots=True)
class Typical:
    """One of them: what makes them so, and what is known of them."""

    name: str
    profile: Profile


def typical_people(leaflet: LeafletSource, vocabulary: Vocabulary) -> tuple[Typical, ...]:
    """Of whom nothing is known, whose results alone decide, and for whom as much prints as can.

    There is one of the second kind for each set of blocks that results alone make print.
    """
    walker = Walker(leaflet, vocabulary)
    results = [a.id for a in vocabulary.attributes if a.mention is Mention.RESULT]
    drugs = [a.id for a in vocabulary.attributes if a.holds_drugs]
    people = {"nothing known": Combination(())}
    seen: set[frozenset[str]] = set()
    for combination in walker.walk(results):
        if any(value is None for _, value in combination.values):
            continue
        person = Combination((*combination.values, *((name, ()) for name in drugs)))
        prints = _prints(leaflet, vocabulary, person)
        if prints not in seen:
            seen.add(prints)
            people[str(combination)] = person
    start = max(people.values(), key=lambda person: len(_prints(leaflet, vocabulary, person)))
    people["as much as can be"] = _most(leaflet, vocabulary, walker, start)
    return tuple(Typical(name, person.profile()) for name, person in people.items())


def _prints(leaflet: LeafletSource, vocabulary: Vocabulary, person: Combination) -> frozenset[str]:
    """The keys that print for a person."""
    decided = decide(leaflet, vocabulary, person.profile()).decisions
    return frozenset(one.key for one in decided if one.verdict is Verdict.SHOW)


def _most(
    leaflet: LeafletSource, vocabulary: Vocabulary, walker: Walker, start: Combination
) -> Combination:
    """The person after whose values have been changed, one at a time, as long as more prints."""
    values: dict[str, Value] = dict(start.values)
    most = len(_prints(leaflet, vocabulary, start))
    grown = True
    while grown:
        grown = False
        for name, changed in _changes(walker):
            tried = Combination(tuple((values | {name: changed}).items()))
            count = len(_prints(leaflet, vocabulary, tried))
            if count > most:
                values[name], most, grown = changed, count, True
    return Combination(tuple(values.items()))


def _changes(walker: Walker) -> Iterator[tuple[str, Value]]:
    for name, values in walker.dimensions.items():
        for value in values:
            if value is not None:
                yield name, value
