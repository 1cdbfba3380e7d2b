"""A word that the glossary lists is explained on the leaflet that uses it.

A reader who meets "metastatic" and finds no meaning is left to a search engine. A term needs a
meaning, or the mark of a proper name; and a leaflet that uses terms needs the part that prints
them. The printed list goes by the forms that the glossary gives, so a form that it lacks ("drips")
is a fault too. A term that nothing uses is a warning: a translator would translate it for nobody.

Passes::

    terms:
      drip: {term: drip, meaning: A way to give a drug slowly into a vein.}
      nhs: {term: NHS, name: true}

Fails::

    terms:
      drip: {term: drip}
"""

import re
from collections.abc import Iterator

from leaflets.checks.manuscript import Manuscript, Text, texts
from leaflets.checks.matching import written
from leaflets.diagnostics import Diagnostic, Severity
from leaflets.model.source import LeafletSource, Term, TermsSource

ID = "glossary-terms"


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Terms that are used and not explained, or declared and not used."""
    leaflet = manuscript.leaflet
    own = list(texts(manuscript))
    explained = None
    for term in leaflet.glossary:
        use = next((text for text in own if _uses(text, term)), None)
        unlisted = list(_unlisted(leaflet, term, own)) if term.meaning else []
        yield from unlisted
        if use is None:
            if not unlisted and not _used_elsewhere(manuscript, term):
                yield Diagnostic(
                    check=ID,
                    message=f'nothing uses the term "{term.term.source}"',
                    where=term.where,
                    hint="take it out, or list the form that the text uses under `forms`",
                    severity=Severity.WARNING,
                )
            continue
        if term.meaning is not None:
            explained = explained or term
        elif not term.name:
            yield Diagnostic(
                check=ID,
                message=f'"{term.term.source}" is used in {use.message.key}, but not explained',
                where=term.where,
                hint="add `meaning: ...`, or `name: true` if it is a proper name",
                key=use.key,
            )
    if explained and not any(isinstance(part.body, TermsSource) for _, part in leaflet.parts()):
        if manuscript.may_hold("kind: terms"):
            return
        yield Diagnostic(
            check=ID,
            message=f'the leaflet uses "{explained.term.source}", but has no part of kind terms',
            where=leaflet.title.where,
            hint="add a part with `kind: terms`, which prints the words explained",
        )


def _stands(forms: tuple[str, ...], source: str) -> bool:
    """Whether a form stands in ``source`` to the letter, as the printed list looks for it."""
    return any(
        re.search(rf"(?<!\w){re.escape(form)}(?!\w)", source, re.IGNORECASE) for form in forms
    )


def _uses(text: Text, term: Term) -> bool:
    """Whether ``text`` uses ``term``; its own entry is no use of it."""
    own_entry = text.message in (term.term, term.meaning)
    return not own_entry and _stands(term.forms, text.message.source)


def _used_elsewhere(manuscript: Manuscript, term: Term) -> bool:
    """Whether another leaflet that shares the glossary uses ``term``, or an unread file may."""
    others = (
        Manuscript(leaflet=leaflet, content=manuscript.content)
        for leaflet in manuscript.content.leaflets
        if leaflet is not manuscript.leaflet
    )
    if any(_uses(text, term) for other in others for text in texts(other)):
        return True
    return any(map(manuscript.may_hold, term.forms))


def _unlisted(leaflet: LeafletSource, term: Term, own: list[Text]) -> Iterator[Diagnostic]:
    """Plurals and other spellings of ``term`` that no entry lists."""
    pattern = written(word for form in term.forms for word in (form, f"{form}s"))
    listed = tuple(form for entry in leaflet.glossary for form in entry.forms)
    for text in own:
        source = text.message.source
        if text.part is None or pattern is None or _stands(term.forms, source):
            continue
        found = pattern.search(source)
        if found and not _stands(listed, found[0]):
            yield Diagnostic(
                check=ID,
                message=f'"{found[0]}" is not among the forms of the term "{term.term.source}"',
                where=text.message.where,
                hint=f"add it to its `forms` ({term.where}), or write {term.term.source}",
                key=text.key,
            )
