"""A desk that answers on a port of this computer, and a real browser that opens it."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from shutil import which
from threading import Thread

import pytest
from factories import PROJECT, SOURCE
from starlette.testclient import TestClient

from leaflets.compiled.cache import find_cache
from leaflets.desk.app import make_app
from leaflets.desk.desk import Desk
from leaflets.desk.door import Door
from leaflets.desk.server import DeskServer, bind

TODAY = date(2026, 11, 22)
BROWSER = which("chromium") or which("chromium-browser")


@dataclass
class Running:
    """A desk that answers; ``address`` opens it once, ``root`` is where its pages are."""

    server: DeskServer
    thread: Thread

    @property
    def address(self):
        return self.server.address

    @property
    def root(self):
        return self.server.root

    def stop(self):
        self.server.end()
        self.thread.join(timeout=20)
        assert not self.thread.is_alive()


@contextmanager
def running(desk):
    """The desk, answering in a thread until the end of the block."""
    server = bind(desk)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    started = Running(server, thread)
    try:
        yield started
    finally:
        started.stop()


@pytest.fixture(scope="session")
def desk(tmp_path_factory):
    """The shipped content, on a fixed day."""
    return Desk(
        source=SOURCE,
        translations=PROJECT / "translations",
        clock=lambda: TODAY,
        cache=find_cache(tmp_path_factory.mktemp("desk-cache")),
    )


class Visitor:
    """A browser that came in, without a browser: requests to the desk's program itself."""

    def __init__(self, desk):
        self.door = Door()
        self.client = TestClient(
            make_app(desk, self.door), base_url="http://127.0.0.1:8000", follow_redirects=False
        )
        assert self.client.get("/", params={"token": self.door.token}).status_code == 303
        (key,) = self.client.cookies.values()
        self.session = self.door.session(key)

    def get(self, path, **more):
        return self.client.get(path, **more)

    def post(self, path, data=None, *, files=None, **more):
        """Send a form as a page of the desk would."""
        headers = {"sec-fetch-site": "same-origin", "origin": "http://127.0.0.1:8000"}
        form = {"csrf": self.session.csrf, **(data or {})}
        return self.client.post(path, data=form, files=files, headers=headers, **more)


@pytest.fixture
def visit():
    """``visit(desk)``: a visitor of that desk."""
    return Visitor


@pytest.fixture
def visitor(desk):
    """A visitor of the shipped desk."""
    return Visitor(desk)


@pytest.fixture(scope="session")
def browser():
    """One browser for all tests of a worker."""
    if BROWSER is None:
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def opened(browser):
    """Opens a desk in a browser window of its own: ``opened(running_desk, **of_the_window)``."""
    windows = []

    def open_desk(started, **of_the_window):
        window = browser.new_context(**{"locale": "en-GB", **of_the_window})
        windows.append(window)
        page = window.new_page()
        page.goto(started.address)
        return page

    yield open_desk
    for window in windows:
        window.close()


@pytest.fixture(scope="session")
def shared(desk, browser):
    """The shipped desk and a window that opened it, which tests that change nothing share."""
    with running(desk) as started:
        window = browser.new_context(locale="en-GB", base_url=started.root)
        window.new_page().goto(started.address)
        yield window
        window.close()


@contextmanager
def watched(window):
    """A new tab of ``window``, in which nothing may go wrong unseen."""
    tab = window.new_page()
    faults = []

    def note(told):
        # A page that says in words what is wrong comes with a status that says so, too.
        if told.type == "error" and "the server responded with a status of 4" not in told.text:
            faults.append(told.text)

    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.on("console", note)
    yield tab
    tab.close()
    assert faults == []


@pytest.fixture
def page(shared):
    """A new tab of the window that opened the shipped desk; addresses may begin with ``/``."""
    with watched(shared) as tab:
        yield tab


@pytest.fixture
def accessible():
    """Says what axe finds wrong on a page: ``accessible(page)`` is empty where there is nothing."""
    from axe_playwright_python.sync_playwright import Axe

    def found(page):
        page.wait_for_load_state()
        result = Axe().run(page)
        return [
            f"{fault['id']}: {node['html']}"
            for fault in result.response["violations"]
            for node in fault["nodes"]
        ]

    return found
