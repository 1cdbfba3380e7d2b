"""A sentence with a fact that holds for a time opens with that time.

Which drugs a health service pays for changes every year. Without its date, such a sentence tells
today's reader what was true of another year. The opening is the leaflet's ``dated_opening``.

Passes::

    # leaflet.yaml
    dated_opening: "In 2014,"
    # facts.yaml
    F04: {fact: It is not widely available., terms: [widely available], dated: true}
    # access.yaml
    availability: {facts: [F04], text: "In 2014, it was not widely available."}

Fails::

    availability: {facts: [F04], text: It is not widely available.}
"""

from collections.abc import Iterator

from leaflets.checks.hedges import carrying
from leaflets.checks.manuscript import Manuscript
from leaflets.checks.matching import DrugNames
from leaflets.checks.wording import text_place
from leaflets.diagnostics import Diagnostic, Location
from leaflets.model.source import Fact, GlanceSource, LeafletSource

ID = "dated"


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Dated facts in sentences that do not open with the date."""
    leaflet = manuscript.leaflet
    names = DrugNames(manuscript.vocabulary)
    dated = [fact for fact in leaflet.facts if fact.dated]
    if dated and not leaflet.dated_opening:
        yield Diagnostic(
            check=ID,
            message=f"{dated[0].id} is dated, but the leaflet has no dated_opening",
            where=leaflet.title.where,
            hint='add `dated_opening: "In <year>,"` to the leaflet',
        )
        return
    for _, part in leaflet.parts():
        for fact in dated:
            if fact.id in part.facts:
                opened = carrying(fact, part, names)
                yield from _finding(leaflet, fact, opened, text_place(part), part.key)
            if isinstance(part.body, GlanceSource):
                for row in part.body.rows:
                    if fact.id in row.facts:
                        row_text = tuple(value.source for value in row.values)
                        yield from _finding(leaflet, fact, row_text, row.where, part.key)


def _finding(
    leaflet: LeafletSource, fact: Fact, text: tuple[str, ...], where: Location, key: str
) -> Iterator[Diagnostic]:
    opening = leaflet.dated_opening
    if not any(sentence.startswith(opening) for sentence in text):
        yield Diagnostic(
            check=ID,
            message=f'{fact.id} is dated, but its sentence does not open with "{opening}"',
            where=where,
            hint=f"write: {opening} ...",
            key=key,
        )
