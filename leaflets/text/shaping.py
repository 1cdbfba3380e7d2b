"""A run of one font, script and direction in, its glyphs in visual order out (HarfBuzz).

Everything here is in font units, so that one shaping serves every size.
"""

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

_UNSAFE_TO_BREAK: Final = int(hb.GlyphFlags.UNSAFE_TO_BREAK)


@dataclass(frozen=True, slots=True)
class Shaped:
    """Glyphs from left to right, one tuple a property; clusters are offsets into the run's text.

    ``unsafe`` has the clusters at whose start the run can't be cut without shaping both sides
    anew.
    """

    glyphs: Sequence[int]
    clusters: Sequence[int]
    advances: Sequence[int]
    x_offsets: Sequence[int]
    y_offsets: Sequence[int]
    unsafe: frozenset[int]
    rtl: bool

    @property
    def width(self) -> int:
        """The sum of the advances."""
        return sum(self.advances)

    def slice(self, start: int, end: int) -> "Shaped | None":
        """The glyphs of a part of the text, or None if that part has to be shaped by itself."""
        if start in self.unsafe or end in self.unsafe:
            return None
        clusters = self.clusters
        if self.rtl:  # clusters descend
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
        return Shaped(
            self.glyphs[first:last],
            [cluster - start for cluster in self.clusters[first:last]],
            self.advances[first:last],
            self.x_offsets[first:last],
            self.y_offsets[first:last],
            frozenset(),
            self.rtl,
        )


NOTHING: Final = Shaped((), (), (), (), (), frozenset(), rtl=False)


def shape(
    text: str, start: int, end: int, face: FontFace, *, script: str, lang: str, rtl: bool
) -> Shaped:
    """Shape ``text[start:end]`` as it stands in the text around it."""
    left, right = max(0, start - CONTEXT), min(len(text), end + CONTEXT)
    return _shape(text[left:right], start - left, end - start, face, script, lang, rtl)


@lru_cache(maxsize=16384)
def _shape(
    window: str, offset: int, length: int, face: FontFace, script: str, lang: str, rtl: bool
) -> Shaped:
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
    hb.shape(face.hb_font, buffer)
    glyphs, clusters, unsafe = [], [], set()
    for info in buffer.glyph_infos:
        glyphs.append(info.codepoint)
        cluster = info.cluster - offset
        clusters.append(cluster)
        if int(info.flags) & _UNSAFE_TO_BREAK:
            unsafe.add(cluster)
    advances, x_offsets, y_offsets = [], [], []
    for position in buffer.glyph_positions or ():
        advances.append(position.x_advance)
        x_offsets.append(position.x_offset)
        y_offsets.append(position.y_offset)
    return Shaped(glyphs, clusters, advances, x_offsets, y_offsets, frozenset(unsafe), rtl)
