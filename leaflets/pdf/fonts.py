"""Faces in; composite fonts of one document out, subset to the glyphs that it shows.

A font is Type 0 over CIDFontType2 with Identity-H (ISO 32000-1, 9.7). Its CIDs stand for pairs of
a glyph and the text it shows, so that ToUnicode is never ambiguous: a glyph that is part of two
different words' clusters has two CIDs, and CIDToGIDMap leads both to the one outline.
"""

import hashlib
import json
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Protocol

import uharfbuzz as hb

from leaflets.pdf.syntax import number, numbers, stream, utf16
from leaflets.text import FontFace, GlyphRun

FILLER: Final = "\u200b"
"""What the second and later glyphs of a cluster say: nothing, which extractors leave out."""

_LAST_CID: Final = 0xFFFF  # Identity-H reads two bytes
_BLOCK: Final = 100  # entries of one bfchar block (Adobe Technical Note 5411)

# Glyphs are placed by number and already shaped: what is for layout, names or other programs goes.
_DROPPED_TABLES: Final = (
    "BASE", "DSIG", "GDEF", "GPOS", "GSUB", "LTSH", "MATH", "OS/2", "STAT", "VDMX", "VORG",
    "cmap", "gasp", "hdmx", "kern", "meta", "name", "post", "vhea", "vmtx",
)  # fmt: skip
_SUBSET_FLAGS: Final = (
    hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
)


class Objects(Protocol):
    """Where the objects of a font go."""

    def put(self, body: str | bytes) -> str:
        """Add an object; how to point to it."""


Key = tuple[int, str]
"""A glyph, and the text that it shows."""


class EmbeddedFont:
    """A face as one document uses it. ``name`` is what content streams call it."""

    def __init__(self, face: FontFace, name: str) -> None:
        self.face = face
        self.name = name
        # (glyph, text) to code and width, in the order of the codes; 0 is the box.
        self.known: dict[tuple[int, str], tuple[str, float]] = {
            (0, "\ufffd"): ("0000", advance(face, 0))
        }
        self._spelled: dict[tuple[str, tuple[int, ...]], bool] = {}

    def code(self, key: tuple[int, str]) -> tuple[str, float]:
        """The code, in hexadecimal, of a glyph that shows this text, and the glyph's width."""
        found = self.known.get(key)
        if found is None:
            gid, text = key
            # ISO 14289-1, 7.21.8: glyph 0, the box, is never shown.
            if gid == 0:
                raise ValueError(f"{self.face.name} can't show {text!r} as glyph 0")
            found = self.known[key] = (self._new_code(key), advance(self.face, gid))
        return found

    def _new_code(self, key: tuple[int, str]) -> str:
        """The next code."""
        cid = len(self.known)
        if cid > _LAST_CID:
            raise ValueError(f"{self.face.name} has no code left for {key[1]!r}")
        return f"{cid:04X}"

    def spells(self, text: str, gids: tuple[int, ...]) -> bool:
        """Whether these are just the glyphs of the characters, one each and in their order."""
        key = (text, gids)
        spells = self._spelled.get(key)
        if spells is None:
            font = self.face.hb_font
            spells = len(text) == len(gids) and all(
                font.get_nominal_glyph(ord(character)) == gid
                for character, gid in zip(text, gids, strict=True)
            )
            self._spelled[key] = spells
        return spells

    def embed(self, document: Objects) -> str:
        """Write the font with every glyph that was asked for; how to point to it."""
        cut = self._cut()
        descendant = document.put(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{cut.name}"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {self._descriptor(document, cut)}"
            f"/DW 0/W[0[{cut.widths}]]/CIDToGIDMap {document.put(cut.gids)}>>"
        )
        return document.put(
            f"<</Type/Font/Subtype/Type0/BaseFont/{cut.name}/Encoding/Identity-H"
            f"/DescendantFonts[{descendant}]/ToUnicode {document.put(cut.to_unicode)}>>"
        )

    def shown(self) -> str:
        """Glyph and text of each code in their order, as JSON."""
        return self._cut().shown

    def _cut(self) -> "_Cut":
        return _cut(self.face, tuple(self.known))

    def _descriptor(self, document: Objects, cut: "_Cut") -> str:
        """9.8: what a reader would need to stand in for the font; no CIDSet, as it is optional."""
        return document.put(
            f"<</Type/FontDescriptor/FontName/{cut.name}{_measures(self.face)}"
            f"/FontFile2 {document.put(cut.program)}>>"
        )


