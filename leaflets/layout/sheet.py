"""What pieces are drawn on: a tagged canvas that knows which way its pages are read."""

from contextlib import nullcontext
from typing import Self

from leaflets.layout.piece import Piece
from leaflets.pdf import ArtifactSubtype, TaggedCanvas
from leaflets.pdf.drawing import Drawing, Glyphs


class Sheet(TaggedCanvas):
    """A canvas of leaflet pages. ``mirrored`` while its text is read from right to left."""

    mirrored = False
    glyphs: Glyphs
    """Those of the drawings that are put on it."""

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
