"""Formatted objects in; the bytes of the file out, with object streams (ISO 32000-1, 7.5).

Some 700 small dictionaries make the structure of a leaflet. Each would cost 20 bytes of
cross-reference table and could not be compressed; in an object stream they take a quarter of that.
"""

import hashlib
import struct
import zlib
from collections.abc import Sequence
from itertools import accumulate, chain, repeat

from leaflets.pdf.syntax import deflated_piece
from leaflets.pdf.template import Rows

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_END = b"endstream\n"
_ENTRY = 7  # bytes of a cross-reference entry: type 1, offset or stream 4, index 2
_PACK = 5000  # objects in one object stream, so that readers needn't unpack a whole print run


_PACKED_LEVEL = 4
"""How hard object streams are deflated: with 6 it takes twice as long, for a twentieth of them."""

Entry = tuple[int, int, int]
"""A row of the cross-reference (7.5.8.3): what kind, and its two fields."""


def write_file(objects: Sequence[str | bytes], *, root: int, info: int) -> bytes:
    """The file of these objects; the first is object 1. ``root`` and ``info`` are numbers.

    The file identifier (14.4) is a digest of what the file holds, so equal files have equal ones.
    """
    body, found = write_objects(objects)
    digest = hashlib.sha256(body).hexdigest()[:32].upper()
    entries = [entry for entry in (*found, (1, len(body), 0)) if entry is not None]
    dictionary = (
        f"<</Type/XRef/Size {len(entries)}/W[1 4 2]/Root {root} 0 R/Info {info} 0 R"
        f"/ID[<{digest}><{digest}>]"
    )
    last = written(len(entries) - 1, _cross_reference(entries, dictionary))
    return b"".join((body, last, b"startxref\n%d\n%%%%EOF\n" % len(body)))


def write_objects(objects: Sequence[str | bytes | None]) -> tuple[bytes, list[Entry | None]]:
    """A file's beginning with these objects, and the entry of each number from 0.

    What is ``None`` has a number and no entry: it is written later. What is a text is no stream.
    The streams that hold other objects take the numbers after those of ``objects``.
    """
    parts = [_HEADER]
    offset = len(_HEADER)
    entries: list[Entry | None] = [(0, 0, 65535), *repeat(None, len(objects))]
    packed: list[int] = []
    bodies: list[str] = []
    for number, body in enumerate(objects, 1):
        if isinstance(body, str):
            packed.append(number)
            bodies.append(body)
        elif body is None:
            continue
        elif body.endswith(_END):
            entries[number] = 1, offset, 0
            parts.append(written(number, body))
            offset += len(parts[-1])
        else:
            packed.append(number)
            bodies.append(body.decode("ascii").strip())
    for start in range(0, len(packed), _PACK):
        pack = len(entries)
        numbers = packed[start : start + _PACK]
        for index, number in enumerate(numbers):
            entries[number] = 2, pack, index
        entries.append((1, offset, 0))
        parts.append(written(pack, _object_stream(numbers, bodies[start : start + _PACK])))
        offset += len(parts[-1])
    return b"".join(parts), entries


def written(number: int, body: bytes) -> bytes:
    """An object as it stands in a file.

    A line end before endstream that is not part of the data (ISO 19005-2, 6.1.7.1). It is of two
    characters: after data that ends in a carriage return one would be taken for half.
    """
    if not body.endswith(_END):
        return b"%d 0 obj\n%s\nendobj\n" % (number, body)
    return b"%d 0 obj\n%s\r\n%sendobj\n" % (number, body[: -len(_END)], _END)


def deflate_rows(entries: Sequence[Entry]) -> Rows:
    """Rows as a piece of a deflated stream that others may follow.

    The predictor (7.4.4.4) is told anew in each row, and the first one here needs no row above it.
    """
    rows = _rows(entries)
    deflated, adler = deflated_piece(rows)
    return Rows(deflated=deflated, adler=adler, length=len(rows))


def _rows(entries: Sequence[Entry]) -> bytes:
    """Each row with its predictor: less the one above it, byte by byte."""
    if not entries:
        return b""
    count = len(entries)
    rows = struct.pack(">" + "BIH" * count, *chain.from_iterable(entries))
    less = rows[:_ENTRY] + _minus(rows[_ENTRY:], rows[:-_ENTRY])
    told = bytearray((_ENTRY + 1) * count)
    told[:: _ENTRY + 1] = b"\x00" + b"\x02" * (count - 1)
    for column in range(_ENTRY):
        told[column + 1 :: _ENTRY + 1] = less[column::_ENTRY]
    return bytes(told)


def _minus(upper: bytes, lower: bytes) -> bytes:
    """The difference of each two bytes, modulo 256; all at once, as one long number."""
    size = len(upper)
    tops = int.from_bytes(b"\x80" * size, "big")  # keep one byte from borrowing of the next
    a, b = int.from_bytes(upper, "big"), int.from_bytes(lower, "big")
    less = ((a | tops) - (b & ~tops)) ^ ((a ^ ~b) & tops)
    return less.to_bytes(size, "big")


def _object_stream(numbers: Sequence[int], bodies: Sequence[str]) -> bytes:
    """7.5.7: pairs of object number and offset, then the objects."""
    offsets = accumulate([len(body) + 1 for body in bodies], initial=0)
    pairs = chain.from_iterable(zip(numbers, offsets, strict=False))
    head = " ".join(map(str, pairs)) + "\n"
    data = zlib.compress((head + "\n".join(bodies)).encode("ascii"), _PACKED_LEVEL)
    dictionary = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n"
    return dictionary % (len(numbers), len(head), len(data)) + data + _END


def _cross_reference(entries: Sequence[tuple[int, int, int]], dictionary: str) -> bytes:
    """7.5.8, with the PNG predictor "up" (7.4.4.4): neighbours differ little."""
    data = zlib.compress(_rows(entries), 9)
    parameters = f"/DecodeParms<</Predictor 12/Columns {_ENTRY}>>"
    head = f"{dictionary}/Filter/FlateDecode{parameters}/Length {len(data)}>>\nstream\n"
    return head.encode("ascii") + data + _END
