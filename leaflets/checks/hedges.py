"""A fact's hedge word stands in the sentence that carries the fact.

"Some people get headaches" without its "some" is a promise of headaches; "only if you have had"
without its "only" offers a drug to people it is not for. A word of the same class will do, and
another class will not: "often" is weaker than "usually", and "can" is not "may". A row of an
at-a-glance table keeps the hedge too, but for "may" and "can": its label says what may be had.

Passes::

    F03: {fact: Some people get headaches., hedge: some, terms: [headaches]}
    effects: {facts: [F03], text: "Some people may have:", items: {headaches: headaches}}

Fails::

    effects: {facts: [F03], text: "You may have:", items: {headaches: headaches}}
"""

from collections.abc import Iterator

from leaflets.checks.manuscript import Manuscript
from leaflets.checks.matching import DrugNames, carrying, holds
from leaflets.checks.wording import text_place
from leaflets.diagnostics import Diagnostic, Location
from leaflets.model.source import Fact, GlanceSource

ID = "hedges"

CLASSES = {
    "only": ("only", "solely"),
    "may": ("may", "might"),
    "can": ("can", "could"),
    "some": ("some",),
    "usually": ("usually", "normally"),
    "often": ("often",),
    "sometimes": ("sometimes",),
    "occasionally": ("occasionally",),
}
"""The words that say each hedge as strongly as the word itself."""


_SAID_BY_LABEL = frozenset({"may", "can"})


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Hedges that the carrying part, or a row, does not have."""
    leaflet = manuscript.leaflet
    names = DrugNames(manuscript.vocabulary)
    for _, part in leaflet.parts():
        for fact in map(leaflet.fact, part.facts):
            if fact is not None:
                yield from _lost(fact, carrying(fact, part, names), text_place(part), part.key)
        rows = part.body.rows if isinstance(part.body, GlanceSource) else ()
        for row in rows:
            values = tuple(value.source for value in row.values)
            for fact in map(leaflet.fact, row.facts):
                if fact is not None and fact.hedge not in _SAID_BY_LABEL:
                    yield from _lost(fact, values, row.where, part.key)


def _lost(
    fact: Fact, sentences: tuple[str, ...], where: Location, key: str
) -> Iterator[Diagnostic]:
    accepted = CLASSES.get(fact.hedge, ())
    if accepted and not any(holds(sentences, word) for word in accepted):
        yield Diagnostic(
            check=ID,
            message=f'{fact.id} needs its "{fact.hedge}", which the text has lost',
            where=where,
            hint=f"say {' or '.join(accepted)} in the sentence on: {fact.fact}",
            key=key,
        )
