"""Make the pictures of README.md: real leaflets in, two pages of each side by side out.

Run it when the look or the words of a leaflet change. It prints them as ``leaflets make`` does.
"""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
OUTPUT = ROOT / "docs"
WIDTH = 1000  # pixels; a repository page shows about 900
GAP = 12  # pixels between and around the pages
DESK = 214  # the grey that white pages lie on
GREYS_AND_COLOURS = 48  # enough for smooth letters and one accent colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture: the person whose leaflet it shows, and words of the page beside page 1."""

    name: str
    person: Sequence[str]
    shows: str


PICTURES = (
    Picture(
        name="her2-positive",
        person=(
            "--her2", "positive", "--er", "negative", "--pr", "negative", "--prior", "none",
            "--current", "none", "--cns-spread", "no", "--nation", "england",
        ),
        shows="Why this is here",
    ),
    Picture(
        name="waiting",
        person=("--er", "positive", "--pr", "positive", "--prior", "letrozole"),
        shows="Results we are waiting for",
    ),
)  # fmt: skip


def pages_of(picture: Picture, folder: Path) -> list[Image.Image]:
    """The two pages that ``picture`` shows."""
    clinic = ROOT / "source" / "clinic.example.yaml"
    subprocess.run(
        [
            sys.executable, "-m", "leaflets", "make", *picture.person, "--today", "2026-11-22",
            "--clinic", str(clinic), "-o", str(folder / "leaflet.pdf"), "--png", str(folder),
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )  # fmt: skip
    with pypdfium2.PdfDocument(folder / "leaflet.pdf") as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    beside = next(n for n, text in enumerate(texts, 1) if n > 1 and picture.shows in text)
    return [Image.open(folder / f"page-{number}.png").convert("RGB") for number in (1, beside)]


def side_by_side(pages: Sequence[Image.Image]) -> Image.Image:
    """``pages`` on a grey desk, scaled to the width of a README."""
    width = (WIDTH - GAP * (len(pages) + 1)) // len(pages)
    scaled = [
        page.resize((width, round(page.height * width / page.width)), Image.Resampling.LANCZOS)
        for page in pages
    ]
    height = max(page.height for page in scaled) + 2 * GAP
    desk = Image.new("RGB", (WIDTH, height), (DESK, DESK, DESK))
    for index, page in enumerate(scaled):
        desk.paste(page, (GAP + index * (width + GAP), GAP))
    return desk.quantize(GREYS_AND_COLOURS, dither=Image.Dither.NONE)


@click.command(epilog="Example: python scripts/readme_pictures.py")
def main() -> None:
    """Write the README's pictures to docs/."""
    OUTPUT.mkdir(exist_ok=True)
    for picture in PICTURES:
        with tempfile.TemporaryDirectory() as folder:
            made = side_by_side(pages_of(picture, Path(folder)))
        path = OUTPUT / f"{picture.name}.png"
        made.save(path, optimize=True)
        click.echo(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
