"""Formatted objects in; the bytes of the file out, with object streams (ISO 32000-1, 7.5).

Some 700 small dictionaries make the structure of a leaflet. Each would cost 20 bytes of
cross-reference table and could not be compressed; in an object stream they take a quarter of that.
"""

import hashlib
import zlib
from collections.abc import Sequence

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_END = b"endstream\n"
_ENTRY = 7  # bytes of a cross-reference entry: type 1, offset or stream 4, index 2
_PACK = 5000  # objects in one object stream, so that readers needn't unpack a whole print run


def write_file(objects: Sequence[bytes], *, root: int, info: int) -> bytes:
    """The file of these objects; the first is object 1. ``root`` and ``info`` are numbers.

    The file identifier (14.4) is a digest of what the file holds, so equal files have equal ones.
    """
    parts = [_HEADER]
    offset = len(_HEADER)
    entries: list[tuple[int, int, int]] = [(0, 0, 65535)]
    packed: list[tuple[int, bytes]] = []
    first_pack = len(objects) + 1

    def add(number: int, body: bytes) -> None:
        nonlocal offset
        # A line end before endstream that is not part of the data (ISO 19005-2, 6.1.7.1). It is of
        # two characters: after data that ends in a carriage return one would be taken for half.
        part = b"%d 0 obj\n%s\r\n%sendobj\n" % (number, body[: -len(_END)], _END)
        parts.append(part)
        offset += len(part)

    for number, body in enumerate(objects, 1):
        if body.endswith(_END):
            entries.append((1, offset, 0))
            add(number, body)
        else:
            pack, index = divmod(len(packed), _PACK)
            entries.append((2, first_pack + pack, index))
            packed.append((number, body.strip()))
    for start in range(0, len(packed), _PACK):
        number = len(entries)
        entries.append((1, offset, 0))
        add(number, _object_stream(packed[start : start + _PACK]))
    digest = hashlib.sha256(b"".join(parts)).hexdigest()[:32].upper()
    entries.append((1, offset, 0))
    dictionary = (
        f"<</Type/XRef/Size {len(entries)}/W[1 4 2]/Root {root} 0 R/Info {info} 0 R"
        f"/ID[<{digest}><{digest}>]"
    )
    place = offset
    add(len(entries) - 1, _cross_reference(entries, dictionary))
    return b"".join([*parts, b"startxref\n%d\n%%%%EOF\n" % place])


def _object_stream(packed: Sequence[tuple[int, bytes]]) -> bytes:
    """7.5.7: pairs of object number and offset, then the objects."""
    pairs: list[bytes] = []
    offset = 0
    for number, body in packed:
        pairs.append(b"%d %d" % (number, offset))
        offset += len(body) + 1
    head = b" ".join(pairs) + b"\n"
    data = zlib.compress(head + b"\n".join(body for _, body in packed), 9)
    dictionary = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n"
    return dictionary % (len(packed), len(head), len(data)) + data + _END


def _cross_reference(entries: Sequence[tuple[int, int, int]], dictionary: str) -> bytes:
    """7.5.8, with the PNG predictor "up" (7.4.4.4): neighbours differ little."""
    rows: list[bytes] = []
    above = bytes(_ENTRY)
    for kind, place, index in entries:
        row = bytes([kind]) + place.to_bytes(4, "big") + index.to_bytes(2, "big")
        rows.append(b"\x02" + bytes((a - b) & 255 for a, b in zip(row, above, strict=True)))
        above = row
    data = zlib.compress(b"".join(rows), 9)
    parameters = f"/DecodeParms<</Predictor 12/Columns {_ENTRY}>>"
    head = f"{dictionary}/Filter/FlateDecode{parameters}/Length {len(data)}>>\nstream\n"
    return head.encode("ascii") + data + _END
