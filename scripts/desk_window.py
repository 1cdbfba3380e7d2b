"""A desk of this folder, opened in a browser that nobody sees; for figures and for pictures."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from shutil import which
from threading import Thread

from playwright.sync_api import Page, sync_playwright

from leaflets.compiled.cache import TemplateCache
from leaflets.content.clinic import load_clinic
from leaflets.desk.desk import Desk
from leaflets.desk.server import bind

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 11, 22)


@contextmanager
def desk_window(folder: Path | None, *, wide: int = 1280, high: int = 800) -> Iterator[Page]:
    """A window of that size in pixels; ``folder`` keeps pages that were set, and the site's key."""
    desk = Desk(
        source=ROOT / "source",
        translations=ROOT / "translations",
        clock=lambda: TODAY,
        clinic=load_clinic(ROOT / "source" / "clinic.example.yaml"),
        cache=TemplateCache(folder / "templates") if folder else None,
        site_key=folder / "site.key" if folder else None,
    )
    server = bind(desk)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=which("chromium") or "/usr/bin/chromium", args=["--no-sandbox"]
            )
            window = browser.new_context(
                base_url=server.root, viewport={"width": wide, "height": high}, locale="en-GB"
            )
            page = window.new_page()
            page.goto(server.address)
            yield page
            browser.close()
    finally:
        server.end()
        thread.join(timeout=20)
