"""A prepared paragraph and a width in, lines of positioned glyphs out.

Sizes, widths and positions are in points, x from the column's left edge to the right, y up from
the line's baseline. Where the lines end is found first (``break_lines``, cheap, for measuring);
glyphs are placed only for the lines that are drawn (``set_lines``).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from leaflets.text.bidi import visual_order
from leaflets.text.characters import (
    BIDI_CONTROLS,
    BREAKING_SPACES,
    LINE_ENDS,
    NO_BREAK_SPACE,
    SOFT_HYPHEN,
    WORD_JOINER,
)
from leaflets.text.errors import WordTooWide
from leaflets.text.fonts import FontSet
from leaflets.text.paragraph import Paragraph, PreparedParagraph, Run, prepare
from leaflets.text.runs import GlyphRun, find_clusters, place_run
from leaflets.text.shaping import Shaped, shape

Align = Literal["start", "end", "center"]
WELL_FILLED = 0.6
"""The share of the room that a line fills at the least if it ends early to keep a phrase whole."""

_TOLERANCE = 1e-6  # of a point, for sums of floats
_IGNORED_AT_END = BREAKING_SPACES | LINE_ENDS | BIDI_CONTROLS | {WORD_JOINER}


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line: its runs from left to right and, as indices into these, in logical order.

    ``text`` is all of the paragraph's own text on it, the spaces and line end included. ``x`` and
    ``width`` are of what shows; ``ascent`` and ``descent`` reach as far as the faces used.
    """

    text: str
    x: float
    width: float
    runs: tuple[GlyphRun, ...]
    logical: tuple[int, ...]
    ascent: float
    descent: float
    ends_paragraph: bool


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a line is in the prepared text: up to ``shown`` it shows, up to ``end`` it reaches."""

    start: int
    shown: int
    end: int
    width: float


@dataclass(frozen=True, slots=True, eq=False)
class SetParagraph:
    """The lines of a paragraph at one width, top to bottom."""

    paragraph: Paragraph
    size: float
    width: float
    lines: tuple[SetLine, ...]


def set_paragraph(
    paragraph: Paragraph,
    fonts: FontSet,
    width: float,
    size: float,
    *,
    align: Align = "start",
    break_words: bool = False,
) -> SetParagraph:
    """Prepare, break and set in one step."""
    prepared = prepare(paragraph, fonts)
    extents = break_lines(prepared, width, size, break_words=break_words)
    return SetParagraph(paragraph, size, width, set_lines(prepared, extents, width, size, align))


def set_label(paragraph: Paragraph, fonts: FontSet, size: float) -> SetLine:
    """The paragraph as one line of its natural width, however long; line ends set as nothing."""
    prepared = prepare(paragraph, fonts)
    shown = _end_of_shown(prepared.text, 0, len(prepared.text))
    width = _shown_width(prepared, 0, shown) * size
    extent = Extent(0, shown, len(prepared.text), width)
    return _set_line(prepared, extent, width, size, "start")


def natural_width(prepared: PreparedParagraph, size: float) -> float:
    """The width of the longest line when only forced breaks are taken."""
    edges = [0, *sorted(prepared.breaks.mandatory | {len(prepared.text)})]
    return max(
        (
            _shown_width(prepared, start, _end_of_shown(prepared.text, start, end)) * size
            for start, end in pairwise(edges)
        ),
        default=0.0,
    )


def min_width(prepared: PreparedParagraph, size: float) -> float:
    """The width of the widest part that no line may break: no column can be narrower."""
    widest, start = 0.0, 0
    for end in prepared.breaks.allowed:
        shown = _end_of_shown(prepared.text, start, end)
        widest = max(widest, _shown_width(prepared, start, shown))
        start = end
    return widest * size


def break_lines(
    prepared: PreparedParagraph,
    width: float,
    size: float,
    *,
    break_words: bool = False,
    part_names: bool = False,
    keep_phrases: bool = False,
) -> tuple[Extent, ...]:
    """Fill each line with as much as fits, breaking where UAX #14 allows.

    Args:
        prepared: The shaped paragraph.
        width: The column's width in points.
        size: The size of type in points.
        break_words: What to do with a word wider than the column: break it between clusters, or
            refuse it.
        part_names: Whether a name of several words may be parted where it is too wide as a whole.
        keep_phrases: Whether a line that would part a phrase ends before it, if it is well filled.

    Raises:
        WordTooWide: A word has no room, and ``break_words`` is false.
    """
    room = width / size + _TOLERANCE
    text, allowed, advances = prepared.text, prepared.breaks.allowed, prepared.advances
    forced = sorted(prepared.breaks.mandatory)
    shown_ends = [_end_of_shown(text, 0, place) for place in allowed]
    reach = [advances[place] for place in shown_ends]
    extents: list[Extent] = []
    cuts: Sequence[int] = ()  # found only when a word has to be cut
    start = 0
    while start < len(text):
        first = bisect_right(allowed, start)
        must = bisect_right(forced, start)
        last = bisect_left(allowed, forced[must]) if must < len(forced) else len(allowed) - 1
        choice = min(bisect_right(reach, advances[start] + room, first) - 1, last)
        # A cut may change the shapes beside it, and a soft hyphen shows: measure what is cut.
        while choice >= first:
            shown = max(start, shown_ends[choice])
            needed = _shown_width(prepared, start, shown)
            if needed <= room:
                break
            choice -= 1
        else:
            shown = max(start, shown_ends[first])
            needed = advances[shown] - advances[start]
            if needed < 2 * room:  # else it has no room however it is cut: spare the measuring
                needed = _shown_width(prepared, start, shown)
            if needed > room:
                word, wanted = (start, shown), needed
                if break_words:
                    cuts = cuts or prepared.cluster_starts()
                    shown, needed = _cut_word(prepared, cuts, start, shown, room)
                elif part_names and (parted := _part_name(prepared, start, shown, room)):
                    shown, needed = parted
                if needed > room:
                    raise WordTooWide(
                        prepared.own_text(*word), wanted * size, width, key=prepared.paragraph.key
                    )
                extents.append(Extent(start, shown, shown, needed * size))
                start = shown
                continue
            choice = first
        if keep_phrases and allowed[choice] in prepared.parting:
            earlier = choice
            while earlier > first and allowed[earlier] in prepared.parting:
                earlier -= 1
            filled = reach[earlier] - advances[start]
            if allowed[earlier] not in prepared.parting and filled >= WELL_FILLED * room:
                choice, shown = earlier, max(start, shown_ends[earlier])
                needed = _shown_width(prepared, start, shown)
        extents.append(Extent(start, shown, allowed[choice], needed * size))
        start = allowed[choice]
    return tuple(extents)


def _cut_word(
    prepared: PreparedParagraph, starts: Sequence[int], start: int, end: int, room: float
) -> tuple[int, float]:
    """Where to cut a word that has no room, and the width up to there.

    At a space that was only joined for its looks if there is one, else after as many clusters as
    fit. The result is wider than the room only if a single cluster is.
    """
    first = bisect_right(starts, start)
    last = bisect_right(starts, end - 1)
    if first >= last:
        return end, _shown_width(prepared, start, end)
    fits = prepared.advances[start] + room
    choice = first
    while choice + 1 < last and prepared.advances[starts[choice + 1]] <= fits:
        choice += 1
    for joined in range(choice, first - 1, -1):
        place = starts[joined]
        if (
            prepared.text[place - 1] == NO_BREAK_SPACE
            and prepared.own_text(place - 1, place) == " "
        ):
            choice = joined
            break
    while choice > first and prepared.width(start, starts[choice]) > room:
        choice -= 1
    return starts[choice], prepared.width(start, starts[choice])


def _part_name(
    prepared: PreparedParagraph, start: int, end: int, room: float
) -> tuple[int, float] | None:
    """Where a name of several words is parted that has no room as a whole, and the width up to it.

    A dose or a telephone number is never parted.
    """
    text = prepared.text
    for place in range(end - 1, start + 1, -1):
        between = text[place - 2].isalpha() and text[place].isalpha()
        if between and text[place - 1] == NO_BREAK_SPACE:
            width = prepared.width(start, place)
            if prepared.own_text(place - 1, place) == " " and width <= room:
                return place, width
    return None


def _end_of_shown(text: str, start: int, end: int) -> int:
    """Where what shows of a line ends: before its trailing spaces and line end (L1, LB18)."""
    while end > start and text[end - 1] in _IGNORED_AT_END:
        end -= 1
    return end


def _shown_width(prepared: PreparedParagraph, start: int, shown: int) -> float:
    """The width of a line in ems, with the hyphen that a soft hyphen at its end shows."""
    width = prepared.width(start, shown)
    if _ends_in_soft_hyphen(prepared, start, shown):
        run = prepared.run_at(shown - 1)
        width += _hyphen(run).width / run.face.units_per_em
    return width


def _ends_in_soft_hyphen(prepared: PreparedParagraph, start: int, shown: int) -> bool:
    return shown > start and prepared.text[shown - 1] == SOFT_HYPHEN and shown < len(prepared.text)


def _hyphen(run: Run) -> Shaped:
    hyphen = "\u2010" if run.face.has("\u2010") else "-"
    return shape(hyphen, 0, 1, run.face, script=run.script, lang=run.lang, rtl=run.rtl)


def set_lines(
    prepared: PreparedParagraph,
    extents: Sequence[Extent],
    width: float,
    size: float,
    align: Align = "start",
) -> tuple[SetLine, ...]:
    """Place the glyphs of these lines; any part of what :func:`break_lines` gave will do."""
    return tuple(_set_line(prepared, extent, width, size, align) for extent in extents)


def _set_line(
    prepared: PreparedParagraph, extent: Extent, width: float, size: float, align: Align
) -> SetLine:
    rtl = prepared.paragraph.rtl
    slack = width - extent.width
    at_right = (align == "end") != rtl
    left = slack / 2 if align == "center" else slack if at_right else 0.0
    # In logical order: run, cluster texts' range, glyphs.
    parts = list(prepared.pieces(extent.start, extent.shown))
    if _ends_in_soft_hyphen(prepared, extent.start, extent.shown):
        run = prepared.run_at(extent.shown - 1)
        parts.append((run, extent.shown, extent.shown, _hyphen(run)))
    order = visual_order([run.level for run, _, _, _ in parts])
    runs: list[GlyphRun] = []
    place: dict[int, int] = {}
    x = left
    for index in order:
        run, start, end, shaped = parts[index]
        if not shaped.glyphs:
            continue
        texts = prepared.reading[start:end] if start < end else SOFT_HYPHEN
        place[index] = len(runs)
        runs.append(place_run(run, shaped, find_clusters(shaped, texts), x, size))
        x += runs[-1].width
    logical = [place[index] for index in range(len(parts)) if index in place]
    space = _trailing_space(prepared, extent, x if not rtl else left, size)
    if space:
        position = 0 if rtl else len(runs)
        if rtl:
            logical = [index + 1 for index in logical]
        runs.insert(position, space)
        logical.append(position)
    return SetLine(
        prepared.own_text(extent.start, extent.end),
        left,
        extent.width,
        tuple(runs),
        tuple(logical),
        max((run.face.ascent * size for run in runs), default=0.0),
        max((run.face.descent * size for run in runs), default=0.0),
        extent.end == len(prepared.text),
    )


def _trailing_space(
    prepared: PreparedParagraph, extent: Extent, edge: float, size: float
) -> GlyphRun | None:
    """One space after a line that ended at spaces, so that no reader joins words over lines."""
    spaces = prepared.text[extent.shown : extent.end]
    if not any(c == " " or c in LINE_ENDS for c in spaces) or extent.shown == extent.start:
        return None
    run = prepared.run_at(extent.shown - 1)
    if not run.face.has(" "):
        return None
    shaped = shape(" ", 0, 1, run.face, script=run.script, lang=run.lang, rtl=False)
    width = shaped.advances[0] * size / run.face.units_per_em
    x = edge - width if prepared.paragraph.rtl else edge
    space = replace(run, level=1 if prepared.paragraph.rtl else 0)
    return place_run(space, shaped, find_clusters(shaped, " "), x, size, hangs=True)
