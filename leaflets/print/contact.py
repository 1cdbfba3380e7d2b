"""Faces in; one picture with all of them, each with its number and caption, out."""

import io
from collections.abc import Iterator, Sequence
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from leaflets.print.folding import Face

_GAP: Final = 24
_CAPTION: Final = 30
_WIDEST: Final = 2000  # pixels
_GROUND: Final = "#9a9a9a"


def contact_sheet(faces: Sequence[Face]) -> bytes:
    """All faces in rows from left to right, as a PNG."""
    rows = list(_rows(faces))
    width = max(_GAP + sum(face.picture.width + _GAP for face in row) for row in rows)
    heights = [max(face.picture.height for face in row) + _CAPTION + _GAP for row in rows]
    whole = Image.new("RGB", (width, sum(heights) + _GAP), _GROUND)
    draw = ImageDraw.Draw(whole)
    font = ImageFont.load_default(18)
    top, number = _GAP, 1
    for row, height in zip(rows, heights, strict=True):
        left = _GAP
        for face in row:
            draw.text((left, top), f"{number}  {face.caption}", fill="black", font=font)
            whole.paste(face.picture, (left, top + _CAPTION))
            left += face.picture.width + _GAP
            number += 1
        top += height
    data = io.BytesIO()
    whole.save(data, format="PNG")
    return data.getvalue()


def _rows(faces: Sequence[Face]) -> Iterator[list[Face]]:
    row: list[Face] = []
    width = _GAP
    for face in faces:
        if row and width + face.picture.width + _GAP > _WIDEST:
            yield row
            row, width = [], _GAP
        row.append(face)
        width += face.picture.width + _GAP
    if row:
        yield row
