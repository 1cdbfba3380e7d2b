"""A fact that says "not" is carried by a sentence that says so, and no other gains one.

"Examplinib does not work in the brain" without its "not" is the most dangerous sentence that one
slip can make, and all its terms and numbers still stand. The sentence with the terms of a fact that
denies something must deny it too; where no fact of a part denies anything, none may.

Passes::

    F06: {fact: It does not work in the brain., terms: [brain]}
    brain: {facts: [F06], text: It doesn't work in the brain.}

Fails::

    brain: {facts: [F06], text: It does work in the brain.}
"""

from collections.abc import Iterator

from leaflets.checks.manuscript import Manuscript
from leaflets.checks.matching import DrugNames, carrying, said, telling, tokens
from leaflets.checks.wording import text_place
from leaflets.diagnostics import Diagnostic

ID = "negations"

_WORDS = frozenset({"not", "no", "never", "none", "neither", "nor", "cannot", "nothing"})


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Denials that a text lost or gained."""
    names = DrugNames(manuscript.vocabulary)
    for _, part in manuscript.leaflet.parts():
        declared = map(manuscript.leaflet.fact, part.facts)
        facts = [fact for fact in declared if fact is not None]
        part_denies = any(denies(text) for fact in facts for text in (fact.fact, *fact.terms))
        for fact in facts:
            told = [sentence for sentence in said(part) if telling(fact, sentence, names)]
            told_or_like = carrying(fact, part, names) if told else said(part)
            if denies(fact.fact) and not any(map(denies, told_or_like)):
                message = f'{fact.id} says "not", which the text has lost'
            elif any(map(denies, told)) and not part_denies:
                message = f'the text says "not" of {fact.id}, which does not'
            else:
                continue
            yield Diagnostic(
                check=ID,
                message=message,
                where=text_place(part),
                hint=f"the fact: {fact.fact}",
                key=part.key,
            )


def denies(text: str) -> bool:
    """Whether ``text`` denies something."""
    return any(word in _WORDS or word.endswith("n't") for word in tokens(text))
