"""The site key and tokens: made once, kept to the owner, the same for the same record."""

import hashlib
import hmac
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from leaflets.errors import UsageFault
from leaflets.release.token import site_key, token


def test_a_key_is_made_once_for_its_owner_alone(tmp_path):
    path = tmp_path / "site.key"
    made = site_key(path)
    assert len(made) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert site_key(path) == made == path.read_bytes()
    assert [each.name for each in tmp_path.iterdir()] == ["site.key"]


def test_all_who_make_a_key_at_once_get_the_same(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(site_key, [tmp_path / "site.key"] * 8))
    assert len(set(keys)) == 1


def test_a_token_is_sixteen_digits_of_the_contracts_hmac():
    made = token(b"0123456789abcdef", "the-leaflet", "row-7")
    whole = hmac.new(b"0123456789abcdef", b"the-leafletrow-7", hashlib.sha256).hexdigest()
    assert made == whole[:16]
    assert made != token(b"0123456789abcdeF", "the-leaflet", "row-7")
    assert made != token(b"0123456789abcdef", "the-leaflet", "row-8")


@pytest.mark.parametrize("content", [b"", b"short"])
def test_a_key_that_was_cut_is_refused_and_not_replaced(tmp_path, content):
    path = tmp_path / "site.key"
    path.write_bytes(content)
    with pytest.raises(UsageFault, match="needs 16 or more"):
        site_key(path)
    assert path.read_bytes() == content


def test_a_key_that_can_not_be_made_or_read_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "file" / "site.key", tmp_path):
        with pytest.raises(UsageFault, match="can't be read"):
            site_key(path)
