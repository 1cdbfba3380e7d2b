"""The seam: how text is set. Nothing else here knows words, lines or fonts.

Everything that prints text asks :func:`set_text`, :func:`set_spans` or :func:`fit_text` for a
:class:`SetText`: a piece that wraps to a width, can be cut between lines, and draws itself. A text
engine with shaping and bidi takes this module's place and nothing else changes. Text is data: it
holds no markup, and what looks like some is printed as it stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from leaflets.errors import ExitCode, LeafletsError
from leaflets.layout.faces import face_runs, width_of
from leaflets.layout.piece import Piece
from leaflets.layout.stylesheet import Align, TextStyle
from leaflets.model.text import Translated

# Noto Sans: capitals are 0.714 of the size. Half of it centres a line of text in its leading.
HALF_CAPITAL = 0.357
# Rounding of sums of widths, in points; less than any printer can show.
EPSILON = 0.01
# RNIB: 60-70 characters a line. The measure sees to it, but for a run of narrow letters.
MOST_CHARACTERS = 69
# A last line of one word looks left over; as bad as a line a third empty.
RUNT_COST = 0.1


class DoesNotFit(LeafletsError):
    """Text that is too wide or too long for the place that the page has for it."""

    exit_code = ExitCode.CONTENT


@dataclass(frozen=True, slots=True)
class Span:
    """Text in a style of its own within a paragraph. Spans are parted by a space."""

    text: Translated
    style: TextStyle


@dataclass(frozen=True, slots=True)
class Word:
    """What no line break may cut."""

    text: str
    style: TextStyle
    width: float


Line = tuple[Word, ...]


class SetText(Piece):
    """A paragraph in lines. ``style`` gives leading and alignment, words their own look.

    A line feed in the text, as in an address, ends a line.
    """

    def __init__(self, paragraphs: tuple[tuple[Word, ...], ...], style: TextStyle) -> None:
        super().__init__()
        self.style = style
        self._paragraphs = paragraphs
        self._width = 0.0
        self.lines: tuple[Line, ...] = ()

    def wrap(self, available_width: float, available_height: float = 0) -> tuple[float, float]:
        """Break into lines; the width given, and the height needed."""
        del available_height
        if available_width != self._width:
            self._width = available_width
            self.lines = tuple(
                line
                for words in self._paragraphs
                for line in _break_lines(words, available_width, self.style)
            )
        return available_width, self.height_of_lines

    @property
    def height_of_lines(self) -> float:
        """The height in points, once wrapped."""
        return len(self.lines) * self.style.leading

    @property
    def needed_width(self) -> float:
        """The width in points of the text if no line is broken."""
        return max(map(line_width, self._paragraphs), default=0)

    @property
    def widest_line(self) -> float:
        """The width in points of the longest line, once wrapped."""
        return max(map(line_width, self.lines), default=0)

    @property
    def first_baseline(self) -> float:
        """From the top to the first baseline, in points."""
        return self.style.leading / 2 + HALF_CAPITAL * self.style.size

    def cuts(self) -> tuple[float, ...]:
        """Between lines, never leaving one line alone on either page."""
        return tuple(number * self.style.leading for number in range(2, len(self.lines) - 1))

    def cut_at(self, height: float) -> tuple["SetText", "SetText"]:
        """The lines above that height, and the rest."""
        count = round(height / self.style.leading)
        return self._part(self.lines[:count]), self._part(self.lines[count:])

    def _part(self, lines: tuple[Line, ...]) -> "SetText":
        part = SetText(lines, self.style)
        part._width = self._width
        part.lines = lines
        return part

    def draw(self) -> None:
        """Put the lines on the canvas, top line first."""
        text = self.canv.beginText()
        top = self.height_of_lines
        for number, line in enumerate(self.lines):
            x = self._width - line_width(line) if self.style.align is Align.END else 0.0
            text.setTextOrigin(x, top - number * self.style.leading - self.first_baseline)
            runs = [
                (style, " ".join(word.text for word in words))
                for style, words in groupby(line, key=lambda word: word.style)
            ]
            for position, (style, said) in enumerate(runs):
                text.setFillColor(style.colour)
                # A space ends a line within a paragraph too, or readers of the file join two words.
                final = number == len(self.lines) - 1 and position == len(runs) - 1
                for face, characters in face_runs(said if final else f"{said} ", style.weight):
                    text.setFont(face, style.size)
                    text.textOut(characters)
        self.canv.drawText(text)


def set_text(text: Translated, style: TextStyle) -> SetText:
    """A paragraph in one style.

    Raises:
        MissingGlyph: No font has one of the characters.
    """
    return set_spans((Span(text, style),), style)


def set_unbroken(text: Translated, style: TextStyle) -> SetText:
    """Text that no line may end in, such as a telephone number."""
    joined = " ".join(_words(text.replace("\n", " ")))
    word = Word(joined, style, width_of(joined, style.weight, style.size))
    return SetText(((word,),) if joined else (), style)


def set_spans(spans: Sequence[Span], style: TextStyle) -> SetText:
    """A paragraph of several styles; ``style`` gives the leading and the alignment."""
    paragraphs: list[list[Word]] = [[]]
    for span in spans:
        for number, line in enumerate(span.text.split("\n")):
            if number:
                paragraphs.append([])
            paragraphs[-1] += (
                Word(word, span.style, width_of(word, span.style.weight, span.style.size))
                for word in _words(line)
            )
    return SetText(tuple(tuple(words) for words in paragraphs if words), style)


def fit_text(
    text: Translated, styles: Sequence[TextStyle], width: float, height: float, *, what: str
) -> SetText:
    """A paragraph in the first style in which it fits a place of fixed size, already wrapped.

    Raises:
        DoesNotFit: It is too long even in the last. The message names ``what``, not the text,
            which may be a person's name.
    """
    for style in styles:
        piece = set_text(text, style)
        try:
            _, needed = piece.wrap(width)
        except DoesNotFit:
            continue
        if needed <= height + EPSILON:
            return piece
    raise DoesNotFit(f"{what} is too long for its place on the page", hint="write it shorter")


def line_width(line: Line) -> float:
    """The width of a line in points, from its first letter to its last."""
    return sum(word.width for word in line) + sum(_space(word.style) for word in line[:-1])


def _words(text: str) -> list[str]:
    """Text cut where a line may end. A no-break space does not part words."""
    # A soft hyphen prints only where a word is broken over two lines, which is never done here.
    text = text.replace("\u00ad", "").replace("\t", " ").replace("\r", " ")
    return [word for word in text.split(" ") if word]


@cache
def _space(style: TextStyle) -> float:
    return width_of(" ", style.weight, style.size)


def _break_lines(words: tuple[Word, ...], width: float, style: TextStyle) -> tuple[Line, ...]:
    """The lines of a paragraph: as few as can be, and of these the least ragged.

    ``cost[i]`` is the best way to set the words from ``i`` on: the number of lines, then the
    squares of the room left over on each. The last line may be short, but not a single word.
    """
    for word in words:
        if word.width > width + EPSILON:
            raise DoesNotFit(
                f'a word of {len(word.text)} letters ("{word.text[:30]}") is too wide for its place'
                f" ({style.role}, {width:.0f} points)",
                hint="words are never cut: write it shorter, or part it with a space",
            )
    count = len(words)
    cost: list[tuple[int, float]] = [(0, 0.0)] * (count + 1)
    end_of_line = [count] * (count + 1)
    for start in range(count - 1, -1, -1):
        best: tuple[int, float] | None = None
        used, characters = 0.0, -1
        for end in range(start + 1, count + 1):
            characters += len(words[end - 1].text) + 1
            if characters > MOST_CHARACTERS and end > start + 1:
                break
            used += words[end - 1].width + (_space(words[end - 2].style) if end > start + 1 else 0)
            if used > width + EPSILON:
                break
            room = ((width - used) / width) ** 2
            if end == count and not style.balanced:
                room = RUNT_COST if end - start == 1 and count > 1 else 0.0
            lines, rooms = cost[end]
            candidate = (lines + 1, rooms + room)
            if best is None or candidate < best:
                best, end_of_line[start] = candidate, end
        cost[start] = best or (1, 0.0)
    lines_made = []
    start = 0
    while start < count:
        lines_made.append(words[start : end_of_line[start]])
        start = end_of_line[start]
    return tuple(lines_made)
