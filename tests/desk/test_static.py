"""What pages are drawn and moved with: whole, and nothing from elsewhere."""

import re

import pytest

from leaflets.desk.templating import FOLDER

FILES = [path for path in (FOLDER / "static").iterdir() if path.suffix in (".css", ".js")]
PAGES = sorted((FOLDER / "templates").glob("*.html"))


def test_every_rule_is_closed_before_the_next_begins():
    """One that is left open takes all that follow it away in silence."""
    text = (FOLDER / "static" / "desk.css").read_text("utf-8")
    plain = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", text, flags=re.DOTALL)
    depth = 0
    for line in plain.splitlines():
        inside_at_rule = line.startswith(" ")
        if line.rstrip().endswith("{"):
            assert depth == int(inside_at_rule), line
        depth += line.count("{") - line.count("}")
    assert depth == 0


@pytest.mark.parametrize("path", [*FILES, *PAGES], ids=lambda path: path.name)
def test_nothing_comes_from_elsewhere(path):
    text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"(?:https?:)?//[a-z]", text)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_script_or_style_stands_in_a_page(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|\|\s*safe", text)
    assert re.findall(r"<script(?![^>]* src=\"/static/)", text) == []
