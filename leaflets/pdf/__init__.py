"""Set lines to a PDF file that everyone can read: PDF/UA-1 and PDF/A-2a, fonts embedded.

Nothing here knows leaflets. A caller builds the tree of what is said, in reading order, and draws
it in whatever order suits the page; what belongs to no element is an artifact::

    canvas = TaggedCanvas(file, (595, 842), DocumentInfo(title="Patient information", lang="en_GB"))
    heading = Element("H1", canvas.document)
    table = Element("Table", canvas.document)
    row = Element("TR", table)
    name, value = Element("TH", row, scope="Row"), Element("TD", row)

    with canvas.artifact():  # a rule or a tint says nothing
        canvas.rect(56, 780, 483, 2, stroke=0, fill=1)
    with canvas.tagged(heading):
        for number, line in enumerate(title.lines):  # title: SetParagraph
            canvas.draw_line(title.paragraph, line, 56, 750 - 22 * number, "#1a3e5c")
    canvas.add_outline("What it is", y=772)
    ...  # with canvas.tagged(name), canvas.tagged(value): as above
    with canvas.artifact("Pagination", "Footer"):
        canvas.draw_line(foot.paragraph, foot.lines[0], 56, 40)
    canvas.showPage()
    canvas.save()

- An element may be drawn in many parts, on many pages: enter :meth:`TaggedCanvas.tagged` again.
- Contexts may stand in each other; the sequences that they write never do.
- Links, and spans of another language, come from the paragraph's spans. In right-to-left text
  each stretch is a Span whose ActualText is in logical order.
- A table head that is repeated on the next page is ``artifact("Pagination")`` there.
- A picture is ``Element("Figure", parent, alt=...)`` and ``tagged(figure, box=(x, y, w, h))``;
  give ``drawImage`` an ImageReader, since a path would end up in the file.
- What is tagged wrongly (ink outside of both contexts, a heading that skips a level, a figure
  without words, text in a font that is not embedded) is our bug: ValueError.

``syntax`` writes PDF's own notation, ``writer`` the file, ``document`` holds its objects;
``fonts`` embeds, ``glyphs`` shows them, ``beginning`` has those that many documents begin with;
``structure``, ``content``, ``inline`` and ``links`` make the tree; ``metadata`` says what the file
is. What comes in many documents is drawn once: ``drawing`` has its marks, ``shape`` its structure.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leaflets.pdf.canvas import ArtifactSubtype, ArtifactType, TaggedCanvas
    from leaflets.pdf.content import Box
    from leaflets.pdf.metadata import NO_DATE, DocumentInfo
    from leaflets.pdf.structure import Element, Numbering, Scope, Tag

__all__ = [
    "NO_DATE",
    "ArtifactSubtype",
    "ArtifactType",
    "Box",
    "DocumentInfo",
    "Element",
    "Numbering",
    "Scope",
    "Tag",
    "TaggedCanvas",
]

_HOMES = {
    "canvas": ("ArtifactSubtype", "ArtifactType", "TaggedCanvas"),
    "content": ("Box",),
    "metadata": ("NO_DATE", "DocumentInfo"),
    "structure": ("Element", "Numbering", "Scope", "Tag"),
}


def __getattr__(name: str) -> object:
    """What is drawn with, imported when it is asked for: who only stamps needs no ReportLab."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"leaflets.pdf.{module}"), name)
    raise AttributeError(name)
