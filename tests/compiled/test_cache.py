"""The cache: what was put is got, what was touched is not, and no person is ever in it."""

import os
import stat
from pathlib import Path

import pytest
from compiled.copies import DAY, NAMES, TOKEN, compiled

from leaflets.compiled.cache import TemplateCache, find_cache
from leaflets.layout.formats import FORMATS
from leaflets.layout.typography import SHIPPED
from leaflets.model.profile import Personal

PERSON = Personal(name="Zoë Łukasiewicz", given_by="প্রিয়া সেন", day=DAY)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "cache" / "leaflets"


def entry(folder):
    (path,) = folder.iterdir()
    return path


def kept(folder, language="en_GB"):
    """A leaflet that is in the cache."""
    leaflet = compiled(language)
    TemplateCache(folder).put(leaflet)
    return leaflet


def test_what_was_put_is_got_and_stamps_the_same(folder):
    for language in ("en_GB", "ur", "zh_Hans"):
        leaflet = kept(folder, language)
        found = TemplateCache(folder).get(leaflet.key, FORMATS["a4"], SHIPPED)
        assert found == leaflet
        for name in NAMES.values():
            person = Personal(name=name, given_by="Jo", day=DAY)
            assert found.stamp(person, TOKEN) == leaflet.stamp(person, TOKEN)


def test_only_its_owner_may_look_into_it(folder):
    kept(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(entry(folder).stat().st_mode) == 0o600


def test_an_unknown_key_is_not_there(folder):
    assert TemplateCache(folder).get("0" * 64, FORMATS["a4"], SHIPPED) is None
    kept(folder)
    assert TemplateCache(folder).get("0" * 64, FORMATS["a4"], SHIPPED) is None


@pytest.mark.parametrize("place", [0, 25, 60, 70, 1000, 20_000, -1])
def test_an_entry_that_was_touched_is_not_got_and_is_thrown_away(folder, place):
    leaflet = kept(folder)
    path = entry(folder)
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    assert TemplateCache(folder).get(leaflet.key, FORMATS["a4"], SHIPPED) is None
    assert not path.exists()


@pytest.mark.parametrize("length", [0, 10, 51, 52, 56, 100, 20_000])
def test_an_entry_that_was_cut_is_not_got(folder, length):
    leaflet = kept(folder)
    path = entry(folder)
    path.write_bytes(path.read_bytes()[:length])
    assert TemplateCache(folder).get(leaflet.key, FORMATS["a4"], SHIPPED) is None


def test_an_entry_under_another_name_is_not_got(folder):
    kept(folder)
    path = entry(folder)
    path.rename(path.with_name(f"{'0' * 64}.template"))
    assert TemplateCache(folder).get("0" * 64, FORMATS["a4"], SHIPPED) is None


def test_a_folder_that_others_may_write_to_is_not_read(folder):
    leaflet = kept(folder)
    folder.chmod(0o777)
    assert TemplateCache(folder).get(leaflet.key, FORMATS["a4"], SHIPPED) is None
    path = entry(folder)
    path.unlink()
    TemplateCache(folder).put(leaflet)
    assert list(folder.iterdir()) == []


def test_what_was_not_used_for_longest_makes_room(folder):
    leaflets = [compiled(language) for language in ("en_GB", "pl", "cy")]
    sizes = [len(leaflet.to_bytes()) for leaflet in leaflets]
    cache = TemplateCache(folder, largest=sum(sizes) - 1)
    for age, leaflet in enumerate(leaflets[:2]):
        cache.put(leaflet)
        os.utime(folder / f"{leaflet.key}.template", (age, age))
    assert cache.get(leaflets[0].key, FORMATS["a4"], SHIPPED) == leaflets[0]
    cache.put(leaflets[2])
    assert cache.get(leaflets[1].key, FORMATS["a4"], SHIPPED) is None
    assert cache.get(leaflets[0].key, FORMATS["a4"], SHIPPED) == leaflets[0]
    assert cache.get(leaflets[2].key, FORMATS["a4"], SHIPPED) == leaflets[2]


def test_a_folder_that_can_not_be_made_is_no_reason_to_fail(tmp_path):
    (tmp_path / "file").write_text("")
    cache = TemplateCache(tmp_path / "file" / "leaflets")
    leaflet = compiled("en_GB")
    cache.put(leaflet)
    assert cache.get(leaflet.key, FORMATS["a4"], SHIPPED) is None


def test_nothing_of_a_person_is_in_it(folder):
    leaflet = kept(folder)
    leaflet.stamp(PERSON, TOKEN)
    TemplateCache(folder).put(leaflet)
    data = entry(folder).read_bytes()
    for word in ("Zoë", "Łukasiewicz", "প্রিয়া", TOKEN):
        for encoding in ("utf-8", "utf-16-be"):
            assert word.encode(encoding) not in data
        assert ascii(word).strip("'").encode() not in data


def test_it_is_where_the_caches_of_this_user_are(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert find_cache(None).folder == tmp_path / "leaflets" / "templates"
    monkeypatch.setenv("HOME", str(tmp_path))
    for nowhere in ("", "here"):  # no path, or one that is not told from the root, counts for none
        monkeypatch.setenv("XDG_CACHE_HOME", nowhere)
        assert find_cache(None).folder == tmp_path / ".cache" / "leaflets" / "templates"


def test_without_a_home_there_is_no_cache(monkeypatch):
    def homeless():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setenv("XDG_CACHE_HOME", "")
    monkeypatch.setattr(Path, "home", homeless)
    assert find_cache(None) is None
