"""Runs of placed glyphs in; the operators of a text object out (ISO 32000-1, 9.4).

Every run is placed by its own position. What is read left to right is shown in one go. What is read
right to left is shown word after word in logical order, each word's glyphs from left to right:
this is what extractors and search expect to undo. A dose stays one piece in the order it is read:
PDFium alone would have it backwards, as ``tests/pdf/test_search.py`` tells.
"""

from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from leaflets.pdf.fonts import FILLER, EmbeddedFont
from leaflets.pdf.syntax import NBSP_LIKE, number, utf16
from leaflets.text import Clusters, GlyphRun

_CLOSE: Final = 0.02  # points: nearer than this the pen is where it should be
_MIN_SHIFT: Final = 0.5  # thousandths of the size
_MIN_RISE: Final = 0.0005  # points


class Fonts(Protocol):
    """Where text is shown from."""

    def for_run(self, run: GlyphRun) -> EmbeddedFont:
        """The font that the run is shown in."""


class TextObject:
    """The operators between BT and ET for runs of one line, whose origin is at (x, y)."""

    def __init__(self, fonts: Fonts, x: float, y: float) -> None:
        self.operators: list[str] = ["BT"]
        self._fonts = fonts
        self._x = x
        self._y = round(y, 2)
        self._line_start = (0.0, 0.0)
        self._pen: float | None = None
        self._rise = 0.0
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
        font = self._fonts.for_run(run)
        self._set_font(font, run.size)
        texts, replaced = run_texts(run, font)
        if not run.rtl:
            self._show(run, font, texts, range(len(run.gids)), replaced)
            return
        for first, last in _words(run.columns):
            letters: Sequence[int] = range(first, last)
            if FILLER in texts[first:last]:
                letters = [index for index in letters if texts[index] != FILLER]
                self._keep_dots(run, font, texts, range(first, last))
            if not letters:
                continue
            # 14.8.2.3.3: these strings hold their characters from left to right.
            if len(letters) > 1:
                self.operators.append("/ReversedChars BMC")
            self._show(run, font, texts, letters, {})
            if len(letters) > 1:
                self.operators.append("EMC")

    def _keep_dots(
        self, run: GlyphRun, font: EmbeddedFont, texts: Sequence[str], indices: range
    ) -> None:
        """Keep the glyphs that say nothing for the end of the line."""
        for index in indices:
            if texts[index] == FILLER:
                group = self._later.setdefault((font, run.size, round(run.dys[index], 2)), [])
                group.append((self._x + run.xs[index] + run.dxs[index], run.gids[index]))

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
        texts: Sequence[str],
        indices: Sequence[int],
        replaced: dict[int, tuple[int, str]],
    ) -> None:
        """Show these glyphs of the run; ``replaced`` has clusters with a text of their own."""
        first = indices[0]
        self._move(self._x + run.xs[first] + run.dxs[first], self._y)
        if replaced:
            self._show_replaced(run, font, texts, replaced)
        else:
            self._show_string(run, font, texts, indices)
        if self._rise:
            self.operators.append("0 Ts")
            self._rise = 0.0

    def _show_replaced(
        self,
        run: GlyphRun,
        font: EmbeddedFont,
        texts: Sequence[str],
        replaced: dict[int, tuple[int, str]],
    ) -> None:
        """Show all glyphs of the run, each replaced cluster in a sequence with its text."""
        shown = 0
        for first, (last, text) in sorted(replaced.items()):
            if shown < first:
                self._show_string(run, font, texts, range(shown, first))
            self.operators.append(f"/Span<</ActualText<FEFF{utf16(text)}>>>BDC")  # 14.9.4
            self._show_string(run, font, texts, range(first, last))
            self.operators.append("EMC")
            shown = last
        if shown < len(texts):
            self._show_string(run, font, texts, range(shown, len(texts)))

    def _show_string(
        self, run: GlyphRun, font: EmbeddedFont, texts: Sequence[str], indices: Sequence[int]
    ) -> None:
        """Show glyphs from where the pen is."""
        gids, xs, dxs, dys = run.gids, run.xs, run.dxs, run.dys
        known = font.known
        pen, rise = self._pen or 0.0, self._rise
        em = run.size / 1000
        tolerance = _MIN_SHIFT * em
        origin = self._x
        array: list[str] = []  # codes, and shifts between the strings of codes
        for index in indices:
            if dys[index] != rise and abs(dys[index] - rise) > _MIN_RISE:
                if array:
                    self.operators.append(_string(array))
                    array = []
                rise = dys[index]
                self.operators.append(f"{number(rise)} Ts")
            shift = pen - origin - xs[index] - dxs[index]
            if not -tolerance < shift < tolerance:
                rounded = round(shift / em)
                array.append(f">{rounded}<")
                pen -= rounded * em
            key = (gids[index], texts[index])
            code, advance = known.get(key) or font.code(key)
            array.append(code)
            pen += advance * em
        self.operators.append(_string(array))
        self._pen, self._rise = pen, rise


def _string(array: list[str]) -> str:
    """The operator that shows these codes, with the shifts between them."""
    string = f"<{''.join(array)}>"
    return f"[{string.removeprefix('<>')}]TJ" if "<" in string[1:] else f"{string}Tj"


def run_texts(
    run: GlyphRun, font: EmbeddedFont
) -> tuple[Sequence[str], dict[int, tuple[int, str]]]:
    """What each glyph says, and the clusters whose glyphs can't say it one by one.

    The first glyph of a cluster, in reading order, says all of it and the others nothing. Those
    that are not spelled glyph by glyph come as first glyph: (one past the last, text).
    """
    gids, columns = run.gids, run.columns
    said = columns.texts
    if isinstance(said, str):  # a letter a glyph, none of them silent
        if not said.isascii():
            said = said.translate(NBSP_LIKE)
        return (said[::-1] if run.rtl else said), {}
    texts = [FILLER] * len(gids)
    replaced: dict[int, tuple[int, str]] = {}
    for text, first, last in zip(said, columns.firsts, columns.lasts, strict=True):
        if not text:
            continue
        if not text.isascii():
            text = text.translate(NBSP_LIKE)
        if last - first == 1:
            texts[first] = text
            continue
        places = range(last - 1, first - 1, -1) if run.rtl else range(first, last)
        if len(text) == len(places) and font.spells(text, tuple(gids[place] for place in places)):
            for place, character in zip(places, text, strict=True):
                texts[place] = character
            continue
        texts[places[0]] = text
        replaced[first] = (last, text)
    return texts, replaced


def _words(columns: Clusters) -> Iterator[tuple[int, int]]:
    """The glyphs of each word of a right-to-left run, in logical order, its space with it."""
    texts, firsts, lasts = columns.texts, columns.firsts, columns.lasts
    start, spaced = 0, False
    for index, text in enumerate(texts):
        if spaced and text != " ":
            yield firsts[index - 1], lasts[start]
            start = index
        spaced = text.endswith(" ")
    if texts:
        yield firsts[-1], lasts[start]
