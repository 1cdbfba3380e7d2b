"""A leaflet's source and a catalog in; the proof that a translator reads, out.

It has everything, whoever it is for, and says of each part what is not finished about it.
"""

from dataclasses import dataclass, replace
from datetime import date

from leaflets import frame
from leaflets.approval import standings_of
from leaflets.layout.formats import PageFormat
from leaflets.layout.proof import Proof, typeset_proof
from leaflets.layout.typography import SHIPPED, FontChoice
from leaflets.model.clinic import Clinic
from leaflets.model.leaflet import BandLine, Leaflet
from leaflets.model.profile import Personal
from leaflets.model.source import Content, LeafletSource, State, messages
from leaflets.model.text import Message, as_written
from leaflets.release.edition import edition
from leaflets.selection.whole import whole_blocks
from leaflets.translation.catalogs import Catalog
from leaflets.translation.languages import describe
from leaflets.translation.unfinished import translate_unfinished, unfinished

BAND = "PROOF for translators - not for patients"


@dataclass(frozen=True, slots=True)
class Proofed:
    """A proof, and the parts that are not finished with what is wrong about them.

    ``withdrawn`` are the keys of what was withdrawn, which nothing prints: it is not in the proof.
    """

    proof: Proof
    unfinished: tuple[tuple[str, str], ...]
    withdrawn: tuple[str, ...] = ()


def make_proof(
    content: Content,
    leaflet: LeafletSource,
    catalog: Catalog,
    page_format: PageFormat,
    day: date,
    fonts: FontChoice = SHIPPED,
) -> Proofed:
    """The proof of ``leaflet`` in the catalog's language.

    Raises:
        TextFault: A translation has a character that can't be printed; it names the part.
    """
    standings = standings_of(content, leaflet, day)
    withdrawn = tuple(s.unit.key for s in standings if s.state is State.WITHDRAWN)
    leaflet = _without(leaflet, withdrawn)
    whole = everything(content, leaflet, catalog, day)
    whole = replace(
        whole, furniture=replace(whole.furniture, band=(BandLine(source=as_written(BAND)),))
    )
    states = {
        part.key: ", ".join(found)
        for _, whole_part in leaflet.parts()
        for part in (replace(whole_part, short=None), whole_part.own_short_form())
        if part and (found := unfinished(messages(part), catalog))
    }
    proof = typeset_proof(translate_unfinished(whole, catalog), states, page_format, fonts)
    return Proofed(proof, tuple(states.items()), withdrawn)


def everything(
    content: Content, leaflet: LeafletSource, catalog: Catalog, day: date
) -> Leaflet[Message]:
    """All that ``leaflet`` can say, whoever it is for, with what stands round it as a draft."""
    standings = standings_of(content, leaflet, day)
    remaining = [standing for standing in standings if standing.state is not State.WITHDRAWN]
    stated = edition(
        leaflet,
        remaining,
        language=catalog.language,
        content_digest=content.digest,
        catalog_digest=catalog.digest,
        verdicts=(part.key for _, part in leaflet.parts()),
        translation_approved=False,
    )
    supplied = frame.supplied(leaflet, stated, Clinic(), describe(catalog.language))
    return Leaflet(
        id=leaflet.id,
        language=catalog.language,
        title=leaflet.title,
        lead=leaflet.lead,
        blocks=whole_blocks(leaflet, content.vocabulary, supplied),
        furniture=frame.furniture(leaflet, stated, Clinic(), Personal(), day, catalog),
        state=stated.state,
        code=stated.code,
        names=tuple(form for term in leaflet.glossary if term.name for form in term.forms),
    )


def _without(leaflet: LeafletSource, keys: tuple[str, ...]) -> LeafletSource:
    """``leaflet`` without the blocks, parts and words explained of these keys."""
    return replace(
        leaflet,
        blocks=tuple(
            replace(block, parts=tuple(part for part in block.parts if part.key not in keys))
            for block in leaflet.blocks
            if block.key not in keys
        ),
        glossary=tuple(term for term in leaflet.glossary if term.term.key not in keys),
    )
