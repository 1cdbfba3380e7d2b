"""The seam to ``text``: how a sentence is set in a style. Nothing else here knows lines or fonts.

Everything that prints text asks :func:`set_text`, :func:`set_spans` or :func:`fit_text` for a
:class:`SetText`: a piece that wraps to a width, can be cut between lines, and draws itself. Text is
data: it holds no markup, and what looks like some is printed as it stands.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Self

from leaflets.errors import ExitCode, LeafletsError
from leaflets.layout.piece import Piece
from leaflets.layout.structure import Node
from leaflets.layout.stylesheet import Align, TextStyle, Weight
from leaflets.layout.typography import Typography
from leaflets.model.text import Translated
from leaflets.pdf.structure import Tag
from leaflets.text import Align as TextAlign
from leaflets.text import (
    Direction,
    Extent,
    PreparedParagraph,
    SetLine,
    WordTooWide,
    break_lines,
    natural_width,
    prepare,
    set_lines,
)
from leaflets.text import Paragraph as TextParagraph
from leaflets.text import Span as TextSpan

# Rounding of sums of widths, in points; less than any printer can show.
EPSILON = 0.01
# A last line shorter than this share of the width looks left over.
SHORTEST_LAST = 0.15
# So does a single Han character with its full stop, wherever a line is only a few ems long.
SHORTEST_LAST_HAN = 2.5
# How far a paragraph may be narrowed to give its last line company.
NARROWED = (0.96, 0.92, 0.88, 0.84)
# RNIB asks for lines of 60 to 70 characters.
MOST_CHARACTERS = 69
# The language of content and of names, as a PDF tells it.
_SOURCE = "en"
_LATIN = r"A-Za-z0-9\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff"
_NO_PLACE = ("Mn", "Mc", "Me", "Cf")


class DoesNotFit(LeafletsError):
    """Text that is too wide or too long for the place that the page has for it.

    ``text`` is all of it, ``word`` the one that is too wide (else it is too long), ``over`` by how
    many points, ``role`` that of its style. They are for those who measure: ``text`` may be a
    person's name, and no message has it.
    """

    exit_code = ExitCode.CONTENT

    def __init__(
        self,
        message: str,
        *,
        hint: str = "",
        text: str = "",
        word: str = "",
        over: float = 0,
        role: str = "",
    ) -> None:
        super().__init__(message, hint=hint)
        self.text = text
        self.word = word
        self.over = over
        self.role = role


@dataclass(frozen=True, slots=True)
class Span:
    """Text in a style of its own within a paragraph. Spans are parted by a space.

    ``in_source`` is text in the language that content is written in, whatever the page's is.
    """

    text: Translated
    style: TextStyle
    in_source: bool = False


class SetText(Piece):
    """A paragraph in lines. ``style`` gives size, leading and alignment, spans their own look.

    A line feed in the text, as in an address, ends a line. ``node`` is what the text is in the
    document's structure; without one it belongs to what is drawn round it, as in a running head.
    """

    def __init__(
        self, prepared: PreparedParagraph, style: TextStyle, colours: tuple[str, ...]
    ) -> None:
        super().__init__()
        self.style = self._usual = style
        self.node: Node | None = Node("P")
        self._prepared = prepared
        self._colours = colours
        self._width = 0.0
        self.lines: tuple[Extent, ...] = ()

    def tagged(self, node: Node | Tag | None) -> Self:
        """This text as another part of the structure than a paragraph."""
        self.node = Node(node) if isinstance(node, str) else node
        return self

    def wrap(self, available_width: float) -> tuple[float, float]:
        """Break into lines; the width given, and the height needed."""
        if available_width != self._width:
            self._width = available_width
            self.lines = _break(self._prepared, available_width, self.style)
        return available_width, self.height_of_lines

    def alone(self, width: float) -> Self:
        """This text with less space round it where it is a heading of one line, and may have it."""
        style = self._usual
        leading = style.typography.alone * style.size
        closer = 0 < leading < style.leading and self.needed_width <= width
        self.style = replace(style, leading=leading) if closer else style
        return self

    @property
    def height_of_lines(self) -> float:
        """The height in points, once wrapped."""
        return len(self.lines) * self.style.leading

    @property
    def width(self) -> float:
        """The width in points that it was wrapped to."""
        return self._width

    @property
    def needed_width(self) -> float:
        """The width in points of the text if no line is broken."""
        return natural_width(self._prepared, self.style.size)

    @property
    def widest_line(self) -> float:
        """The width in points of the longest line, once wrapped."""
        return max((line.width for line in self.lines), default=0)

    @property
    def first_baseline(self) -> float:
        """From the top to the first baseline, in points."""
        return self.style.leading / 2 + self.style.typography.middle * self.style.size

    @property
    def text(self) -> str:
        """All that it says."""
        return self._prepared.own_text(0, len(self._prepared.text))

    def texts(self) -> tuple[str, ...]:
        """What each line says."""
        return tuple(self._prepared.own_text(line.start, line.shown) for line in self.lines)

    def cuts(self) -> tuple[float, ...]:
        """Between lines, never leaving one line alone on either page."""
        return tuple(number * self.style.leading for number in range(2, len(self.lines) - 1))

    def cut_at(self, height: float) -> tuple["SetText", "SetText"]:
        """The lines above that height, and the rest; both are one paragraph to a reader."""
        count = round(height / self.style.leading)
        return self._part(self.lines[:count]), self._part(self.lines[count:])

    def _part(self, lines: tuple[Extent, ...]) -> "SetText":
        part = SetText(self._prepared, self.style, self._colours)
        part.node = self.node
        part._width = self._width
        part.lines = lines
        return part

    def draw(self) -> None:
        """Put the lines on the canvas, top line first."""
        sheet = self.sheet
        if self.node is None:
            self._draw_lines()
            return
        with self.node.on(sheet):
            self._draw_lines()

    def _draw_lines(self) -> None:
        for line, y in self.set_lines():
            self.sheet.draw_line(self._prepared.paragraph, line, 0, y, self._colours)

    def set_lines(self) -> Iterator[tuple[SetLine, float]]:
        """Each line with its glyphs in place, and its baseline above the lower edge, in points."""
        style = self.style
        baseline = self.height_of_lines - self.first_baseline
        at_end = style.align is Align.END
        if self._prepared.paragraph.rtl != style.typography.right_to_left:
            at_end = not at_end  # of its own direction, but on the same side of the page
        align: TextAlign = "end" if at_end else "start"
        lines = _set_lines(self._prepared, self.lines, self._width, style.size, align)
        for number, line in enumerate(lines):
            yield line, baseline - number * style.leading


def set_text(text: Translated, style: TextStyle) -> SetText:
    """A paragraph in one style.

    Raises:
        MissingGlyph: No font has one of the characters.
        ForbiddenCharacter: One of them is no text.
    """
    return set_spans((Span(text, style),), style)


def set_unbroken(text: Translated, style: TextStyle) -> SetText:
    """Text that no line may end in, such as a telephone number."""
    joined = "\u00a0".join(text.split())
    return set_text(Translated(joined), style)


def set_spans(spans: Sequence[Span], style: TextStyle) -> SetText:
    """A paragraph of several styles; ``style`` gives size, leading and alignment."""
    pieces: list[TextSpan] = []
    colours: list[str] = []
    for number, span in enumerate(spans):
        last = span.text[-1:]
        spaced = _is_wide(last) and unicodedata.category(last) == "Po"  # as a Chinese colon is
        gap = " " if number < len(spans) - 1 and not spaced else ""
        bold = span.style.weight is Weight.BOLD
        for text, lang in _spoken(span, gap, style.typography):
            pieces.append(TextSpan(text=text, bold=bold, lang=lang))
            colours.append(span.style.colour)
    return SetText(_prepared(tuple(pieces), style.typography), style, tuple(colours))


def set_in_two(text: Translated, source: Translated | None, style: TextStyle) -> SetText:
    """A label, and what it is in the source language, if that stands beside it; a dot between."""
    if source is None:
        return set_text(text, style)
    spans = (Span(text, style), Span(Translated("·"), style))
    return set_spans((*spans, Span(source, style, in_source=True)), style)


def fit_text(
    text: Translated, styles: Sequence[TextStyle], width: float, height: float, *, what: str
) -> SetText:
    """A paragraph in the first style in which it fits a place of fixed size, already wrapped.

    Raises:
        DoesNotFit: It is too long even in the last. The message names ``what``, not the text,
            which may be a person's name.
    """
    word, over = "", 0.0
    for style in styles:
        piece = set_text(text, style)
        try:
            _, needed = piece.wrap(width)
        except DoesNotFit as error:
            word, over = error.word, error.over
            continue
        if needed <= height + EPSILON:
            return piece
        word, over = "", needed - height
    raise DoesNotFit(
        f"{what} is too long for its place on the page",
        hint="write it shorter",
        text=text,
        word=word,
        over=over,
        role=styles[-1].role,
    )


@lru_cache(maxsize=2048)
def _prepared(spans: tuple[TextSpan, ...], typography: Typography) -> PreparedParagraph:
    """Shaped once: a footer is the same on each page, and a word list the same in each leaflet."""
    paragraph = TextParagraph(
        spans=spans or (TextSpan(text=""),),
        direction=_direction("".join(span.text for span in spans), typography),
        lang=typography.language.replace("_", "-"),
        script=typography.script,
        names=typography.names,
        phrases=typography.phrases,
    )
    return prepare(paragraph, typography.fonts)


@lru_cache(maxsize=2048)
def _set_lines(
    prepared: PreparedParagraph,
    lines: tuple[Extent, ...],
    width: float,
    size: float,
    align: TextAlign,
) -> tuple[SetLine, ...]:
    """The glyphs in their places; the next leaflet has most of its paragraphs in common."""
    return set_lines(prepared, lines, width, size, align)


def _direction(text: str, typography: Typography) -> Direction:
    """The direction of the letters if all have one, such as of a foreign name; else the page's."""
    if text.isascii() and not typography.right_to_left:
        return "ltr"
    classes = set(map(unicodedata.bidirectional, text))
    right, left = not classes.isdisjoint(("R", "AL")), "L" in classes
    if right == left:
        return typography.direction
    return "rtl" if right else "ltr"


