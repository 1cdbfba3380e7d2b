"""Objects in, as they come; a file with object streams out, whatever its length.

Nothing that grows with the number of objects is kept in memory but what is still to be packed: the
cross-reference waits in a file that has no name.
"""

import hashlib
import tempfile
import zlib
from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, chain, islice
from sys import byteorder
from typing import BinaryIO, Final

_HEADER: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PACK: Final = 4000
"""Objects in one object stream: a reader unpacks one to see a page."""

_LEVEL: Final = 2
"""Of compression. The most takes twice the time and saves one byte in thirty; measured on runs."""

_TOGETHER: Final = 512
"""Pieces of the file that are written at once."""

_WINDOW: Final = 1 << 19
"""Rows of the cross-reference that are kept before they are put away: 4 MB."""

_WIDTHS: Final = "[1 5 2]"  # 7.5.8.2: kind, place, index; eight bytes together
_FAN: Final = 256


class ObjectWriter:
    """Writes a file. Its identifier (ISO 32000-1, 14.4) is a digest of all that is in it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()
        self._position = 0
        self._rows = _Rows()
        self.free = 1
        """The number that is given out next."""
        self._runs: list[range] = []
        self._waiting: list[bytes] = []
        self._texts: list[str] = []
        self._lengths: list[int] = []
        self._write(_HEADER)

    def new(self, count: int = 1) -> int:
        """The first of so many numbers that follow each other and are nobody's yet."""
        first = self.free
        self.free += count
        return first

    def put(self, number: int, body: str) -> None:
        """Write an object that is no stream."""
        self.put_all(number, body, (len(body) + 1,))

    def put_all(self, first: int, bodies: str, lengths: Sequence[int]) -> None:
        """Write objects that are no streams, each on a line, with numbers that follow each other.

        ``lengths`` count the end of the line, too.
        """
        runs, end = self._runs, first + len(lengths)
        if runs and runs[-1].stop == first:
            first = runs.pop().start
        runs.append(range(first, end))
        self._texts.append(bodies)
        self._lengths += lengths
        if len(self._lengths) >= _PACK:
            self._pack()

    def put_stream(self, number: int, body: bytes) -> None:
        """Write a stream, which is up to and with its ``endstream``."""
        self.put_whole(number, b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def put_whole(self, number: int, whole: bytes) -> None:
        """Write an object that has its number and ``endobj`` already."""
        self._rows.set(number, 1 << 56 | self._position << 16)
        self._write(whole)

    def close(self, *, root: int, info: int) -> None:
        """Write what is left, and the cross-reference."""
        self._pack()
        number, start = self.new(), self._position
        self._rows.set(number, 1 << 56 | start << 16)
        data = b"".join(self._rows.deflated(self.free))
        self._flush()
        name = self._digest.hexdigest()[:32].upper()
        head = (
            f"{number} 0 obj\n<</Type/XRef/Size {self.free}/W{_WIDTHS}/Root {root} 0 R"
            f"/Info {info} 0 R/ID[<{name}><{name}>]/Filter/FlateDecode"
            f"/DecodeParms<</Predictor 12/Columns 8>>/Length {len(data)}>>\nstream\n"
        )
        end = f"\r\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n"
        self._write(b"".join((head.encode("ascii"), data, end.encode("ascii"))))
        self._flush()

    def _pack(self) -> None:
        """Write the objects that wait as one object stream (7.5.7)."""
        count = len(self._lengths)
        if not count:
            return
        number = self.new()
        told = [0] * (2 * count)
        told[::2] = chain.from_iterable(self._runs)
        told[1::2] = islice(accumulate(self._lengths, initial=0), count)
        pairs = " ".join(map(str, told))
        data = zlib.compress("\n".join((pairs, *self._texts)).encode("ascii"), _LEVEL)
        self._rows.set_packed(self._runs, number)
        head = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n"
        filled = head % (count, len(pairs) + 1, len(data))
        self.put_stream(number, b"".join((filled, data, b"\r\nendstream")))
        self._runs.clear()
        self._texts.clear()
        self._lengths.clear()

    def _write(self, data: bytes) -> None:
        self._waiting.append(data)
        self._position += len(data)
        if len(self._waiting) >= _TOGETHER:
            self._flush()

    def _flush(self) -> None:
        data = b"".join(self._waiting)
        self._waiting.clear()
        self._stream.write(data)
        self._digest.update(data)


class _Rows:
    """The rows of the cross-reference, each as a number of eight bytes."""

    def __init__(self) -> None:
        self._file: BinaryIO | None = None
        self._window = array("Q", [0xFFFF])  # 7.5.4: object 0 is free
        self._start = 0
        self._late: dict[int, int] = {}

    def set(self, number: int, row: int) -> None:
        place = number - self._start
        if 0 <= place < len(self._window):
            self._window[place] = row
        else:
            self.set_all(range(number, number + 1), row)

    def set_all(self, numbers: range, row: int) -> None:
        """Set rows that each are one more than the row before."""
        if numbers.start < self._start:
            self._late.update(zip(numbers, range(row, row + len(numbers)), strict=True))
            return
        if numbers.stop - self._start > 2 * _WINDOW:
            self._put_away()
        place, end = numbers.start - self._start, numbers.stop - self._start
        if end > len(self._window):
            self._window.extend(bytes(end - len(self._window) + _PACK))
        self._window[place:end] = array("Q", range(row, row + len(numbers)))

    def set_packed(self, runs: Sequence[range], pack: int) -> None:
        row = 2 << 56 | pack << 16
        for numbers in runs:
            if len(numbers) == 1:
                self.set(numbers.start, row)
            else:
                self.set_all(numbers, row)
            row += len(numbers)

    def _put_away(self) -> None:
        """Put the older half away. What is set there afterwards is rare, and kept aside."""
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115  # closed once it was read
        self._window[:_WINDOW].tofile(self._file)
        del self._window[:_WINDOW]
        self._start += _WINDOW

    def deflated(self, size: int) -> Iterator[bytes]:
        """All rows up to ``size``, with the PNG predictor "up" (7.4.4.4)."""
        packer = zlib.compressobj(_LEVEL)
        above = bytes(8)
        for rows in self._chunks(size):
            if byteorder == "little":
                rows.byteswap()
            data = rows.tobytes()
            yield packer.compress(_differences(data, above + data[:-8]))
            above = data[-8:]
        yield packer.flush()
        if self._file is not None:
            self._file.close()

    def _chunks(self, size: int) -> "Iterator[array[int]]":
        if self._file is not None:
            self._file.seek(0)
        for start in range(0, size, _WINDOW):
            rows = array("Q")
            if self._file is not None and start < self._start:
                rows.fromfile(self._file, _WINDOW)
            else:
                place = start - self._start
                self._window.extend(bytes(max(0, size - self._start - len(self._window))))
                rows = self._window[place : min(place + _WINDOW, size - self._start)]
            for number, row in self._late.items():
                if 0 <= number - start < len(rows):
                    rows[number - start] = row
            yield rows


def _differences(rows: bytes, above: bytes) -> bytes:
    """Each byte of the rows less the one above it, and the predictor before each row.

    All bytes at once: as two long numbers, whose top bits are kept from borrowing.
    """
    count = len(rows) // 8
    top = int.from_bytes(b"\x80" * len(rows))
    a, b = int.from_bytes(rows), int.from_bytes(above)
    less = ((a | top) - (b & ~top)) ^ ((a ^ ~b) & top)
    data = less.to_bytes(len(rows))
    told = bytearray(9 * count)
    told[::9] = b"\x02" * count
    for column in range(8):
        told[column + 1 :: 9] = data[column::8]
    return bytes(told)


class Tree:
    """Things in their order below nodes of at most 256, and these below others, up to one.

    ``write`` is told a node's number, its parent, its kids, how many things are below it, and its
    height above the things, from 1. ``top`` is the parent of the topmost.
    """

    def __init__(
        self,
        objects: ObjectWriter,
        write: Callable[[int, int, Sequence[int], int, int], None],
        top: int = 0,
    ) -> None:
        self._objects = objects
        self._write = write
        self._top = top
        self._levels: list[_Level] = [_Level()]

    def add(self, first: int, count: int = 1) -> int:
        """Add things with numbers that follow each other; the node that is their parent.

        All of them have one parent, unless they are more than a node can have: then their parents
        are told by adding fewer.
        """
        level = self._levels[0]
        if level.kids and len(level.kids) + count > _FAN:
            self._end(0)
            level = self._levels[0]
        level.kids += range(first, first + count)
        level.count += count
        return level.number or self._number(level)

    def close(self) -> tuple[int, int]:
        """Write what is open: the number of the topmost node, and how high it is."""
        height = 0
        while height + 1 < len(self._levels):
            if self._levels[height].kids:
                self._end(height)
            height += 1
        level = self._levels[height]
        self._write(self._number(level), self._top, level.kids, level.count, height + 1)
        return level.number, height + 1

    def _end(self, height: int) -> None:
        level = self._levels[height]
        if height + 1 == len(self._levels):
            self._levels.append(_Level())
        if len(self._levels[height + 1].kids) >= _FAN:
            self._end(height + 1)
        above = self._levels[height + 1]
        number = self._number(level)
        self._write(number, self._number(above), level.kids, level.count, height + 1)
        above.kids.append(number)
        above.count += level.count
        self._levels[height] = _Level()

    def _number(self, level: "_Level") -> int:
        if not level.number:
            level.number = self._objects.new()
        return level.number


class _Level:
    """A node that is not full yet. It gets a number when something has to point to it."""

    __slots__ = ("count", "kids", "number")

    def __init__(self) -> None:
        self.number = 0
        self.kids: list[int] = []
        self.count = 0
