"""What a manifest line tells of how a leaflet was asked for."""

from dataclasses import fields, replace
from datetime import date

import pytest

from leaflets.layout.formats import FORMATS
from leaflets.model.clinic import Clinic
from leaflets.pipeline import Order, Unanswered
from leaflets.print.sheets import Marks
from leaflets.trace.printed import clinic_digest, order_told

PLAIN = Order(page_format=FORMATS["booklet"], clinic=Clinic(), today=date(2026, 11, 22))
ELSEWHERE = {
    "page_format": "its format",
    "clinic": "its clinic digest",
    "fonts": "its font digests",
    "require_approved": "it changes no byte: a leaflet is made as it is, or refused",
    "formats": "the format that was used is told by its name",
}
CHANGED = {
    "today": date(2026, 11, 23),
    "unanswered": Unanswered.WITHHOLD,
    "include_later": True,
    "options": frozenset({"quotation"}),
    "whole_source": True,
    "qr": True,
    "bilingual": True,
    "imposed": Marks.NONE,
}


def test_all_of_an_order_is_told():
    assert {each.name for each in fields(Order)} == ELSEWHERE.keys() | CHANGED.keys()


@pytest.mark.parametrize(("name", "value"), CHANGED.items())
def test_each_part_of_an_order_tells_it_from_another(name, value):
    assert order_told(replace(PLAIN, **{name: value})) != order_told(PLAIN)


def test_any_change_of_a_clinic_is_another_digest(tmp_path):
    logo = tmp_path / "logo.png"
    logo.write_bytes(b"one")
    clinics = [
        Clinic(),
        Clinic(name="A"),
        Clinic(phone="A"),
        Clinic(phone_24h="A"),
        Clinic(hours={"pl": "A"}),
        Clinic(address={"pl": "A"}),
        Clinic(logo=logo),
    ]
    digests = [clinic_digest(clinic) for clinic in clinics]
    logo.write_bytes(b"two")
    assert len({*digests, clinic_digest(clinics[-1])}) == 8
    assert digests[0] == ""
