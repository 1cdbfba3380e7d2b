"""Pictures of printed sheets in; what a reader sees of the folded paper, face by face, out.

The sheets are cut where they are folded and put beside each other as they lie when the paper is
opened. Nothing here knows which page is which, so that a page in a wrong place is seen there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image

from leaflets.print.imposition import Fold

Picture = Image.Image
Halves = tuple[Picture, Picture]


@dataclass(frozen=True, slots=True)
class Face:
    """What lies before the reader at one time."""

    caption: str
    picture: Picture


def folded_faces(
    fold: Fold,
    sides: Sequence[Picture],
    folds: Sequence[float],
    width: float,
    *,
    right_to_left: bool = False,
) -> list[Face]:
    """The faces, in the order in which they are read.

    ``sides`` are front and back of each sheet by turns; ``folds`` are where the first front is
    folded, from its left edge, on paper of that ``width``, all in one unit.
    """
    cuts = [fold / width for fold in folds]
    turned = [1 - cut for cut in reversed(cuts)]
    panels = [
        _cut(side, turned if index % 2 else cuts, right_to_left=right_to_left)
        for index, side in enumerate(sides)
    ]
    if len(panels) % 2:
        panels.append([Image.new("RGB", panel.size, "white") for panel in panels[-1][::-1]])
    read = Reader(right_to_left)
    match fold:
        case Fold.BOOKLET:
            return list(_booklet(panels, read))
        case Fold.LETTER:
            return list(_letter(panels, read))
        case Fold.ZIGZAG:
            return list(_zigzag(panels, read))
        case Fold.FLAT:
            return [Face(f"side {number}", side) for number, side in enumerate(sides, 1)]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads panels from the left, or from the right."""

    right_to_left: bool

    def beside(self, *panels: Picture) -> Picture:
        """Panels in the direction of reading, as one picture."""
        order = panels[::-1] if self.right_to_left else panels
        whole = Image.new(
            "RGB", (sum(p.width for p in order), max(p.height for p in order)), "white"
        )
        left = 0
        for panel in order:
            whole.paste(panel, (left, 0))
            left += panel.width
        return whole


def _cut(side: Picture, cuts: Sequence[float], *, right_to_left: bool) -> list[Picture]:
    """The panels of a side, in the direction of reading."""
    edges = [0, *(round(cut * side.width) for cut in cuts), side.width]
    panels = [side.crop((left, 0, right, side.height)) for left, right in pairwise(edges)]
    return panels[::-1] if right_to_left else panels


def _booklet(panels: Sequence[Sequence[Picture]], read: Reader) -> Iterator[Face]:
    """Leaves from the outermost sheet inwards, then out again on the other side of the fold.

    What ends the front of a sheet is a leaf with what begins its back behind it, and the reverse.
    """
    sheets = [(panels[index], panels[index + 1]) for index in range(0, len(panels), 2)]
    leaves = [(front[1], back[0]) for front, back in sheets]
    leaves += [(back[1], front[0]) for front, back in reversed(sheets)]
    yield Face("cover", leaves[0][0])
    for turn, (leaf, after) in enumerate(pairwise(leaves), 1):
        yield Face(f"turned {turn}", read.beside(leaf[1], after[0]))
    yield Face("back", leaves[-1][1])


def _letter(panels: Sequence[Sequence[Picture]], read: Reader) -> Iterator[Face]:
    """The cover; beside its back the panel that is tucked in; all of the inside; the back."""
    outside, inside = panels
    flap, back, cover = outside
    yield Face("cover", cover)
    yield Face("cover opened", read.beside(inside[0], flap))
    yield Face("opened wide", read.beside(*inside))
    yield Face("turned over, opened wide", read.beside(*outside))
    yield Face("back", back)


def _zigzag(panels: Sequence[Sequence[Picture]], read: Reader) -> Iterator[Face]:
    """The cover; two panels inside; drawn out; turned over; the last panel inside is the back."""
    outside, inside = panels
    yield Face("cover", outside[2])
    yield Face("cover opened", read.beside(inside[0], inside[1]))
    yield Face("drawn out", read.beside(*inside))
    yield Face("turned over, drawn out", read.beside(*outside))
    yield Face("back", inside[2])
