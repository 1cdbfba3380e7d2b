"""The desk's own words: all of them are found, and a language may have them or not."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from cli.program import run
from factories import PROJECT

from leaflets.translation.screen_words import (
    SCREEN_DOMAIN,
    _in_template,
    screen_template,
    screen_words,
    word_key,
)

DESK = PROJECT / "leaflets" / "desk"
TEMPLATES = sorted((DESK / "templates").glob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_words_are_found_in_a_template_as_its_own_library_finds_them(path):
    from jinja2.ext import babel_extract

    wanted = Counter[tuple[str, str]]()
    with path.open("rb") as stream:
        for _, name, found, _ in babel_extract(stream, ("_", "ngettext"), (), {}):
            texts = found if isinstance(found, tuple) else (found,)
            if texts[0] is not None:  # else a word that is kept in code, where it is marked
                wanted[texts[0], texts[1] if name == "ngettext" else ""] += 1
    assert Counter(_in_template(path.read_text(encoding="utf-8"))) == wanted


def test_words_are_found_in_code():
    found = {word.text: word.place for word in screen_words()}
    assert found["Make a leaflet"].startswith("leaflets/desk/")
    assert found["This file is too large"] == "leaflets/desk/refused.py"


def test_a_template_is_the_same_whenever_it_is_made(tmp_path):
    first, second = (screen_template(tmp_path, date(2026, 1, 1)) for _ in range(2))
    assert first == second
    assert len({entry.key for entry in first.entries}) == len(first.entries)
    plural = next(entry for entry in first.entries if entry.source == "{n} page")
    assert (plural.plural, plural.key) == ("{n} pages", word_key("{n} page"))


def test_the_words_that_are_kept_are_those_of_today():
    from leaflets.content.valid import load_valid
    from leaflets.translation.po_files import format_po

    source = PROJECT / "source"
    published = max(leaflet.published for leaflet in load_valid(source).leaflets)
    kept = (PROJECT / "translations" / f"{SCREEN_DOMAIN}.pot").read_text(encoding="utf-8")
    assert kept == format_po(screen_template(source, published))


@pytest.fixture
def folder(tmp_path):
    """Translations into two languages, of which one has the desk's words."""
    made = tmp_path / "translations"
    for code in ("cy", "pl"):
        run("--translations", made, "translations", "new", code)
    run("--translations", made, "translations", "extract")
    words = made / "cy" / "LC_MESSAGES" / f"{SCREEN_DOMAIN}.po"
    words.write_text('msgid ""\nmsgstr ""\n"Language: cy\\n"\n', encoding="utf-8")
    return made


def test_a_language_that_has_them_is_kept_up_to_date_and_others_do_without(folder):
    def words(code):
        return folder / code / "LC_MESSAGES" / f"{SCREEN_DOMAIN}.po"

    run("--translations", folder, "translations", "update")
    text = words("cy").read_text(encoding="utf-8")
    assert 'msgid "Make a leaflet"' in text
    assert not words("pl").exists()
    run("--translations", folder, "translations", "update")
    assert words("cy").read_text(encoding="utf-8") == text


def test_what_they_lack_is_told_and_holds_no_leaflet_up(folder):
    run("--translations", folder, "translations", "update")
    found = run("--translations", folder, "translations", "check", "cy").output
    assert "desk.po" in found
    without = run("--translations", folder, "translations", "check", "pl").output
    assert "desk.po" not in without


def test_the_listed_languages_do_not_depend_on_them():
    listed = run("languages").output
    assert "cy " in listed
    assert "pl " in listed
    assert not Path(PROJECT / "translations" / "pl" / "LC_MESSAGES" / "desk.po").exists()
