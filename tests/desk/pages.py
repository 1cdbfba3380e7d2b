"""What a page of the desk says, and what the command line makes of the same."""

import json
import re
from html import unescape

from cli.program import run


def from_command_line(folder, *options, record=None):
    """The bytes that `leaflets make` writes."""
    if record is not None:
        (folder / "record.json").write_text(json.dumps(record), encoding="utf-8")
        options = (*options, "--record", folder / "record.json")
    run("make", *options, "--today", "2026-11-22", "-o", folder / "leaflet.pdf")
    return (folder / "leaflet.pdf").read_bytes()


def text_of(response):
    """What a page says, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.text)).split())


def faults(response):
    """Each fault of the summary: the field that it is about, and what it says."""
    found = re.findall(r'<li data-field="([^"]*)"[^>]*>(.*?)</li>', response.text, re.DOTALL)
    return {
        field: " ".join(unescape(re.sub("<[^>]+>", " ", told)).split()) for field, told in found
    }


def widest(page):
    """How far the page goes past the right edge of the window, in pixels, once it is laid out."""
    beyond = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
    # Asked from here: a page of the desk lets nobody wait in it for a word that is run.
    for _ in range(60):
        if page.evaluate(beyond) == 0:
            return 0
        page.wait_for_timeout(50)
    return page.evaluate(beyond)
