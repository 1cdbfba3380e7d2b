"""A paragraph of spans in, everything about it that does not depend on the width out.

``prepare`` does all the work that a line break can't change: isolates and joins, levels, scripts,
faces, shaping in font units, and the places where lines may end. ``lines`` does the rest.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Literal

from leaflets.text.bidi import bidi_levels
from leaflets.text.characters import (
    LINE_ENDS,
    SILENT,
    refuse_forbidden,
    stays_with_base,
)
from leaflets.text.errors import MissingGlyph
from leaflets.text.fonts import FontFace, FontSet
from leaflets.text.itemise import changes, choose_faces, resolve_scripts
from leaflets.text.linebreak import LineBreaks, line_break_class, line_breaks
from leaflets.text.phrases import parting_breaks
from leaflets.text.protect import INSERTED, Protected, protect
from leaflets.text.shaping import NOTHING, Shaped, shape

# Not even a word that is cut starts a line with closing punctuation, or ends one with opening.
_NEVER_FIRST = frozenset({"CL", "CP", "CPE", "EX", "IS", "NS", "SY", "GL", "WJ"})
_NEVER_LAST = frozenset({"OP", "OPE"})
_LINE_ENDS = re.compile(f"[{''.join(sorted(LINE_ENDS))}]+")

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of text in one style. ``lang`` is given where it differs from the paragraph's."""

    text: str
    bold: bool = False
    lang: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Text to set.

    ``script`` (ISO 15924) is what digits and punctuation without a letter are set in; ``key``
    names the message in errors; ``protected`` False leaves out the isolates and joins of
    ``protect``. ``names`` of several words stay on one line, where it has the room; ``phrases`` do
    where no line more is needed for it.
    """

    spans: tuple[Span, ...]
    direction: Direction = "ltr"
    lang: str = ""
    script: str = "Latn"
    key: str = ""
    protected: bool = True
    names: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text of all spans."""
        return "".join(span.text for span in self.spans)

    @property
    def rtl(self) -> bool:
        """Whether lines run from right to left."""
        return self.direction == "rtl"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters ``start`` to ``end`` of one level, face, script and span, and their shaping."""

    start: int
    end: int
    level: int
    face: FontFace
    script: str
    lang: str
    span: int
    shaped: Shaped

    @property
    def rtl(self) -> bool:
        """Whether its glyphs run from right to left."""
        return bool(self.level & 1)


@dataclass(frozen=True, slots=True, eq=False)
class PreparedParagraph:
    """A shaped paragraph, ready to be broken at any width and set at any size.

    ``text`` is what is set, with its isolates and joins; ``source`` leads from it back to the
    paragraph's own text, and ``reading`` has what is copied of each character: nothing of isolates
    and joins. ``advances[i]`` is how far, in ems, the characters before ``i`` reach. ``parting``
    are the places among ``breaks`` that a line had better not end at: it parts what is one.
    """

    paragraph: Paragraph
    text: str
    source: Sequence[int]
    reading: Sequence[str]
    runs: Sequence[Run]
    breaks: LineBreaks
    parting: frozenset[int]
    advances: Sequence[float]
    _run_starts: Sequence[int] = field(repr=False)

    def pieces(self, start: int, end: int) -> Iterator[tuple[Run, int, int, Shaped]]:
        """The runs of ``text[start:end]``, in logical order, shaped as they stand there."""
        index = bisect_right(self._run_starts, start) - 1
        while index < len(self.runs) and self.runs[index].start < end:
            run = self.runs[index]
            first, last = max(start, run.start), min(end, run.end)
            yield run, first, last, self._cut(run, first, last)
            index += 1

    def _cut(self, run: Run, start: int, end: int) -> Shaped:
        if start == run.start and end == run.end:
            return run.shaped
        if run.shaped is NOTHING:
            return NOTHING
        part = run.shaped.slice(start - run.start, end - run.start)
        if part is None:
            part = shape_checked(self.text, start, end, run, self.paragraph.key)
        return part

    def width(self, start: int, end: int) -> float:
        """The width of ``text[start:end]`` in ems, exact for a line that is cut there."""
        return math.fsum(
            shaped.width / run.face.units_per_em for run, _, _, shaped in self.pieces(start, end)
        )

    def run_at(self, index: int) -> Run:
        """The run that a character is in."""
        return self.runs[bisect_right(self._run_starts, index) - 1]

    def own_text(self, start: int, end: int) -> str:
        """The paragraph's own characters behind ``text[start:end]``, all of them."""
        places = [place for place in self.source[start:end] if place != INSERTED]
        return self.paragraph.text[places[0] : places[-1] + 1] if places else ""

    def cluster_starts(self) -> Sequence[int]:
        """Where clusters start that a line could start with, when nothing else helps."""
        text = self.text
        starts = sorted(
            {run.start + cluster for run in self.runs for cluster in run.shaped.clusters}
        )
        return [
            index
            for index in starts
            if index
            and not stays_with_base(text[index])
            and text[index - 1] not in "\u200d\u2060"
            and line_break_class(text[index]) not in _NEVER_FIRST
            and line_break_class(text[index - 1]) not in _NEVER_LAST
        ]


