"""What a piece is to those who can't see it: a place in the tree of the document's structure.

A node is made with the story and becomes an element of the file when its first ink is drawn, so
that the order of the tree is the order in which pages are read.
"""

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from leaflets.pdf.structure import Element, Numbering, Scope, Tag

if TYPE_CHECKING:
    from leaflets.pdf import Box, TaggedCanvas


class Node:
    """A structure element that is still to be drawn. Pieces that are cut share theirs.

    ``parent`` is ``None`` for what stands in the document itself, or in a language's branch of it.
    The other arguments are those of :class:`leaflets.pdf.Element`.
    """

    def __init__(
        self,
        tag: Tag,
        parent: "Node | None" = None,
        *,
        alt: str = "",
        actual_text: str = "",
        scope: Scope = "",
        numbering: Numbering = "",
        lang: str = "",
    ) -> None:
        self.tag: Tag = tag
        self._parent = parent
        self._alt = alt
        self._actual_text = actual_text
        self._scope: Scope = scope
        self._numbering: Numbering = numbering
        self._lang = lang

    def element(self, canvas: "TaggedCanvas") -> Element:
        """The element of this node, made under its parent's when it is asked for first."""
        element = canvas.elements.get(self)
        if element is None:
            parent = canvas.branch if self._parent is None else self._parent.element(canvas)
            element = canvas.elements[self] = Element(
                self.tag,
                parent,
                alt=self._alt,
                actual_text=self._actual_text,
                scope=self._scope,
                numbering=self._numbering,
                lang=self._lang,
            )
        return element

    def on(self, canvas: "TaggedCanvas", box: "Box | None" = None) -> AbstractContextManager[None]:
        """A context in which what is drawn belongs to this node; ``box`` is where a figure is."""
        return canvas.tagged(self.element(canvas), box=box)
