"""A finished PDF in; a picture of each page out."""

import os
import tempfile
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]

from leaflets.errors import UsageFault

DOTS_PER_INCH = 110  # an A4 page is then about 910 x 1290 pixels: readable on a screen
PRIVATE = 0o600  # a page says what illness a person has


def write_pictures(pdf: bytes, folder: Path, *, dots_per_inch: int = DOTS_PER_INCH) -> list[Path]:
    """Write ``page-1.png`` and so on into ``folder``, each whole or not at all.

    Raises:
        UsageFault: The folder can't be made or written to.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        paths = []
        for number, page in enumerate(document, 1):
            image = page.render(scale=dots_per_inch / 72).to_pil()
            path = folder / f"page-{number}.png"
            # mkstemp gives the file to its owner alone.
            handle, name = tempfile.mkstemp(dir=folder, prefix=".page-", suffix=".png")
            try:
                with os.fdopen(handle, "wb") as file:
                    image.save(file, format="PNG")
                Path(name).chmod(PRIVATE)
                Path(name).replace(path)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise
            paths.append(path)
        return paths
    except OSError as error:
        raise UsageFault(
            f"can't write page pictures to {folder}: {error.strerror or error}",
            hint="choose a folder that you may write to",
        ) from error
    finally:
        document.close()
