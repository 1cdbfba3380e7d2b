"""What was put on a page and drawn on it in; its content as an object, deflated, out.

Leaflets of a list have pages in common. One that holds nothing but drawings is told by them and by
where they stand, so that it is written and deflated once.
"""

from collections.abc import Sequence
from threading import Lock
from typing import Final, NamedTuple

from leaflets.pdf.syntax import stream

_MOST: Final = 1500
"""How many pages are kept."""

_KEEPING: Final = Lock()
_kept: dict[tuple["Put", ...], bytes] = {}


class Put(NamedTuple):
    """Operators with places for ``numbers``: those of origins, and of marked content."""

    form: str
    numbers: tuple[float, ...]

    def written(self) -> str:
        """The operators."""
        return self.form % self.numbers


def page_content(puts: Sequence[Put], code: Sequence[str]) -> bytes:
    """The content of a page: the drawings that were put on it, and then what was drawn on it."""
    if code:
        return _deflated(puts, code)
    key = tuple(puts)
    found = _kept.get(key)
    if found is None:
        found = _deflated(puts, code)
        with _KEEPING:
            if len(_kept) >= _MOST:
                del _kept[next(iter(_kept))]
            _kept[key] = found
    return found


def _deflated(puts: Sequence[Put], code: Sequence[str]) -> bytes:
    return stream("\n".join([*(put.written() for put in puts), *code]).encode("latin-1"))
