"""Verifying one file: whatever is changed in it, it is known again and found to be altered."""

from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from layout.tongues import make_translated
from release.lines import line

from leaflets.layout.formats import A4
from leaflets.layout.pages import typeset
from leaflets.release.index import open_index
from leaflets.release.manifest import append, file_ids
from leaflets.trace.compare import difference, same_but_for_compression
from leaflets.trace.today import Today
from leaflets.trace.verify import Verdict, verify


@pytest.fixture(scope="module")
def pdf():
    return typeset(make_translated("cy"), A4).pdf


@pytest.fixture(scope="module")
def index(pdf, tmp_path_factory):
    """The index of a manifest that has the leaflet among others."""
    manifest = tmp_path_factory.mktemp("manifest") / "manifest.jsonl"
    append(manifest, line(record_id="another"))
    told = {"sha256": sha256(pdf).hexdigest(), "file_id": file_ids(pdf)[-1]}
    append(manifest, line(record_id="this", token="a" * 16, **told))
    opened = open_index(manifest)
    yield opened
    opened.close()


def verdict(data, index, folder, name="leaflet.pdf"):
    path = folder / name
    path.write_bytes(data)
    nowhere = Today(source=folder, translations=folder, day=date(2026, 11, 22))
    return verify(path, [index], nowhere)


@given(st.data())
def test_any_flipped_byte_is_altered_and_the_record_is_known(pdf, index, tmp_path_factory, data):
    place = data.draw(st.integers(0, len(pdf) - 1))
    changed = bytearray(pdf)
    changed[place] ^= data.draw(st.integers(1, 255))
    found = verdict(changed, index, tmp_path_factory.getbasetemp())
    assert found.verdict is Verdict.ALTERED
    assert found.line.record_id == "this"


@given(st.binary(max_size=300), st.integers(0, 10**6))
def test_what_was_cut_or_added_is_altered(pdf, index, tmp_path_factory, added, place):
    at = place % len(pdf)
    for changed in (pdf + b"\n" + added, pdf[:at] + b"x" + pdf[at:]):
        assert verdict(changed, index, tmp_path_factory.getbasetemp()).verdict is Verdict.ALTERED


def test_a_leaflet_that_lost_its_end_is_known_by_its_token(pdf, index, tmp_path):
    cut = pdf[: len(pdf) // 2]
    assert verdict(cut, index, tmp_path, f"{'a' * 16}.pdf").line.record_id == "this"


@given(st.binary(max_size=2000))
def test_bytes_of_any_kind_are_unknown_and_break_nothing(index, tmp_path_factory, data):
    assert verdict(data, index, tmp_path_factory.getbasetemp()).verdict is Verdict.UNKNOWN


def test_a_token_or_identifier_that_only_begins_alike_is_not_taken(pdf, index, tmp_path):
    other = pdf.replace(file_ids(pdf)[0].encode(), file_ids(pdf)[0][:16].encode() + b"0" * 16)
    assert verdict(other, index, tmp_path).verdict is Verdict.UNKNOWN


# Comparing.


def test_a_difference_is_told_by_count_and_place():
    assert difference(b"abcd", b"abXY") == "2 bytes differ, the first at 2: 0x58 instead of 0x63"
    assert difference(b"abcd", b"abcde") == (
        "it has 5 bytes instead of 4, and differs from byte 4 on"
    )


def test_compression_is_told_from_content(pdf):
    import zlib

    compress = zlib.compress
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(zlib, "compress", lambda data, level=9: compress(data, 1))
        other = typeset(make_translated("cy"), A4).pdf
    assert other != pdf
    assert same_but_for_compression(pdf, other)
    assert not same_but_for_compression(pdf, typeset(make_translated("cy", band=False), A4).pdf)
    place = pdf.index(b"stream\n") + 40
    assert not same_but_for_compression(pdf, pdf[:place] + b"\0\0" + pdf[place + 2 :])
