"""A file in; its lines out, of which none is ever held whole that is longer than may be."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

LONGEST = 16 * 1024 * 1024
"""Bytes of one line."""


class Line(NamedTuple):
    """A line: where it begins, in bytes, and what it is; ``None`` if it is longer than may be."""

    offset: int
    raw: bytes | None


def bounded_lines(stream: BinaryIO, longest: int = LONGEST) -> Iterator[Line]:
    """Each line of ``stream``; one that is too long is passed over a piece at a time."""
    offset = 0
    while raw := stream.readline(longest + 1):
        size = len(raw)
        too_long = size > longest and not raw.endswith(b"\n")
        rest = raw if too_long else b"\n"
        while not rest.endswith(b"\n") and (rest := stream.readline(longest)):
            size += len(rest)
        yield Line(offset, None if too_long else raw)
        offset += size
