"""The key: alike for all who get the same pages, another one for any other page."""

from dataclasses import replace

import pytest
from compiled import copies
from layout.trees import said
from PIL import Image

from leaflets.compiled import key
from leaflets.keep import files
from leaflets.layout.formats import FORMATS
from leaflets.layout.typography import SHIPPED, FontChoice
from leaflets.model.leaflet import Logo, reserve

A4 = FORMATS["a4"]


def make(*values, **changes):
    return reserve(replace(copies.make_leaflet("en_GB", *values), **changes))


def key_of(leaflet, page_format=A4, fonts=SHIPPED):
    return key.compile_key(leaflet, page_format, fonts)


def test_people_of_whom_the_same_is_known_have_one_key():
    day = copies.DAY.replace(month=3)
    assert key_of(make("Ann", "Jo")) == key_of(make("Zoë", "Bo", day, copies.TOKEN))


@pytest.mark.parametrize("values", [("", "Jo"), ("Ann", ""), ("", "")])
def test_a_line_to_write_on_is_another_page(values):
    assert key_of(make(*values)) != key_of(make("Ann", "Jo"))


@pytest.mark.parametrize(
    "changes",
    [
        {"title": said("Another title")},
        {"language": "en_US"},
        {"code": "WXYZ"},
        {"names": ("Examplinib",)},
        {"blocks": ()},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_whatever_differs_gives_another_key(changes):
    assert key_of(make(**changes)) != key_of(make())


def test_the_format_and_the_fonts_are_in_it(tmp_path):
    usual = key_of(make())
    assert key_of(make(), FORMATS["large"]) != usual
    assert key_of(make(), fonts=FontChoice(None, {"Arab": ("NotoNaskhArabic",)})) != usual
    (tmp_path / "Own-Regular.ttf").write_bytes(b"one")
    own = key_of(make(), fonts=FontChoice(tmp_path))
    assert own != usual
    (tmp_path / "Own-Regular.ttf").write_bytes(b"two")
    assert key_of(make(), fonts=FontChoice(tmp_path)) != own


def test_a_logo_is_what_it_shows_not_where_it_is(tmp_path):
    def with_logo(name, colour):
        path = tmp_path / name / "logo.png"
        path.parent.mkdir(exist_ok=True)
        Image.new("RGB", (4, 4), colour).save(path)
        leaflet = make()
        logo = Logo(path, said("Riverside Clinic"))
        return key_of(replace(leaflet, furniture=replace(leaflet.furniture, logo=logo)))

    assert with_logo("a", "red") == with_logo("b", "red")
    assert with_logo("a", "blue") != with_logo("b", "red")


def test_the_program_and_its_libraries_are_in_it(monkeypatch):
    usual = key_of(make())
    for remembered in (key.program, files.program):
        remembered.cache_clear()
    monkeypatch.setattr(files, "_release", lambda library: [f"{library} 2"])
    assert key_of(make()) != usual
    for remembered in (key.program, files.program):
        remembered.cache_clear()
    monkeypatch.undo()
    assert key_of(make()) == usual
    monkeypatch.setattr(key, "_ROOMS", ("layout",))
    key.program.cache_clear()
    assert key_of(make()) != usual
    monkeypatch.undo()
    key.program.cache_clear()


@pytest.mark.parametrize("library", key._LIBRARIES)
def test_the_release_of_each_library_is_known(library):
    (known,) = files._release(library)
    assert known.endswith(".dist-info")
