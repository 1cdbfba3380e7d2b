from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from factories import PROJECT, SOURCE, shipped

from leaflets.checks.catalog import check_catalogs, read_books
from leaflets.fit import TIGHT, USUAL, Fits
from leaflets.translation.catalog_folder import catalog_path, write_if_changed
from leaflets.translation.po_files import format_po, read_po
from leaflets.translation.template import templates

LEAFLET = "targeted-therapies-secondary-breast-cancer"
CARD = "results.cards.er.positive"
LONG = "Donaudampfschifffahrtsgesellschaftskapitänskajüte"
LANGUAGES = ("cy", "pl", "ro", "es", "pt", "ar", "ur", "bn", "pa_Guru", "zh_Hans")


@cache
def today():
    return templates(shipped(), SOURCE)


def found(folder, language):
    """What does not fit: key, severity, message, line."""
    content = shipped()
    check = Fits(folder, content)
    return [
        (entry.key, severity.value, message, entry.line)
        for book in read_books(folder, content, today(), language)
        for entry, message, severity in check.check(book)
    ]


def planted(folder, key, text, remarks=""):
    """The shipped Polish catalogs with another translation of one key."""
    for domain in (LEAFLET, "leaflets"):
        catalog = read_po(catalog_path(PROJECT / "translations", "pl", domain))
        entries = tuple(
            replace(e, targets=(text,), remarks=remarks) if e.key == key else e
            for e in catalog.entries
        )
        path = catalog_path(Path(folder), "pl", domain)
        write_if_changed(path, format_po(replace(catalog, entries=entries)))
    return Path(folder)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_text_fits_its_place_in_every_format(language):
    assert found(PROJECT / "translations", language) == []


@pytest.mark.parametrize(
    ("key", "text", "severity", "told"),
    [
        ("glance.with", f"{LONG}owa", "error", "mm too wide for a label in bold, and no leaflet"),
        ("words.terms.short", LONG, "error", "mm too wide"),
        ("everolimus.title", LONG, "error", "mm too wide for a block's heading, and no leaflet"),
        ("tool.given-by", "Osoba, która " * 3, "error", "mm too high for a line of"),
        ("leaflet.title", "Leczenie " * 300, "error", "mm too high for the title, and no leaflet"),
        ("glance.with", "Podawany razem z kilkoma innymi lekami", "warning", "lines as a label"),
        (CARD, "Zdecydowanie dodatni wynik", "warning", "too wide for a result and"),
        ("leaflet.title", "Leczenie " * 18, "warning", "too high for its place"),
        ("tool.draft-band", "Wersja robocza " * 14, "warning", "lines as a line of the band"),
        ("everolimus.who", "To 𓀀 znak.", "error", "no font has"),
    ],
)
def test_a_text_without_room_is_told_with_its_key_place_and_by_how_much(
    tmp_path, key, text, severity, told
):
    mine = found(planted(tmp_path, key, text), "pl")
    assert mine, "nothing found"
    assert {(k, s) for k, s, _, _ in mine} == {(key, severity)}
    assert all(told in message for _, _, message, _ in mine), mine
    assert {message.partition(":")[0] for _, _, message, _ in mine} <= {*USUAL, *TIGHT}
    assert all(line > 1 for _, _, _, line in mine)


def test_what_one_text_hides_is_found_too(tmp_path):
    folder = planted(tmp_path, "glance.with", LONG)
    catalog = read_po(catalog_path(folder, "pl", LEAFLET))
    entries = tuple(
        replace(e, targets=(LONG + "x",)) if e.key == "glance.how" else e for e in catalog.entries
    )
    path = catalog_path(folder, "pl", LEAFLET)
    write_if_changed(path, format_po(replace(catalog, entries=entries)))
    assert {key for key, _, _, _ in found(folder, "pl")} == {"glance.how", "glance.with"}


def test_a_text_that_does_not_fit_is_waived_with_a_reason(tmp_path):
    content, text = shipped(), "Podawany razem z kilkoma innymi lekami"
    for remark, count in (("", 1), ("ignore: fits - three lines were agreed on", 0)):
        folder = planted(tmp_path, "glance.with", text, remark)
        check = Fits(folder, content)
        findings = check_catalogs(folder, content, today(), ("pl",), (check,))
        assert sum(f.check == "fits" for f in findings) == count
        assert not any(f.check == "waivers" for f in findings)


def test_a_catalog_with_a_key_twice_is_left_to_the_check_that_tells_it(tmp_path):
    path = catalog_path(planted(tmp_path, "glance.with", LONG), "pl", LEAFLET)
    text = path.read_text(encoding="utf-8")
    path.write_text(f'{text}\nmsgctxt "glance.with"\nmsgid "Given with"\nmsgstr "Z"\n', "utf-8")
    assert found(tmp_path, "pl") == []


def test_what_is_not_translated_yet_is_not_measured(tmp_path):
    assert found(planted(tmp_path, "glance.with", ""), "pl") == []
