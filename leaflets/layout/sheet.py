"""What pieces are drawn on: a tagged canvas that knows which way its pages are read."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Self

from leaflets.layout.piece import Piece
from leaflets.pdf import ArtifactSubtype, Element, TaggedCanvas
from leaflets.pdf.drawing import Drawing, Glyphs


class Sheet(TaggedCanvas):
    """A canvas of leaflet pages. ``mirrored`` while its text is read from right to left."""

    mirrored = False
    glyphs: Glyphs
    """Those of the drawings that are put on it."""
    _other: tuple[Element, bool] | None = None

    def set_beside(self, language: str, *, mirrored: bool) -> None:
        """Give each of two languages a branch of the structure tree, the document's own first.

        Whoever listens hears one language from its beginning to its end, and then the other: read
        pair by pair, the voice would change with every sentence.
        """
        self.branch = Element("Sect", self.document)
        self._other = Element("Sect", self.document, lang=language), mirrored

    @contextmanager
    def other_language(self) -> Iterator[None]:
        """What is drawn inside is in the second language, and runs as that does."""
        assert self._other is not None, "only where there is a second language"
        own = self.branch, self.mirrored
        self.branch, self.mirrored = self._other
        yield
        self.branch, self.mirrored = own

    def sketch_of(self, piece: Piece, artifact: ArtifactSubtype = "") -> Drawing:
        """The drawing of a piece that is wrapped; as an artifact of pages, if it is one."""

        def draw(sheet: Self) -> None:
            with sheet.artifact("Pagination", artifact) if artifact else nullcontext():
                piece.draw_in(sheet)

        return self.sketch(self.glyphs, draw)

    def _like(self) -> Self:
        like = super()._like()
        like.mirrored = self.mirrored
        return like
