from datetime import date

import pytest
from translation.catalogs import LEAFLET, pretended
from translation.test_gate import CONTENT

from leaflets import frame
from leaflets.model.clinic import Clinic
from leaflets.model.profile import Personal
from leaflets.model.source import State
from leaflets.release.edition import Edition
from leaflets.translation.catalogs import SourceCatalog, read_catalog
from leaflets.translation.translate import Translator

SAMPLE = "SAMPLE - based on 2014 text - not for patient use"
DRAFT = "DRAFT - not yet approved - not for patient use"
EXPIRED = "EXPIRED - its review is overdue - not for patient use"
WAITS = "Translation awaits review"


def band(catalog, state, *, approved):
    printed = Edition(
        content_state=state,
        translation_approved=approved,
        version="1",
        next_review=None,
        code="AAAA-AAAA",
    )
    day = date(2026, 11, 22)
    made = frame.furniture(CONTENT.leaflets[0], printed, Clinic(), Personal(), day, catalog)
    translator = Translator(catalog)
    return [
        " · ".join(translator.text(text) for text in (line.text, line.source) if text)
        for line in made.band
    ]


@pytest.fixture(scope="module")
def polish(tmp_path_factory):
    return read_catalog("pl", pretended(tmp_path_factory.mktemp("t")), LEAFLET)


def test_english_bands():
    english = SourceCatalog("en_GB")
    assert band(english, State.SAMPLE, approved=True) == [SAMPLE]
    assert band(english, State.DRAFT, approved=True) == [DRAFT]
    assert band(english, State.EXPIRED, approved=True) == [EXPIRED]
    assert band(english, State.APPROVED, approved=True) == []


def test_a_draft_translation_is_told_in_both_languages_and_a_sample_stays_a_sample(polish):
    own, english, review = band(polish, State.SAMPLE, approved=False)
    assert english == SAMPLE
    assert own not in ("", english)
    assert review.endswith(f" · {WAITS}")
    assert not review.startswith(WAITS)
    assert band(polish, State.APPROVED, approved=False) == [review]
    assert band(polish, State.SAMPLE, approved=True) == [own, english]
    assert band(polish, State.APPROVED, approved=True) == []


def test_english_that_stands_in_says_so_even_where_it_is_approved():
    stands_in = SourceCatalog("en_GB", stands_for="pl")
    assert band(stands_in, State.APPROVED, approved=True) == [
        "This leaflet is in English: its translation is not ready"
    ]


def test_a_draft_translation_of_approved_content_is_a_draft():
    printed = Edition(
        content_state=State.APPROVED,
        translation_approved=False,
        version="1",
        next_review=None,
        code="",
    )
    assert printed.state is State.DRAFT
