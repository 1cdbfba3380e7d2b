"""A file with places left open, as values: what stamping it takes, and its own form on disk.

A :class:`Template` is all that is alike on everybody's copy of a leaflet: the bytes of every object
but the forms that hold one person's values, and what it takes to set these. It holds nothing of a
person. On disk it is its digest, a JSON head and the parts one after the other; nothing in it is
ever run, and what does not match its digest is refused.
"""

import hashlib
import json
import re
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property, lru_cache
from sys import byteorder
from typing import Any, Final, TypedDict

JOINED: Final = -32768
"""In place of a pair's kerning: not two glyphs beside each other."""

_MAGIC: Final = b"leaflets template 1\n"
_DIGEST: Final = 32
_STREAM: Final = re.compile(
    rb"(?P<number>\d+) 0 obj\n(?P<dictionary><<.*?>>)\s*stream\r?\n", re.DOTALL
)
_LENGTH: Final = re.compile(rb"/Length (\d+)")


class DamagedTemplate(ValueError):
    """Bytes that are no template, or not as they were written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Room for one value, in points; it is the same on every page that shows it.

    ``what`` names it in messages. A value that is one line has this ``size`` and ``colour``, and
    its baseline ``baseline`` above the place's lower edge; it keeps to the ``right`` or the left.
    """

    slot: str
    what: str
    width: float
    height: float
    size: float
    baseline: float
    right: bool
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The form that holds a value: its object, and its place."""

    number: int
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Alphabet:
    """Letters of one script in one face, and how they stand beside each other.

    ``units`` are letters, and groups of letters that the face joins to one glyph; the signs that
    scripts share are among them. ``advances`` and ``kerning`` are in units of the face, kerning in
    rows of the first unit; ``joinable`` is whether no kerning reaches over a space, so that words
    can be set one by one. ``default`` is whether signs alone are of this script, too.
    """

    script: str
    default: bool
    face: str
    units_per_em: int
    units: tuple[str, ...]
    glyphs: tuple[int, ...]
    advances: tuple[int, ...]
    kerning: bytes
    joinable: bool

    def kerning_rows(self) -> Sequence[int]:
        """The kerning of each pair, or :data:`JOINED`."""
        return _kerning_rows(self.kerning)


@lru_cache(maxsize=4)
def _kerning_rows(packed: bytes) -> Sequence[int]:
    pairs = array("h")
    pairs.frombytes(zlib.decompress(packed))
    if byteorder == "big":
        pairs.byteswap()
    return pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeded:
    """An alphabet as a template's font has it: what content calls the font, its object, codes."""

    alphabet: Alphabet
    font: str
    ref: str
    codes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """A font of the template: its face's name, what content calls it, and its object.

    ``shown`` has what its codes stand for, in their order: glyph and text.
    """

    face: str
    name: str
    ref: str
    shown: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows of the cross-reference that never change: a deflated piece, its sum and its length."""

    deflated: bytes
    adler: int
    length: int


@dataclass(frozen=True, kw_only=True)
class Template:
    """A file but for its forms.

    ``prefix`` is the file's beginning, with every object that is alike in all copies. The forms
    have numbers that follow each other, ``before`` and ``after`` are the rows of the numbers around
    them, and ``size`` is the first number that is free. ``pages`` are the page objects. ``told`` is
    what its owner wants to know of it.
    """

    prefix: bytes
    before: Rows
    after: Rows
    size: int
    root: int
    info: int
    pages: tuple[int, ...]
    forms: tuple[Form, ...]
    alphabets: tuple[Seeded, ...]
    fonts_json: bytes
    told: str = ""

    @cached_property
    def fonts(self) -> tuple[Font, ...]:
        """The fonts of the template; read when a value needs more than an alphabet."""
        return tuple(
            Font(face=face, name=name, ref=ref, shown=tuple((gid, text) for gid, text in shown))
            for face, name, ref, shown in json.loads(self.fonts_json)
        )

    def objects(self) -> dict[int, bytes]:
        """The body of every object that is alike in all copies, by number."""
        found: dict[int, bytes] = {}
        match = _STREAM.search(self.prefix)
        while match:
            data = match.end()
            length = _LENGTH.search(match["dictionary"])
            assert length is not None, "a stream says how long it is"
            end = self.prefix.index(b"endobj\n", data + int(length[1]))
            if b"/Type/ObjStm" in match["dictionary"]:
                found.update(_unpacked(match["dictionary"], self.prefix[data:end]))
            else:
                found[int(match["number"])] = self.prefix[match.start("dictionary") : end]
            match = _STREAM.match(self.prefix, end + len(b"endobj\n"))
        return found

    def with_fonts(self, refs: Mapping[str, str]) -> "Template":
        """A template whose forms point to other font objects, by what content calls the font."""
        told = [
            (face, name, refs[name], shown) for face, name, _, shown in json.loads(self.fonts_json)
        ]
        return replace(
            self,
            alphabets=tuple(replace(seeded, ref=refs[seeded.font]) for seeded in self.alphabets),
            fonts_json=json.dumps(told).encode("ascii"),
        )

    def to_bytes(self) -> bytes:
        """The template as it is kept on disk."""
        parts = [self.prefix, self.before.deflated, self.after.deflated, self.fonts_json]
        parts += [seeded.alphabet.kerning for seeded in self.alphabets]
        head: _HeadWithoutAlphabets = {
            "lengths": [len(part) for part in parts],
            "rows": [(rows.adler, rows.length) for rows in (self.before, self.after)],
            "size": self.size,
            "root": self.root,
            "info": self.info,
            "pages": list(self.pages),
            "forms": [(form.number, _told(form.place)) for form in self.forms],
            "told": self.told,
        }
        alphabets = ",".join(map(_written, self.alphabets))
        written = f'{{"alphabets":[{alphabets}],{_json(head)[1:]}'.encode("ascii")
        body = b"".join((len(written).to_bytes(4, "big"), written, *parts))
        return _MAGIC + hashlib.sha256(body).digest() + body

    @classmethod
    def from_bytes(cls, data: bytes) -> "Template":
        """The template that :meth:`to_bytes` wrote.

        Raises:
            DamagedTemplate: These bytes are not, or not all, what was written.
        """
        start = len(_MAGIC) + _DIGEST
        body = memoryview(data)[start:]
        if (
            not data.startswith(_MAGIC)
            or hashlib.sha256(body).digest() != data[start - _DIGEST : start]
        ):
            raise DamagedTemplate("these bytes are not what was written")
        end = 4 + int.from_bytes(body[:4], "big")
        head: _Head = json.loads(bytes(body[4:end]))
        parts = []
        for length in head["lengths"]:
            parts.append(bytes(body[end : end + length]))
            end += length
        prefix, before, after, fonts, *kernings = parts
        rows = [
            Rows(deflated=part, adler=adler, length=length)
            for part, (adler, length) in zip((before, after), head["rows"], strict=True)
        ]
        return cls(
            prefix=prefix,
            before=rows[0],
            after=rows[1],
            size=head["size"],
            root=head["root"],
            info=head["info"],
            pages=tuple(head["pages"]),
            forms=tuple(Form(number=n, place=Place(**place)) for n, place in head["forms"]),
            alphabets=tuple(
                Seeded(
                    alphabet=Alphabet(**{**told, **_tuples(told), "kerning": kerning}),
                    font=font,
                    ref=ref,
                    codes=tuple(codes),
                )
                for (told, font, ref, codes), kerning in zip(
                    head["alphabets"], kernings, strict=True
                )
            ),
            fonts_json=fonts,
            told=head["told"],
        )


def _told(of: Place | Alphabet) -> dict[str, Any]:
    """What it holds by name; not copied, as ``asdict`` would have each letter."""
    return {each.name: getattr(of, each.name) for each in fields(of)}


def _unpacked(dictionary: bytes, data: bytes) -> Iterator[tuple[int, bytes]]:
    """The objects of an object stream (ISO 32000-1, 7.5.7)."""
    first = re.search(rb"/First (\d+)", dictionary)
    assert first is not None
    content = zlib.decompressobj().decompress(data)
    start = int(first[1])
    pairs = list(map(int, content[:start].split()))
    ends = [*pairs[3::2], len(content) - start + 1]
    for number, begin, end in zip(pairs[::2], pairs[1::2], ends, strict=True):
        yield number, content[start + begin : start + end - 1]


def _tuples(told: dict[str, Any]) -> dict[str, tuple[Any, ...]]:
    return {name: tuple(told[name]) for name in ("units", "glyphs", "advances")}


def _json(of: object) -> str:
    return json.dumps(of, separators=(",", ":"))


def _written(seeded: Seeded) -> str:
    """An alphabet in a font as JSON, but for its kerning."""
    font = _json((seeded.font, seeded.ref, seeded.codes))
    return f"[{_letters(seeded.alphabet)},{font[1:]}"


@lru_cache(maxsize=16)
def _letters(alphabet: Alphabet) -> str:
    """The letters as JSON; they are the same in most leaflets of a language."""
    return _json(_told(alphabet) | {"kerning": ""})


class _HeadWithoutAlphabets(TypedDict):
    """What of the JSON head is each template's own."""

    lengths: list[int]
    rows: list[tuple[int, int]]
    size: int
    root: int
    info: int
    pages: list[int]
    forms: list[tuple[int, dict[str, Any]]]
    told: str


class _Head(_HeadWithoutAlphabets):
    """The JSON head."""

    alphabets: list[tuple[dict[str, Any], str, str, Sequence[int]]]
