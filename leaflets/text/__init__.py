"""Unicode text to positioned glyphs, right in every script. Nothing here knows of PDF or leaflets.

A paragraph goes through these steps, each in the module of its name:

1. ``paragraph``: a :class:`Paragraph` is :class:`Span` after span of one direction and language.
   Controls, lone surrogates and invisible text are refused (:class:`ForbiddenCharacter`).
2. ``protect``: doses, ranges, phone numbers, addresses and names get isolates and no-break joins.
3. ``bidi``: UAX #9 gives every character its level; ``linebreak``: UAX #14 says where lines end.
4. ``itemise``: script and face of every character, from the chains of a :class:`FontSet`; a
   character that no face has is refused (:class:`MissingGlyph`).
5. ``shaping``: HarfBuzz turns each run into glyphs, in font units.
6. ``lines``: lines are filled, reordered, and their glyphs placed.

Steps 1-5 don't depend on the width or the size and are done once::

    prepared = prepare(paragraph, fonts)

Then a column asks as often as it likes how many lines there are, and places the glyphs of those it
draws, all or a part, without shaping again::

    extents = break_lines(prepared, width=200, size=11)
    lines = set_lines(prepared, extents[:4], width=200, size=11, align="start")

``set_paragraph`` does both in one; ``set_label`` sets one line of its natural width;
``natural_width`` and ``min_width`` are what tables and columns ask. A :class:`SetLine` has
:class:`GlyphRun` after run from left to right (``logical`` has them in reading order), each with
its face, size, span and glyphs, and its :class:`Cluster` texts in logical order, so that a writer
can tie each glyph to the characters it shows. A line that ended at a space carries one space glyph
that ``hangs`` outside its edge.
"""

from leaflets.text.errors import ForbiddenCharacter, MissingGlyph, TextFault, WordTooWide
from leaflets.text.fonts import (
    SCRIPT_FAMILIES,
    SYMBOL_FAMILY,
    FontFace,
    FontFamily,
    FontSet,
    load_family,
    load_font_set,
    open_face,
)
from leaflets.text.lines import (
    Align,
    Extent,
    SetLine,
    SetParagraph,
    break_lines,
    min_width,
    natural_width,
    set_label,
    set_lines,
    set_paragraph,
)
from leaflets.text.paragraph import Direction, Paragraph, PreparedParagraph, Span, prepare
from leaflets.text.runs import Cluster, Clusters, Glyph, GlyphRun

__all__ = [
    "SCRIPT_FAMILIES",
    "SYMBOL_FAMILY",
    "Align",
    "Cluster",
    "Clusters",
    "Direction",
    "Extent",
    "FontFace",
    "FontFamily",
    "FontSet",
    "ForbiddenCharacter",
    "Glyph",
    "GlyphRun",
    "MissingGlyph",
    "Paragraph",
    "PreparedParagraph",
    "SetLine",
    "SetParagraph",
    "Span",
    "TextFault",
    "WordTooWide",
    "break_lines",
    "load_family",
    "load_font_set",
    "min_width",
    "natural_width",
    "open_face",
    "prepare",
    "set_label",
    "set_lines",
    "set_paragraph",
]
