"""A text and the phrases of its leaflet in, the places where a line's end would part one out.

A line may end there for want of room, but not where it can as well end elsewhere: in what a table
or a result says in a few words, between a name with a digit and the word after it, or between a
number and the word before it, as in "about / 2014".
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

_NUMBER: Final = re.compile(r"(?<=[^\W\d_] )\d")
_NAME_WITH_DIGIT: Final = re.compile(r"(?<![^\W_])[A-Z][A-Za-z]{0,9}\d{1,3} (?=[^\W\d_])")


def parting_breaks(
    own: str, source: Sequence[int], allowed: Sequence[int], phrases: tuple[str, ...]
) -> frozenset[int]:
    """Those of ``allowed`` that part what belongs together, as indices of the text that is set.

    ``source`` leads from each of its characters to that of ``own``, or is negative.
    """
    spans = [(match.start() - 1, match.end()) for match in _NUMBER.finditer(own)]
    spans += [(match.start(), match.end() + 1) for match in _NAME_WITH_DIGIT.finditer(own)]
    if phrases:
        spans += [match.span() for match in _pattern(phrases).finditer(own)]
    if not spans:
        return frozenset()
    if isinstance(source, range):
        places = list(allowed[:-1])
    else:
        places = [_own_place(source, place) for place in allowed[:-1]]
    parting = set()
    for start, end in spans:
        for index in range(bisect_left(places, start + 1), bisect_left(places, end)):
            parting.add(allowed[index])
    return frozenset(parting)


def _own_place(source: Sequence[int], place: int) -> int:
    """The reader's own character that a line would begin with."""
    while place < len(source) and source[place] < 0:
        place += 1
    return source[place] if place < len(source) else source[-1] + 1


@lru_cache(maxsize=16)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """The phrases as whole words, longest first."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
