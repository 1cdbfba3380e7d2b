"""Content in; every fault in it out, each with its place and what to do about it.

``leaflets.content`` has found what YAML, the shape of a file or a reference to a name has wrong.
Here is one check a module, for what the words themselves may have lost or gained; its docstring is
its page of the manual. To add one, write a module with ``ID`` and ``check``, and name it in
:data:`CHECKS`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from leaflets.checks import (
    brands,
    capitals,
    dated,
    fact_terms,
    facts_carried,
    gendered,
    glossary_terms,
    hedges,
    negations,
    reading_ease,
    review_dates,
    safety,
    sentence_length,
    spelling,
    typography,
)
from leaflets.checks.manuscript import Manuscript
from leaflets.content.load import FACTS, Loaded
from leaflets.diagnostics import Diagnostic, in_order
from leaflets.model.source import LeafletSource


class Check(Protocol):
    """What a module of this package offers."""

    @property
    def ID(self) -> str:  # noqa: N802 - a constant of a module
        """The name of the check, as findings show it."""

    def check(self, manuscript: Manuscript, /) -> Iterator[Diagnostic]:
        """What is wrong with one leaflet."""


CHECKS: tuple[Check, ...] = (
    facts_carried,
    fact_terms,
    hedges,
    negations,
    dated,
    safety,
    review_dates,
    sentence_length,
    reading_ease,
    glossary_terms,
    brands,
    gendered,
    capitals,
    spelling,
    typography,
)


OF_SHORT_FORMS = tuple(check for check in CHECKS if check is not glossary_terms)
"""Checks that short forms pass, too. Words are explained where a leaflet has the room."""


def check_content(loaded: Loaded) -> tuple[Diagnostic, ...]:
    """Every finding on what was loaded, those of the loader included, by file and place."""
    findings = list(loaded.findings)
    if loaded.content is not None:
        for leaflet in loaded.content.leaflets:
            unread = _unread(leaflet, loaded.broken)
            for said, checks in ((leaflet, CHECKS), (_shortened(leaflet), OF_SHORT_FORMS)):
                manuscript = Manuscript(leaflet=said, content=loaded.content, unread=unread)
                for module in checks:
                    findings += [f for f in module.check(manuscript) if f not in findings]
    return in_order(findings)


def _shortened(leaflet: LeafletSource) -> LeafletSource:
    """The leaflet as folded ones have it: short forms carry the same facts, and are as plain."""
    blocks = tuple(
        replace(block, parts=tuple(part.shortened() for part in block.parts))
        for block in leaflet.blocks
    )
    return replace(leaflet, blocks=blocks)


def _unread(leaflet: LeafletSource, broken: Iterable[str]) -> str | None:
    """The text of the files that were not read to the end, or ``None`` if it can't be had.

    These are the ``broken`` ones, and those in the leaflet's folder that it has no block from.
    """
    frame = Path(leaflet.title.where.file)
    read = {frame, frame.with_name(FACTS), *(Path(block.where.file) for block in leaflet.blocks)}
    left_out = {*map(Path, broken), *(set(frame.parent.glob("*.yaml")) - read)}
    try:
        return "\n".join(
            path.read_text(encoding="utf-8", errors="replace")
            for path in sorted(left_out)
            if path.exists()
        )
    except OSError:
        return None
