"""What stands round the content in two languages: each row beside its like, or beside nothing."""

from datetime import date

import pytest
from translation.catalogs import SOURCE

from leaflets import frame
from leaflets.content.valid import load_valid
from leaflets.model.clinic import Clinic
from leaflets.model.profile import Personal
from leaflets.model.source import State
from leaflets.release.edition import Edition
from leaflets.translation.catalogs import SourceCatalog
from leaflets.translation.languages import describe

LEAFLET = load_valid(SOURCE).leaflets[0]
PRINTED = Edition(
    content_state=State.APPROVED,
    translation_approved=True,
    version="1",
    next_review=None,
    code="AAAA-AAAA",
    approved_on=date(2026, 11, 22),
    approved_as=("Consultant", "Pharmacist"),
)
LANGUAGES = describe("pl"), describe("en_GB")


def rows(clinic):
    """For each row of the imprint what it says in Polish and in English."""
    own, other = frame.supplied_in_two(LEAFLET, PRINTED, clinic, LANGUAGES)
    return {
        (one.label.source, its.label.source): (
            [value.source for value in one.values],
            [value.source for value in its.values],
        )
        for one, its in zip(own.imprint, other.imprint, strict=True)
    }


def test_roles_that_are_written_in_english_stand_beside_nothing():
    found = rows(Clinic())
    assert found["", "Approved by"] == ([], ["Consultant", "Pharmacist"])
    assert [labels for labels in found if "" in labels] == [("", "Approved by")]


def test_the_names_of_both_languages_stand_in_both():
    names = ["polski", "Polish", "English"]
    assert rows(Clinic())["Language", "Language"] == (names, names)


@pytest.mark.parametrize(
    ("clinic", "labels", "values"),
    [
        (Clinic(name="A", address={"pl": "ul. A"}), ("Clinic", "Clinic"), (["A", "ul. A"], ["A"])),
        (Clinic(address={"pl": "ul. A"}), ("Clinic", ""), (["ul. A"], [])),
        (Clinic(address={"en_GB": "A Street"}), ("", "Clinic"), ([], ["A Street"])),
    ],
)
def test_an_address_stands_in_the_languages_that_it_is_written_in(clinic, labels, values):
    found = rows(clinic)
    assert next(iter(found.items())) == (labels, values)


def test_rows_keep_their_order():
    own, other = frame.supplied_in_two(LEAFLET, PRINTED, Clinic(name="A"), LANGUAGES)
    for made, language in ((own, LANGUAGES[0]), (other, LANGUAGES[1])):
        alone = frame.supplied(LEAFLET, PRINTED, Clinic(name="A"), language)
        labels = [row.label.key for row in made.imprint if row.values]
        assert labels == [row.label.key for row in alone.imprint]


@pytest.mark.parametrize("bilingual", [True, False])
def test_labels_of_the_personal_box_are_in_both_languages_if_asked(bilingual):
    made = frame.furniture(
        LEAFLET,
        PRINTED,
        Clinic(),
        Personal(),
        date(2026, 11, 22),
        SourceCatalog("en_GB"),
        bilingual=bilingual,
    )
    labels = [field.source and field.source.source for field in made.personal]
    assert labels == (["For", "Given by", "Date", "Clinic"] if bilingual else [None] * 4)