@lru_cache(maxsize=32)
def _measures(face: FontFace) -> str:
    """What a descriptor says of all glyphs of a face."""
    scale = 1000 / face.units_per_em
    head = face.hb_face.reference_table("head").data
    box = [value * scale for value in struct.unpack(">4h", head[36:44])]
    os2 = face.hb_face.reference_table("OS/2").data
    weight = int.from_bytes(os2[4:6], "big") if os2 else 400
    ascent = round(face.ascent * 1000)
    capitals = struct.unpack(">h", os2[88:90])[0] * scale if len(os2) >= 90 else ascent
    return (
        f"/Flags 4/FontBBox{numbers(*map(round, box))}"
        f"/ItalicAngle 0/Ascent {ascent}/Descent {round(-face.descent * 1000)}"
        f"/CapHeight {round(capitals)}/StemV {round(50 + (weight / 65) ** 2)}"
    )


def advance(face: FontFace, gid: int) -> float:
    """The width of a glyph by itself in thousandths of the size, as /W says it."""
    units = face.hb_font.get_glyph_h_advance(gid)
    return float(round(units * 1000 / face.units_per_em, 2))


@dataclass(frozen=True, slots=True)
class _Cut:
    """A face with some of its glyphs: its name, and what is the same of it in each file."""

    name: str
    program: bytes
    gids: bytes
    to_unicode: bytes
    widths: str
    shown: str


@lru_cache(maxsize=32)
def _cut(face: FontFace, pairs: tuple[tuple[int, str], ...]) -> _Cut:
    """The face with these glyphs, and what each says; leaflets of a language show the same."""
    program, new_gids = _subset(face, [gid for gid, _ in pairs])
    digest = hashlib.sha256(program + repr(list(pairs)).encode("utf-8")).digest()
    tag = "".join(chr(65 + byte % 26) for byte in digest[:6])  # 9.6.4
    return _Cut(
        name=f"{tag}+{face.name}",
        program=stream(program, f"/Length1 {len(program)}"),
        gids=stream(b"".join(struct.pack(">H", new_gids[gid]) for gid, _ in pairs)),
        to_unicode=stream(_to_unicode(pairs)),
        widths=" ".join(number(advance(face, gid)) for gid, _ in pairs),
        shown=json.dumps(pairs, separators=(",", ":")),
    )


def _subset(face: FontFace, gids: list[int]) -> tuple[bytes, dict[int, int]]:
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(set(gids))
    wanted.flags = _SUBSET_FLAGS
    wanted.drop_table_tag_set.update(
        {int.from_bytes(tag.ljust(4).encode("ascii"), "big") for tag in _DROPPED_TABLES}
    )
    plan = hb.SubsetPlan(face.to_cut(), wanted)
    mapping = plan.old_to_new_glyph_mapping
    return plan.execute().blob.data, {gid: mapping[gid] for gid in set(gids)}


class DocumentFonts:
    """The fonts of one document, each embedded once; names follow the order of first use."""

    def __init__(self) -> None:
        self._fonts: dict[FontFace, EmbeddedFont] = {}

    def begin(self, known: Mapping[FontFace, Mapping[Key, tuple[str, float]]]) -> None:
        """Begin with these glyphs and their codes, face by face, before any other."""
        assert not self._fonts, "fonts begin once"
        for face, codes in known.items():
            self[face].known.update(codes)

    def __getitem__(self, face: FontFace) -> EmbeddedFont:
        font = self._fonts.get(face)
        if font is None:
            font = self._fonts[face] = self._opened(face)
        return font

    def _opened(self, face: FontFace) -> EmbeddedFont:
        """A font that was not shown before."""
        return EmbeddedFont(face, f"F{len(self._fonts)}")

    def __iter__(self) -> Iterator[EmbeddedFont]:
        return iter(self._fonts.values())

    def for_run(self, run: GlyphRun) -> EmbeddedFont:
        """The font of the run's face."""
        return self[run.face]

    def embed(self, document: Objects) -> dict[str, str]:
        """Write all of them: name to reference, the /Font resources of every page."""
        return {font.name: font.embed(document) for font in self._fonts.values()}


def _to_unicode(pairs: Sequence[tuple[int, str]]) -> bytes:
    """The CMap from CIDs to text (9.10.3)."""
    entries = [f"<{cid:04X}> <{utf16(text)}>" for cid, (_, text) in enumerate(pairs) if cid]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for start in range(0, len(entries), _BLOCK):
        block = entries[start : start + _BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")
