from datetime import date

import pytest
from checks.planted import found, lines

from leaflets.model.review import months_after

DRUG = "sample/examplinib.yaml"
WORDS = "sample/words.yaml"
ACCESS = "sample/access.yaml"


def test_a_block_without_a_review_date_is_found(tmp_path):
    assert lines(tmp_path, (WORDS, "review_by: 2027-11-22\n", "")) == [
        "sample/words.yaml:1:8: error: the block has no review date [review-dates]"
    ]


def test_the_hint_gives_the_last_day(tmp_path):
    (finding,) = found(tmp_path, (WORDS, "review_by: 2027-11-22\n", ""))
    assert finding.hint == "add `review_by: 2029-11-22`, or a day before"


def test_a_review_after_three_years_is_too_late(tmp_path):
    assert lines(tmp_path, (WORDS, "2027-11-22", "2029-11-23")) == [
        "sample/words.yaml:1:8: error: review_by 2029-11-23 is more than 36 months after "
        "publication (2026-11-22) [review-dates]"
    ]


def test_the_last_day_of_three_years_will_do(tmp_path):
    assert lines(tmp_path, (WORDS, "2027-11-22", "2029-11-22")) == []


def test_a_dated_fact_brings_the_review_forward(tmp_path):
    assert lines(tmp_path, (ACCESS, "2027-05-22", "2027-05-23")) == [
        "sample/access.yaml:1:8: error: review_by 2027-05-23 is more than 6 months after "
        "publication (2026-11-22) where a fact is dated [review-dates]"
    ]


def test_a_review_before_publication_is_found(tmp_path):
    assert lines(tmp_path, (ACCESS, "2027-05-22", "2026-11-22")) == [
        "sample/access.yaml:1:8: error: review_by 2026-11-22 is not after publication "
        "(2026-11-22) [review-dates]"
    ]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 22), 36, date(2029, 11, 22)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 31), 6, date(2027, 6, 30)),
        (date(2028, 2, 29), 36, date(2031, 2, 28)),
    ],
)
def test_months_are_counted_by_the_calendar(day, months, later):
    assert months_after(day, months) == later


def test_a_drug_is_looked_at_within_a_year_unless_it_says_otherwise(tmp_path):
    late = (DRUG, "review_by: 2027-11-22", "review_by: 2027-11-23")
    assert lines(tmp_path, late) == [
        "sample/examplinib.yaml:1:8: error: review_by 2027-11-23 is more than 12 months after "
        "publication (2026-11-22) for eligibility [review-dates]"
    ]
    general = (DRUG, "review_by: 2027-11-22", "review_by: 2027-11-23\nreview: general")
    assert lines(tmp_path, general) == []
