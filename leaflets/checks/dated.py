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

from leaflets.checks.manuscript import Manuscript
from leaflets.checks.matching import DrugNames, telling
from leaflets.checks.wording import running_text, text_place
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
        rows = part.body.rows if isinstance(part.body, GlanceSource) else ()
        for fact in dated:
            if fact.id in part.facts:
                read = tuple(sentence.text for sentence in running_text(part))
                known = tuple(sentence for sentence in read if telling(fact, sentence, names))
                bare = _bare(leaflet, known) if known else _bare(leaflet, read, any_will_do=True)
                yield from _finding(leaflet, fact, bare, text_place(part), part.key)
            for row in rows:
                if fact.id in row.facts:
                    bare = _bare(leaflet, (row.values[0].source,))
                    yield from _finding(leaflet, fact, bare, row.where, part.key)


def _bare(leaflet: LeafletSource, text: tuple[str, ...], *, any_will_do: bool = False) -> str:
    """The first sentence of ``text`` without its date; empty if none needs one."""
    bare = [sentence for sentence in text if not sentence.startswith(leaflet.dated_opening)]
    if any_will_do and len(bare) < len(text):
        return ""
    return bare[0] if bare else ""


def _finding(
    leaflet: LeafletSource, fact: Fact, bare: str, where: Location, key: str
) -> Iterator[Diagnostic]:
    if bare:
        opening = leaflet.dated_opening
        yield Diagnostic(
            check=ID,
            message=f'{fact.id} is dated, but "{" ".join(bare.split()[:5])} ..." does not open '
            f'with "{opening}"',
            where=where,
            hint=f"write: {opening} ...",
            key=key,
        )
