"""A brand stands only where its generic name stands before it.

One drug has many brands, and the packet at home may bear another. Who reads only "Examplo" may not
know that it is the examplinib they take already.

Passes::

    text: Examplinib (Examplo) is a tablet.

Fails::

    text: Examplo is a tablet.

In a quotation, which is printed as it was said, the block's own text may name the drug instead.
"""

from collections.abc import Iterable, Iterator

from leaflets.checks.manuscript import Manuscript, texts
from leaflets.checks.matching import written
from leaflets.diagnostics import Diagnostic
from leaflets.model.source import SourceBlock, Tone, messages
from leaflets.model.text import Message

ID = "brands"

_Pairs = tuple[tuple[str, tuple[str, ...]], ...]


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Brands without the generic name before them."""
    pairs = _pairs(manuscript)
    for block in manuscript.leaflet.blocks:
        if block.brand:
            yield from _alone(pairs, (block.title, block.brand), block.key)
        for part in block.parts:
            quoted = _block_text(block) if part.tone is Tone.QUOTATION else ""
            yield from _alone(pairs, messages(part), part.key, before=quoted)
    entries = {message for t in manuscript.leaflet.glossary for message in (t.term, t.meaning)}
    for text in texts(manuscript):
        if text.part is None and text.message not in entries:
            yield from _alone(pairs, (text.message,), text.key)
    for term in manuscript.leaflet.glossary:
        if term.meaning:
            yield from _alone(pairs, (term.meaning,), "", before=f"{term.generic} ")


def _pairs(manuscript: Manuscript) -> _Pairs:
    """Each brand with the generic names that may stand before it."""
    found: dict[str, tuple[str, ...]] = {}
    for drug in manuscript.vocabulary.drugs:
        found |= dict.fromkeys(drug.brands, (drug.name, *drug.synonyms))
    for term in manuscript.leaflet.glossary:
        if term.generic:
            named = manuscript.vocabulary.drug_named(term.generic)
            generic = (named.name, *named.synonyms) if named is not None else (term.generic,)
            found |= dict.fromkeys(term.forms, generic)
    return tuple(found.items())


def _alone(
    pairs: _Pairs, said: Iterable[Message], key: str, *, before: str = ""
) -> Iterator[Diagnostic]:
    """The first stand-alone use of each brand in ``said``, which is read in order."""
    read = before
    missing: set[str] = set()
    names = written(name for brand, generic in pairs for name in (brand, *generic))
    if names is None:
        return
    for message in said:
        start = len(read) + 1
        read = f"{read}\n{message.source}"
        # Of nested names the longest counts: a drug's longer namesake is not its generic name.
        found = [(match.start(), match[0].casefold()) for match in names.finditer(read)]
        for brand, generic in pairs:
            place = next((at for at, n in found if at >= start and n == brand.casefold()), None)
            if place is None or brand in missing:
                continue
            known = {name.casefold() for name in generic}
            if not any(at < place and name in known for at, name in found):
                missing.add(brand)
                yield Diagnostic(
                    check=ID,
                    message=f'the brand "{brand}" stands without "{generic[0]}" before it',
                    where=message.where,
                    hint=f"write: {generic[0]} ({brand})",
                    key=key,
                )


def _block_text(block: SourceBlock) -> str:
    own = (part for part in block.parts if part.tone is not Tone.QUOTATION)
    said = [block.title, *(message for part in own for message in messages(part))]
    return "\n".join(message.source for message in said)
