"""Make the pictures of README.md: leaflets in several scripts, the specimen, and the desk.

Run it when the look or the words of a leaflet change, a translation, or a page of the desk. It
prints as ``leaflets make`` and ``leaflets specimen`` do, and opens the desk in a browser.
"""

import io
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, ImageChops

ROOT = Path(__file__).resolve().parent.parent
OUTPUT = ROOT / "docs"
WIDTH = 1000  # pixels; a repository page shows about 900
WIDE = 1200  # for four pages beside one another
GAP = 12  # pixels between and around the pages
COLUMNS = 4  # of the specimen's pages
SHOWN_AROUND = 26  # pixels of paper around what is printed on a page of the specimen
DESK = 214  # the grey that white pages lie on
GREYS_AND_COLOURS = 48  # enough for smooth letters and one accent colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture: the person whose leaflet it shows, and words of the page beside page 1."""

    name: str
    person: Sequence[str]
    shows: str


HER2_POSITIVE = (
    "--her2", "positive", "--er", "negative", "--pr", "negative", "--prior", "none",
    "--current", "none", "--cns-spread", "no", "--nation", "england",
)  # fmt: skip

PICTURES = (
    Picture(name="her2-positive", person=HER2_POSITIVE, shows="Why this is here"),
    Picture(
        name="waiting",
        person=("--er", "positive", "--pr", "positive", "--prior", "letrozole"),
        shows="Results we are waiting for",
    ),
)

FOUR_SCRIPTS = ("ar", "bn", "zh_Hans", "pl")
WITH_ENGLISH = ("ar", "pl")
DRUG = "trastuzumab"  # its name is written alike in all of them
LEAFLET = "targeted-therapies-secondary-breast-cancer"
SENTENCE = "trastuzumab.heart"


def run(*arguments: str) -> None:
    """Run ``leaflets`` as it is in this folder."""
    command = [sys.executable, "-m", "leaflets", *arguments]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def pages_of(picture: Picture, folder: Path) -> list[Image.Image]:
    """The two pages that ``picture`` shows."""
    make(folder, *picture.person)
    with pypdfium2.PdfDocument(folder / "leaflet.pdf") as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    beside = next(n for n, text in enumerate(texts, 1) if n > 1 and picture.shows in text)
    return [opened(folder, number) for number in (1, beside)]


def page_of_drug(language: str, folder: Path, *options: str) -> Image.Image:
    """The page on which the block about ``DRUG`` begins, in ``language``, by the bookmarks."""
    make(folder, *HER2_POSITIVE, "--language", language, *options)
    with pypdfium2.PdfDocument(folder / "leaflet.pdf") as document:
        begins = next(b for b in document.get_toc() if b.get_title().casefold() == DRUG)
        destination = begins.get_dest()
        assert destination is not None, "a bookmark leads somewhere"
        return opened(folder, destination.get_index() + 1)


def pages_of_drug(languages: Sequence[str], *options: str) -> list[Image.Image]:
    """That page in each of the languages."""
    pages = []
    for language in languages:
        with tempfile.TemporaryDirectory() as folder:
            pages.append(page_of_drug(language, Path(folder), *options))
    return pages


def make(folder: Path, *options: str) -> None:
    """Print a leaflet to ``leaflet.pdf`` in ``folder``, with a picture of each page."""
    clinic = ROOT / "source" / "clinic.example.yaml"
    run(
        "make", *options, "--today", "2026-11-22", "--clinic", str(clinic),
        "-o", str(folder / "leaflet.pdf"), "--png", str(folder),
    )  # fmt: skip


def opened(folder: Path, number: int) -> Image.Image:
    """The picture of a page."""
    return Image.open(folder / f"page-{number}.png").convert("RGB")


def side_by_side(pages: Sequence[Image.Image], wide: int = WIDTH) -> Image.Image:
    """``pages`` on a grey desk, scaled to ``wide`` together."""
    width = (wide - GAP * (len(pages) + 1)) // len(pages)
    scaled = [
        page.resize((width, round(page.height * width / page.width)), Image.Resampling.LANCZOS)
        for page in pages
    ]
    height = max(page.height for page in scaled) + 2 * GAP
    desk = Image.new("RGB", (wide, height), (DESK, DESK, DESK))
    for index, page in enumerate(scaled):
        desk.paste(page, (GAP + index * (width + GAP), GAP))
    return desk.quantize(GREYS_AND_COLOURS, dither=Image.Dither.NONE)


