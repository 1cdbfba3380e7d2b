"""Catalogs and languages that were kept: the same as read anew, and who approved is asked anew."""

from datetime import date, timedelta

import pytest
from translation.catalogs import LEAFLET, ROOT, pretended

from leaflets.errors import TranslationFault, UsageFault
from leaflets.model.text import Message
from leaflets.translation import catalogs, po_files, spoken
from leaflets.translation.approvals import approve, ledger_path
from leaflets.translation.catalog_folder import catalog_path
from leaflets.translation.catalogs import find_catalog, read_catalog
from leaflets.translation.formats import babel_date, isolated, show_date
from leaflets.translation.languages import available_languages, describe, find_language
from leaflets.translation.plural_rules import PLURAL_FORMS

SHIPPED = ROOT / "translations"
LANGUAGES = [language.code for language in available_languages(SHIPPED)]
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def begun(monkeypatch):
    """A program that knows nothing of languages yet; call it to begin anew."""

    def begin():
        monkeypatch.setattr(spoken, "_known", {})
        show_date.cache_clear()

    begin()
    yield begin
    show_date.cache_clear()


@pytest.fixture
def folder(tmp_path):
    """Translations into accented English, called Polish."""
    return pretended(tmp_path / "translations")


@pytest.fixture
def find(tmp_path, folder):
    return lambda asked="pl": find_catalog(asked, folder, LEAFLET, cache=tmp_path / "cache")


def unread(monkeypatch):
    """No catalog may be read for what it says."""

    def refuse(*_):
        raise AssertionError("a catalog was read")

    monkeypatch.setattr(po_files, "read_po", refuse)


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_shipped_catalog_that_was_kept_is_what_its_files_say(
    code, tmp_path, begun, monkeypatch
):
    anew = find_catalog(code, SHIPPED, LEAFLET)
    described = describe(code)
    find_catalog(code, SHIPPED, LEAFLET, cache=tmp_path)
    begun()
    unread(monkeypatch)
    kept = find_catalog(code, SHIPPED, LEAFLET, cache=tmp_path)
    assert kept == anew
    if code != "en_GB":
        # Lines are in every message, and do not count for equality.
        lines = [(key, entry.line) for key, entry in kept.entries.items()]
        assert lines == [(key, entry.line) for key, entry in anew.entries.items()]
        assert spoken.spoken(code) is not None
    assert describe(code) == described
    assert find_language(code, SHIPPED) == described
    assert isolated("x", code) == ("\u2068x\u2069" if described.right_to_left else "x")


@pytest.mark.parametrize("code", [*PLURAL_FORMS, *LANGUAGES, "en_XA", "ar_XB", "de"])
def test_a_day_is_written_as_babel_writes_it(code, tmp_path):
    spoken.keep(code, tmp_path, lambda: catalogs._learn(code))
    assert spoken.spoken(code).days
    for number in range(0, 365 * 9, 7):
        day = date(2019, 12, 31) + timedelta(number)
        assert show_date(day, code) == babel_date(day, code)


def test_a_language_that_writes_some_day_in_another_way_has_no_sample_days():
    assert spoken.sample_days(lambda day: f"{day.day} {day:%B %Y}") != ()
    assert spoken.sample_days(lambda day: f"{day.day}{'st' * (day.day == 1)} {day:%B %Y}") == ()


def test_hyphens_and_spaces_find_what_was_kept(tmp_path):
    for asked in ("zh-Hans", " zh_Hans ", "zh_Hans"):
        assert find_catalog(asked, SHIPPED, LEAFLET, cache=tmp_path).language == "zh_Hans"
    for asked, message in (("zh", "two scripts"), ("../pl", "not a language")):
        with pytest.raises(UsageFault, match=message):
            find_catalog(asked, SHIPPED, LEAFLET, cache=tmp_path)


def test_a_translation_that_was_changed_is_read_as_it_is_now(find, folder):
    title = Message(key="help.call", source=find().entries["help.call"].source)
    before = find().look_up(title)
    path = catalog_path(folder, "pl", LEAFLET)
    path.write_text(path.read_text("utf-8").replace("If ąnything", "Od ąnything"), "utf-8")
    assert find().look_up(title) == before.replace("If ", "Od ")
    assert find().digest == read_catalog("pl", folder, LEAFLET).digest


def test_a_language_whose_catalogs_were_taken_away_is_missing(find, folder):
    find()
    catalog_path(folder, "pl", "leaflets").unlink()
    assert not any(key.startswith("tool.") for key in find().entries)
    catalog_path(folder, "pl", LEAFLET).unlink()
    with pytest.raises(TranslationFault, match="no translation into Polish"):
        find()


def test_a_catalog_with_a_fault_is_not_kept_and_tells_it_each_time(find, folder, tmp_path):
    path = catalog_path(folder, "pl", LEAFLET)
    path.write_text(path.read_text("utf-8") + 'msgid "open\n', "utf-8")
    for _ in range(2):
        with pytest.raises(TranslationFault, match="a quotation mark is not closed"):
            find()
    assert [*(tmp_path / "cache").glob("*.catalog")] == []


def test_who_approved_is_read_each_time(find, folder):
    entry = find().entries["help.call"]
    message = Message(key=entry.key, source=entry.source)
    assert not find().approved(message)
    lines = [approve(entry, stage, "A. Lis", TODAY) for stage in ("language", "clinical")]
    ledger = ledger_path(folder, "pl")
    rows = [",".join((x.key, x.source, x.target, x.stage, x.by, x.date, "")) for x in lines]
    ledger.write_text("\n".join(["key,source,target,stage,by,date,note", *rows, ""]))
    assert find().approved(message)
    ledger.write_text("\n".join(["key,source,target,stage,by,date,note", rows[0], ""]))
    assert not find().approved(message)
    ledger.write_text("nonsense\n")
    with pytest.raises(TranslationFault, match="can't be relied upon"):
        find()
