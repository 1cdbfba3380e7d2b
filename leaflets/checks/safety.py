"""A part that carries a safety fact is marked, so that nothing can leave it out.

Short forms, options and formats may drop a part. A part with ``safety: true`` prints whenever its
block does; a heart warning in a part that lacks the mark could be saved away, and one in a part
with an ``option`` would print only on request.

Passes::

    F05: {fact: Examplinib may damage the heart., safety: true}
    heart: {facts: [F05], safety: true, text: Examplinib may damage the heart.}

Fails::

    heart: {facts: [F05], text: Examplinib may damage the heart.}
"""

from collections.abc import Iterator

from leaflets.checks.manuscript import Manuscript
from leaflets.diagnostics import Diagnostic

ID = "safety"


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Safety facts in parts that may be dropped."""
    for _, part in manuscript.leaflet.parts():
        facts = [manuscript.leaflet.fact(name) for name in part.facts]
        bound = [fact.id for fact in facts if fact is not None and fact.safety]
        if bound and not part.safety:
            yield Diagnostic(
                check=ID,
                message=f"the part carries the safety fact {bound[0]}, but is not marked",
                where=part.where,
                hint="add `safety: true`",
                key=part.key,
            )
        if (part.safety or bound) and part.option:
            yield Diagnostic(
                check=ID,
                message=f"a safety part prints only on request (option: {part.option})",
                where=part.where,
                hint="take `option` out, or move what is for safety into a part of its own",
                key=part.key,
            )