def contact_sheet(pages: Sequence[Image.Image]) -> Image.Image:
    """``pages`` without their empty paper, each in the column that is shortest so far."""
    width = (WIDTH - GAP * (COLUMNS + 1)) // COLUMNS
    left = min(_ink(page)[0] for page in pages) - SHOWN_AROUND
    right = max(_ink(page)[2] for page in pages) + SHOWN_AROUND
    scaled = []
    for page in pages:
        _, top, _, bottom = _ink(page)
        shown = page.crop((left, top - SHOWN_AROUND, right, bottom + SHOWN_AROUND))
        size = (width, round(shown.height * width / shown.width))
        scaled.append(shown.resize(size, Image.Resampling.LANCZOS))
    ends = [GAP] * COLUMNS
    places = []
    for page in scaled:
        column = ends.index(min(ends))
        places.append((GAP + column * (width + GAP), ends[column]))
        ends[column] += page.height + GAP
    desk = Image.new("RGB", (WIDTH, max(ends)), (DESK, DESK, DESK))
    for page, place in zip(scaled, places, strict=True):
        desk.paste(page, place)
    # Median cut would spend all colours on greys: letters are small, and headings few.
    method = Image.Quantize.MAXCOVERAGE
    return desk.quantize(GREYS_AND_COLOURS, method, dither=Image.Dither.NONE)


def _ink(page: Image.Image) -> tuple[int, int, int, int]:
    """Where something is printed: left, top, right, bottom."""
    box = ImageChops.invert(page.convert("L")).getbbox()
    assert box is not None, "no page of the specimen is empty"
    return box


def specimen_pages(folder: Path) -> list[Image.Image]:
    """Every page of ``leaflets specimen``."""
    run("specimen", "-o", str(folder / "specimen.pdf"), "--png", str(folder))
    count = len(list(folder.glob("page-*.png")))
    return [Image.open(folder / f"page-{n + 1}.png").convert("RGB") for n in range(count)]


def desk_pictures() -> Iterator[tuple[str, bytes]]:
    """The desk, as each of those who use it sees it: the name and the PNG of each picture."""
    sys.path.insert(0, str(ROOT))
    from desk_window import desk_window

    people = ROOT / "scripts" / "readme_people.csv"
    with tempfile.TemporaryDirectory() as folder, desk_window(Path(folder), high=1000) as page:
        page.goto("/make")
        page.locator("#answer_her2").get_by_label("Positive", exact=True).check()
        page.locator("#answer_nation").get_by_label("England", exact=True).check()
        shown = page.locator("#result[aria-busy=false] .pages img").first
        shown.wait_for()
        shown.evaluate("picture => picture.decode()")
        page.mouse.move(0, 0)
        page.evaluate("scrollTo(0, 0)")
        yield "desk-make", page.screenshot()

        page.goto("/list")
        page.set_input_files("input[type=file]", people)
        page.get_by_role("button", name="Check the list").click()
        page.locator("#counts a", has_text="refused").click()
        page.locator("article").first.wait_for()
        page.locator("article").first.evaluate("row => row.scrollIntoView({block: 'center'})")
        yield "desk-list", page.screenshot()

        page.goto(f"/translators/ur/{LEAFLET}/{SENTENCE}")
        page.locator("img").first.evaluate("picture => picture.decode()")
        yield "desk-translators", page.screenshot()

        page.goto("/clinical")
        page.locator(".matrix").evaluate(
            "drawn => { drawn.scrollIntoView(); return drawn.decode(); }"
        )
        page.locator("h2", has_text="What prints for whom").evaluate(
            "heading => heading.scrollIntoView()"
        )
        yield "desk-clinical", page.screenshot()


def reduced(shot: bytes) -> Image.Image:
    """A picture of a window in as many colours as it needs."""
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    height = round(picture.height * WIDTH / picture.width)
    scaled = picture.resize((WIDTH, height), Image.Resampling.LANCZOS)
    return scaled.quantize(2 * GREYS_AND_COLOURS, dither=Image.Dither.NONE)


@click.command(epilog="Example: python scripts/readme_pictures.py")
@click.option("--only", type=click.Choice(["leaflets", "desk"]), help="Make only these.")
def main(only: str | None) -> None:
    """Write the README's pictures to docs/."""
    OUTPUT.mkdir(exist_ok=True)
    if only != "desk":
        leaflet_pictures()
    if only != "leaflets":
        for name, shot in desk_pictures():
            save(reduced(shot), name)


def leaflet_pictures() -> None:
    """Leaflets, a page of one in four scripts, and the specimen."""
    for picture in PICTURES:
        with tempfile.TemporaryDirectory() as folder:
            save(side_by_side(pages_of(picture, Path(folder))), picture.name)
    save(side_by_side(pages_of_drug(FOUR_SCRIPTS), WIDE), "four-scripts")
    save(side_by_side(pages_of_drug(WITH_ENGLISH, "--bilingual")), "bilingual")
    with tempfile.TemporaryDirectory() as folder:
        save(contact_sheet(specimen_pages(Path(folder))), "specimen")


def save(picture: Image.Image, name: str) -> None:
    """Write a picture to docs/ and tell its size."""
    path = OUTPUT / f"{name}.png"
    picture.save(path, optimize=True)
    click.echo(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