def _spoken(span: Span, gap: str, typography: Typography) -> Iterator[tuple[str, str]]:
    """The text of a span in pieces, each with its language where that is not the page's."""
    if span.in_source:
        yield span.text + gap, "" if typography.language.startswith(_SOURCE) else _SOURCE
    else:
        yield from _named(span.text + gap, typography)


def _named(text: str, typography: Typography) -> Iterator[tuple[str, str]]:
    """``text`` cut round the proper names that keep their own language."""
    if not typography.names or typography.language.startswith(_SOURCE):
        yield text, ""
        return
    for number, piece in enumerate(_name_pattern(typography.names).split(text)):
        if piece:
            yield piece, _SOURCE if number % 2 else ""


@lru_cache(maxsize=8)
def _name_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """The names as whole words, longest first, each in a group that ``split`` keeps.

    Letters of other scripts may touch them, as they do in Chinese.
    """
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<![{_LATIN}])({'|'.join(map(re.escape, longest_first))})(?![{_LATIN}])")


@lru_cache(maxsize=2048)
def _break(prepared: PreparedParagraph, width: float, style: TextStyle) -> tuple[Extent, ...]:
    """The lines of a paragraph: as few as can be; balanced, or with company for the last word."""
    try:
        lines = _filled(prepared, width, style)
    except WordTooWide:
        return _part_names(prepared, width, style)
    while (longest := _longest(prepared, lines)) > MOST_CHARACTERS:
        narrower = _as_many(prepared, len(prepared.text), width * MOST_CHARACTERS / longest, style)
        if narrower is None:
            break  # a single word, such as an address, needs the room
        width *= MOST_CHARACTERS / longest
        lines = narrower
    if len(lines) < 2:
        return lines
    if style.balanced:
        return _balanced(prepared, lines, width, style)
    shortest = SHORTEST_LAST * width
    if _is_wide(prepared.text[lines[-1].start]):
        shortest = max(shortest, SHORTEST_LAST_HAN * style.size)
    if lines[-1].width < shortest:
        for share in NARROWED:
            narrower = _as_many(prepared, len(lines), width * share, style)
            if (
                narrower
                and narrower[-1].width >= shortest
                and _parted(prepared, narrower) <= _parted(prepared, lines)
            ):
                return narrower
    return lines


