"""What prints in; its state, its next review and its leaflet code out."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from leaflets import __version__
from leaflets.model.source import LeafletSource, SourceBlock, State

_WORST_FIRST = tuple(State)

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that a code can be read out over a telephone."""

CODE = re.compile(rf"\b[{_LETTERS}]{{4}}-[{_LETTERS}]{{4}}\b")
"""A leaflet code, to find one in a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What the footer says of the content that was printed.

    ``content_state`` is that of the content alone; ``state`` minds the translation, too.
    """

    content_state: State
    translation_approved: bool
    version: str
    next_review: date | None
    code: str

    @property
    def state(self) -> State:
        """How far what prints may be trusted: a translation that nobody approved is a draft."""
        translation = State.APPROVED if self.translation_approved else State.DRAFT
        return min(self.content_state, translation, key=_WORST_FIRST.index)


def edition(
    leaflet: LeafletSource,
    blocks: Iterable[SourceBlock],
    *,
    language: str,
    content_digest: str,
    catalog_digest: str,
    printed_keys: Iterable[str],
    translation_approved: bool = True,
) -> Edition:
    """The edition of a leaflet of which ``blocks`` print."""
    printed = tuple(blocks)
    reviews = [block.review_by for block in printed]
    named = [leaflet.id, __version__, language, content_digest, catalog_digest, *printed_keys]
    return Edition(
        content_state=min(map(state_of, printed), key=_WORST_FIRST.index, default=State.DRAFT),
        translation_approved=translation_approved,
        version=leaflet.version,
        next_review=None if None in reviews else min(filter(None, reviews), default=None),
        code=leaflet_code(named),
    )


def state_of(block: SourceBlock) -> State:
    """How far a block may be trusted: nothing is approved that nobody approved."""
    return State.SAMPLE if block.sample else State.DRAFT


def leaflet_code(named: Iterable[str]) -> str:
    """Eight letters that stand for ``named``: the same code, the same content and versions."""
    digest = hashlib.sha256("\0".join(named).encode()).digest()
    number = int.from_bytes(digest[:5], "big")
    letters = "".join(_LETTERS[(number >> shift) & 31] for shift in range(35, -5, -5))
    return f"{letters[:4]}-{letters[4:]}"