def prepare(paragraph: Paragraph, fonts: FontSet) -> PreparedParagraph:
    """Shape the paragraph.

    Raises:
        ForbiddenCharacter: A control character, a lone surrogate, damaged or invisible text.
        MissingGlyph: A character that no font of the set has.
    """
    own = paragraph.text
    refuse_forbidden(own, paragraph.key)
    if paragraph.protected:
        protected = protect(
            own,
            rtl=paragraph.rtl,
            script=paragraph.script,
            lang=paragraph.lang,
            names=paragraph.names,
        )
    else:
        protected = Protected(own.replace("\t", " "), range(len(own)))
    text = protected.text
    spans = _span_of_each(paragraph, protected)
    levels = bidi_levels(text, 1 if paragraph.rtl else 0).levels
    scripts = resolve_scripts(text, paragraph.script)
    weights = [span.bold for span in paragraph.spans]
    bold = [weights[span] for span in spans] if any(weights) else [False] * len(text)
    faces = choose_faces(text, scripts, bold, fonts, paragraph.key)
    runs = _shape_runs(paragraph, text, levels, scripts, faces, spans)
    breaks = line_breaks(text)
    return PreparedParagraph(
        paragraph,
        text,
        protected.source,
        _reading(own, protected.source),
        runs,
        breaks,
        parting_breaks(own, protected.source, breaks.allowed, paragraph.phrases),
        _measure(text, runs),
        [run.start for run in runs],
    )


def _span_of_each(paragraph: Paragraph, protected: Protected) -> list[int]:
    """The span of each character; what was inserted goes with the character before it."""
    if len(paragraph.spans) == 1:
        return [0] * len(protected.text)
    own = [index for index, span in enumerate(paragraph.spans) for _ in span.text]
    spans: list[int] = []
    current = own[0] if own else 0
    for source in protected.source:
        if source != INSERTED:
            current = own[source]
        spans.append(current)
    return spans


def _reading(own: str, source: Sequence[int]) -> Sequence[str]:
    """What is copied of each character: its own, without instructions that nobody copies."""
    plain = "\t" not in own and SILENT.isdisjoint(own)
    if plain and isinstance(source, range):
        return own
    copied = list(own) if plain else ["" if c in SILENT else " " if c == "\t" else c for c in own]
    return [copied[place] if place != INSERTED else "" for place in source]


def _shape_runs(
    paragraph: Paragraph,
    text: str,
    levels: Sequence[int],
    scripts: Sequence[str],
    faces: Sequence[FontFace],
    spans: Sequence[int],
) -> list[Run]:
    edges = {0, len(text)}
    for column in (levels, faces, scripts, spans):
        edges.update(changes(column))
    for ends in _LINE_ENDS.finditer(text):
        edges.update(ends.span())
    runs: list[Run] = []
    for start, end in pairwise(sorted(edges)):
        level, face, script, span = levels[start], faces[start], scripts[start], spans[start]
        ends_line = text[start] in LINE_ENDS
        lang = paragraph.spans[span].lang or paragraph.lang
        shaped = shape(text, start, end, face, script=script, lang=lang, rtl=bool(level & 1))
        if ends_line:
            shaped = NOTHING
        run = Run(start, end, level, face, script, lang, span, shaped)
        _refuse_notdef(text, run, shaped, start, paragraph.key)
        runs.append(run)
    return runs


def shape_checked(text: str, start: int, end: int, run: Run, key: str) -> Shaped:
    """Shape a part of a run anew, in its context."""
    shaped = shape(text, start, end, run.face, script=run.script, lang=run.lang, rtl=run.rtl)
    _refuse_notdef(text, run, shaped, start, key)
    return shaped


def _refuse_notdef(text: str, run: Run, shaped: Shaped, start: int, key: str) -> None:
    """Glyph 0 is the box; a face that was chosen for a character may still lack a sequence."""
    if 0 in shaped.glyphs:
        cluster = shaped.clusters[shaped.glyphs.index(0)]
        raise MissingGlyph(text[start + cluster], key=key, fonts=(run.face.name,))


def _measure(text: str, runs: Sequence[Run]) -> Sequence[float]:
    """How far the characters before each one reach."""
    widths = [0.0] * (len(text) + 1)
    for run in runs:
        em = run.face.units_per_em
        shaped = run.shaped
        after = run.start + 1
        if shaped.plain:
            ems = [advance / em for advance in shaped.advances]
            widths[after : run.end + 1] = ems[::-1] if shaped.rtl else ems
            continue
        for cluster, advance in zip(shaped.clusters, shaped.advances, strict=True):
            widths[after + cluster] += advance / em
    return list(accumulate(widths))
