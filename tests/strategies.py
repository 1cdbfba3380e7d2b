"""Profiles, rules and leaflets for hypothesis to draw."""

from factories import make_block, make_leaflet, make_part, make_vocabulary, shipped
from hypothesis import strategies as st

from leaflets.model.evaluate import Evaluator
from leaflets.model.profile import Profile
from leaflets.model.rule import AllOf, AnyOf, Asks, Not


def values(attribute, vocabulary, *, most_drugs=3):
    """A value of ``attribute``, or ``None`` for unknown."""
    if not attribute.holds_drugs:
        return st.sampled_from([None, *(value.id for value in attribute.values)])
    drugs = st.sampled_from([drug.id for drug in vocabulary.drugs])
    sets = st.lists(drugs, max_size=most_drugs, unique=True)
    return st.none() | sets.map(lambda found: tuple(sorted(found)))


def build(found):
    """A profile from values by name, ``None`` left out."""
    return Profile(
        choices={n: v for n, v in found.items() if isinstance(v, str)},
        drugs={n: v for n, v in found.items() if isinstance(v, tuple)},
    )


@st.composite
def profiles(draw, vocabulary):
    """A person without a contradiction; a derived value is given only where none is worked out."""
    found = {a.id: draw(values(a, vocabulary)) for a in vocabulary.attributes}
    for derived in vocabulary.derived:
        given = draw(st.sampled_from([None, *(value.id for value in derived.values)]))
        if given and Evaluator(vocabulary, build(found)).found(derived.id) is None:
            found[derived.id] = given
            if not is_consistent(vocabulary, build(found)):
                del found[derived.id]
    return build(found)


def is_consistent(vocabulary, profile):
    """Whether no derived value was given that the other values make another."""
    for derived in vocabulary.derived:
        given = profile.choices.get(derived.id)
        rest = {n: v for n, v in profile.choices.items() if n != derived.id}
        made = Evaluator(vocabulary, Profile(rest, profile.drugs)).found(derived.id)
        if given is not None and made is not None and made != given:
            return False
    return True


@st.composite
def refinements(draw, vocabulary, profile):
    """The same person, of whom more is known."""
    found = {**profile.choices, **profile.drugs}
    for attribute in vocabulary.attributes:
        if attribute.id not in found:
            found[attribute.id] = draw(values(attribute, vocabulary))
    return build(found)


@st.composite
def forgettings(draw, profile):
    """The same person, of whom less is known."""
    found = {**profile.choices, **profile.drugs}
    kept = {name: value for name, value in found.items() if draw(st.booleans())}
    return build(kept)


def clauses(vocabulary):
    """A single question that a rule may ask."""
    asked = []
    for attribute in vocabulary.attributes:
        if attribute.holds_drugs:
            words = [*(d.id for d in vocabulary.drugs), *(c.id for c in vocabulary.classes)]
        else:
            words = [v.id for v in attribute.values if v.counts_as != "unknown"]
        asked += [Asks(attribute.id, word) for word in words]
    asked += [Asks(d.id, value.id) for d in vocabulary.derived for value in d.values]
    return st.sampled_from(asked)


def rules(vocabulary):
    """A rule of a few clauses."""
    return st.recursive(
        clauses(vocabulary),
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda found: AllOf(tuple(found))),
            st.lists(inner, min_size=1, max_size=3).map(lambda found: AnyOf(tuple(found))),
            inner.map(Not),
        ),
        max_leaves=6,
    )


@st.composite
def leaflets(draw, vocabulary):
    """A leaflet of two blocks, each with a part that has a rule of its own."""
    blocks = [
        make_block(
            key,
            make_part(f"{key}.text"),
            make_part(
                f"{key}.more",
                when=draw(rules(vocabulary)),
                waits=draw(st.booleans()),
                comes_later=draw(st.booleans()),
            ),
            when=draw(rules(vocabulary)),
        )
        for key in ("first", "second")
    ]
    return make_leaflet(*blocks)


@st.composite
def cases(draw, invented=leaflets, whom=profiles):
    """The shipped leaflet or an invented one, its vocabulary, and whom it is for."""
    if draw(st.booleans()):
        content = shipped()
        return content.leaflets[0], content.vocabulary, draw(whom(content.vocabulary))
    vocabulary = make_vocabulary()
    return draw(invented(vocabulary)), vocabulary, draw(whom(vocabulary))
