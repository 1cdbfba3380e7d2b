"""Which formats have columns for two languages, which facing pages, and which neither."""

from dataclasses import replace

import pytest

from leaflets.errors import ExitCode
from leaflets.layout.formats import FORMATS
from leaflets.layout.two_languages import TooNarrow, column_width, for_two_languages, in_columns

COLUMNS = ("a4", "a4-12", "letter")
FACING = ("a5", "booklet", "large", "large-20", "large-24", "large-28", "letter-large")
NEITHER = ("trifold", "zfold")


def test_every_format_is_one_of_these():
    assert {*COLUMNS, *FACING, *NEITHER} == FORMATS.keys()


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_have_16_ems_and_a_margin_that_a_thumb_holds(name):
    found = for_two_languages(FORMATS[name])
    assert in_columns(found)
    assert column_width(found) >= 16 * found.type.body.size
    assert found.side_mm == 17
    assert (found.name, found.paper, found.edge_mm) == (
        name,
        FORMATS[name].paper,
        FORMATS[name].edge_mm,
    )


@pytest.mark.parametrize("name", FACING)
def test_facing_pages_are_as_in_one_language(name):
    assert for_two_languages(FORMATS[name]) == FORMATS[name]
    assert not in_columns(FORMATS[name])


@pytest.mark.parametrize("name", NEITHER)
def test_panels_are_refused_with_what_would_do(name):
    with pytest.raises(TooNarrow, match=f"{name} has no room for two languages") as fault:
        for_two_languages(FORMATS[name])
    assert fault.value.exit_code is ExitCode.USAGE
    for other in (*COLUMNS, *FACING):
        if other in fault.value.hint:
            for_two_languages(FORMATS[other])


def test_it_depends_on_the_paper_and_not_on_the_name():
    wide = replace(FORMATS["large"], name="poster", width_mm=297)
    assert in_columns(for_two_languages(wide))
    assert not in_columns(for_two_languages(replace(FORMATS["a4"], width_mm=170)))
