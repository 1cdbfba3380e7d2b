"""The numbers, intervals and names of a fact stand in the text that carries it, and no others do.

"Every two weeks" for a drug that is given every three reads well and is wrong. So each term that a
fact declares, and each quantity in its sentence, must stand in its part, and a quantity that no
fact of the part has must not. How a number is written does not count: "every three weeks" is
"every 3 weeks". An at-a-glance row is held to its own facts; there, drugs are compared too.

Passes::

    F01: {fact: It is given every three weeks as a drip., terms: [every three weeks, drip]}
    how: {facts: [F01], text: You have it as a drip every 3 weeks.}

Fails::

    how: {facts: [F01], text: You have it as a drip every two to three weeks.}
"""

import re
from collections.abc import Iterable, Iterator

from leaflets.checks.manuscript import Manuscript
from leaflets.checks.matching import DrugNames, Quantity, holds, quantities, said
from leaflets.checks.wording import text_place
from leaflets.diagnostics import Diagnostic
from leaflets.model.source import Fact, GlanceRow, GlanceSource, LeafletSource, SourcePart

ID = "fact-terms"


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Terms and quantities that a part lost, or that it says without a fact."""
    leaflet = manuscript.leaflet
    names = DrugNames(manuscript.vocabulary)
    for _, part in leaflet.parts():
        if isinstance(part.body, GlanceSource):
            for row in part.body.rows:
                yield from _row(part, row, _facts(leaflet, row.facts), names)
        if part.facts:
            yield from _lost(part, _facts(leaflet, part.facts))
            yield from _added(part, _facts(leaflet, part.facts), leaflet.dated_opening)


def _facts(leaflet: LeafletSource, identifiers: Iterable[str]) -> tuple[Fact, ...]:
    return tuple(fact for name in identifiers if (fact := leaflet.fact(name)) is not None)


def _lost(part: SourcePart, facts: tuple[Fact, ...]) -> Iterator[Diagnostic]:
    text = said(part)
    in_text = _quantities(text)
    for fact in facts:
        missing = [term for term in fact.terms if not holds(text, term)]
        told = _quantities(missing)
        missing += [
            str(quantity)
            for quantity in quantities(fact.fact)
            if not _agrees(quantity, in_text) and not _agrees(quantity, told)
        ]
        for term in missing:
            yield Diagnostic(
                check=ID,
                message=f'{fact.id} needs "{term}", which the text does not say',
                where=text_place(part),
                hint=f"the fact: {fact.fact}",
                key=part.key,
            )


def _added(part: SourcePart, facts: tuple[Fact, ...], opening: str) -> Iterator[Diagnostic]:
    known = _quantities((opening, *_sayings(facts)))
    text = said(part)
    digits = {token for line in text for token in re.findall(r"\b\d+(?:\.\d+)?", line)}
    for quantity in _quantities(text):
        # "One of two drugs" counts what the sentence names; a dose has a unit or stands in digits.
        doses = quantity.unit or quantity.low in digits
        if doses and not _agrees(quantity, known):
            yield Diagnostic(
                check=ID,
                message=f'the text says "{quantity}", which none of its facts does',
                where=text_place(part),
                hint=f"check it against {_listed(facts)}",
                key=part.key,
            )


def _row(
    part: SourcePart, row: GlanceRow, facts: tuple[Fact, ...], names: DrugNames
) -> Iterator[Diagnostic]:
    known = _quantities(_sayings(facts))
    drugs = {mention.drug for text in _sayings(facts) for mention in names.mentions(text)}
    for value in row.values:
        strange = [str(q) for q in quantities(value.source) if not _agrees(q, known)]
        strange += [m.words for m in names.mentions(value.source) if m.drug not in drugs]
        for words in strange:
            yield Diagnostic(
                check=ID,
                message=f'the row says "{words}", which none of its facts does',
                where=row.where,
                hint=f"check it against {_listed(facts)}",
                key=part.key,
            )


def _quantities(text: Iterable[str]) -> tuple[Quantity, ...]:
    return tuple(dict.fromkeys(quantity for line in text for quantity in quantities(line)))


def _agrees(quantity: Quantity, known: Iterable[Quantity]) -> bool:
    return any(map(quantity.agrees, known))


def _sayings(facts: tuple[Fact, ...]) -> tuple[str, ...]:
    return tuple(text for fact in facts for text in (fact.fact, *fact.terms))


def _listed(facts: tuple[Fact, ...]) -> str:
    return "; ".join(f"{fact.id}: {fact.fact}" for fact in facts) or "its facts: it names none"
