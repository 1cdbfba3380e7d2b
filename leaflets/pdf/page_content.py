"""What was put on a page and drawn on it in; its content as an object, deflated, out.

Leaflets of a list have pages in common, but for what is put on them last: their number, of so many.
What is before that is told by the drawings and by where they stand, so that it is deflated once.
"""

import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from leaflets.pdf.syntax import LEVEL, deflated_piece, stream

_HEAD: Final = b"x\x9c"
"""Of data in the zlib format (RFC 1950, 2.2)."""

_LOOKED_BACK: Final = 3000
"""Bytes before what is put last that are looked through for what is in it, too."""


class Put(NamedTuple):
    """Operators with places for ``numbers``: those of origins, and of marked content."""

    form: str
    numbers: tuple[float, ...]

    def written(self) -> str:
        """The operators."""
        return self.form % self.numbers


class _Begun(NamedTuple):
    """The content of a page but for what is last: deflated, its checksum, and how it ends."""

    deflated: bytes
    adler: int
    end: bytes


def page_content(puts: Sequence[Put], code: Sequence[str]) -> bytes:
    """The content of a page: the drawings that were put on it, and then what was drawn on it."""
    if code or not puts:
        return stream(_text([*(put.written() for put in puts), *code]))
    begun = _begun(tuple(puts[:-1]))
    last = _text([puts[-1].written()])
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=begun.end)
    deflated = packer.compress(last) + packer.flush()
    adler = zlib.adler32(last, begun.adler).to_bytes(4, "big")
    data = b"".join((_HEAD, begun.deflated, deflated, adler))
    return stream(data, "/Filter/FlateDecode", compress=False)


@lru_cache(maxsize=1500)
def _begun(puts: tuple[Put, ...]) -> _Begun:
    """A page that others go on from."""
    content = _text([*(put.written() for put in puts), ""])
    return _Begun(*deflated_piece(content), content[-_LOOKED_BACK:])


def _text(lines: Iterable[str]) -> bytes:
    return "\n".join(lines).encode("latin-1")
