import json
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from translation.catalogs import LEAFLET, SOURCE, pretended

from leaflets.cli import cli
from leaflets.content.valid import load_valid
from leaflets.errors import TranslationFault
from leaflets.model.leaflet import texts
from leaflets.model.text import Message
from leaflets.proof import everything
from leaflets.translation.catalogs import find_catalog, read_catalog
from leaflets.translation.extract import extract_leaflet, extract_words
from leaflets.translation.translate import translate

MAKE = ["--her2", "positive", "--er", "negative", "--pr", "negative", "--prior", "none"]
CONTENT = load_valid(SOURCE)
DAY = date(2026, 11, 22)
TEXTS = [
    *(e.message for e in extract_leaflet(CONTENT.leaflets[0], CONTENT.vocabulary)),
    *(e.message for e in extract_words()),
]


def make(folder, tmp_path, *more, language="pl"):
    output = tmp_path / "leaflet.pdf"
    place = ["--source", str(SOURCE), "--translations", str(folder), "--today", "2026-11-22"]
    arguments = [*place, "make", *MAKE, "--language", language, "-o", str(output), *more]
    return CliRunner().invoke(cli, arguments), output


def spoilt(key, **changes):
    def change(domain, catalog):
        entries = (replace(e, **changes) if e.key == key else e for e in catalog.entries)
        return replace(catalog, entries=tuple(entries))

    return change


SPOILT = {
    "empty": ({"targets": ("",)}, "missing, the translation is empty"),
    "fuzzy": ({"flags": ("fuzzy",)}, "stale, it is marked fuzzy"),
    "old English": ({"source": "Other."}, "stale, its English is now"),
    "plural": ({"plural": "Many", "targets": ("a", "", "c")}, "incomplete plural"),
    "placeholder": ({"targets": ("{who}",)}, "placeholders differ"),
}


@pytest.mark.parametrize("how", SPOILT)
@pytest.mark.parametrize("key", ["trastuzumab.heart", "tool.why-here"])
def test_one_text_that_is_not_ready_refuses_the_leaflet_with_file_line_and_key(tmp_path, how, key):
    changes, told = SPOILT[how]
    folder = pretended(tmp_path / "translations", change=spoilt(key, **changes))
    result, output = make(folder, tmp_path)
    assert result.exit_code == 4
    assert not output.exists()
    domain = "leaflets" if key.startswith("tool.") else LEAFLET
    (line,) = [line for line in result.output.splitlines() if f": {key}: " in line]
    assert line.startswith(f"{folder}/pl/LC_MESSAGES/{domain}.po:")
    assert told in line
    assert line.split(":")[1].isdecimal()


def test_a_text_that_this_record_does_not_print_may_be_missing(tmp_path):
    folder = pretended(tmp_path / "translations", change=spoilt("everolimus.title", targets=("",)))
    result, output = make(folder, tmp_path)
    assert result.exit_code == 0
    assert output.exists()


@pytest.mark.parametrize("language", ["pl", "ro"])
def test_whole_source_prints_all_of_it_in_english_and_says_so(tmp_path, language):
    folder = pretended(tmp_path / "translations", change=spoilt("cns.title", targets=("",)))
    folder = pretended(folder, change=spoilt("trastuzumab.heart", targets=("",)))
    result, _ = make(folder, tmp_path, "--missing", "whole-source", "--json", language=language)
    told = json.loads(result.stdout)
    assert told["language"] == "en_GB"
    assert f"printed in English: no whole translation into {language}" in told["warnings"]


def test_a_translation_that_nobody_approved_is_refused_where_approval_is_required(tmp_path):
    result, _ = make(pretended(tmp_path / "t"), tmp_path, "--require", "approved")
    assert result.exit_code == 3  # the content itself is a sample


def test_a_language_without_catalogs_is_refused(tmp_path):
    with pytest.raises(TranslationFault, match="no translation into Polish"):
        find_catalog("pl", tmp_path, LEAFLET)


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    return pretended(tmp_path_factory.mktemp("translations"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    message=st.sampled_from(TEXTS),
    how=st.sampled_from(sorted(SPOILT)),
)
def test_no_text_comes_out_of_a_catalog_in_english(ready, message, how):
    catalog = read_catalog("pl", ready, LEAFLET)
    assert catalog.look_up(message) == catalog.entries[message.key].targets[0]
    changes, _ = SPOILT[how]
    entries = dict(catalog.entries)
    entries[message.key] = replace(entries[message.key], **changes)
    assert replace(catalog, entries=entries).look_up(message) is None
    del entries[message.key]
    lacking = replace(catalog, entries=entries)
    assert lacking.look_up(message) is None
    assert ":1: " in lacking.lack(message)


def test_english_that_changed_since_the_last_update_is_not_printed(ready):
    catalog = read_catalog("pl", ready, LEAFLET)
    assert catalog.look_up(Message(key="trastuzumab.who", source="New English.")) is None


SHIPPED = SOURCE.parent / "translations"
LANGUAGES = ("cy", "pl", "ro", "es", "pt", "ar", "ur", "bn", "pa_Guru", "zh_Hans")
PARTS = tuple(part.key for _, part in CONTENT.leaflets[0].parts())
EVERYWAY = {**SPOILT, "not there": (None, "missing, it is not in the catalog")}


@cache
def shipped_catalog(language):
    return read_catalog(language, SHIPPED, LEAFLET)


@cache
def everything_said(language):
    """All that any person's leaflet can say, before translation."""
    return everything(CONTENT, CONTENT.leaflets[0], shipped_catalog(language), DAY)


def one_part(language, key):
    """A leaflet of that part alone, with what stands round every leaflet."""
    whole = everything_said(language)
    blocks = (
        replace(block, parts=tuple(part for part in block.parts if part.key == key))
        for block in whole.blocks
    )
    return replace(whole, blocks=tuple(block for block in blocks if block.parts))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("how", EVERYWAY)
def test_no_part_prints_in_any_language_if_one_of_its_texts_is_not_ready(language, how):
    changes, told = EVERYWAY[how]
    ready = shipped_catalog(language)
    tried = set()
    for part in PARTS:
        leaflet = one_part(language, part)
        assert translate(leaflet, ready)
        for key in {message.key for message in texts(leaflet) if not message.names} - tried:
            tried.add(key)
            entries = dict(ready.entries)
            entry = entries.pop(key)
            if changes is not None:
                entries[key] = replace(entry, **changes)
            with pytest.raises(TranslationFault) as fault:
                translate(leaflet, replace(ready, entries=entries))
            assert fault.value.exit_code == 4
            domain = "leaflets" if key.startswith("tool.") else LEAFLET
            line = entry.line if changes is not None else 1
            named = f"/{language}/LC_MESSAGES/{domain}.po:{line}: {key}: {told}"
            assert named in fault.value.message
    assert len(tried) > len(PARTS)


def test_the_parts_are_all_there_are():
    assert len(PARTS) > 60
    assert all(one_part("pl", key).blocks for key in PARTS)
