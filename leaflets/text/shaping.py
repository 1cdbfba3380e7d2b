"""A run of one font, script and direction in, its glyphs in visual order out (HarfBuzz).

Everything here is in font units, so that one shaping serves every size.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import neg
from typing import Final

import uharfbuzz as hb

from leaflets.text.fonts import FontFace

# HarfBuzz itself looks at five characters on either side (CONTEXT_LENGTH in its buffer); handing
# over the whole paragraph would copy it for every run, and a long text would take quadratic time.
CONTEXT: Final = 8

# Of two full-width marks side by side, one gives up the empty half of its square (W3C's CLREQ);
# set as they are, a bracket and a comma leave a hole in the line.
_OPENING: Final = "（〈《「『【〔"  # noqa: RUF001
_CLOSING: Final = "）〉》」』】〕"  # noqa: RUF001
_STOPS: Final = "，。、；："  # noqa: RUF001
_BESIDE_ANOTHER: Final = re.compile(
    f"[{_CLOSING}](?=[{_CLOSING}{_STOPS}{_OPENING}])|[{_STOPS}](?=[{_CLOSING}{_OPENING}])"
    f"|(?<=[{_OPENING}])[{_OPENING}]"
)

_UNSAFE_TO_BREAK: Final = int(hb.GlyphFlags.UNSAFE_TO_BREAK)


@dataclass(frozen=True, slots=True)
class Shaped:
    """Glyphs from left to right, one column a property; clusters are offsets into the run's text.

    ``plain`` is whether each character has one glyph. ``infos`` knows where the run can be cut.
    """

    glyphs: Sequence[int]
    clusters: Sequence[int]
    advances: Sequence[int]
    x_offsets: Sequence[int]
    y_offsets: Sequence[int]
    rtl: bool
    plain: bool
    infos: Sequence[hb.GlyphInfo] = ()

    @property
    def width(self) -> int:
        """The sum of the advances."""
        return sum(self.advances)

    def slice(self, start: int, end: int) -> "Shaped | None":
        """The glyphs of a part of the text, or None if that part has to be shaped by itself."""
        clusters = self.clusters
        if self.plain:
            count = len(clusters)
            first, last = (count - end, count - start) if self.rtl else (start, end)
            head, after = (last - 1, first - 1) if self.rtl else (first, last)
        elif self.rtl:  # clusters descend
            first = bisect_left(clusters, 1 - end, key=neg)
            last = bisect_left(clusters, 1 - start, key=neg)
            head, after = last - 1, first - 1
        else:
            first, last = bisect_left(clusters, start), bisect_left(clusters, end)
            head, after = first, last
        if first == last or clusters[head] != start:
            return None  # the cut is inside a cluster
        if 0 <= after < len(clusters) and clusters[after] != end:
            return None
        if self._is_unsafe(head) or self._is_unsafe(after):
            return None
        part = [cluster - start for cluster in clusters[first:last]]
        return Shaped(
            self.glyphs[first:last],
            part,
            self.advances[first:last],
            self.x_offsets[first:last],
            self.y_offsets[first:last],
            self.rtl,
            self.plain or len(set(part)) == last - first == end - start,
        )

    def _is_unsafe(self, index: int) -> bool:
        """Whether the run can't be cut before the cluster of a glyph without shaping it anew.

        HarfBuzz marks each glyph. Asking is slow, so only the few are asked where a line is cut.
        """
        count, step = len(self.clusters), -1 if self.rtl else 1
        cluster = self.clusters[index] if 0 <= index < count else -1
        while 0 <= index < count and self.clusters[index] == cluster:
            if int(self.infos[index].flags) & _UNSAFE_TO_BREAK:
                return True
            index += step
        return False


NOTHING: Final = Shaped((), (), (), (), (), rtl=False, plain=False)


def shape(
    text: str, start: int, end: int, face: FontFace, *, script: str, lang: str, rtl: bool
) -> Shaped:
    """Shape ``text[start:end]`` as it stands in the text around it."""
    left, right = max(0, start - CONTEXT), min(len(text), end + CONTEXT)
    return _shape(text[left:right], start - left, end - start, face, script, lang, rtl)


@lru_cache(maxsize=4096)
def _shape(
    window: str, offset: int, length: int, face: FontFace, script: str, lang: str, rtl: bool
) -> Shaped:
    buffer = _buffer(window, offset, length, script, lang, rtl=rtl)
    halved = [] if window.isascii() else [m.span() for m in _BESIDE_ANOTHER.finditer(window)]
    hb.shape(face.hb_font, buffer, {"halt": [(*span, True) for span in halved]} if halved else None)
    infos = buffer.glyph_infos
    clusters = [info.cluster - offset for info in infos]
    # By HarfBuzz's order: x and y offset, x and y advance.
    positions = [position.position for position in buffer.glyph_positions or ()]
    x_offsets, y_offsets, advances, _ = zip(*positions, strict=True) if positions else ((),) * 4
    return Shaped(
        [info.codepoint for info in infos],
        clusters,
        advances,
        x_offsets,
        y_offsets,
        rtl,
        len(set(clusters)) == len(clusters) == length,
        infos,
    )


def _buffer(
    window: str, offset: int, length: int, script: str, lang: str, *, rtl: bool
) -> hb.Buffer:
    buffer = hb.Buffer()
    buffer.add_str(window, offset, length)
    # Clusters must stay as fine as HarfBuzz has them: marks get their own text in the PDF.
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    # Isolates and joiners are instructions; they leave no glyph, not even an empty one.
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.script = script
    if lang:
        buffer.language = lang.replace("_", "-")
    return buffer


def shape_apart(
    text: str, face: FontFace, *, script: str, lang: str
) -> tuple[list[int], list[int]]:
    """The glyphs of a text by itself, from left to right, and their advances; nothing is kept."""
    buffer = _buffer(text, 0, len(text), script, lang, rtl=False)
    hb.shape(face.hb_font, buffer)
    glyphs = [info.codepoint for info in buffer.glyph_infos]
    return glyphs, [position.x_advance for position in buffer.glyph_positions or ()]
