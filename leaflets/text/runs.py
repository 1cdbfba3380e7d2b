"""Shaped runs in, glyphs at their places on a line out.

Most text has one glyph for each character. Its glyphs and clusters are kept as columns, which are
slices of what was shaped; tuples of one glyph or cluster are made only for who asks for them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from leaflets.text.fonts import FontFace
from leaflets.text.paragraph import Run
from leaflets.text.shaping import Shaped


class Glyph(NamedTuple):
    """One glyph.

    ``x`` is where the pen is, ``dx`` and ``dy`` move the drawing from there, and the next glyph
    of the run starts at ``x + advance``.
    """

    gid: int
    x: float
    dx: float
    dy: float
    advance: float


class Cluster(NamedTuple):
    """Characters and the glyphs they became: ``glyphs[first:last]`` of the run show ``text``.

    ``text`` is the paragraph's own, without direction marks; it is empty for what only shows
    (the glyphs of such a cluster belong to nothing that can be copied).
    """

    text: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Clusters:
    """The clusters of a run in logical order, one column a property of :class:`Cluster`.

    The texts are a single string where each of its characters has one glyph.
    """

    texts: Sequence[str]
    firsts: Sequence[int]
    lasts: Sequence[int]


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Glyphs of one face from left to right, one column a property of :class:`Glyph`.

    ``span`` is the index of the paragraph's span: its weight, language and link. A run that
    ``hangs`` is the line's trailing space, outside the text's edge: it keeps words apart when the
    text is read or copied, and shows nothing.
    """

    face: FontFace
    size: float
    level: int
    span: int
    x: float
    width: float
    gids: Sequence[int]
    xs: Sequence[float]
    dxs: Sequence[float]
    dys: Sequence[float]
    advances: Sequence[float]
    columns: Clusters
    hangs: bool = False

    @property
    def rtl(self) -> bool:
        """Whether its glyphs run from right to left."""
        return bool(self.level & 1)

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        """The glyphs one by one."""
        return tuple(map(Glyph, self.gids, self.xs, self.dxs, self.dys, self.advances))

    @property
    def clusters(self) -> tuple[Cluster, ...]:
        """The clusters one by one, in logical order."""
        return tuple(map(Cluster, self.columns.texts, self.columns.firsts, self.columns.lasts))


def place_run(
    run: Run, shaped: Shaped, clusters: Clusters, x: float, size: float, *, hangs: bool = False
) -> GlyphRun:
    """The glyphs of a part of a run, from ``x`` on."""
    scale = size / run.face.units_per_em
    advances = [advance * scale for advance in shaped.advances]
    *xs, end = accumulate(advances, initial=x)
    return GlyphRun(
        run.face,
        size,
        run.level,
        run.span,
        x,
        end - x,
        shaped.glyphs,
        xs,
        _scaled(shaped.x_offsets, scale),
        _scaled(shaped.y_offsets, scale),
        advances,
        clusters,
        hangs,
    )


def _scaled(offsets: Sequence[int], scale: float) -> Sequence[float]:
    if any(offsets):
        return [offset * scale for offset in offsets]
    return [0.0] * len(offsets)


def find_clusters(shaped: Shaped, texts: Sequence[str]) -> Clusters:
    """The clusters of a part of a run, whose characters are copied as these texts.

    Every character is in one of them: what has no glyph belongs to the cluster before it.
    """
    count = len(shaped.glyphs)
    if shaped.plain:
        if not isinstance(texts, str) and len(spelled := "".join(texts)) == count:
            texts = spelled
        if shaped.rtl:
            return Clusters(texts, range(count - 1, -1, -1), range(count, 0, -1))
        return Clusters(texts, range(count), range(1, count + 1))
    starts: list[int] = []
    firsts: list[int] = []
    previous = -1
    for index, cluster in enumerate(shaped.clusters):
        if cluster != previous:
            starts.append(cluster)
            firsts.append(index)
            previous = cluster
    lasts = [*firsts[1:], count]
    if shaped.rtl:
        starts, firsts, lasts = starts[::-1], firsts[::-1], lasts[::-1]
    starts[0] = 0
    joined = [
        texts[start] if end == start + 1 else "".join(texts[start:end])
        for start, end in zip(starts, [*starts[1:], len(texts)], strict=True)
    ]
    return Clusters(joined, firsts, lasts)
