"""A paragraph's spans in; the links and spans of the structure tree that they become out.

Spans that differ only in weight are one segment. A segment needs an element of its own when it is a
link, when its language is not that of the text around it, or when its glyphs can't tell its logical
order: right-to-left text has it as ActualText, on the element, where extractors that order glyphs
themselves are not misled by it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from leaflets.pdf.links import Linked
from leaflets.pdf.structure import Element
from leaflets.text import GlyphRun, Paragraph, Span
from leaflets.text.characters import LINE_ENDS, SILENT

_SILENT = {ord(character): None for character in SILENT - LINE_ENDS}
_SPACES = {ord(character): " " for character in LINE_ENDS}

# The blocks of right-to-left letters (UAX #9, 3.2: even what is unassigned there is R or AL).
_RTL = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

# Where a link can be clicked, in sizes below and above the baseline.
_BELOW = 0.25
_ABOVE = 0.9


@dataclass(slots=True)
class Segments:
    """For each span of a paragraph the element that it is drawn in, and the link around it."""

    paragraph: Paragraph
    targets: list[Element] = field(default_factory=list)
    link_of: list[Element | None] = field(default_factory=list)
    link_texts: dict[Element, str] = field(default_factory=dict)

    def target(self, span: int) -> Element:
        """The element that a span is drawn in."""
        return self.targets[span]

    def links(self, runs: Sequence[GlyphRun]) -> Iterator[tuple[Element, Linked]]:
        """The links of a line, each with its extent."""
        if not self.link_texts:
            return
        found: dict[Element, Linked] = {}
        for run in runs:
            link = self.link_of[run.span]
            if link is None or run.hangs:
                continue
            left, right = run.x, run.x + run.width
            below, above = _BELOW * run.size, _ABOVE * run.size
            linked = found.get(link)
            if linked is None:
                url = self.paragraph.spans[run.span].link
                found[link] = Linked(self.link_texts[link], url, left, right, below, above)
            else:
                linked.left, linked.right = min(linked.left, left), max(linked.right, right)
        yield from found.items()


class Inlines:
    """The segments of the paragraphs that a canvas has met."""

    def __init__(self) -> None:
        # By identity: two paragraphs may have the same words. The value keeps the key in use.
        self._known: dict[tuple[Element, int], Segments] = {}

    def segments(self, element: Element, paragraph: Paragraph, language: str) -> Segments:
        """The segments of the paragraph as a part of the element."""
        key = (element, id(paragraph))
        segments = self._known.get(key)
        if segments is None:
            segments = self._known[key] = _segments(element, paragraph, language)
        return segments


def _segments(element: Element, paragraph: Paragraph, language: str) -> Segments:
    segments = Segments(paragraph)
    around = element.language(language)
    spans = paragraph.spans
    start = 0
    while start < len(spans):
        end = start + 1
        while end < len(spans) and _kind(spans[end]) == _kind(spans[start]):
            end += 1
        text = "".join(span.text for span in spans[start:end]).translate(_SPACES)
        text = text.translate(_SILENT)
        lang = spans[start].lang or paragraph.lang or around
        if lang.replace("_", "-") == around.replace("_", "-"):
            lang = ""
        actual = text if paragraph.rtl or _RTL.search(text) else ""
        link: Element | None = None
        target = element
        if spans[start].link:
            link = target = Element("Link", element, lang=lang)
            segments.link_texts[link] = text.strip()
            lang = ""
        if lang or actual.strip():
            target = Element("Span", target, lang=lang, actual_text=actual)
        segments.targets += [target] * (end - start)
        segments.link_of += [link] * (end - start)
        start = end
    return segments


def _kind(span: Span) -> tuple[str, str]:
    return span.link, span.lang
