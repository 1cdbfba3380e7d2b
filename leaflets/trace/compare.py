"""Two files of ours in; where they differ, and whether it is their compression alone, out."""

import re
import zlib
from collections.abc import Iterator

_STREAM = re.compile(rb"/Length (\d+)([^\n]*)>>\nstream\n")
_CROSS_REFERENCE = re.compile(rb"/Type/XRef")
_LARGEST = 256 << 20  # bytes of one inflated stream


def difference(made: bytes, file: bytes) -> str:
    """How many bytes of ``file`` are not those of ``made``, and where the first is, in words."""
    common = min(len(made), len(file))
    first = next((i for i in range(common) if made[i] != file[i]), common)
    if len(made) != len(file):
        return f"it has {len(file)} bytes instead of {len(made)}, and differs from byte {first} on"
    count = sum(a != b for a, b in zip(made, file, strict=True))
    plural = "byte differs" if count == 1 else "bytes differ"
    return (
        f"{count} {plural}, the first at {first}: {file[first]:#04x} instead of {made[first]:#04x}"
    )


def same_but_for_compression(one: bytes, other: bytes) -> bool:
    """Whether both say the same once every stream is inflated.

    What depends on the length of compressed streams is passed over: lengths, the cross-reference
    and the identifier in it. Both must be files as we write them.
    """
    try:
        return list(_inflated(one)) == list(_inflated(other))
    except zlib.error:
        return False


def _inflated(pdf: bytes) -> Iterator[bytes]:
    """What stands between streams, and what is in them."""
    place = 0
    for found in _STREAM.finditer(pdf):
        if found.start() < place:
            continue  # inside a stream
        start, length = found.end(), int(found[1])
        head = pdf[place : found.start()] + found[2]
        place = start + length
        if _CROSS_REFERENCE.search(head):
            return
        data = pdf[start:place]
        yield head
        yield zlib.decompressobj().decompress(data, _LARGEST) if b"/FlateDecode" in head else data
