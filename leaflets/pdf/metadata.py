"""What a file says of itself: XMP, the information dictionary, and the colours it is meant in.

Nothing here names a person: no author, no keywords, no path and no clock.
"""

import struct
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from html import escape
from itertools import pairwise
from typing import Final

from leaflets.pdf.document import Document
from leaflets.pdf.syntax import date_string, language_tag, stream, text_string

PROGRAM: Final = "leaflets"
NO_DATE: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The date of files whose caller gives none; never the clock's, so that bytes stay the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentInfo:
    """A document's title in its own language, the language, its direction and its date."""

    title: str
    lang: str
    rtl: bool = False
    created: datetime = NO_DATE


_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_AIIM = "http://www.aiim.org"

# The extension schema describes pdfuaid, which PDF/A does not know (ISO 19005-2, 6.6.2.3).
_XMP: Final = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_RDF}">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfuaid="{_AIIM}/pdfua/ns/id/" xmlns:pdfaid="{_AIIM}/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%(title)s</rdf:li><rdf:li xml:lang="%(lang)s">\
%(title)s</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>%(lang)s</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>%(date)s</xmp:CreateDate><xmp:ModifyDate>%(date)s</xmp:ModifyDate>
<xmp:CreatorTool>{PROGRAM}</xmp:CreatorTool><pdf:Producer>{PROGRAM}</pdf:Producer>
<pdfuaid:part>1</pdfuaid:part>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="{_AIIM}/pdfa/ns/extension/"
 xmlns:pdfaSchema="{_AIIM}/pdfa/ns/schema#" xmlns:pdfaProperty="{_AIIM}/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{_AIIM}/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def write_metadata(document: Document, info: DocumentInfo) -> None:
    """Say language, title and direction, which standards the file keeps, and its colours."""
    information, xmp, profile = _said(info)
    document.information.fill(information)
    metadata = document.put(xmp)
    colours = document.put(profile)
    name = text_string("sRGB IEC61966-2.1")
    direction = "/Direction/R2L" if info.rtl else ""
    document.set_catalog(
        Lang=text_string(language_tag(info.lang)),
        Metadata=metadata,
        # ISO 14289-1, 7.1: the title is shown, not the file's name.
        ViewerPreferences=f"<</DisplayDocTitle true{direction}>>",
        OutputIntents=f"[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier{name}"
        f"/Info{name}/DestOutputProfile {colours}>>]",
        PageLabels="<</Nums[0<</S/D>>]>>",
    )


@lru_cache(maxsize=64)
def _said(info: DocumentInfo) -> tuple[str, bytes, bytes]:
    """The information dictionary, the metadata and the profile of colours, as objects."""
    created = info.created.astimezone(UTC)
    xmp = _XMP % {
        "title": escape(info.title, quote=False),
        "lang": escape(language_tag(info.lang)),
        "date": f"{created:%Y-%m-%dT%H:%M:%SZ}",
    }
    date = date_string(created)
    program = text_string(PROGRAM)
    # Older programs read only this; it says the same as the metadata.
    information = (
        f"<</Title{text_string(info.title)}/Creator{program}/Producer{program}"
        f"/CreationDate{date}/ModDate{date}>>"
    )
    metadata = stream(xmp.encode("utf-8"), "/Type/Metadata/Subtype/XML", compress=False)
    return information, metadata, stream(srgb_profile(), "/N 3")


@cache
def srgb_profile() -> bytes:
    """The sRGB colour space as an ICC profile (ICC.1:2004-10, version 4.2), made of its numbers.

    Primaries are those of IEC 61966-2-1 adapted to D50; the curve is its piecewise function.
    """
    primaries = {
        b"wtpt": (0.9642, 1.0, 0.8249),
        b"rXYZ": (0.43607, 0.22249, 0.01392),
        b"gXYZ": (0.38515, 0.71687, 0.09708),
        b"bXYZ": (0.14307, 0.06061, 0.71410),
    }
    adaptation = (
        1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168,
    )  # fmt: skip
    curve = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
    tags = {
        b"desc": _unicode_tag("sRGB"),
        b"cprt": _unicode_tag("No copyright, use freely"),
        **{tag: b"XYZ \0\0\0\0" + _fixed(*values) for tag, values in primaries.items()},
        b"chad": b"sf32\0\0\0\0" + _fixed(*adaptation),
        b"rTRC": b"para\0\0\0\0\0\3\0\0" + _fixed(*curve),
    }
    start = 128 + 4 + 12 * (len(tags) + 2)
    table = struct.pack(">I", len(tags) + 2)
    data = b""
    for tag, content in tags.items():
        entry = struct.pack(">II", start + len(data), len(content))
        table += tag + entry
        if tag == b"rTRC":  # one curve for all three
            table += b"gTRC" + entry + b"bTRC" + entry
        data += content + bytes(-len(content) % 4)
    header = struct.pack(
        ">II4s4s4s4s6H4s4s6I12s4s44x",
        start + len(data), 0, b"\x04\x20\0\0", b"mntr", b"RGB ", b"XYZ ",
        2000, 1, 1, 0, 0, 0, b"acsp", b"\0\0\0\0", 0, 0, 0, 0, 0, 0,
        _fixed(*primaries[b"wtpt"]), b"\0\0\0\0",
    )  # fmt: skip
    return header + table + data


def _fixed(*values: float) -> bytes:
    """Numbers of sixteen bits before the point and sixteen after it."""
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _unicode_tag(text: str) -> bytes:
    """A text in one language."""
    encoded = text.encode("utf-16-be")
    return (
        b"mluc\0\0\0\0"
        + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(encoded), 28)
        + (encoded)
    )


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A line of the outline: where it leads, from 0 for pages, and how deep it is."""

    title: str
    page: int
    top: float
    level: int


def write_outline(document: Document, entries: list[OutlineEntry]) -> None:
    """The outline (ISO 32000-1, 12.3.3), all of it open."""
    if not entries:
        return
    pages = document.page_refs()
    root = document.reserve()
    items = [document.reserve() for _ in entries]
    children: dict[int, list[int]] = {}  # by index of the parent; -1 is the root
    above: list[int] = []
    for index, entry in enumerate(entries):
        del above[entry.level :]
        children.setdefault(above[-1] if above else -1, []).append(index)
        above.append(index)

    def family(parent: int) -> str:
        kids = children.get(parent, [])
        if not kids:
            return ""
        count = _count(children, parent)
        return f"/First {items[kids[0]].ref}/Last {items[kids[-1]].ref}/Count {count}"

    for parent, kids in children.items():
        before = {b: a for a, b in pairwise(kids)}
        after = dict(pairwise(kids))
        parent_ref = items[parent].ref if parent >= 0 else root.ref
        for index in kids:
            entry = entries[index]
            body = f"<</Title{text_string(entry.title)}/Parent {parent_ref}"
            if index in before:
                body += f"/Prev {items[before[index]].ref}"
            if index in after:
                body += f"/Next {items[after[index]].ref}"
            top = f"{entry.top:.0f}"
            items[index].fill(f"{body}{family(index)}/Dest[{pages[entry.page]}/XYZ 0 {top} 0]>>")
    root.fill(f"<</Type/Outlines{family(-1)}>>")
    document.set_catalog(Outlines=root.ref)


def _count(children: dict[int, list[int]], parent: int) -> int:
    """How many entries are below one, all open."""
    return sum(1 + _count(children, kid) for kid in children.get(parent, []))