def _filled(prepared: PreparedParagraph, width: float, style: TextStyle) -> tuple[Extent, ...]:
    """As few lines as there can be, and of these such as keep phrases whole.

    Raises:
        WordTooWide: A word has no room.
    """
    lines = break_lines(prepared, width + EPSILON, style.size)
    if all(line.end not in prepared.parting for line in lines):
        return lines
    kept = break_lines(prepared, width + EPSILON, style.size, keep_phrases=True)
    return kept if len(kept) == len(lines) else lines


def _part_names(prepared: PreparedParagraph, width: float, style: TextStyle) -> tuple[Extent, ...]:
    """The lines where a name of several words is too wide for one, or why there are none."""
    try:
        return break_lines(prepared, width + EPSILON, style.size, part_names=True)
    except WordTooWide as error:
        raise DoesNotFit(
            f'"{error.word[:30]}" ({len(error.word)} letters) is too wide for its place '
            f"({style.role}, {width:.0f} points)",
            hint="words are never cut: write it shorter, or part it with a space",
            text=prepared.own_text(0, len(prepared.text)),
            word=error.word,
            over=error.needed - error.width,
            role=style.role,
        ) from error


def _parted(prepared: PreparedParagraph, lines: Sequence[Extent]) -> int:
    """How many lines end inside a phrase."""
    return sum(line.end in prepared.parting for line in lines)


