from factories import asks, make_block, make_leaflet, make_part, make_vocabulary

from leaflets.model.proof import Verdict
from leaflets.selection.decide import decide
from leaflets.selection.typical import typical_people


def printed(leaflet, person):
    decisions = decide(leaflet, make_vocabulary(), person.profile).decisions
    return {one.key for one in decisions if one.verdict is Verdict.SHOW}


def test_there_is_one_person_for_each_thing_that_results_make_print():
    leaflet = make_leaflet(
        make_block("always", make_part("always.a")),
        make_block("high", make_part("high.a"), when=asks(zeta="high")),
    )
    people = typical_people(leaflet, make_vocabulary())
    names = [person.name for person in people]
    assert (names[0], names[-1]) == ("nothing known", "as much as can be")
    sets = [printed(leaflet, person) for person in people[1:-1]]
    assert {frozenset(each) for each in sets} == {
        frozenset({"always"}),
        frozenset({"always", "high"}),
    }
    assert len(sets) == 2
    assert printed(leaflet, people[-1]) == {"always", "high"}


def test_the_last_prints_most_of_all_even_what_treatment_decides():
    leaflet = make_leaflet(
        make_block("high", make_part("high.a"), when=asks(zeta="high")),
        make_block("had", make_part("had.a"), when=asks(before="examplinib")),
    )
    *_, most = typical_people(leaflet, make_vocabulary())
    assert printed(leaflet, most) == {"high", "had"}
