"""How long the desk takes to show a page once a choice has changed, in a real browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from time import perf_counter

from bench_measure import DAY, SOURCE, Measure, leaflets
from bench_start import RESULTS
from desk_window import desk_window
from playwright.sync_api import Page

_SHOWN = "#result[aria-busy=false] .pages li:first-child img:not([src='{before}'])"


class Chooser:
    """A window on "Make a leaflet" in which one result is chosen by turns."""

    def __init__(self, page: Page, results: tuple[str, ...]) -> None:
        self._page = page
        self._results = cycle(results)

    def change(self) -> float:
        """Seconds from the click on another result until the picture of page 1 is there."""
        page = self._page
        shown = page.locator("#result[aria-busy=false] .pages img").first
        before = shown.get_attribute("src")
        option = page.locator("#answer_her2").get_by_label(next(self._results), exact=True)
        begun = perf_counter()
        option.check()
        picture = page.locator(_SHOWN.format(before=before))
        picture.wait_for()
        picture.evaluate("picture => picture.decode()")
        return perf_counter() - begun


@contextmanager
def chooser(folder: Path | None, results: tuple[str, ...]) -> Iterator[Chooser]:
    """Such a window; ``folder`` keeps the pages that were set."""
    with desk_window(folder) as page:
        page.goto("/make")
        for name in ("er", "pr"):
            page.locator(f"#answer_{name}").get_by_label("Negative", exact=True).check()
        page.locator("#answer_prior").get_by_label("None", exact=True).check()
        page.locator("#result[aria-busy=false] .pages img").first.wait_for()
        yield Chooser(page, results)


def measures(folder: Path, pairs: int) -> Iterator[Measure]:
    """A changed choice on the desk's page, beside the command that prints the same leaflet."""
    results = ("Negative", "Positive")
    clinic = ("--clinic", str(SOURCE / "clinic.example.yaml"))
    make = ("--source", str(SOURCE), "--today", DAY.isoformat(), "make", *RESULTS)
    make = (*make, *clinic, "-o", str(folder / "desk.pdf"))
    shown = "from the click on another result to the picture of page 1, in a browser"
    for name, what, cache, option in (
        ("desk-seen", "its pages set before", folder / "desk-cache", ()),
        ("desk-new", "its pages set anew", None, ("--no-cache",)),
    ):
        with chooser(cache, results) as window:
            yield Measure(
                name=name,
                what=f"{shown}, {what}",
                compared_with=f"leaflets make, whole process, {what}",
                subject=window.change,
                base=leaflets(*make, *option),
                pairs=3 * pairs,
                aim=1.5,
            )
