"""Every fact stands in one part, and every part says which facts it carries.

A fact that no part carries is missing from the leaflet, and nobody sees what is not there. A fact
that two parts carry is mended in one of them and goes stale in the other. At-a-glance tables repeat
facts on purpose: one table may, in as many of its rows as the fact needs.

Passes::

    # facts.yaml
    facts:
      F01: {fact: Examplinib is a tablet.}
    # examplinib.yaml
    parts:
      how: {facts: [F01], text: Examplinib is a tablet.}

Fails, for F01 stands nowhere and the part does not say what it carries::

    parts:
      how: {text: Examplinib is a tablet.}

Facts of one ``same_as`` group say the same, so one part carries them all.
"""

from collections import Counter
from collections.abc import Iterator

from leaflets.checks.manuscript import Manuscript
from leaflets.checks.matching import said
from leaflets.diagnostics import Diagnostic, Location
from leaflets.model.source import Fact, GlanceSource, SourcePart

ID = "facts-carried"


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Facts that are missing, stand twice, or stand apart from their like; parts without facts."""
    leaflet = manuscript.leaflet
    parts = [part for _, part in leaflet.parts()]
    if not leaflet.facts and any(part.facts for part in parts) and not manuscript.may_hold("fact:"):
        yield _finding(
            "the leaflet declares no facts, but its parts carry some",
            leaflet.title.where,
            "declare them in facts.yaml, beside it",
        )
    for part in parts:
        yield from _part(part)
    for fact in leaflet.facts:
        carriers = [part for part in parts if fact.id in part.facts]
        tables = [part for part in parts if fact.id in _row_facts(part)]
        if fact.printed and not manuscript.may_hold(fact.id):
            yield from _missing(fact, carriers)
        for part in carriers[1:]:
            yield _finding(
                f"{fact.id} is carried twice, first by {carriers[0].key}",
                part.where,
                "say it in one place; an at-a-glance table may repeat it",
                part.key,
            )
        for table in tables[1:]:
            yield _finding(
                f"{fact.id} stands in two at-a-glance tables, first in {tables[0].key}",
                table.where,
                "keep it in one",
                table.key,
            )
        if carriers:
            yield from _apart(manuscript, fact, carriers[0])


def _part(part: SourcePart) -> Iterator[Diagnostic]:
    for identifier, times in Counter(part.facts).items():
        if times > 1:
            yield _finding(f"{identifier} is listed twice", part.where, "list it once", part.key)
    if isinstance(part.body, GlanceSource):
        for row in part.body.rows:
            if not row.facts:
                yield _finding(
                    "the row carries no fact",
                    row.where,
                    "name what it says, `facts: [...]`, or take the row out",
                    part.key,
                )
    elif said(part) and not part.facts:
        yield _finding(
            "the part carries no fact",
            part.where,
            "add `facts: [...]`; a sentence of our own is a fact marked `own: true`",
            part.key,
        )


def _missing(fact: Fact, carriers: list[SourcePart]) -> Iterator[Diagnostic]:
    if not carriers:
        yield _finding(
            f"{fact.id} is carried by no part",
            fact.where,
            f"add it to the part that says: {fact.fact}",
        )
    elif all(part.option for part in carriers):
        yield _finding(
            f"{fact.id} is carried only by {carriers[0].key}, which prints only on request",
            fact.where,
            "carry it in a part without `option`, or mark the fact `printed: false`",
        )


def _apart(manuscript: Manuscript, fact: Fact, carrier: SourcePart) -> Iterator[Diagnostic]:
    for name in fact.same_as:
        other = manuscript.leaflet.fact(name)
        if other is None or not other.printed or manuscript.may_hold(name):
            continue
        if name not in carrier.facts:
            yield _finding(
                f"{fact.id} and {name} say the same, but {carrier.key} carries only {fact.id}",
                carrier.where,
                f"carry both there: facts: [{', '.join((*carrier.facts, name))}]",
                carrier.key,
            )


def _row_facts(part: SourcePart) -> frozenset[str]:
    if not isinstance(part.body, GlanceSource):
        return frozenset()
    return frozenset(fact for row in part.body.rows for fact in row.facts)


def _finding(message: str, where: Location, hint: str, key: str = "") -> Diagnostic:
    return Diagnostic(check=ID, message=message, where=where, hint=hint, key=key)
