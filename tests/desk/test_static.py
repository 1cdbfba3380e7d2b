"""What pages are drawn and moved with: whole, and nothing from elsewhere."""

import re

import pytest
from factories import PROJECT

DESK = PROJECT / "leaflets" / "desk"
FILES = [path for path in (DESK / "static").iterdir() if path.suffix in (".css", ".js")]
PAGES = sorted((DESK / "templates").glob("*.html"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_bracket_is_closed_before_the_next_section(path):
    depth = 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("/* "):
            assert depth == 0, f"{path.name}:{number}: something above is not closed"
        depth += line.count("{") - line.count("}")
        assert depth >= 0, f"{path.name}:{number}"
    assert depth == 0


@pytest.mark.parametrize("path", [*FILES, *PAGES], ids=lambda path: path.name)
def test_nothing_comes_from_elsewhere(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"(?:https?:)?//[a-z]", text.replace("http://www.w3.org/2000/svg", ""))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_script_or_style_stands_in_a_page(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|\|\s*safe", text)
    assert re.findall(r"<script(?![^>]* src=\"/static/)", text) == []
