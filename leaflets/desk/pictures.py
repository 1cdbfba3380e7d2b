"""A finished PDF and the number of a page in; a picture of the page, out."""

import io
from threading import Lock

import pypdfium2  # type: ignore[import-untyped]

DOTS_PER_INCH = 96
_ONE_AT_A_TIME = Lock()
"""The library that draws is for one thread at a time."""


def page_picture(pdf: bytes, number: int, dots_per_inch: int = DOTS_PER_INCH) -> bytes | None:
    """Page ``number``, from 1, as PNG; ``None`` if there is no such page."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            if not 1 <= number <= len(document):
                return None
            picture = document[number - 1].render(scale=dots_per_inch / 72).to_pil()
        finally:
            document.close()
    data = io.BytesIO()
    picture.save(data, format="PNG", compress_level=1)  # it goes no further than this computer
    return data.getvalue()


def page_sizes(pdf: bytes) -> tuple[tuple[int, int], ...]:
    """The width and height of each page in points."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return tuple((round(page.get_width()), round(page.get_height())) for page in document)
        finally:
            document.close()