def _is_wide(character: str) -> bool:
    """Whether it fills a square of its own, as Han characters and their marks do."""
    return bool(character) and unicodedata.east_asian_width(character) in "FW"


def _longest(prepared: PreparedParagraph, lines: Sequence[Extent]) -> int:
    """The most characters that a reader sees on a line; vowel signs and controls take no place."""
    longest = 0
    for line in lines:
        text = prepared.text[line.start : line.shown]
        if len(text) > MOST_CHARACTERS and not text.isascii():
            text = "".join(c for c in text if unicodedata.category(c) not in _NO_PLACE)
        longest = max(longest, len(text))
    return longest


def _balanced(
    prepared: PreparedParagraph, lines: tuple[Extent, ...], width: float, style: TextStyle
) -> tuple[Extent, ...]:
    """The same number of lines, as even as they can be: the narrowest column that holds them."""
    low, high = width / 2, width
    best = lines
    for _ in range(8):
        middle = (low + high) / 2
        narrower = _as_many(prepared, len(lines), middle, style)
        if narrower is None:
            low = middle
        else:
            best, high = narrower, middle
    return best


def _as_many(
    prepared: PreparedParagraph, count: int, width: float, style: TextStyle
) -> tuple[Extent, ...] | None:
    """The lines at a width, if there are no more than ``count``."""
    try:
        lines = _filled(prepared, width, style)
    except WordTooWide:
        return None
    return lines if len(lines) <= count else None
