"""The leaflet of one record: its key, what it leaves open, or every reason why there is none."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from leaflets.batch.choose import Chooser, Open
from leaflets.batch.work import Kit
from leaflets.content.valid import load_valid
from leaflets.layout.formats import FORMATS
from leaflets.model.clinic import Clinic
from leaflets.model.profile import Personal, Profile, Record
from leaflets.pipeline import Order, Unanswered
from leaflets.translation.catalogs import find_catalog


@pytest.fixture
def chooser(place):
    content = load_valid(place / "source")
    (leaflet,) = content.leaflets
    catalogs = partial(find_catalog, translations=Path("translations"), leaflet=leaflet.id)

    def make(**wanted):
        order = Order(
            page_format=FORMATS["a4"], clinic=Clinic(), today=date(2026, 11, 22), **wanted
        )
        kit = Kit(content=content, leaflet_id=leaflet.id, catalogs={}, order=order)
        return Chooser(kit, "en_GB", "a4", catalogs)

    return make


def record(**values):
    known = {name: values.pop(name) for name in ("zeta", "eta") if name in values}
    return Record(profile=Profile(known), **values)


def test_records_that_are_alike_get_one_leaflet_whoever_they_are(chooser):
    choose = chooser().choose
    one = choose(record(zeta="high", personal=Personal(name="Ada")))
    other = choose(record(zeta="high", personal=Personal(name="Bo")))
    assert one.leaflet == other.leaflet != ""
    assert choose(record(zeta="low", personal=Personal(name="Ada"))).leaflet != one.leaflet


def test_what_the_leaflet_waits_for_is_told_with_the_block(chooser):
    chosen = chooser().choose(record())
    assert chosen.leaflet
    assert chosen.open[0] == Open("examplinib", ("zeta",))


def test_two_people_with_the_same_pages_are_told_apart_by_what_is_open(chooser):
    choose = chooser(unanswered=Unanswered.WITHHOLD).choose
    unknown, known = choose(record()), choose(record(zeta="low", eta="absent"))
    assert unknown.open
    assert known.open != unknown.open


def test_every_reason_is_told_at_once(chooser):
    chosen = chooser().choose(record(language="klingon", page_format="b9"))
    assert chosen.leaflet == ""
    assert [refusal.column for refusal in chosen.refusals] == ["language", "format"]
    assert (
        chooser(unanswered=Unanswered.REFUSE)
        .choose(record())
        .refusals[0]
        .message.startswith("not known: ")
    )


def test_a_name_that_fits_no_box_is_refused_with_its_column(chooser):
    chosen = chooser().choose(record(zeta="high", personal=Personal(name="W" * 80)))
    assert [refusal.column for refusal in chosen.refusals] == ["name"]
