"""The columns of a record besides results: names, ids, dates, and what is not known."""

from datetime import date

import pytest
from factories import make_vocabulary

from leaflets.records.columns import is_nhs_number, read_columns


def read(**columns):
    return read_columns({name: (text,) for name, text in columns.items()}, make_vocabulary())


def refused(**columns):
    return [str(refusal) for refusal in read(**columns).refusals]


@pytest.mark.parametrize(
    "name",
    [
        "Ada Example",
        "Zoë O\u2019Hara-Ngũgĩ",
        "Dr. A. N. Other, MBE",
        "محمد",
        "क्\u200dष",  # a joiner is part of how the name is written
        "李小龍",
        "Łukasz d'Łęcki",
        "x" * 80,
        "",
    ],
)
def test_a_name_is_kept_to_the_letter(name):
    reading = read(name=name)
    assert reading.refusals == ()
    assert reading.record.personal.name == name


@pytest.mark.parametrize(
    "name",
    [
        "<b>Ada</b>",
        "Ada & <Bob>",
        "{name}",
        "$(rm -rf ~)`",
        "Ada\nExample",
        "Ada\x00",
        "Ada\x1b[31m",
        "Ada\u202eelpmaxE",  # turns the text round
        "Ada\ud800",
        "Ada\u2028Example",
        "\ufeffAda",
        "Ada\ue000",
        "x" * 81,
        "[link](javascript:x)",
    ],
)
def test_markup_control_characters_and_overlong_names_are_refused(name):
    for column in ("name", "given_by"):
        (refusal,) = read(**{column: name}).refusals
        assert refusal.column == column
        assert refusal.message.isprintable()


def test_a_name_of_ten_megabytes_is_refused_in_a_short_sentence():
    assert refused(name="x" * 10_000_000) == ["name: is 10,000,000 characters long; 80 fit its box"]


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("9434765919", True),
        ("943 476 5919", True),
        ("943-476-5919", True),
        ("9434765918", False),
        ("943476591", False),
        ("94347659190", False),
        ("P-9434765919", False),
        ("٩٤٣٤٧٦٥٩١٩", False),
        ("", False),
    ],
)
def test_an_nhs_number_is_known_by_its_check_digit(text, valid):
    assert is_nhs_number(text) is valid


@pytest.mark.parametrize(
    ("record_id", "told"),
    [
        ("9434765919", "record_id: is an NHS number "
         "(use a number of your own, so that nobody can be known by it)"),
        ("943 476 5919", "record_id: is an NHS number "
         "(use a number of your own, so that nobody can be known by it)"),
        ("a\nb", "record_id: has a character that can't be printed"),
        ("x" * 129, "record_id: is 129 characters long, at most 128"),
    ],
)  # fmt: skip
def test_an_id_that_can_not_be_one_is_refused(record_id, told):
    assert refused(record_id=record_id) == [told]


@pytest.mark.parametrize("record_id", ["A-17", "1234567890", "é/17", "../../etc/passwd", "=1+1"])
def test_any_other_id_is_kept_to_the_letter(record_id):
    assert read(record_id=record_id).record.record_id == record_id


def test_a_date_is_year_month_day():
    assert read(date="2026-11-22").record.personal.day == date(2026, 11, 22)
    assert read(date="").record.personal.day is None
    for wrong in ("22/11/2026", "2026-02-30", "yesterday", "2026-11-22T10:00"):
        assert refused(date=wrong) == [
            f'date: "{wrong}" is not a date (write year-month-day: 2026-11-22)'
        ]


def test_language_and_format_are_the_records_wish():
    record = read(language=" pl ", format="large").record
    assert (record.language, record.page_format) == ("pl", "large")


@pytest.mark.parametrize(
    "heading", ["zeta", "Zeta", " ZETA ", "record-id", "Record ID", "given by"]
)
def test_case_spaces_and_hyphens_of_a_heading_do_not_count(heading):
    assert read_columns({heading: ("high",)}, make_vocabulary()).warnings == ()


def test_a_column_that_is_not_known_is_a_warning_where_it_says_something():
    assert read(shoe_size="39").warnings == (
        'the column "shoe_size" is not known and was not read',
    )
    assert read_columns({"shoe_size": ()}, make_vocabulary()).warnings == ()
