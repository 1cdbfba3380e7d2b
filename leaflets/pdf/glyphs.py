"""Runs of placed glyphs in; the operators of a text object out (ISO 32000-1, 9.4).

Every run is placed by its own position. What is read left to right is shown in one go. What is read
right to left is shown word after word in logical order, each word's glyphs from left to right:
this is what extractors and search expect to undo.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from leaflets.pdf.fonts import FILLER, DocumentFonts, EmbeddedFont
from leaflets.pdf.syntax import NBSP_LIKE, number, utf16
from leaflets.text import Cluster, GlyphRun

_CLOSE: Final = 0.02  # points: nearer than this the pen is where it should be
_MIN_SHIFT: Final = 0.5  # thousandths of the size
_MIN_RISE: Final = 0.0005  # points


class TextObject:
    """The operators between BT and ET for runs of one line, whose origin is at (x, y)."""

    def __init__(self, fonts: DocumentFonts, x: float, y: float) -> None:
        self.operators: list[str] = ["BT"]
        self._fonts = fonts
        self._x = x
        self._y = round(y, 2)
        self._line_start = (0.0, 0.0)
        self._pen: float | None = None
        self._font: tuple[EmbeddedFont, float] | None = None
        # By font, size and height: x and glyph.
        self._later: dict[tuple[EmbeddedFont, float, float], list[tuple[float, int]]] = {}

    def end(self) -> list[str]:
        """All operators.

        The dots of right-to-left letters come last. They say nothing, and shown among the letters
        at heights of their own they would tear words apart for whoever searches them.
        """
        if self._later:
            self.operators.append("/Span<</ActualText<FEFF>>>BDC")
            for (font, size, rise), dots in self._later.items():
                self._show_dots(font, size, rise, sorted(dots))
            self.operators.append("EMC")
        return [*self.operators, "ET"]

    def show(self, run: GlyphRun) -> None:
        """Show the run at its place."""
        font = self._fonts[run.face]
        self._set_font(font, run.size)
        texts, replaced = _texts(run, font)
        if not run.rtl:
            self._show(run, font, texts, range(len(run.gids)), replaced)
            return
        for first, last in _words(run):
            letters = []
            for index in range(first, last):
                if texts[index] != FILLER:
                    letters.append(index)
                    continue
                group = self._later.setdefault((font, run.size, round(run.dys[index], 2)), [])
                group.append((self._x + run.xs[index] + run.dxs[index], run.gids[index]))
            if not letters:
                continue
            # 14.8.2.3.3: these strings hold their characters from left to right.
            if len(letters) > 1:
                self.operators.append("/ReversedChars BMC")
            self._show(run, font, texts, letters, {})
            if len(letters) > 1:
                self.operators.append("EMC")

    def _show_dots(
        self, font: EmbeddedFont, size: float, rise: float, dots: list[tuple[float, int]]
    ) -> None:
        """Show glyphs that say nothing, all of one height."""
        self._set_font(font, size)
        self._pen = None
        self._move(dots[0][0], self._y + rise)
        pen = self._line_start[0]
        array: list[str] = []
        for x, gid in dots:
            shift = round((pen - x) * 1000 / size)
            code, advance = font.code((gid, FILLER))
            array.append(f"{shift or ''}<{code}>")
            pen += (advance - shift) * size / 1000
        self.operators.append(f"[{''.join(array)}]TJ")

    def _set_font(self, font: EmbeddedFont, size: float) -> None:
        if self._font != (font, size):
            self.operators.append(f"/{font.name} {number(size)} Tf")
            self._font = (font, size)

    def _move(self, x: float, y: float) -> None:
        """Td to (x, y), unless the pen is there."""
        if self._pen is not None and abs(self._pen - x) < _CLOSE:
            return
        left, baseline = self._line_start
        start = (round(x, 2), round(y, 2))
        self.operators.append(f"{number(start[0] - left)} {number(start[1] - baseline)} Td")
        self._line_start = start
        self._pen = start[0]

    def _show(
        self,
        run: GlyphRun,
        font: EmbeddedFont,
        texts: list[str],
        indices: Sequence[int],
        replaced: dict[int, tuple[int, str]],
    ) -> None:
        """Show these glyphs of the run; ``replaced`` has clusters with a text of their own."""
        gids, xs, dxs, dys = run.gids, run.xs, run.dxs, run.dys
        self._move(self._x + xs[indices[0]] + dxs[indices[0]], self._y)
        pen = self._pen or 0.0
        em = run.size / 1000
        tolerance = _MIN_SHIFT * em
        origin = self._x
        known = font.known
        array: list[str] = []  # operands of TJ
        codes: list[str] = []
        rise = 0.0
        ends_cluster = -1

        def flush() -> None:
            if codes:
                array.append(f"<{''.join(codes)}>")
                codes.clear()
            if array:
                lone = len(array) == 1 and array[0][0] == "<"
                self.operators.append(f"{array[0]}Tj" if lone else f"[{''.join(array)}]TJ")
                array.clear()

        for index in indices:
            dy = dys[index]
            if index in replaced:
                flush()
                ends_cluster, text = replaced[index]
                self.operators.append(f"/Span<</ActualText<FEFF{utf16(text)}>>>BDC")  # 14.9.4
            if dy != rise and abs(dy - rise) > _MIN_RISE:
                flush()
                rise = dy
                self.operators.append(f"{number(rise)} Ts")
            shift = pen - origin - xs[index] - dxs[index]
            if not -tolerance < shift < tolerance:
                if codes:
                    array.append(f"<{''.join(codes)}>")
                    codes.clear()
                rounded = round(shift / em)
                array.append(str(rounded))
                pen -= rounded * em
            key = (gids[index], texts[index])
            code, advance = known.get(key) or font.code(key)
            codes.append(code)
            pen += advance * em
            if index + 1 == ends_cluster:
                flush()
                self.operators.append("EMC")
        flush()
        if rise:
            self.operators.append("0 Ts")
        self._pen = pen


def _texts(run: GlyphRun, font: EmbeddedFont) -> tuple[list[str], dict[int, tuple[int, str]]]:
    """What each glyph says, and the clusters whose glyphs can't say it one by one.

    The first glyph of a cluster, in reading order, says all of it and the others nothing. Those
    that are not spelled glyph by glyph come as first glyph: (one past the last, text).
    """
    gids = run.gids
    texts = [FILLER] * len(gids)
    replaced: dict[int, tuple[int, str]] = {}
    for cluster in run.clusters:
        text, first, last = cluster
        if not text:
            continue
        if not text.isascii():
            text = text.translate(NBSP_LIKE)
        if last - first == 1:
            texts[first] = text
            continue
        places = range(first, last)
        if run.rtl:
            places = places[::-1]
        if font.spells(text, tuple(gids[place] for place in places)):
            for place, character in zip(places, text, strict=True):
                texts[place] = character
            continue
        texts[places[0]] = text
        replaced[first] = (last, text)
    return texts, replaced


def _words(run: GlyphRun) -> Iterator[tuple[int, int]]:
    """The glyphs of each word of a right-to-left run, in logical order, its space with it."""
    word: list[Cluster] = []
    for cluster in run.clusters:
        if word and word[-1].text.endswith(" ") and cluster.text != " ":
            yield _extent(word)
            word = []
        word.append(cluster)
    if word:
        yield _extent(word)


def _extent(clusters: list[Cluster]) -> tuple[int, int]:
    return (
        min(cluster.first for cluster in clusters),
        max(cluster.last for cluster in clusters),
    )
