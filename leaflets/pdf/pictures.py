"""A finished PDF in; pictures of its pages, or of pieces of them, out."""

import io
from collections.abc import Iterable, Iterator
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

from leaflets.errors import UsageFault
from leaflets.files import write_whole

DOTS_PER_INCH = 110  # an A4 page is then about 910 x 1290 pixels: readable on a screen
_MARGIN = 6.0  # points round a cutting, so that no letter touches its edge

Cutting = tuple[str, int, float, float]
"""A name, the page from 1, and the top and bottom in points from the paper's top."""


def write_pictures(pdf: bytes, folder: Path, *, dots_per_inch: int = DOTS_PER_INCH) -> list[Path]:
    """Write ``page-1.png`` and so on into ``folder``, each whole or not at all, mode 0600.

    Raises:
        UsageFault: The folder can't be made or written to.
    """
    return [
        write_picture(page, folder / f"page-{number}.png")
        for number, page in enumerate(page_pictures(pdf, dots_per_inch=dots_per_inch), 1)
    ]


def write_cuttings(
    pdf: bytes, folder: Path, cuttings: Iterable[Cutting], *, dots_per_inch: int = DOTS_PER_INCH
) -> list[Path]:
    """Write a picture of each piece of a page into ``folder``, called by its name.

    A second piece of the same name, on the next page, is called ``NAME-2.png``.

    Raises:
        UsageFault: The folder can't be made or written to.
    """
    scale = dots_per_inch / 72
    pages = list(page_pictures(pdf, dots_per_inch=dots_per_inch))
    seen: dict[str, int] = {}
    written = []
    for name, number, top, bottom in cuttings:
        seen[name] = seen.get(name, 0) + 1
        page = pages[number - 1]
        box = (0, int((top - _MARGIN) * scale), page.width, int((bottom + _MARGIN) * scale))
        suffix = f"-{seen[name]}" if seen[name] > 1 else ""
        written.append(write_picture(page.crop(box), folder / f"{name}{suffix}.png"))
    return written


def page_pictures(pdf: bytes, *, dots_per_inch: int) -> Iterator[Image.Image]:
    """A picture of each page."""
    scale = dots_per_inch / 72
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            yield page.render(scale=scale).to_pil()
    finally:
        document.close()


def write_picture(picture: Image.Image, path: Path) -> Path:
    """Write a picture as PNG, whole or not at all, mode 0600.

    Raises:
        UsageFault: The folder can't be made or written to.
    """
    data = io.BytesIO()
    picture.save(data, format="PNG")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageFault(
            f"can't write page pictures to {path.parent}: {error.strerror or error}",
            hint="choose a folder that you may write to",
        ) from error
    write_whole(path, data.getvalue())
    return path
