"""A fact's hedge word stands in the sentence that carries the fact.

"Some people get headaches" without its "some" is a promise of headaches; "only if you have had"
without its "only" offers a drug to people it is not for. A word of the same class will do, and
another class will not: "often" is weaker than "usually", and "can" is not "may".

Passes::

    F03: {fact: Some people get headaches., hedge: some, terms: [headaches]}
    effects: {facts: [F03], text: "Some people may have:", items: {headaches: headaches}}

Fails::

    effects: {facts: [F03], text: "You may have:", items: {headaches: headaches}}
"""

from collections.abc import Iterator

from leaflets.checks.manuscript import Manuscript
from leaflets.checks.matching import DrugNames, holds, said, tokens
from leaflets.checks.wording import text_place
from leaflets.diagnostics import Diagnostic
from leaflets.model.source import Fact, SourcePart

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

_SHORT = 3
_SHARED = 3


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Hedges that the carrying part does not have."""
    names = DrugNames(manuscript.vocabulary)
    for _, part in manuscript.leaflet.parts():
        for identifier in part.facts:
            fact = manuscript.leaflet.fact(identifier)
            if fact is None or not fact.hedge:
                continue
            accepted = CLASSES[fact.hedge]
            if not any(holds(carrying(fact, part, names), word) for word in accepted):
                yield Diagnostic(
                    check=ID,
                    message=f'{fact.id} needs its "{fact.hedge}", which the text has lost',
                    where=text_place(part),
                    hint=f"say {' or '.join(accepted)} in the sentence on: {fact.fact}",
                    key=part.key,
                )


def carrying(fact: Fact, part: SourcePart, names: DrugNames) -> tuple[str, ...]:
    """The sentences of ``part`` that carry ``fact``; all of them where none can be told.

    They are known by a term of the fact, or by three of its longer words. The name of a drug
    stands in most sentences about it, so it tells nothing.
    """
    text = said(part)
    telling = [term for term in fact.terms if not any(names.mentions(term))]
    longer = _longer_words(fact.fact)
    return (
        tuple(
            sentence
            for sentence in text
            if any(holds([sentence], term) for term in telling)
            or len(longer & _longer_words(sentence)) >= _SHARED
        )
        or text
    )


def _longer_words(text: str) -> frozenset[str]:
    return frozenset(word for word in tokens(text) if len(word) > _SHORT)
